/** Puts events into the queue of a webhook a second time, or late. Same id, same body; a new round of sends. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { newEventIds } from '#platform/ids.ts'
import type { WebhookRow } from '../tables.ts'

export interface EventToQueue {
  sequence: number
  occurredAt: Date
  entityId: string | null
  /** There is a delivery of it for this webhook, which does not wait. */
  known: boolean
}

/**
 * Queues events for a webhook whose row the caller has locked: against the relay too when it wants order, against
 * being switched off in any case. Deliveries that wait already are left alone. Returns how many were queued.
 */
export async function queueAgain(
  tx: Tx,
  organizationId: string,
  webhook: Pick<WebhookRow, 'id' | 'ordering'>,
  events: readonly EventToQueue[],
  now: Date,
): Promise<number> {
  const ordered = webhook.ordering === 'entity'
  const entityOf = (event: EventToQueue) => (ordered ? event.entityId : null)
  const [known, fresh] = [events.filter((e) => e.known), events.filter((e) => !e.known)]
  let queued = 0
  if (known.length) {
    const { numAffectedRows } = await sql`
      update deliveries d set state = 'waiting', attempts_before = d.attempts, due_at = ${now}, created_at = ${now},
        claimed_until = null, finished_at = null, entity_id = e.entity_id, held = false
      from unnest(${known.map((e) => e.sequence)}::bigint[], ${known.map(entityOf)}::text[]) as e (sequence, entity_id)
      where d.organization_id = ${organizationId} and d.webhook_id = ${webhook.id} and d.event_sequence = e.sequence
        and d.state <> 'waiting'`.execute(tx)
    queued += Number(numAffectedRows ?? 0)
  }
  if (fresh.length) {
    // The ids set aside with the event belong to those whom the relay served.
    const ids = fresh.map((e) => newEventIds(e.occurredAt, 0).eventId)
    const { numAffectedRows } = await sql`
      insert into deliveries
        (organization_id, webhook_id, event_sequence, id, state, entity_id, held, due_at, created_at)
      select ${organizationId}, ${webhook.id}, e.sequence, e.id, 'waiting', e.entity_id, false, ${now}, ${now}
      from unnest(${fresh.map((e) => e.sequence)}::bigint[], ${ids}::text[], ${fresh.map(entityOf)}::text[])
        as e (sequence, id, entity_id)
      on conflict (organization_id, webhook_id, event_sequence) do nothing`.execute(tx)
    queued += Number(numAffectedRows ?? 0)
  }
  const entities = new Set(events.map(entityOf).filter((id) => id !== null))
  if (entities.size) await putInOrder(tx, organizationId, webhook.id, [...entities])
  return queued
}

/** Of each record the oldest waiting event goes next, once nothing of the record is under way. */
async function putInOrder(
  tx: Tx,
  organizationId: string,
  webhookId: string,
  entityIds: readonly string[],
): Promise<void> {
  await sql`
    update deliveries d set held = d.event_sequence <> line.first or line.busy
    from (
      select entity_id, min(event_sequence) as first,
        coalesce(bool_or(claimed_until > clock_timestamp()), false) as busy
      from deliveries
      where organization_id = ${organizationId} and webhook_id = ${webhookId} and state = 'waiting'
        and entity_id = any(${entityIds}::text[])
      group by entity_id
    ) line
    where d.organization_id = ${organizationId} and d.webhook_id = ${webhookId} and d.entity_id = line.entity_id
      and d.state = 'waiting' and (d.claimed_until is null or d.claimed_until <= clock_timestamp())
      and d.held <> (d.event_sequence <> line.first or line.busy)`.execute(tx)
}
