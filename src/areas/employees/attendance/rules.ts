/** When somebody may clock in or out. Pure, but for the one look at schedule and attendance. */
import type { Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { addDays, localDay, utcToLocal } from '#platform/time.ts'
import { findCenter, type Center } from '#areas/centers'
import { WORKING } from '../schedules/rules.ts'
import { readShiftsOfEmployee, type ShiftRow } from '../schedules/store.ts'
import { findEmployee, type EmployeeWithPlace } from '../store.ts'
import type { EmployeeAttendanceRow } from '../tables.ts'
import { readAttendance } from './store.ts'

/** What checking in and out refuse alike; codes as the original's. */
export const clockingRefusals: Readonly<Record<string, RefusalReply>> = {
  missing_input: [400, 4045, (r) => `The request is empty or the center id was not passed: ${r.field}`],
  center_not_found: [400, 449, (r) => `The center id passed is invalid: ${r.detail} (center_id)`],
  center_switched_off: [403, 602, 'The center is not authorized to use this application (center_id)'],
  fingerprints_unavailable: [
    400,
    4023,
    'The finger prints of the center could not be fetched (fingerprint_data)',
  ],
  employee_not_found: [400, 449, 'Invalid employee (employee_id)'],
  schedule_not_set: [400, 449, 'The schedule for the employee is not set (employee_id)'],
  already_checked_in: [400, 450, 'The employee is already checked in (employee_id)'],
  not_checked_in: [400, 450, 'The employee is not checked in (employee_id)'],
}

export interface Clocking {
  employee: EmployeeWithPlace
  center: Center
  /** Local day the work counts for: yesterday while a shift that began then is still running. */
  day: string
  isScheduled: boolean
  /** Attendance of that day in all centers, by time. */
  attendance: EmployeeAttendanceRow[]
}

interface ClockingRequest {
  center_id: string
  fingerprint_data?: string | null
}

/** The facts of a clocking, checked as far as both directions share them. */
export async function readClocking(
  db: Db,
  caller: Caller,
  employeeId: string,
  request: ClockingRequest,
  now: Date,
): Promise<Clocking> {
  const { organizationId } = caller
  const center =
    (await findCenter(db, organizationId, request.center_id)) ??
    refuse('center_not_found', { field: 'center_id', detail: request.center_id })
  if (!center.is_active) refuse('center_switched_off', { field: 'center_id' })
  // Prints are kept by no organisation here, so none can match.
  if (request.fingerprint_data?.trim()) refuse('fingerprints_unavailable', { field: 'fingerprint_data' })
  const employee = employeeId === NIL_GUID ? null : await findEmployee(db, organizationId, employeeId)
  if (!employee?.is_active || employee.is_consultant)
    return refuse('employee_not_found', { field: 'employee_id' })
  const today = localDay(now, center.time_zone)
  const shifts = await readShiftsOfEmployee(db, organizationId, employee.id, addDays(today, -1), today)
  const { day, isScheduled } = dayOfWork(
    shifts.filter((shift) => shift.center_id === center.id),
    today,
    minutesOf(now, center.time_zone),
  )
  const attendance = await readAttendance(db, organizationId, employee.id, {
    centerId: null,
    fromDay: day,
    toDay: day,
  })
  return { employee, center, day, isScheduled, attendance }
}

/** Which day a clocking at a minute of `today` belongs to, and whether work is planned on it. */
export function dayOfWork(
  shifts: readonly Pick<ShiftRow, 'day' | 'status' | 'ends'>[],
  today: string,
  minute: number,
): { day: string; isScheduled: boolean } {
  const working = shifts.filter((shift) => shift.status === WORKING)
  const late = working.find((shift) => shift.day < today && shift.ends !== null && shift.ends - 1440 > minute)
  if (late) return { day: late.day, isScheduled: true }
  return { day: today, isScheduled: working.some((shift) => shift.day === today) }
}

/** Minutes since local midnight, on the wall. */
const minutesOf = (now: Date, zone: string): number => {
  const local = utcToLocal(now, zone)
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))
}

/** A break that has begun lasts its minutes; until then nobody comes back. Null: no break is running. */
export function breakEnd(attendance: readonly EmployeeAttendanceRow[], minutes: number): Date | null {
  const last = attendance.at(-1)
  if (!last?.checked_out_at || !last.details.is_break) return null
  return new Date(last.checked_out_at.getTime() + minutes * 60_000)
}

/** hh:mm:ss on the wall of the center. */
export const wallTime = (at: Date, zone: string): string => utcToLocal(at, zone).slice(11)
