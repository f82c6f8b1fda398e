/** What a block-out must be like to be kept, and the codes of its refusals. */
import type { Db, Tx } from '#platform/db/database.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { addDays, parseDay, utcToLocal } from '#platform/time.ts'
import { readCenterDays, type Center } from '#areas/centers'
import type { BlockedResource } from './resources.ts'
import { findBusyTime, findDaysWithoutSchedule } from './store.ts'
import { isWithinHours, type Occurrence } from './times.ts'

const OUTSIDE_HOURS: RefusalReply = [
  400,
  1004,
  (r) =>
    `The requested start time and end time are not in the working hours of the center (start_time, end_time): ${r.detail}`,
]

/** Of reading: one block-out, or a range of days. */
export const blockOutReadRefusals: Readonly<Record<string, RefusalReply>> = {
  block_out_not_found: [400, 4023, 'The block-out time was not found (block_out_time_id)'],
  center_not_found: [400, 1004, 'Not a valid center (center_id)'],
  employee_not_found: [400, 1004, 'Not a valid employee (employee_id)'],
  room_not_found: [400, 1004, 'Please send a valid room_id'],
  forbidden: [403, 602, 'You cannot access this center (center_id)'],
}

/** Of creating and changing. */
export const blockOutWriteRefusals: Readonly<Record<string, RefusalReply>> = {
  ...blockOutReadRefusals,
  forbidden: [403, 438, (r) => `You do not have the required permission${r.field ? `: ${r.field}` : ''}`],
  missing_input: [
    400,
    503,
    (r) => `Required input is missing: ${r.field === 'body' ? 'BlockOutTimeRequest object (body)' : r.field}`,
  ],
  block_out_type_not_found: [
    400,
    400,
    'The request is invalid: block_out_time_type_id is not an active type of this kind',
  ],
  time_range_invalid: [
    400,
    1004,
    'The difference of start_time and end_time must be above zero and not exceed 12 hours',
  ],
  center_holiday: [
    400,
    502,
    (r) => `A block-out time cannot be created on a holiday of the center (start_time): ${r.detail}`,
  ],
  outside_center_hours: OUTSIDE_HOURS,
  schedule_not_set: [400, 449, (r) => `The schedule for the employee is not set (start_time): ${r.detail}`],
  resource_busy: [400, 712, (r) => `${r.detail} is busy at this time.`],
  recurrence_invalid: [400, 503, (r) => `The recurrence cannot be used: ${r.field} ${r.detail}`],
  // The schema sees these before the rule of recurrences does; they are its refusals all the same.
  'invalid_input:recurring_block_out_time.interval': [
    400,
    503,
    'The recurrence cannot be used: invalid recurring_block_out_time.interval',
  ],
  'invalid_input:recurring_block_out_time.occurences': [
    400,
    503,
    'The recurrence cannot be used: invalid recurring_block_out_time.occurences',
  ],
  series_not_written: [
    400,
    4023,
    (r) => `The recurrence cannot be updated with the given details: ${r.field} ${r.detail}`,
  ],
}

/** Of removing: a center that is not named is as wrong as one that is unknown. */
export const blockOutDeleteRefusals: Readonly<Record<string, RefusalReply>> = {
  ...blockOutReadRefusals,
  forbidden: blockOutWriteRefusals.forbidden!,
  missing_input: blockOutReadRefusals.center_not_found!,
}

/** A holiday has its own code only where an employee's block-out is created. */
export const holidayAsClosed: Readonly<Record<string, RefusalReply>> = { center_holiday: OUTSIDE_HOURS }

/** Every occurrence must lie within center hours; throws center_holiday or outside_center_hours, naming the first that does not. */
export async function checkCenterHours(
  db: Db,
  organizationId: string,
  center: Center,
  occurrences: readonly Occurrence[],
): Promise<void> {
  const first = addDays(occurrences[0]!.day, -1)
  const last = addDays(occurrences.at(-1)!.day, 1)
  const days = new Map(
    (await readCenterDays(db, organizationId, center, first, last)).map((day) => [day.day, day]),
  )
  const hoursOf = (day: string) => days.get(day)?.open ?? null
  for (const occurrence of occurrences) {
    const { day } = occurrence
    if (isWithinHours(occurrence, [hoursOf(addDays(day, -1)), hoursOf(day), hoursOf(addDays(day, 1))]))
      continue
    refuse(days.get(day)?.isHoliday ? 'center_holiday' : 'outside_center_hours', {
      field: 'start_time',
      detail: day,
    })
  }
}

/** Throws schedule_not_set when the employee has no schedule on a day of the block-outs. */
export async function checkSchedules(
  db: Db,
  organizationId: string,
  employeeId: string,
  centerId: string,
  occurrences: readonly Occurrence[],
): Promise<void> {
  const days = occurrences.map((o) => o.day)
  const [day] = await findDaysWithoutSchedule(db, organizationId, employeeId, centerId, days)
  if (day) refuse('schedule_not_set', { field: 'start_time', detail: day })
}

/** Throws resource_busy, as the original says it: by name, for a series with the time it is about. */
export async function checkFree(
  tx: Tx,
  organizationId: string,
  resource: BlockedResource,
  zone: string,
  occurrences: readonly Occurrence[],
  except: readonly string[],
  now: Date,
): Promise<void> {
  const busyAt = await findBusyTime(tx, organizationId, resource, occurrences, except, now)
  if (!busyAt) return
  const when = occurrences.length > 1 ? ` (${utcToLocal(busyAt, zone)})` : ''
  refuse('resource_busy', { detail: resource.name + when })
}

/** First and last day of a list, at most so many days apart; throws invalid_input. */
export function readDayRange(
  query: { start_date: string; end_date: string },
  maxDifference: number,
): { first: string; last: string } {
  const read = (field: 'start_date' | 'end_date') =>
    parseDay(query[field]) ?? refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DD)' })
  const first = read('start_date')
  const last = read('end_date')
  if (last < first) refuse('invalid_input', { field: 'end_date', detail: 'lies before start_date' })
  if (last > addDays(first, maxDifference))
    refuse('invalid_input', {
      field: 'end_date',
      detail: `is more than ${maxDifference} days after start_date`,
    })
  return { first, last }
}
