import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { clockingRefusals, readClocking, wallTime } from '../attendance/rules.ts'
import { closeAttendance } from '../attendance/store.ts'

export const checkOutEmployee = operation('checkOutEmployee', 'POST /v1/employees/{employee_id}/checkout', {
  who: { right: 'employees:write' },
  refusals: clockingRefusals,
  async handler({ path, body }, { tx, caller, now }) {
    checkCenterAccess(caller, body.center_id)
    const { center, isScheduled, attendance } = await readClocking(tx, caller, path.employee_id, body, now)
    const open = attendance.find((entry) => entry.center_id === center.id && !entry.checked_out_at)
    // Who has come may leave, also when the schedule was changed meanwhile.
    if (!open) return refuse(isScheduled ? 'not_checked_in' : 'schedule_not_set', { field: 'employee_id' })
    const details = body.is_break_period ? { ...open.details, is_break: true } : open.details
    if (!(await closeAttendance(tx, { ...open, details }, now)))
      refuse('not_checked_in', { field: 'employee_id' })
    return {
      employee: undefined,
      is_employee_checked_in: false,
      check_in_time: wallTime(open.checked_in_at, center.time_zone),
      is_employee_checked_out: true,
      check_out_time: wallTime(now, center.time_zone),
    }
  },
})
