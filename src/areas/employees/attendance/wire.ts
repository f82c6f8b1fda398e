/** Attendance rows → the contract's shapes. */
import type { wire } from '#contract'
import { STATUS_NAMES } from '../schedules/rules.ts'
import type { ShiftRow } from '../schedules/store.ts'
import type { EmployeeAttendanceRow } from '../tables.ts'
import { wallTime } from './rules.ts'

const MINUTE = 60_000

export const attendanceReply = (
  entry: EmployeeAttendanceRow,
  zone: string,
): wire.employees.EmployeeAttendance => ({
  attendance_id: entry.id,
  center_id: entry.center_id,
  attendance_date: `${entry.day}T00:00:00`,
  check_in_time: wallTime(entry.checked_in_at, zone),
  check_out_time: entry.checked_out_at && wallTime(entry.checked_out_at, zone),
  work_task_id: entry.details.work_task_id ?? null,
  durationinMinutes:
    entry.checked_out_at &&
    Math.floor((entry.checked_out_at.getTime() - entry.checked_in_at.getTime()) / MINUTE),
  reason: null,
})

/**
 * Breaks between a check-out that began one and the next check-in of the day; of a break that is still on, the
 * end is null.
 * @param minutes the break the employee has to take
 */
export function breaksOf(
  attendance: readonly EmployeeAttendanceRow[],
  minutes: number,
  zone: string,
): wire.employees.EmployeeBreakTime[] {
  return attendance.flatMap((entry, i) => {
    if (!entry.checked_out_at || !entry.details.is_break) return []
    const next = attendance.slice(i + 1).find((other) => other.day === entry.day)
    const complete = next
      ? next.checked_in_at.getTime() - entry.checked_out_at.getTime() >= minutes * MINUTE
      : false
    return {
      date: `${entry.day}T00:00:00`,
      start_time: wallTime(entry.checked_out_at, zone),
      end_time: next ? wallTime(next.checked_in_at, zone) : null,
      // Text on the wire, not a boolean.
      is_duration_complete: String(complete),
    }
  })
}

/** Leave of any kind: schedule statuses 3, 4 and 5. */
const LEAVE = [3, 4, 5]

export const timeOffOf = (shifts: readonly ShiftRow[]): wire.employees.TimeOffDetails[] =>
  shifts
    .filter((shift) => LEAVE.includes(shift.status))
    .map((shift) => ({
      id: shift.id,
      start_date: `${shift.day}T00:00:00`,
      end_date: `${shift.day}T00:00:00`,
      type: STATUS_NAMES[shift.status] ?? null,
      hours: null,
      comment: null,
    }))
