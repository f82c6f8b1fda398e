/**
 * Placing a booking so that the place still is free when it is written. The search runs without locks; then
 * exactly the people, rooms and pieces it chose are locked and looked at again. Whoever changed them in
 * between makes the search run anew; two reservations that share nothing never wait for each other.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays } from '#platform/time.ts'
import type { NewClaim } from '#areas/appointments'
import { placeAt, type Placement } from './availability/index.ts'
import { axisOf, bookingRequest, daySnapshot, type Axis } from './day.ts'
import { claimsOf, heldVisits, type HeldVisit } from './hold.ts'
import { movedAppointments } from './reschedule.ts'
import { isBookableHere, snapshotFor } from './slots.ts'
import { readResourceState, type Snapshot } from './snapshot.ts'
import type { LiveBooking } from './store.ts'

/** Searches before giving up on a place that others keep changing. */
const ATTEMPTS = 4

export interface Placed {
  /** Holds that ran out still occupy lanes of what was chosen. */
  expired: boolean
  visits: HeldVisit[]
  claims: NewClaim[]
  snapshot: Snapshot
}

/** Throws slot_taken, not_online or booking_not_found. */
export async function placeUnderLock(
  tx: Tx,
  organizationId: string,
  booking: LiveBooking,
  at: Date,
  localTime: string,
  now: Date,
): Promise<Placed> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { placement, snapshot, axis } = await search(tx, organizationId, booking, at, localTime, now)
    const context = { basket: booking.request, snapshot, axis, bookingId: booking.id, now }
    const visits = heldVisits(placement, context)
    const claims = claimsOf(placement, visits, context)
    const [, { same, expired }] = await Promise.all([
      lockResources(tx, organizationId, claims),
      lookAgain(tx, organizationId, booking, claims, snapshot, now),
    ])
    if (same) return { visits, claims, snapshot, expired }
  }
  return refuse('slot_taken', { field: 'slot_time' })
}

/** Finds the day whose opening the time belongs to and places the booking there. */
async function search(
  tx: Tx,
  organizationId: string,
  booking: LiveBooking,
  at: Date,
  localTime: string,
  now: Date,
): Promise<{ placement: Placement; snapshot: Snapshot; axis: Axis }> {
  const basket = booking.request
  const date = localTime.slice(0, 10)
  const last = addDays(basket.day, basket.futureSlotDays)
  // After midnight the time may belong to the evening before.
  const days = [date, addDays(date, -1)].filter((day) => day >= basket.day && day <= last)
  if (!days.length) refuse('slot_taken', { field: 'slot_time', detail: 'is not on a day of this booking' })
  const snapshot =
    (await snapshotFor(tx, organizationId, booking, days.at(-1)!, days[0]!, now)) ??
    refuse('booking_not_found')
  if (!isBookableHere(snapshot, basket)) refuse('not_online')
  for (const [g, guest] of basket.guests.entries())
    if (!snapshot.guests.some((known) => known.id === guest.id))
      refuse('guest_not_found', { field: `guests[${g}].id` })
  for (const day of days) {
    const axis = axisOf(day, booking.time_zone)
    const placed = placeAt(
      daySnapshot(snapshot, axis, basket, now),
      bookingRequest(basket, snapshot, axis, booking.id, now),
      axis.minuteOf(at),
    )
    if (placed.ok) return { placement: placed.placement, snapshot, axis }
  }
  return refuse('slot_taken', { field: 'slot_time' })
}

const DAY = 86_400_000

/**
 * One after another for each day of a person, room or piece, in one order for everybody. Block-outs lock the whole
 * resource, against which reservations only stand side by side: those of different days never wait for each other.
 */
async function lockResources(tx: Tx, organizationId: string, claims: readonly NewClaim[]): Promise<void> {
  const resources = new Set<string>()
  const days = new Set<string>()
  for (const { resourceId, from, to } of claims) {
    const resource = [organizationId, 'resource', resourceId].join(':')
    resources.add(resource)
    for (let day = Math.floor(from.getTime() / DAY); day * DAY < to.getTime(); day++)
      days.add(`${resource}:${day}`)
  }
  await sql`
    select case when is_day then pg_advisory_xact_lock(hashtextextended(name, 0))
      else pg_advisory_xact_lock_shared(hashtextextended(name, 0)) end
    from (
      select name, nr > ${resources.size} as is_day
      from unnest(${[...[...resources].toSorted(), ...[...days].toSorted()]}::text[]) with ordinality as l (name, nr)
      order by nr
    ) locks`.execute(tx)
}

/**
 * Does what was chosen still stand as the search saw it, and is it still in use in the center? Who is deleted or
 * leaves takes the same locks, so it is seen here.
 */
async function lookAgain(
  tx: Tx,
  organizationId: string,
  booking: LiveBooking,
  claims: readonly NewClaim[],
  snapshot: Snapshot,
  now: Date,
): Promise<{ same: boolean; expired: boolean }> {
  const ids = new Set(claims.map((claim) => claim.resourceId))
  const from = Math.min(...claims.map((claim) => claim.from.getTime()))
  const to = Math.max(...claims.map((claim) => claim.to.getTime()))
  const found = await readResourceState(
    tx,
    {
      organizationId,
      centerId: booking.center_id,
      ignoreReservationId: booking.reservation_id,
      ignoreAppointmentIds: movedAppointments(booking.request),
      now,
    },
    [...ids],
    new Date(from),
    new Date(to),
  )
  const near = (id: string, starts: number, ends: number) =>
    ids.has(id) && starts * 60_000 < to && ends * 60_000 > from
  const seen = {
    claims: snapshot.claims.filter(([, id, , starts, ends]) => near(id, starts, ends)),
    block_outs: snapshot.block_outs.filter(([id, starts, ends]) => near(id, starts, ends)),
  }
  const key = (state: Pick<Snapshot, 'claims' | 'block_outs'>) =>
    [
      ...state.claims.map((claim) => claim.slice(0, 5).join(' ')),
      ...state.block_outs.map(([id, starts, ends]) => `${id} ${starts} ${ends}`),
    ]
      .toSorted()
      .join()
  return { same: found.usable && key(found) === key(seen), expired: found.expired }
}
