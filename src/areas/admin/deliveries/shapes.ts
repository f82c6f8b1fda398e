/** What the operations on deliveries share. */
import { Type, type Static } from 'typebox'
import type { RefusalReply } from '#platform/refusal.ts'
import type { DeliveryDetail, LoggedDelivery } from '#areas/webhooks'

export const refusals: Readonly<Record<string, RefusalReply>> = {
  delivery_not_found: [400, 502, 'The delivery id is invalid (delivery_id)'],
  webhook_not_found: [400, 502, 'The webhook id is invalid (webhook_id)'],
  webhook_inactive: [400, 400, (refusal) => `The webhook of this delivery ${refusal.detail}`],
}
/** A delivery's id: 24 hex digits, the header webhook-id. */
export const deliveryPath = { delivery_id: { type: 'string' } } as const

const text = Type.Union([Type.String(), Type.Null()])
const count = Type.Union([Type.Integer(), Type.Null()])

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed', 'cancelled'] as const

export const Delivery = Type.Object({
  id: Type.String({ description: 'As `id` in the body and in the header webhook-id' }),
  webhook_id: Type.String(),
  webhook_name: Type.String(),
  event_id: Type.String(),
  event_type: Type.String(),
  event_timestamp: Type.String(),
  sequence: Type.Integer(),
  entity_id: Type.Union([Type.String(), Type.Null()], { description: 'The record the event is about' }),
  state: Type.Enum([...DELIVERY_STATES], {
    description: 'cancelled: its webhook was switched off or deleted first',
  }),
  held: Type.Boolean({ description: 'Waits for an earlier event of its record' }),
  attempts: Type.Integer(),
  due_at: Type.Union([Type.String(), Type.Null()], { description: 'Of the next send; null: none comes' }),
  last_sent_at: text,
  last_http_status: count,
  last_error: Type.Union([Type.String(), Type.Null()], { description: 'What kind of failure' }),
  queued_at: Type.String({ description: 'When its present round of sends began' }),
  finished_at: text,
})

const Headers = Type.Record(Type.String(), Type.String())
export const DeliveryWithLog = Type.Object({
  ...Delivery.properties,
  request_body: Type.String({ description: 'The exact text of every send' }),
  log: Type.Array(
    Type.Object({
      attempt: Type.Integer(),
      sent_at: Type.String(),
      milliseconds: Type.Integer(),
      error_class: text,
      error: text,
      request: Type.Object(
        { url: Type.String(), headers: Headers },
        { description: 'Without query; values that were configured are masked' },
      ),
      response: Type.Union(
        [
          Type.Object({
            http_status: Type.Integer(),
            headers: Headers,
            body: Type.String({ description: 'The first 16 KB' }),
            cut: Type.Boolean({ description: 'There was more' }),
          }),
          Type.Null(),
        ],
        { description: 'Null: no answer' },
      ),
    }),
    { description: 'Its sends, oldest first' },
  ),
})

export const onWire = (delivery: LoggedDelivery): Static<typeof Delivery> => ({
  id: delivery.id,
  webhook_id: delivery.webhookId,
  webhook_name: delivery.webhookName,
  event_id: delivery.eventId,
  event_type: delivery.eventType,
  event_timestamp: delivery.occurredAt.toISOString(),
  sequence: delivery.sequence,
  entity_id: delivery.entityId,
  state: delivery.state,
  held: delivery.held,
  attempts: delivery.attempts,
  due_at: delivery.dueAt?.toISOString() ?? null,
  last_sent_at: delivery.lastSentAt?.toISOString() ?? null,
  last_http_status: delivery.lastStatus,
  last_error: delivery.lastError,
  queued_at: delivery.queuedAt.toISOString(),
  finished_at: delivery.finishedAt?.toISOString() ?? null,
})

const headersOf = (json: string | null): Record<string, string> =>
  json ? (JSON.parse(json) as Record<string, string>) : {}

export const withLogOnWire = (delivery: DeliveryDetail): Static<typeof DeliveryWithLog> => ({
  ...onWire(delivery),
  request_body: delivery.body,
  log: delivery.log.map((sent) => ({
    attempt: sent.attempt,
    sent_at: sent.sent_at.toISOString(),
    milliseconds: sent.milliseconds,
    error_class: sent.error_class,
    error: sent.error,
    request: { url: sent.url, headers: headersOf(sent.request_headers) },
    response:
      sent.http_status === null
        ? null
        : {
            http_status: sent.http_status,
            headers: headersOf(sent.response_headers),
            body: sent.response_body ?? '',
            cut: sent.response_cut,
          },
  })),
})
