/** Start times of a basket over some days. */
import type { Db } from '#platform/db/database.ts'
import { dayStartUtc, utcToLocal } from '#platform/time.ts'
import { findSlots, type Slot } from './availability/index.ts'
import { guestsOf, servicesOf, type Basket } from './basket.ts'
import { axisOf, bookingRequest, daySnapshot, type Axis } from './day.ts'
import { movedAppointments } from './reschedule.ts'
import { readBookingSnapshot, readSnapshot, type SearchedBooking, type Snapshot } from './snapshot.ts'

/** Reads what a booking's search needs, for the days `from` to `to`. */
export function snapshotFor(
  db: Db,
  organizationId: string,
  booking: SearchedBooking & { time_zone: string },
  from: string,
  to: string,
  now: Date,
): Promise<Snapshot | null> {
  const basket = booking.request
  return readSnapshot(db, {
    organizationId,
    centerId: booking.center_id,
    timeZone: booking.time_zone,
    fromDay: from,
    toDay: to,
    serviceIds: servicesOf(basket),
    guestIds: guestsOf(basket),
    ignoreReservationId: booking.reservation_id,
    ignoreAppointmentIds: movedAppointments(basket),
    now,
  })
}

export interface Search {
  booking: SearchedBooking
  snapshot: Snapshot
  /** Last day of the snapshot. */
  lastDay: string
  /** The Sunday that ends the calendar week of the booking's day. */
  weekEnd: string
}

/** A booking and what its slots are found from, as a rule in one look; null when there is no live booking. */
export async function searchOf(
  db: Db,
  organizationId: string,
  bookingId: string,
  toEndOfWeek: boolean,
  now: Date,
): Promise<Search | null> {
  const found = await readBookingSnapshot(db, { organizationId, bookingId, toEndOfWeek, now })
  if (!found) return null
  const { time_zone } = found.center
  // The center has moved to another zone since, so the days begin at other instants than the booking knew.
  const snapshot =
    found.day_starts_at.getTime() === dayStartUtc(found.day, time_zone).getTime()
      ? found
      : await snapshotFor(db, organizationId, { ...found, time_zone }, found.day, found.to_day, now)
  return snapshot && { booking: found, snapshot, lastDay: found.to_day, weekEnd: found.week_end }
}

export interface DaySlots {
  axis: Axis
  slots: Slot[]
  holidayType: number | null
}

export function slotsOfDay({ snapshot, booking }: Search, day: string, now: Date): DaySlots {
  const basket = booking.request
  const axis = axisOf(day, snapshot.center.time_zone)
  const engineDay = daySnapshot(snapshot, axis, basket, now)
  const slots = isBookableHere(snapshot, basket)
    ? findSlots(engineDay, bookingRequest(basket, snapshot, axis, booking.id, now)).filter(
        (slot) => slot.available,
      )
    : []
  return { axis, slots, holidayType: engineDay.holiday?.type ?? null }
}

/** Services that are not in the online catalog are only offered when the caller asked to skip that check. */
export function isBookableHere(snapshot: Snapshot, basket: Basket): boolean {
  return (
    basket.skipCatalogChecks ||
    servicesOf(basket).every((id) => snapshot.services.some((service) => service.id === id && service.online))
  )
}

export const slotTime = (axis: Axis, minute: number): string => utcToLocal(axis.instantAt(minute), axis.zone)
