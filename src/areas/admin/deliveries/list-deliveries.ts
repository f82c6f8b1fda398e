import { Type } from 'typebox'
import type { Db } from '#platform/db/database.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { asGuid } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import {
  findDeliveries,
  findEventType,
  getWebhook,
  readCursor,
  readDeliveries,
  readTime,
  writeCursor,
} from '#areas/webhooks'
import { Delivery, DELIVERY_STATES, onWire, refusals } from './shapes.ts'

const SIZE = 50
const MOST = 200

export const list = managementOperation(
  'listDeliveries',
  'GET /admin/v1/deliveries',
  {
    summary: 'List deliveries, those of the newest events first',
    query: Type.Object({
      webhook_id: Type.Optional(Type.String({ format: 'uuid' })),
      event_type: Type.Optional(Type.String({ maxLength: 100 })),
      entity_id: Type.Optional(Type.String({ maxLength: 200, description: 'The record the event is about' })),
      state: Type.Optional(Type.Enum([...DELIVERY_STATES])),
      from: Type.Optional(Type.String({ maxLength: 40, description: 'Time of the event, inclusive' })),
      to: Type.Optional(Type.String({ maxLength: 40 })),
      after: Type.Optional(Type.String({ maxLength: 100, description: '`next` of the page before' })),
      size: Type.Optional(Type.Integer({ description: '1 to 200, 50 unless asked' })),
    }),
    reply: Type.Object({
      deliveries: Type.Array(Delivery),
      next: Type.Union([Type.String(), Type.Null()], {
        description:
          'Where to go on, as `after`; null: that was all. A page before the last may be short, even empty',
      }),
    }),
  },
  {
    who: { right: 'webhooks:read' },
    refusals,
    async handler({ query }, { db, organizationId }) {
      const size = query.size ?? SIZE
      if (size < 1 || size > MOST)
        refuse('invalid_input', { field: 'size', detail: `must be from 1 to ${MOST}` })
      const after = query.after ? (readCursor(query.after) ?? badCursor()) : null
      const filter = {
        webhookId: query.webhook_id ? await webhookOf(db, organizationId, query.webhook_id) : null,
        eventType: query.event_type ? typeOf(query.event_type) : null,
        entityId: query.entity_id ? (asGuid(query.entity_id) ?? query.entity_id.toLowerCase()) : null,
        state: query.state ?? null,
        from: readTime(query.from, 'from'),
        to: readTime(query.to, 'to'),
      }
      const { places, next } = await findDeliveries(db, organizationId, filter, { after, size })
      const deliveries = await readDeliveries(db, organizationId, places)
      return { deliveries: deliveries.map(onWire), next: next && writeCursor(next) }
    },
  },
)

const badCursor = (): never =>
  refuse('invalid_input', { field: 'after', detail: 'must be the next of the page before' })

const typeOf = (name: string): string =>
  findEventType(name)?.type ??
  refuse('invalid_input', { field: 'event_type', detail: `"${name}" is not an event type` })

/** Of a webhook that is there or was. */
async function webhookOf(db: Db, organizationId: string, id: string): Promise<string> {
  const guid = asGuid(id)
  const webhook = guid && (await getWebhook(db, organizationId, guid, { deletedToo: true }))
  return webhook ? webhook.id : refuse('webhook_not_found', { field: 'webhook_id' })
}
