import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { newId, NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { breakEnd, clockingRefusals, readClocking, wallTime } from '../attendance/rules.ts'
import { insertAttendance } from '../attendance/store.ts'

export const checkInEmployee = operation('checkInEmployee', 'POST /v1/employees/{employee_id}/checkin', {
  who: { right: 'employees:write' },
  refusals: {
    ...clockingRefusals,
    work_task_not_found: [400, 449, 'Invalid work task id (work_task_id)'],
    break_not_over: [
      400,
      4100,
      'The employee cannot check in before the break period is complete (employee_id)',
    ],
  },
  async handler({ path, body }, { tx, organizationId, caller, now }) {
    checkCenterAccess(caller, body.center_id)
    const { employee, center, day, isScheduled, attendance } = await readClocking(
      tx,
      caller,
      path.employee_id,
      body,
      now,
    )
    if (attendance.some((entry) => !entry.checked_out_at))
      refuse('already_checked_in', { field: 'employee_id' })
    if (!isScheduled) refuse('schedule_not_set', { field: 'employee_id' })
    const { work_task_ids, mandatory_break_period } = employee.details.job_info ?? {}
    const task = body.work_task_id && body.work_task_id !== NIL_GUID ? body.work_task_id : null
    if (task && !work_task_ids?.includes(task)) refuse('work_task_not_found', { field: 'work_task_id' })
    const back = breakEnd(attendance, mandatory_break_period ?? 0)
    if (back && now < back) refuse('break_not_over', { field: 'employee_id' })
    await insertAttendance(tx, {
      organization_id: organizationId,
      id: newId(now),
      employee_id: employee.id,
      center_id: center.id,
      day,
      checked_in_at: now,
      checked_out_at: null,
      details: task ? { work_task_id: task } : {},
    })
    return {
      employee: undefined,
      is_employee_checked_in: true,
      check_in_time: wallTime(now, center.time_zone),
    }
  },
})
