import { operation } from '#platform/http/operation.ts'
import { reachCenter } from '../access.ts'
import { centerBrief } from '../wire.ts'

export const getCenter = operation('getCenter', 'GET /v1/centers/{center_id}', {
  who: { right: 'centers:read', guest: true },
  etag: true,
  async handler({ path }, { db, organizationId, caller }) {
    return { center: centerBrief(await reachCenter(db, organizationId, caller, path.center_id)) }
  },
})
