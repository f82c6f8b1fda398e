/** Wall times of block-outs → instants, and whether the center is open then. Pure. */
import { refuse } from '#platform/refusal.ts'
import { localToUtc, parseLocalDateTime } from '#platform/time.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const MAX_HOURS = 12

/** Start and end on the center's wall, `YYYY-MM-DDTHH:MM:SS`. */
export interface WallTimes {
  start: string
  end: string
}
/** One block-out in time. `day` is the center's day it begins on. */
export interface Occurrence extends WallTimes {
  day: string
  startsAt: Date
  endsAt: Date
}

const wall = (local: string): number => Date.parse(`${local}Z`)

/** Reads start_time and end_time. Throws invalid_input, and time_range_invalid unless 0 < length ≤ 12 hours. */
export function readWallTimes(given: { start_time: string; end_time: string }): WallTimes {
  const read = (field: 'start_time' | 'end_time') =>
    parseLocalDateTime(given[field]) ?? refuse('invalid_input', { field, detail: 'is not a date-time' })
  const times = { start: read('start_time'), end: read('end_time') }
  const length = wall(times.end) - wall(times.start)
  if (length <= 0 || length > MAX_HOURS * HOUR) refuse('time_range_invalid', { field: 'end_time' })
  return times
}

/**
 * The same hours of the wall on each of the days, whatever the clocks do in between. A day on which the
 * clocks skip the whole time has no occurrence; throws time_range_invalid when that leaves none.
 */
export function placeOccurrences(days: readonly string[], times: WallTimes, zone: string): Occurrence[] {
  const length = wall(times.end) - wall(times.start)
  const placed = days
    .map((day) => {
      const start = day + times.start.slice(10)
      const end = new Date(wall(start) + length).toISOString().slice(0, 19)
      return { day, start, end, startsAt: localToUtc(start, zone), endsAt: localToUtc(end, zone) }
    })
    .filter(({ startsAt, endsAt }) => startsAt < endsAt)
  return placed.length > 0 ? placed : refuse('time_range_invalid', { field: 'start_time' })
}

/** Opening hours of one day in minutes from its midnight; null: closed. */
interface Hours {
  opens: number
  closes: number
}

/**
 * Is the door open from start to end? `hours` are those of the day before, the day and the day after: a night
 * that runs past midnight belongs to the day it began on, and may meet the next morning.
 */
export function isWithinHours(
  occurrence: Pick<Occurrence, 'day' | 'start' | 'end'>,
  hours: readonly [Hours | null, Hours | null, Hours | null],
): boolean {
  const midnight = wall(`${occurrence.day}T00:00:00`)
  const end = (wall(occurrence.end) - midnight) / MINUTE
  let openUntil = (wall(occurrence.start) - midnight) / MINUTE
  hours.forEach((day, i) => {
    const shift = (i - 1) * 1440
    if (day && day.opens + shift <= openUntil) openUntil = Math.max(openUntil, day.closes + shift)
  })
  return openUntil >= end
}
