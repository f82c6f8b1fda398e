import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { getCenter as findCenter } from '../store.ts'
import { centerBrief } from '../wire.ts'

export const getCenter = operation('getCenter', 'GET /v1/centers/{center_id}', {
  who: { right: 'centers:read', guest: true },
  etag: true,
  async handler({ path }, { db, organizationId, caller }) {
    const center = await findCenter(db, organizationId, path.center_id)
    checkCenterAccess(caller, center.id)
    return { center: centerBrief(center) }
  },
})
