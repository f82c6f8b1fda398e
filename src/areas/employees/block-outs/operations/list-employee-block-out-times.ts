import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { addDays, dayStartUtc } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { getEmployee } from '../../store.ts'
import { blockOutReadRefusals, readDayRange } from '../rules.ts'
import { viewBlockOutsOfResource } from '../store.ts'
import { blockOutListReply } from '../wire.ts'

/** Clients page through time in windows whose ends lie ten days apart. */
const MAX_DIFFERENCE = 10

export const listEmployeeBlockOutTimes = operation(
  'listEmployeeBlockOutTimes',
  'GET /v1/employees/{employee_id}/blockouttimes',
  {
    who: { right: 'appointments:read' },
    refusals: blockOutReadRefusals,
    async handler({ path, query }, { db, organizationId, caller }) {
      checkCenterAccess(caller, query.center_id)
      const center = await getCenter(db, organizationId, query.center_id)
      const employee = await getEmployee(db, organizationId, path.employee_id)
      const { first, last } = readDayRange(query, MAX_DIFFERENCE)
      const views = await viewBlockOutsOfResource(
        db,
        organizationId,
        { source: 0, resourceId: employee.id, centerId: center.id },
        dayStartUtc(first, center.time_zone),
        dayStartUtc(addDays(last, 1), center.time_zone),
      )
      return blockOutListReply(views, query.expand)
    },
  },
)
