import { managementOperation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { readDelivery, resendDelivery } from '#areas/webhooks'
import { deliveryPath, DeliveryWithLog, refusals, withLogOnWire } from './shapes.ts'

export const resend = managementOperation(
  'resendDelivery',
  'POST /admin/v1/deliveries/{delivery_id}/resend',
  {
    summary: 'Send a delivery again now, with the same id and body; one that waits becomes due at once',
    path: deliveryPath,
    reply: DeliveryWithLog,
  },
  {
    who: { right: 'webhooks:write' },
    refusals,
    async handler({ path }, { tx, organizationId, now }) {
      const id = path.delivery_id!.toLowerCase()
      await resendDelivery(tx, organizationId, id, now)
      const delivery = await readDelivery(tx, organizationId, id)
      return withLogOnWire(delivery ?? refuse('delivery_not_found', { field: 'delivery_id' }))
    },
  },
)
