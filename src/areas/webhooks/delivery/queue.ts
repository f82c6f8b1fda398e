/** The queue of deliveries in the database: what is due, claiming it, giving it back. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { transact } from '#platform/db/transaction.ts'
import { DESTINATION_COLUMNS, type DestinationRow } from '../destination.ts'
import type { EnvelopeParts } from './envelope.ts'
import { passGate, type Gate } from './schedule.ts'

/** A webhook that can be sent to. */
export interface Lane {
  organizationId: string
  webhookId: string
  /** It limits its sends over all workers, so each claim passes its gate. */
  capped: boolean
}

/** A claimed delivery with all that its send needs. */
export interface Claim extends Lane {
  sequence: number
  /** Number of the send to come, from 1. */
  attempt: number
  /** Sends before the present round; see schedule.ts. */
  attemptsBefore: number
  /** The record whose events wait for this one; null where order does not matter. */
  entityId: string | null
  envelope: EnvelopeParts
  destination: DestinationRow
  /** When the event was committed, by the database's clock. */
  recordedAt: Date
  /** Until when the claim holds, by performance.now() of this process; a little early. */
  holdsUntil: number
}

/** Lanes with something due that nobody has claimed. */
export async function listDueLanes(db: Db, now: Date): Promise<Lane[]> {
  const { rows } = await sql<Lane>`
    /* any organisation */ select w.organization_id as "organizationId", w.id as "webhookId",
      coalesce(w.max_concurrent, w.max_per_minute) is not null as capped
    from webhooks w
    where w.is_active and not w.is_paused and exists (
      select from deliveries d where d.organization_id = w.organization_id and d.webhook_id = w.id
        and d.state = 'waiting' and not d.held and d.due_at <= ${now}
        and (d.claimed_until is null or d.claimed_until <= clock_timestamp()))`.execute(db)
  return rows
}

export interface Claimed {
  claims: Claim[]
  /** Milliseconds after which the webhook lets more through; null when it does not hold back. */
  waitMs: number | null
}

/**
 * Claims up to `limit` due deliveries of one webhook for `leaseMs`. The lease runs by the database's clock,
 * so moving the product's clock takes no claim from a living worker.
 */
export function claimDue(db: Db, lane: Lane, limit: number, leaseMs: number, now: Date): Promise<Claimed> {
  if (lane.capped) return transact(db, (tx) => claimThroughGate(tx, lane, limit, leaseMs, now))
  return claim(db, lane, limit, leaseMs, now).then((claims) => ({ claims, waitMs: null }))
}

type ClaimRow = Omit<Claim, keyof Lane | 'envelope' | 'destination' | 'holdsUntil'> &
  EnvelopeParts &
  DestinationRow

async function claim(db: Db, lane: Lane, limit: number, leaseMs: number, now: Date): Promise<Claim[]> {
  const { organizationId, webhookId } = lane
  const holdsUntil = performance.now() + leaseMs
  const { rows } = await sql<ClaimRow>`
    with due as (
      select event_sequence from deliveries
      where organization_id = ${organizationId} and webhook_id = ${webhookId} and state = 'waiting' and not held
        and due_at <= ${now} and (claimed_until is null or claimed_until <= clock_timestamp())
      order by due_at, event_sequence limit ${limit} for update skip locked
    )
    update deliveries d set claimed_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    from due, events e, webhooks w
    where d.organization_id = ${organizationId} and d.webhook_id = ${webhookId} and d.event_sequence = due.event_sequence
      and e.organization_id = ${organizationId} and e.sequence = d.event_sequence
      and w.organization_id = ${organizationId} and w.id = ${webhookId} and w.is_active and not w.is_paused
    returning d.event_sequence as sequence, d.attempts + 1 as attempt, d.attempts_before as "attemptsBefore",
      d.entity_id as "entityId", d.id as "wireId", e.event_id as "eventId", e.type, e.resource,
      e.occurred_at as "occurredAt", e.data, e.recorded_at as "recordedAt", ${sql.raw(DESTINATION_COLUMNS)}`.execute(
    db,
  )
  return rows
    .toSorted((a, b) => a.sequence - b.sequence)
    .map(({ sequence, attempt, attemptsBefore, entityId, recordedAt, ...rest }) => ({
      ...lane,
      sequence,
      attempt,
      attemptsBefore,
      entityId,
      recordedAt,
      holdsUntil,
      envelope: rest,
      destination: rest,
    }))
}

