/** From the outbox to deliveries: every event once to every webhook that asked for it. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { transact } from '#platform/db/transaction.ts'
import { laterEventId, newEventIds, newId, RESERVED_DELIVERY_IDS } from '#platform/ids.ts'
import type { WebhookRow } from './tables.ts'

/** Events of one turn: enough to carry a burst, few enough to lock briefly. */
const BATCH = 200

type Subscription = Pick<WebhookRow, 'id' | 'subscription_type' | 'center_ids' | 'events'>

/** Whether a webhook asked for an event; type names in any letter case. */
export function matches(
  webhook: Pick<WebhookRow, 'subscription_type' | 'center_ids' | 'events'>,
  event: { type: string; center_id: string | null },
): boolean {
  if (
    webhook.subscription_type === 'center' &&
    !(event.center_id && webhook.center_ids.includes(event.center_id))
  )
    return false
  const type = event.type.toLowerCase()
  return webhook.events.some((name) => name === '*' || name.toLowerCase() === type)
}

/** Organisations with events that no relay has taken yet. */
export async function listUnrelayed(db: Db): Promise<string[]> {
  const { rows } = await sql<{ organization_id: string }>`
    /* any organisation */ select organization_id from events where relayed_at is null group by organization_id`.execute(
    db,
  )
  return rows.map((row) => row.organization_id)
}

export interface Relayed {
  /** Events taken; 0: none left, or another relay has them. */
  events: number
  webhookIds: string[]
}

/** Takes some of an organisation's events, oldest first. Relays may run side by side: rows are locked, not waited for. */
export function relayEvents(db: Db, organizationId: string, now: Date): Promise<Relayed> {
  return transact(db, async (tx) => {
    const { rows: events } = await sql<{
      sequence: number
      event_id: string
      type: string
      center_id: string | null
      occurred_at: Date
    }>`
      select sequence, event_id, type, center_id, occurred_at from events
      where organization_id = ${organizationId} and relayed_at is null
      order by sequence limit ${BATCH} for update skip locked`.execute(tx)
    if (!events.length) return { events: 0, webhookIds: [] }
    // Shared lock: whoever switches a webhook off comes after this and cancels what is stored here.
    const { rows: webhooks } = await sql<Subscription>`
      select id, subscription_type, center_ids, events from webhooks
      where organization_id = ${organizationId} and is_active order by id for share`.execute(tx)
    const deliveries = events.flatMap((event) => {
      const wanted = webhooks.filter((webhook) => matches(webhook, event))
      const beyond = newEventIds(event.occurred_at, Math.max(0, wanted.length - RESERVED_DELIVERY_IDS)).ids
      const wireId = (index: number) =>
        index < RESERVED_DELIVERY_IDS
          ? laterEventId(event.event_id, index + 1)
          : beyond[index - RESERVED_DELIVERY_IDS]!
      return wanted.map((webhook, index) => ({
        id: newId(now),
        webhookId: webhook.id,
        sequence: event.sequence,
        wireId: wireId(index),
      }))
    })
    await sql`
      with relayed as (
        update events set relayed_at = ${now}
        where organization_id = ${organizationId} and sequence = any(${events.map((event) => event.sequence)}::bigint[])
      )
      insert into deliveries (organization_id, id, webhook_id, event_sequence, wire_id, state, due_at, created_at)
      select ${organizationId}, d.id, d.webhook_id, d.event_sequence, d.wire_id, 'waiting', ${now}, ${now}
      from unnest(
        ${deliveries.map((delivery) => delivery.id)}::uuid[], ${deliveries.map((delivery) => delivery.webhookId)}::uuid[],
        ${deliveries.map((delivery) => delivery.sequence)}::bigint[], ${deliveries.map((delivery) => delivery.wireId)}::text[]
      ) as d (id, webhook_id, event_sequence, wire_id)`.execute(tx)
    return {
      events: events.length,
      webhookIds: [...new Set(deliveries.map((delivery) => delivery.webhookId))],
    }
  })
}
