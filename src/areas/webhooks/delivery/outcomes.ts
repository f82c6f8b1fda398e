/** How sends ended, written to the log, the queue, the statistics and the webhooks themselves. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { transact } from '#platform/db/transaction.ts'
import { bucketOf, BUCKETS } from '../statistics.ts'
import { cancelWaiting, relayPosition } from '../store.ts'
import type { DeactivationCause } from '../tables.ts'
import { leaveGate, type Claim } from './queue.ts'
import { countFailures, type NextStep } from './schedule.ts'
import type { SendResult } from './send.ts'

export interface Outcome extends SendResult {
  claim: Claim
  sentAt: Date
  next: NextStep
}

export interface SwitchedOff {
  organizationId: string
  webhookId: string
  name: string
  failuresInRow: number
  cause: DeactivationCause
}

/**
 * Writes how sends of one organisation ended and keeps the webhooks' counts. Returns the webhooks that went
 * off by it; their waiting deliveries are cancelled.
 */
export async function recordOutcomes(
  db: Db,
  organizationId: string,
  outcomes: readonly Outcome[],
  now: Date,
  onSwitchedOff: (tx: Tx, webhook: SwitchedOff, now: Date) => Promise<void>,
): Promise<SwitchedOff[]> {
  // Success after success, in no order, is one statement and locks no webhook.
  const plain = outcomes.every(({ claim, next }) => next.state !== 'failed' && claim.entityId === null)
  if (plain) {
    await writeOutcomes(db, organizationId, outcomes, now)
    await leaveGates(db, organizationId, outcomes)
    return []
  }
  return transact(db, async (tx) => {
    // Webhooks first, always by id: whoever switches one off locks in the same order.
    const off = await keepCounts(tx, organizationId, outcomes, now)
    await writeOutcomes(tx, organizationId, outcomes, now)
    await leaveGates(tx, organizationId, outcomes)
    await releaseNext(tx, organizationId, outcomes, now)
    for (const webhook of off) {
      await cancelWaiting(tx, organizationId, [webhook.webhookId], now)
      await onSwitchedOff(tx, webhook, now)
    }
    return off
  })
}