async function claimThroughGate(
  tx: Tx,
  lane: Lane,
  limit: number,
  leaseMs: number,
  now: Date,
): Promise<Claimed> {
  const { organizationId, webhookId } = lane
  await sql`insert into webhook_gates (organization_id, webhook_id) values (${organizationId}, ${webhookId})
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<Gate & { wall: number }>`
    select (select count(*)::int from unnest(g.busy_until) as b where b > clock_timestamp()) as busy,
      w.max_concurrent as "maxConcurrent", w.max_per_minute as "maxPerMinute",
      (extract(epoch from g.next_at) * 1000)::float8 as "nextAt",
      (extract(epoch from clock_timestamp()) * 1000)::float8 as wall
    from webhook_gates g join webhooks w on w.organization_id = g.organization_id and w.id = g.webhook_id
    where g.organization_id = ${organizationId} and g.webhook_id = ${webhookId} for update of g`.execute(tx)
  const gate = rows[0]
  if (!gate) return { claims: [], waitMs: null }
  const { passed, waitMs } = passGate(gate, limit, gate.wall)
  const claims = passed ? await claim(tx, lane, passed, leaseMs, now) : []
  if (claims.length) {
    const { nextAt } = passGate(gate, claims.length, gate.wall)
    await sql`
      update webhook_gates set
        busy_until = array(select b from unnest(busy_until) as b where b > clock_timestamp())
          || array_fill(clock_timestamp() + ${leaseMs} * interval '1 millisecond', array[${claims.length}::int]),
        next_at = case when ${Number.isFinite(nextAt)} then to_timestamp(${Number.isFinite(nextAt) ? nextAt / 1000 : 0}::float8)
          else next_at end
      where organization_id = ${organizationId} and webhook_id = ${webhookId}`.execute(tx)
  }
  return { claims, waitMs: claims.length < passed ? null : waitMs }
}

/** Opens a webhook's gate for as many as have ended. Whose lease would end first goes first. */
export async function leaveGate(
  db: Db,
  organizationId: string,
  webhookId: string,
  count: number,
): Promise<void> {
  await sql`
    update webhook_gates set busy_until = array(
      select b from unnest(busy_until) as b where b > clock_timestamp() order by b offset ${count})
    where organization_id = ${organizationId} and webhook_id = ${webhookId}`.execute(db)
}

/** Gives claims back that were not sent, or whose sends were broken off; they count as not sent. */
export async function giveBack(db: Db, claims: readonly Claim[]): Promise<void> {
  for (const [organizationId, own] of Map.groupBy(claims, (claim) => claim.organizationId)) {
    await sql`
      update deliveries d set claimed_until = null
      from unnest(${own.map((c) => c.webhookId)}::uuid[], ${own.map((c) => c.sequence)}::bigint[],
        ${own.map((c) => c.attempt)}::integer[]) as c (webhook_id, event_sequence, attempt)
      where d.organization_id = ${organizationId} and d.webhook_id = c.webhook_id
        and d.event_sequence = c.event_sequence and d.attempts = c.attempt - 1`.execute(db)
    for (const [webhookId, { length }] of Map.groupBy(
      own.filter((claim) => claim.capped),
      (claim) => claim.webhookId,
    ))
      await leaveGate(db, organizationId, webhookId, length)
  }
}

/**
 * Lets go what has waited longest for earlier events of its record: a failing one holds up the others for a
 * bounded time only. Even then one follows the other, each once the one before it has been tried. Returns the
 * lanes that have something due by it.
 */
export async function releaseOverdue(db: Db, now: Date): Promise<Lane[]> {
  const { rows: lanes } = await sql<Lane & { before: Date }>`
    /* any organisation */ select w.organization_id as "organizationId", w.id as "webhookId",
      coalesce(w.max_concurrent, w.max_per_minute) is not null as capped,
      ${now}::timestamptz - w.order_hold_minutes * interval '1 minute' as before
    from webhooks w
    where w.ordering = 'entity' and w.is_active and not w.is_paused and exists (
      select from deliveries d where d.organization_id = w.organization_id and d.webhook_id = w.id
        and d.state = 'waiting' and d.held
        and d.created_at <= ${now}::timestamptz - w.order_hold_minutes * interval '1 minute')`.execute(db)
  const released: Lane[] = []
  for (const lane of lanes) {
    const { organizationId, webhookId, before } = lane
    const { numAffectedRows } = await sql`
      update deliveries d set held = false
      where d.organization_id = ${organizationId} and d.webhook_id = ${webhookId} and d.state = 'waiting' and d.held
        and d.created_at <= ${before} and not exists (
          select from deliveries e where e.organization_id = ${organizationId} and e.webhook_id = ${webhookId}
            and e.entity_id = d.entity_id and e.state = 'waiting' and e.event_sequence < d.event_sequence
            and (e.held or e.attempts = e.attempts_before))`.execute(db)
    if (numAffectedRows) released.push(lane)
  }
  return released
}

/** Deliveries without an end yet, over all organisations. */
export async function countOpen(db: Db): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    /* any organisation */ select count(*) as open from deliveries where state = 'waiting'`.execute(db)
  return rows[0]?.open ?? 0
}
