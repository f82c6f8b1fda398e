/** One delivery once more, because somebody asked for it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { afterCommit } from '#platform/db/transaction.ts'
import { wakeRelay } from '#platform/events/wake.ts'
import { refuse } from '#platform/refusal.ts'
import { placeOf } from '../log/read.ts'
import { lockWebhook } from '../store.ts'
import { queueAgain } from './queue-again.ts'

/** Queues a delivery again; one that waits becomes due at once. Refusals delivery_not_found, webhook_inactive. */
export async function resendDelivery(tx: Tx, organizationId: string, id: string, now: Date): Promise<void> {
  const place =
    (await placeOf(tx, organizationId, id)) ?? refuse('delivery_not_found', { field: 'delivery_id' })
  const { webhookId, sequence } = place
  const webhook = await lockWebhook(tx, organizationId, webhookId)
  if (!webhook?.is_active)
    refuse('webhook_inactive', { detail: webhook ? 'is inactive; activate it first' : 'was deleted' })
  const { rows } = await sql<{ occurredAt: Date; entityId: string | null }>`
    select occurred_at as "occurredAt", entity_id as "entityId" from events
    where organization_id = ${organizationId} and sequence = ${sequence}`.execute(tx)
  const event = rows[0] ?? refuse('delivery_not_found', { field: 'delivery_id' })
  const queued = await queueAgain(tx, organizationId, webhook, [{ ...event, sequence, known: true }], now)
  if (!queued)
    await tx
      .updateTable('deliveries')
      .set({ due_at: now })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .execute()
  afterCommit(tx, 'events', wakeRelay)
}
