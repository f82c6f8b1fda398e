import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { utcToLocal } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { readAttendanceOfCenter } from '../attendance/store.ts'
import { readDay } from '../days.ts'
import { clockText } from '../schedules/wire.ts'

export const getCenterAttendance = operation(
  'getCenterAttendance',
  'GET /v1/centers/{center_id}/attendance',
  {
    who: { right: 'employees:read' },
    refusals: { center_not_found: [400, 502, 'The center in the request is invalid (center_id)'] },
    async handler({ path, query }, { db, organizationId, caller }) {
      const center = await getCenter(db, organizationId, path.center_id)
      checkCenterAccess(caller, center.id)
      const day = readDay(query.date, 'date')
      const entries = await readAttendanceOfCenter(db, organizationId, center.id, day)
      const wall = (at: Date | null) => at && utcToLocal(at, center.time_zone).slice(11, 16)
      return {
        attendance: entries.map((entry) => ({
          employee_id: entry.employee_id,
          date: `${day}T00:00:00`,
          expected_check_in_time: clockText(entry.starts),
          expected_check_out_time: clockText(entry.ends),
          actual_check_in_time: wall(entry.checked_in_at),
          actual_check_out_time: wall(entry.checked_out_at),
        })),
        total_records: entries.length,
      }
    },
  },
)
