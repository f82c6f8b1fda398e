import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { countMissed } from '#areas/webhooks'
import { found, mayRead, MissedOnWire, missedOnWire, onWire, refusals, Webhook } from './shapes.ts'

export const get = managementOperation(
  'getWebhook',
  'GET /admin/v1/webhooks/{webhook_id}',
  {
    summary: 'Retrieve a webhook; an inactive one with what it missed',
    reply: Type.Object({ ...Webhook.properties, missed: Type.Union([MissedOnWire, Type.Null()]) }),
  },
  {
    who: mayRead,
    refusals,
    etag: true,
    async handler({ path }, scope) {
      const { db, organizationId } = scope
      const row = await found(db, organizationId, path.webhook_id!)
      return {
        ...onWire(row, scope),
        missed: missedOnWire(await countMissed(db, organizationId, row)),
      }
    },
  },
)
