/** The queue of deliveries in the database: claim, record, give back, prune. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { EnvelopeParts } from './envelope.ts'
import { countFailures, type NextStep } from './schedule.ts'
import { cancelWaiting } from './store.ts'
import type { RequestType } from './tables.ts'

/** A webhook with something due. */
export interface Lane {
  organizationId: string
  webhookId: string
}

/** A claimed delivery with all that its send needs. */
export interface Claim extends Lane {
  deliveryId: string
  /** Number of the send to come, from 1. */
  attempt: number
  envelope: EnvelopeParts
  url: string
  requestType: RequestType
  headersSealed: string | null
  secretSealed: string
  /** When the event was committed, by the database's clock. */
  recordedAt: Date
}

/** Active webhooks that have a delivery due and unclaimed. */
export async function listDueLanes(db: Db, now: Date): Promise<Lane[]> {
  const { rows } = await sql<Lane>`
    /* any organisation */ select w.organization_id as "organizationId", w.id as "webhookId" from webhooks w
    where w.is_active and exists (
      select from deliveries d where d.organization_id = w.organization_id and d.webhook_id = w.id
        and d.state = 'waiting' and d.due_at <= ${now}
        and (d.claimed_until is null or d.claimed_until <= clock_timestamp()))`.execute(db)
  return rows
}

/**
 * Claims up to `limit` due deliveries of one webhook for `leaseMs`. The lease runs by the database's clock,
 * so moving the product's clock takes no claim from a living worker.
 */
export async function claimDue(
  db: Db,
  lane: Lane,
  limit: number,
  leaseMs: number,
  now: Date,
): Promise<Claim[]> {
  const { organizationId, webhookId } = lane
  const { rows } = await sql<Omit<Claim, keyof Lane | 'envelope'> & EnvelopeParts>`
    with due as (
      select id from deliveries
      where organization_id = ${organizationId} and webhook_id = ${webhookId} and state = 'waiting' and due_at <= ${now}
        and (claimed_until is null or claimed_until <= clock_timestamp())
      order by due_at limit ${limit} for update skip locked
    )
    update deliveries d set claimed_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    from due, events e, webhooks w
    where d.organization_id = ${organizationId} and d.id = due.id
      and e.organization_id = ${organizationId} and e.sequence = d.event_sequence
      and w.organization_id = ${organizationId} and w.id = ${webhookId} and w.is_active
    returning d.id as "deliveryId", d.attempts + 1 as attempt, d.wire_id as "wireId", e.event_id as "eventId", e.type,
      e.resource, e.occurred_at as "occurredAt", e.data, e.recorded_at as "recordedAt", w.url,
      w.request_type as "requestType", w.headers_sealed as "headersSealed", w.secret_sealed as "secretSealed"`.execute(
    db,
  )
  return rows.map(({ wireId, eventId, type, resource, occurredAt, data, ...rest }) => ({
    ...lane,
    ...rest,
    envelope: { wireId, eventId, type, resource, occurredAt, data },
  }))
}

/** Gives claims back whose sends were broken off; they count as not sent. */
export async function giveBack(db: Db, claims: readonly Claim[]): Promise<void> {
  for (const { organizationId, deliveryId, attempt } of claims)
    await db
      .updateTable('deliveries')
      .set({ claimed_until: null })
      .where('organization_id', '=', organizationId)
      .where('id', '=', deliveryId)
      .where('attempts', '=', attempt - 1)
      .execute()
}

export interface Outcome extends Lane {
  deliveryId: string
  attempt: number
  sentAt: Date
  milliseconds: number
  httpStatus: number | null
  error: string | null
  next: NextStep
}

export interface SwitchedOff extends Lane {
  name: string
  failuresInRow: number
}

/**
 * Writes how sends of one organisation ended and keeps the webhooks' counts. Returns the webhooks that went
 * off by it; their waiting deliveries are cancelled.
 */
