import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { addDays, dayStartUtc } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { getRoomOfCenter } from '../resources.ts'
import { blockOutReadRefusals, readDayRange } from '../rules.ts'
import { viewBlockOutsOfResource } from '../store.ts'
import { blockOutListReply } from '../wire.ts'

/** The range must be shorter than ten days. */
const MAX_DIFFERENCE = 9

export const listRoomBlockOutTimes = operation(
  'listRoomBlockOutTimes',
  'GET /v1/rooms/{room_id}/blockouttimes',
  {
    who: { right: 'appointments:read' },
    refusals: blockOutReadRefusals,
    async handler({ path, query }, { db, organizationId, caller }) {
      checkCenterAccess(caller, query.center_id)
      const center = await getCenter(db, organizationId, query.center_id)
      const room = await getRoomOfCenter(db, organizationId, path.room_id, center.id)
      const { first, last } = readDayRange(query, MAX_DIFFERENCE)
      const views = await viewBlockOutsOfResource(
        db,
        organizationId,
        { ...room, centerId: center.id },
        dayStartUtc(first, center.time_zone),
        dayStartUtc(addDays(last, 1), center.time_zone),
      )
      return blockOutListReply(views, query.expand)
    },
  },
)
