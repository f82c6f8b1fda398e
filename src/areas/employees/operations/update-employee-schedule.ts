import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import type { Refusal } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { plainBody } from '../bodies.ts'
import { readScheduleDay, readShifts } from '../schedules/rules.ts'
import { setShifts } from '../schedules/set-shifts.ts'

const invalid = (r: Refusal) => `Invalid input: ${r.field} ${r.detail ?? 'is not valid'}`

export const updateEmployeeSchedule = {
  ...operation('updateEmployeeSchedule', 'POST /v1/employees/{employee_id}/schedules', {
    who: { right: 'employees:write' },
    refusals: {
      missing_input: [400, 502, invalid],
      invalid_input: [400, 502, invalid],
      shift_invalid: [400, 502, invalid],
      center_not_found: [400, 502, 'Invalid input: the center is not valid (center_id)'],
      employee_not_found: [400, 502, 'Invalid input: the employee is not valid (employee_id)'],
      employee_not_in_center: [
        400,
        502,
        'Invalid input: the employee does not belong to the center (employee_id)',
      ],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      checkCenterAccess(caller, body.center_id)
      const center = await getCenter(tx, organizationId, body.center_id)
      const { day, shifts } = readScheduleDay(body.schedules)
      const at = { organizationId, employeeId: path.employee_id, centerId: center.id, day }
      await setShifts(tx, at, readShifts(day, shifts), now)
      return { success: true }
    },
  }),
  body: plainBody('updateEmployeeSchedule'),
}
