import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { getCenter } from '#areas/centers'
import { checkSelfOr } from '../access.ts'
import { attendanceReply, breaksOf, timeOffOf } from '../attendance/wire.ts'
import { readAttendance } from '../attendance/store.ts'
import { readDays } from '../days.ts'
import { readShiftsOfEmployee } from '../schedules/store.ts'
import { getEmployee } from '../store.ts'

export const getEmployeeAttendance = operation(
  'getEmployeeAttendance',
  'GET /v1/employees/{employee_id}/attendance',
  {
    who: { right: null },
    refusals: { center_not_found: [400, 502, 'An invalid center is passed (center_id)'] },
    async handler({ path, query }, { db, organizationId, caller }) {
      checkSelfOr(caller, path.employee_id, 'employees:read')
      checkCenterAccess(caller, query.center_id)
      const { from, to } = readDays(query)
      const center = await getCenter(db, organizationId, query.center_id)
      const employee = await getEmployee(db, organizationId, path.employee_id)
      const range = { centerId: center.id, fromDay: from, toDay: to }
      const attendance = await readAttendance(db, organizationId, employee.id, range)
      const shifts = await readShiftsOfEmployee(db, organizationId, employee.id, from, to)
      return {
        attendance: attendance.map((entry) => attendanceReply(entry, center.time_zone)),
        total_records: attendance.length,
        break_periods: breaksOf(
          attendance,
          employee.details.job_info?.mandatory_break_period ?? 0,
          center.time_zone,
        ),
        // Nobody can ask for a change of attendance here, so no request waits.
        approval_requests: [],
        timeoffs: timeOffOf(shifts.filter((shift) => shift.center_id === center.id)),
      }
    },
  },
)
