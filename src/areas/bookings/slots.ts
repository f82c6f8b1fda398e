/** Start times of a basket over some days. */
import type { Db } from '#platform/db/database.ts'
import { addDays, utcToLocal, weekday } from '#platform/time.ts'
import { findSlots, type Slot } from './availability/index.ts'
import { servicesOf, type Basket } from './basket.ts'
import { axisOf, bookingRequest, daySnapshot, type Axis } from './day.ts'
import { movedAppointments } from './reschedule.ts'
import { readSnapshot, type Snapshot } from './snapshot.ts'
import type { LiveBooking } from './store.ts'

/** Reads what a booking's search needs, for the days `from` to `to`. */
export function snapshotFor(
  db: Db,
  organizationId: string,
  booking: LiveBooking,
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
    guestIds: basket.guests.flatMap((guest) => (guest.id ? [guest.id] : [])),
    ignoreReservationId: booking.reservation_id,
    ignoreAppointmentIds: movedAppointments(basket),
    now,
  })
}

export interface DaySlots {
  axis: Axis
  slots: Slot[]
  holidayType: number | null
}

export function slotsOfDay(snapshot: Snapshot, booking: LiveBooking, day: string, now: Date): DaySlots {
  const basket = booking.request
  const axis = axisOf(day, booking.time_zone)
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

/** Days after `day` up to the end of its calendar week (Sunday). */
export function restOfWeek(day: string): string[] {
  const left = (7 - weekday(day)) % 7
  return Array.from({ length: left }, (_, i) => addDays(day, i + 1))
}

export const slotTime = (axis: Axis, minute: number): string => utcToLocal(axis.instantAt(minute), axis.zone)
