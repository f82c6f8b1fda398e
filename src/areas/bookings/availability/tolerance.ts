import type { BookingRequest, DaySnapshot, Interval, WarningType } from './types.ts'
import { warningTypes } from './types.ts'
import { mergeIntervals } from './grid.ts'

/**
 * Warnings under which a slot is still available (AV46). Online: none. Staff may go outside a shift, past
 * closing, over a room's or an equipment's number and over a guest's other visit; a busy therapist only where
 * double booking is on. Holidays and picking one resource twice in one booking are never taken by default.
 */
export function defaultTolerance(snapshot: DaySnapshot, request: BookingRequest): WarningType[] {
  if (request.channel === 'online') return []
  const tolerated: WarningType[] = [
    warningTypes.therapistOutsideSchedule,
    warningTypes.guestDoubleBooked,
    warningTypes.roomCapacityExceeded,
    warningTypes.endsOutsideCenterHours,
    warningTypes.equipmentCapacityExceeded,
  ]
  if (request.doubleBooking || snapshot.doubleBooking !== 'refuse') {
    tolerated.push(warningTypes.therapistDoubleBooked)
  }
  return tolerated
}

/** The tolerance in force, as a table by warning number. */
export function toleranceTable(snapshot: DaySnapshot, request: BookingRequest): readonly boolean[] {
  const table = Array.from({ length: 10 }, () => false)
  for (const type of request.tolerates ?? defaultTolerance(snapshot, request)) table[type] = true
  if (request.considerCenterTimings) table[warningTypes.endsOutsideCenterHours] = false
  return table
}

/** Bookable hours of the request's channel (AV03, AV04), joined where they touch. */
export function channelHours(snapshot: DaySnapshot, request: BookingRequest): Interval[] {
  const hours = mergeIntervals(
    request.channel === 'online' ? snapshot.onlineIntervals : snapshot.openIntervals,
  )
  return hours.map(({ start, end }) => ({ start: Math.max(0, start), end })).filter((i) => i.end > i.start)
}

export function channelGrid(snapshot: DaySnapshot, request: BookingRequest): number {
  return request.channel === 'online' ? snapshot.onlineGridMinutes : snapshot.gridMinutes
}
