import { managementOperation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { readDelivery } from '#areas/webhooks'
import { deliveryPath, DeliveryWithLog, refusals, withLogOnWire } from './shapes.ts'

export const get = managementOperation(
  'getDelivery',
  'GET /admin/v1/deliveries/{delivery_id}',
  {
    summary: 'Retrieve a delivery with its body and every send and answer',
    path: deliveryPath,
    reply: DeliveryWithLog,
  },
  {
    who: { right: 'webhooks:read' },
    refusals,
    async handler({ path }, { db, organizationId }) {
      const delivery = await readDelivery(db, organizationId, path.delivery_id!.toLowerCase())
      return withLogOnWire(delivery ?? refuse('delivery_not_found', { field: 'delivery_id' }))
    },
  },
)
