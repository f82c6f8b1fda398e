import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { addDays, dayStartUtc } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { readDayRange } from '../rules.ts'
import { viewBlockOutsOfCenter } from '../store.ts'
import { centerBlockOutListReply } from '../wire.ts'

/** Not paged, so a year and no more at once. */
const MAX_DIFFERENCE = 366

export const listCenterBlockOutTimes = operation(
  'listCenterBlockOutTimes',
  'GET /v1/centers/{center_id}/blockouttimes',
  {
    who: { right: 'appointments:read' },
    refusals: { missing_input: [400, 503, (r) => `Required input is missing: ${r.field}`] },
    async handler({ path, query }, { db, organizationId, caller }) {
      checkCenterAccess(caller, path.center_id)
      const center = await getCenter(db, organizationId, path.center_id)
      const { first, last } = readDayRange(query, MAX_DIFFERENCE)
      const views = await viewBlockOutsOfCenter(
        db,
        organizationId,
        { source: query.source ?? 0, centerId: center.id },
        dayStartUtc(first, center.time_zone),
        dayStartUtc(addDays(last, 1), center.time_zone),
      )
      return centerBlockOutListReply(views)
    },
  },
)
