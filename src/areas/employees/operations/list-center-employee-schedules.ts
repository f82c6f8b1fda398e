import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, parseLocalDateTime } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { readDays } from '../days.ts'
import { readShiftsOfCenter } from '../schedules/store.ts'
import { schedulesReply, shiftTime } from '../schedules/wire.ts'
import { worksIn } from '../store.ts'

export const listCenterEmployeeSchedules = operation(
  'listCenterEmployeeSchedules',
  'GET /v1/centers/{center_id}/employee_schedules',
  {
    who: { right: 'employees:read' },
    refusals: {
      center_not_found: [400, 502, 'Invalid input: the center is not valid (center_id)'],
      employee_not_in_center: [
        400,
        502,
        'Invalid input: the employee does not belong to the center (employee_id)',
      ],
    },
    async handler({ path, query }, { db, organizationId, caller }) {
      const center = await getCenter(db, organizationId, path.center_id)
      checkCenterAccess(caller, center.id)
      const { from, to } = readDays(query)
      if (query.employee_id && !(await worksIn(db, organizationId, query.employee_id, center.id)))
        refuse('employee_not_in_center', { field: 'employee_id' })
      const timed = query.consider_schedule_time ?? false
      const shifts = await readShiftsOfCenter(db, {
        organizationId,
        centerId: center.id,
        // A shift of the evening before may reach into the hours asked for.
        fromDay: timed ? addDays(from, -1) : from,
        toDay: to,
        status: query.schedule_status ?? null,
        employeeId: query.employee_id ?? null,
        jobId: query.job_id ?? null,
      })
      if (!timed) return { employee_schedules: schedulesReply(shifts) }
      const [start, end] = [parseLocalDateTime(query.start_date)!, parseLocalDateTime(query.end_date)!]
      const meets = shifts.filter(({ day, starts, ends }) =>
        starts === null ? day >= from : shiftTime(day, starts)! < end && shiftTime(day, ends)! > start,
      )
      return { employee_schedules: schedulesReply(meets) }
    },
  },
)
