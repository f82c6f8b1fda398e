/** What the shifts of one employee on one day must be like. Pure; throws shift_invalid. */
import type { wire } from '#contract'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, parseLocalDateTime } from '#platform/time.ts'

/** schedule_status; only working makes a person bookable. */
export const WORKING = 1
export const STATUS_NAMES: Readonly<Record<number, string>> = {
  [WORKING]: 'Working',
  2: 'Weekly off',
  3: 'Leave',
  4: 'Special leave',
  5: 'Unpaid leave',
  6: 'Holiday',
}
const MOST_SHIFTS = 2
const DAY = 1440

/** A shift to be kept. Minutes from local midnight of the day; null where the day is not worked. */
export interface PlannedShift {
  /** The stored shift this one changes; null: a new one. */
  id: string | null
  status: number
  starts: number | null
  ends: number | null
  room_id: string | null
}
/** Time taken by other shifts, in minutes from midnight of the same day; before it below zero. */
export interface Taken {
  starts: number
  ends: number
}

const invalid = (field: string, detail: string): never => refuse('shift_invalid', { field, detail })

/** The one day of a request, YYYY-MM-DD, and its shifts, whether they came as lists or alone. */
export function readScheduleDay(schedules: wire.employees.ScheduleDay[] | wire.employees.ScheduleDay): {
  day: string
  shifts: wire.employees.Shift[]
} {
  const days = [schedules].flat()
  if (days.length !== 1) invalid('schedules', 'names one day only')
  const { date, shifts } = days[0]!
  const at = parseLocalDateTime(date) ?? invalid('schedules[0].date', 'is not a date (YYYY-MM-DDTHH:MM:SS)')
  return { day: at.slice(0, 10), shifts: [shifts].flat() }
}

/** Wire shifts → shifts to be kept. */
export const readShifts = (day: string, shifts: readonly wire.employees.Shift[]): PlannedShift[] =>
  shifts.map((shift, i) => {
    const field = `schedules[0].shifts[${i}]`
    const id = shift.schedule_id && shift.schedule_id !== NIL_GUID ? shift.schedule_id : null
    const status = shift.status ?? WORKING
    const room_id = shift.room_id && shift.room_id !== NIL_GUID ? shift.room_id : null
    if (status !== WORKING) return { id, status, starts: null, ends: null, room_id: null }
    return {
      id,
      status,
      starts: readMinutes(day, shift.start_time, `${field}.start_time`),
      ends: readMinutes(day, shift.end_time, `${field}.end_time`),
      room_id,
    }
  })

/** Minutes from midnight of `day` to a local time of that day or the next. */
function readMinutes(day: string, text: string | null | undefined, field: string): number {
  const at = (text && parseLocalDateTime(text)) || invalid(field, 'is not a time (YYYY-MM-DDTHH:MM:SS)')
  const minutes = Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))
  if (at.startsWith(day)) return minutes
  return at.startsWith(addDays(day, 1)) ? DAY + minutes : invalid(field, `is not on ${day}`)
}

/** Statuses, times and number of the shifts of a day, and that none meets another or what is taken. */
export function checkShifts(
  shifts: readonly PlannedShift[],
  taken: readonly Taken[],
  field = 'schedules[0].shifts',
): void {
  if (shifts.length > MOST_SHIFTS) invalid(field, `has more than ${MOST_SHIFTS} shifts`)
  const working = shifts.filter((shift) => shift.status === WORKING)
  if (working.length && working.length < shifts.length) invalid(field, 'mixes work and time off on one day')
  if (!working.length && shifts.length > 1) invalid(field, 'names more than one kind of time off for one day')
  const ids = shifts.flatMap((shift) => shift.id ?? [])
  if (new Set(ids).size < ids.length) invalid(field, 'names one schedule_id twice')
  const times: Taken[] = []
  for (const [i, { status, starts, ends }] of shifts.entries()) {
    if (!(status in STATUS_NAMES)) invalid(`${field}[${i}].status`, 'is not a schedule status')
    if (status !== WORKING) continue
    if (starts === null || ends === null) return invalid(`${field}[${i}]`, 'has no start or end time')
    if (starts < 0 || starts >= DAY) invalid(`${field}[${i}].start_time`, 'is not on the day')
    if (ends <= starts) invalid(`${field}[${i}].end_time`, 'is not after start_time')
    if (ends > starts + DAY) invalid(`${field}[${i}].end_time`, 'is more than a day after start_time')
    if ([...times, ...taken].some((other) => starts < other.ends && other.starts < ends))
      invalid(`${field}[${i}]`, 'overlaps another shift of the employee')
    times.push({ starts, ends })
  }
}

/** After a check-in the day stays a working day: hours may change, the work may not vanish. */
export function checkStaysWorking(
  before: readonly { status: number }[],
  after: readonly PlannedShift[],
  checkedIn: boolean,
): void {
  if (!checkedIn || !before.some((shift) => shift.status === WORKING)) return
  if (!after.some((shift) => shift.status === WORKING))
    invalid('schedules[0].shifts', 'cannot turn into time off: the employee has checked in')
}
