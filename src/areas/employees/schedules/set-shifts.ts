/** Writing schedules: one day as given, or many days from a template. */
import type { Tx } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, dayRange, weekday } from '#platform/time.ts'
import { hasCheckedIn } from '../attendance/store.ts'
import { getEmployee, worksIn } from '../store.ts'
import type { TemplateShift } from '../tables.ts'
import { checkShifts, checkStaysWorking, WORKING, type PlannedShift, type Taken } from './rules.ts'
import {
  findRoomsOfCenter,
  readShiftsOfEmployee,
  replaceShifts,
  type ScheduleDay,
  type ShiftRow,
} from './store.ts'

const DAY = 1440

/** What the employee works elsewhere that day, and around midnight of the days beside it. */
const takenOn = (day: string, centerId: string, shifts: readonly ShiftRow[]): Taken[] =>
  shifts.flatMap((shift) => {
    const offset =
      shift.day === day
        ? 0
        : shift.day === addDays(day, -1)
          ? -DAY
          : shift.day === addDays(day, 1)
            ? DAY
            : null
    if (offset === null || shift.starts === null || shift.ends === null) return []
    return offset === 0 && shift.center_id === centerId
      ? []
      : [{ starts: shift.starts + offset, ends: shift.ends + offset }]
  })

/** Throws employee_not_found, employee_not_in_center. Two writers of one employee's schedule come one after the other. */
async function openSchedule(tx: Tx, at: Omit<ScheduleDay, 'day'>): Promise<void> {
  await lockUntilCommit(tx, 'schedule', at.organizationId, at.employeeId)
  const employee = await getEmployee(tx, at.organizationId, at.employeeId)
  if (employee.is_consultant)
    refuse('shift_invalid', { field: 'employee_id', detail: 'names a consultant, who has no schedule' })
  if (!(await worksIn(tx, at.organizationId, at.employeeId, at.centerId)))
    refuse('employee_not_in_center', { field: 'employee_id' })
}

/** Makes `shifts` the schedule of an employee at a center on a day; an empty list clears it. */
export async function setShifts(
  tx: Tx,
  at: ScheduleDay,
  shifts: readonly PlannedShift[],
  now: Date,
): Promise<void> {
  await openSchedule(tx, at)
  const stored = await readShiftsOfEmployee(
    tx,
    at.organizationId,
    at.employeeId,
    addDays(at.day, -1),
    addDays(at.day, 1),
  )
  const before = stored.filter((shift) => shift.day === at.day && shift.center_id === at.centerId)
  const known = new Set(before.map((shift) => shift.id))
  const unknown = shifts.findIndex((shift) => shift.id && !known.has(shift.id))
  if (unknown >= 0)
    refuse('shift_invalid', {
      field: `schedules[0].shifts[${unknown}].schedule_id`,
      detail: 'is not a shift of that day and center',
    })
  checkShifts(shifts, takenOn(at.day, at.centerId, stored))
  const rooms = await findRoomsOfCenter(
    tx,
    at.organizationId,
    at.centerId,
    shifts.flatMap((shift) => shift.room_id ?? []),
  )
  const roomless = shifts.findIndex((shift) => shift.room_id && !rooms.has(shift.room_id))
  if (roomless >= 0)
    refuse('shift_invalid', {
      field: `schedules[0].shifts[${roomless}].room_id`,
      detail: 'is not a room of the center',
    })
  checkStaysWorking(before, shifts, await hasCheckedIn(tx, at))
  await replaceShifts(tx, at, [{ day: at.day, shifts }], now)
}

/** The most days one call fills. */
export const MOST_TEMPLATE_DAYS = 400

/**
 * Fills days with the week of a template. Working shifts of the center are replaced, days off and leave stay
 * as they are. Answers the days written. Throws shift_invalid when a shift would meet one elsewhere.
 */
export async function applyTemplate(
  tx: Tx,
  at: Omit<ScheduleDay, 'day'>,
  range: { from: string; to: string },
  week: readonly TemplateShift[],
  now: Date,
): Promise<number> {
  await openSchedule(tx, at)
  const stored = await readShiftsOfEmployee(
    tx,
    at.organizationId,
    at.employeeId,
    addDays(range.from, -1),
    addDays(range.to, 1),
  )
  const off = new Set(
    stored.filter((s) => s.center_id === at.centerId && s.status !== WORKING).map((s) => s.day),
  )
  const days = dayRange(range.from, range.to)
    .filter((day) => !off.has(day))
    .map((day) => ({ day, shifts: week.filter((s) => s.weekday === weekday(day)).map(planned) }))
  const written = new Set(days.map((each) => each.day))
  const others = byDay(stored.filter((s) => s.center_id !== at.centerId || !written.has(s.day)))
  let night: Taken[] = []
  for (const { day, shifts } of days) {
    const around = [addDays(day, -1), day, addDays(day, 1)].flatMap((near) => others.get(near) ?? [])
    checkShifts(shifts, [...takenOn(day, at.centerId, around), ...night], `shifts of ${day}`)
    night = shifts.map((shift) => ({ starts: shift.starts! - DAY, ends: shift.ends! - DAY }))
  }
  await replaceShifts(tx, at, days, now)
  return days.length
}

const planned = (shift: TemplateShift): PlannedShift => ({
  id: null,
  status: WORKING,
  starts: shift.starts,
  ends: shift.ends,
  room_id: null,
})

function byDay(shifts: readonly ShiftRow[]): Map<string, ShiftRow[]> {
  const out = new Map<string, ShiftRow[]>()
  for (const shift of shifts) out.set(shift.day, [...(out.get(shift.day) ?? []), shift])
  return out
}