async function writeOutcomes(
  db: Db,
  organizationId: string,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<void> {
  const column = <T>(read: (outcome: Outcome) => T): T[] => outcomes.map(read)
  const text = (value: object | null) => value && JSON.stringify(value)
  const hours = hoursOf(outcomes)
  const succeeded = [
    ...new Set(outcomes.filter((o) => o.next.state === 'delivered').map((o) => o.claim.webhookId)),
  ]
  // The attempt number is the fence: who lost the claim to another worker changes nothing here.
  await sql`
    with outcome as (
      select * from unnest(
        ${column((o) => o.claim.webhookId)}::uuid[], ${column((o) => o.claim.sequence)}::bigint[],
        ${column((o) => o.claim.attempt)}::integer[], ${column((o) => o.sentAt)}::timestamptz[],
        ${column((o) => o.milliseconds)}::integer[], ${column((o) => o.url)}::text[],
        ${column((o) => text(o.requestHeaders))}::text[], ${column((o) => o.status)}::integer[],
        ${column((o) => text(o.responseHeaders))}::text[], ${column((o) => o.responseBody)}::text[],
        ${column((o) => o.responseCut)}::boolean[], ${column((o) => o.errorClass)}::text[], ${column((o) => o.error)}::text[],
        ${column((o) => o.next.state)}::text[], ${column((o) => (o.next.state === 'waiting' ? o.next.dueAt : null))}::timestamptz[]
      ) as o (webhook_id, event_sequence, attempt, sent_at, milliseconds, url, request_headers, http_status,
        response_headers, response_body, response_cut, error_class, error, state, due_at)
    ), logged as (
      insert into delivery_attempts (organization_id, webhook_id, event_sequence, attempt, sent_at, milliseconds, url,
        request_headers, http_status, response_headers, response_body, response_cut, error_class, error)
      select ${organizationId}, webhook_id, event_sequence, attempt, sent_at, milliseconds, url, request_headers,
        http_status, response_headers, response_body, response_cut, error_class, error from outcome
      on conflict do nothing
    ), counted as (
      insert into webhook_hours as h (organization_id, webhook_id, hour, sends, delivered, failed, times)
      select ${organizationId}, webhook_id, date_trunc('hour', ${now}::timestamptz), sends, delivered, failed, times::integer[]
      from unnest(${hours.map((h) => h.webhookId)}::uuid[], ${hours.map((h) => h.sends)}::integer[],
        ${hours.map((h) => h.delivered)}::integer[], ${hours.map((h) => h.failed)}::integer[],
        ${hours.map((h) => `{${h.times.join(',')}}`)}::text[]) as n (webhook_id, sends, delivered, failed, times)
      order by webhook_id
      on conflict (organization_id, webhook_id, hour) do update set
        sends = h.sends + excluded.sends, delivered = h.delivered + excluded.delivered,
        failed = h.failed + excluded.failed,
        times = array(select a + b from unnest(h.times, excluded.times) with ordinality as t (a, b, n) order by n)
    ), calmed as (
      update webhooks set failures_in_row = 0 where organization_id = ${organizationId} and id in (
        select id from webhooks where organization_id = ${organizationId} and id = any(${succeeded}::uuid[])
          and failures_in_row > 0 and is_active order by id for update)
        and not ${outcomes.some((o) => o.next.state === 'failed')}
    )
    update deliveries d set
      attempts = o.attempt,
      claimed_until = null,
      due_at = coalesce(o.due_at, d.due_at),
      state = case when d.state = 'cancelled' and o.state <> 'delivered' then d.state else o.state end,
      finished_at = case when d.state = 'waiting' and o.state = 'waiting' then null else ${now}::timestamptz end,
      last_sent_at = o.sent_at, last_status = o.http_status, last_error = o.error_class
    from outcome o
    where d.organization_id = ${organizationId} and d.webhook_id = o.webhook_id and d.event_sequence = o.event_sequence
      and d.attempts = o.attempt - 1 and d.state in ('waiting', 'cancelled')`.execute(db)
}

interface Hour {
  webhookId: string
  sends: number
  delivered: number
  failed: number
  times: number[]
}

function hoursOf(outcomes: readonly Outcome[]): Hour[] {
  return [...Map.groupBy(outcomes, ({ claim }) => claim.webhookId)].map(([webhookId, own]) => {
    const times = BUCKETS.map(() => 0)
    for (const { milliseconds } of own) times[bucketOf(milliseconds)]!++
    return {
      webhookId,
      sends: own.length,
      delivered: own.filter(({ next }) => next.state === 'delivered').length,
      failed: own.filter(({ next }) => next.state === 'failed').length,
      times,
    }
  })
}

async function leaveGates(db: Db, organizationId: string, outcomes: readonly Outcome[]): Promise<void> {
  const capped = outcomes.filter(({ claim }) => claim.capped)
  const byWebhook = [...Map.groupBy(capped, ({ claim }) => claim.webhookId)]
  for (const [webhookId, { length }] of byWebhook.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    await leaveGate(db, organizationId, webhookId, length)
}

/** Counts failures, and switches off what has too many of them. Locks the webhooks it names against the relay. */
async function keepCounts(
  tx: Tx,
  organizationId: string,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<SwitchedOff[]> {
  const ended = Map.groupBy(outcomes, ({ claim }) => claim.webhookId)
  const { rows } = await sql<{ id: string; name: string; failures_in_row: number; is_active: boolean }>`
    select id, name, failures_in_row, is_active from webhooks
    where organization_id = ${organizationId} and id = any(${[...ended.keys()]}::uuid[])
    order by id for no key update`.execute(tx)
  const off: SwitchedOff[] = []
  for (const { id, name, failures_in_row: before, is_active: isActive } of rows) {
    if (!isActive) continue
    const { failuresInRow, switchOff } = countFailures(
      before,
      ended.get(id)!.map(({ next }) => next),
    )
    if (switchOff) off.push({ organizationId, webhookId: id, name, failuresInRow, cause: switchOff })
    else if (failuresInRow === before) continue
    await tx
      .updateTable('webhooks')
      .set({
        failures_in_row: failuresInRow,
        ...(switchOff
          ? {
              is_active: false,
              deactivated_at: now,
              deactivated_for: switchOff,
              inactive_since_sequence: relayPosition(organizationId),
            }
          : {}),
      })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
  }
  return off
}

/**
 * Lets the next event of a record go: once none before it waits, or once all before it have been tried and it
 * has been held for long enough.
 */
async function releaseNext(
  tx: Tx,
  organizationId: string,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<void> {
  const ordered = outcomes.filter(({ claim }) => claim.entityId !== null)
  if (!ordered.length) return
  await sql`
    update deliveries d set held = false
    from (
      select distinct webhook_id, entity_id
      from unnest(${ordered.map((o) => o.claim.webhookId)}::uuid[], ${ordered.map((o) => o.claim.entityId)}::text[])
        as s (webhook_id, entity_id)
    ) sent join webhooks w on w.organization_id = ${organizationId} and w.id = sent.webhook_id, lateral (
      select event_sequence, created_at from deliveries n
      where n.organization_id = ${organizationId} and n.webhook_id = sent.webhook_id and n.entity_id = sent.entity_id
        and n.state = 'waiting' and n.held
      order by event_sequence limit 1
    ) next
    where d.organization_id = ${organizationId} and d.webhook_id = sent.webhook_id
      and d.event_sequence = next.event_sequence and not exists (
        select from deliveries e where e.organization_id = ${organizationId} and e.webhook_id = sent.webhook_id
          and e.entity_id = sent.entity_id and e.state = 'waiting' and e.event_sequence < next.event_sequence
          and (e.attempts = e.attempts_before
            or next.created_at > ${now}::timestamptz - w.order_hold_minutes * interval '1 minute'))`.execute(
    tx,
  )
}
