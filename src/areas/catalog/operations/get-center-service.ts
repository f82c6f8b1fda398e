import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { findServiceAtCenter } from '../store.ts'
import { servicesOnWire } from '../wire.ts'

export const getCenterService = operation(
  'getCenterService',
  'GET /v1/centers/{center_id}/services/{service_id}',
  {
    who: { right: 'services:read', guest: true },
    etag: true,
    async handler({ path, query }, { db, organizationId, caller }) {
      const center = await getCenter(db, organizationId, path.center_id)
      checkCenterAccess(caller, center.id)
      const service = await findServiceAtCenter(db, organizationId, center.id, path.service_id)
      if (!service)
        refuse('service_not_found', {
          field: 'service_id',
          detail: `no service with the id ${path.service_id} is sold at this center`,
        })
      const [reply] = await servicesOnWire(db, center, [service], query.expand)
      return reply!
    },
  },
)