export async function recordOutcomes(
  tx: Tx,
  organizationId: string,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<SwitchedOff[]> {
  // Webhooks first, always by id: whoever switches one off locks in the same order.
  const off = await keepCounts(tx, organizationId, outcomes, now)
  const column = <T>(read: (outcome: Outcome) => T): T[] => outcomes.map(read)
  // The attempt number is the fence: who lost the claim to another worker changes nothing here.
  await sql`
    with outcome as (
      select * from unnest(
        ${column((o) => o.deliveryId)}::uuid[], ${column((o) => o.webhookId)}::uuid[], ${column((o) => o.attempt)}::smallint[],
        ${column((o) => o.sentAt)}::timestamptz[], ${column((o) => o.milliseconds)}::integer[],
        ${column((o) => o.httpStatus)}::integer[], ${column((o) => o.error)}::text[], ${column((o) => o.next.state)}::text[],
        ${column((o) => (o.next.state === 'waiting' ? o.next.dueAt : null))}::timestamptz[]
      ) as o (delivery_id, webhook_id, attempt, sent_at, milliseconds, http_status, error, state, due_at)
    ), logged as (
      insert into delivery_attempts
        (organization_id, delivery_id, attempt, webhook_id, sent_at, milliseconds, http_status, error)
      select ${organizationId}, delivery_id, attempt, webhook_id, sent_at, milliseconds, http_status, error from outcome
      on conflict do nothing
    )
    update deliveries d set
      attempts = o.attempt,
      claimed_until = null,
      due_at = coalesce(o.due_at, d.due_at),
      state = case when d.state = 'cancelled' and o.state <> 'delivered' then d.state else o.state end,
      finished_at = case when d.state = 'waiting' and o.state = 'waiting' then null else ${now}::timestamptz end
    from outcome o
    where d.organization_id = ${organizationId} and d.id = o.delivery_id and d.attempts = o.attempt - 1
      and d.state in ('waiting', 'cancelled')`.execute(tx)
  if (off.length)
    await cancelWaiting(
      tx,
      organizationId,
      off.map((webhook) => webhook.webhookId),
      now,
    )
  return off
}

async function keepCounts(
  tx: Tx,
  organizationId: string,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<SwitchedOff[]> {
  const ended = new Map<string, ('delivered' | 'failed')[]>()
  for (const { webhookId, next } of outcomes)
    if (next.state !== 'waiting') ended.set(webhookId, [...(ended.get(webhookId) ?? []), next.state])
  if (!ended.size) return []
  const failed = [...ended].filter(([, states]) => states.includes('failed')).map(([id]) => id)
  // The ordinary case, success after success, finds no row here and locks nothing.
  const { rows } = await sql<{ id: string; name: string; failures_in_row: number }>`
    select id, name, failures_in_row from webhooks
    where organization_id = ${organizationId} and id = any(${[...ended.keys()]}::uuid[]) and is_active
      and (failures_in_row > 0 or id = any(${failed}::uuid[]))
    order by id for update`.execute(tx)
  const off: SwitchedOff[] = []
  for (const webhook of rows) {
    const { failuresInRow, switchOff } = countFailures(webhook.failures_in_row, ended.get(webhook.id) ?? [])
    if (switchOff) off.push({ organizationId, webhookId: webhook.id, name: webhook.name, failuresInRow })
    await tx
      .updateTable('webhooks')
      .set({
        failures_in_row: failuresInRow,
        ...(switchOff ? { is_active: false, deactivated_at: now } : {}),
      })
      .where('organization_id', '=', organizationId)
      .where('id', '=', webhook.id)
      .execute()
  }
  return off
}

/** Deliveries without an end yet, over all organisations. */
export async function countOpen(db: Db): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    /* any organisation */ select count(*) as open from deliveries where state = 'waiting'`.execute(db)
  return rows[0]?.open ?? 0
}

const PRUNE_BATCH = 1_000

/**
 * Deletes deliveries (with their sends) that ended before `olderThan` and relayed events from before it that
 * no delivery needs any more. Works in short steps; may be stopped and started anywhere. Returns rows deleted.
 */
export async function pruneDeliveries(
  db: Db,
  olderThan: Date,
): Promise<{ deliveries: number; events: number }> {
  const { rows } = await sql<{ organization_id: string }>`
    /* any organisation */ select organization_id from event_counters`.execute(db)
  const pruned = { deliveries: 0, events: 0 }
  for (const { organization_id: organizationId } of rows) {
    for (let gone = PRUNE_BATCH; gone === PRUNE_BATCH; pruned.deliveries += gone)
      gone = await pruneFinished(db, organizationId, olderThan)
    for (let gone = 1; gone > 0; pruned.events += gone)
      gone = await pruneEvents(db, organizationId, olderThan)
  }
  return pruned
}

async function pruneFinished(db: Db, organizationId: string, olderThan: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with old as (
      select id from deliveries where organization_id = ${organizationId} and finished_at < ${olderThan}
      order by finished_at limit ${PRUNE_BATCH} for update skip locked
    ), sends as (
      delete from delivery_attempts a using old where a.organization_id = ${organizationId} and a.delivery_id = old.id
    )
    delete from deliveries d using old where d.organization_id = ${organizationId} and d.id = old.id`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

async function pruneEvents(db: Db, organizationId: string, olderThan: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with oldest as (
      select sequence from events where organization_id = ${organizationId} order by sequence limit ${PRUNE_BATCH}
    )
    delete from events e using oldest
    where e.organization_id = ${organizationId} and e.sequence = oldest.sequence and e.relayed_at < ${olderThan}
      and not exists (
        select from deliveries d where d.organization_id = ${organizationId} and d.event_sequence = e.sequence)`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}
