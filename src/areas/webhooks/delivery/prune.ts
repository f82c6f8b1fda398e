/** Forgets what is old: deliveries with their log, statistics, and the events behind them. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Rows of one statement. */
const BATCH = 1_000

/**
 * Deletes events from before `olderThan`, oldest first, and all that was made of them; stops at an event that
 * is still to be sent. What a paused webhook has not sent by then is forgotten. Works in short steps; may be
 * stopped and started anywhere. Returns rows deleted.
 */
export async function pruneDeliveries(
  db: Db,
  olderThan: Date,
): Promise<{ deliveries: number; events: number }> {
  const { rows } = await sql<{ organization_id: string }>`
    /* any organisation */ select organization_id from event_counters`.execute(db)
  const pruned = { deliveries: 0, events: 0 }
  for (const { organization_id: organizationId } of rows) {
    for (let last = await lastToPrune(db, organizationId, olderThan); last !== null;) {
      pruned.deliveries += await pruneUpTo(db, organizationId, last)
      pruned.events += await pruneEvents(db, organizationId, last)
      last = await lastToPrune(db, organizationId, olderThan)
    }
    await forgetDeletedWebhooks(db, organizationId, olderThan)
    await sql`delete from webhook_hours where organization_id = ${organizationId} and hour < ${olderThan}`.execute(
      db,
    )
    await sql`delete from webhook_replays where organization_id = ${organizationId} and finished_at < ${olderThan}`.execute(
      db,
    )
  }
  return pruned
}

/** Sequence of the newest of the next events to go; null: none. */
async function lastToPrune(db: Db, organizationId: string, olderThan: Date): Promise<number | null> {
  const { rows } = await sql<{ last: number | null }>`
    with oldest as (
      select sequence, occurred_at from events where organization_id = ${organizationId} order by sequence limit ${BATCH}
    ), stop as (
      select min(sequence) as at from (
        select min(sequence) as sequence from oldest where occurred_at >= ${olderThan}
        union all
        select w.first from webhooks k, lateral (
          select min(d.event_sequence) as first from deliveries d
          where d.organization_id = ${organizationId} and d.webhook_id = k.id and d.state = 'waiting'
            and d.event_sequence <= (select max(sequence) from oldest)
        ) w where k.organization_id = ${organizationId} and k.is_active and not k.is_paused
        union all
        select coalesce((select sequence from relay_positions where organization_id = ${organizationId}), 0) + 1
      ) stops
    )
    select max(o.sequence) as last from oldest o, stop where o.sequence < coalesce(stop.at, o.sequence + 1)`.execute(
    db,
  )
  return rows[0]?.last ?? null
}

async function pruneUpTo(db: Db, organizationId: string, last: number): Promise<number> {
  await sql`
    delete from delivery_attempts a using webhooks w
    where w.organization_id = ${organizationId} and a.organization_id = ${organizationId} and a.webhook_id = w.id
      and a.event_sequence <= ${last}`.execute(db)
  const { numAffectedRows } = await sql`
    delete from deliveries d using webhooks w
    where w.organization_id = ${organizationId} and d.organization_id = ${organizationId} and d.webhook_id = w.id
      and d.event_sequence <= ${last}`.execute(db)
  return Number(numAffectedRows ?? 0)
}

async function pruneEvents(db: Db, organizationId: string, last: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from events where organization_id = ${organizationId} and sequence <= ${last}`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** A deleted webhook goes for good once nothing is left to tell of it. */
async function forgetDeletedWebhooks(db: Db, organizationId: string, olderThan: Date): Promise<void> {
  await sql`
    delete from webhooks w where w.organization_id = ${organizationId} and w.deleted_at < ${olderThan}
      and not exists (select from deliveries d where d.organization_id = ${organizationId} and d.webhook_id = w.id)`.execute(
    db,
  )
  await sql`
    delete from webhook_gates g where g.organization_id = ${organizationId}
      and not exists (select from webhooks w where w.organization_id = ${organizationId} and w.id = g.webhook_id)`.execute(
    db,
  )
}
