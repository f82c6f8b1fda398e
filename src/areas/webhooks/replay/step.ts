/** The work of a replay, in short transactions that any worker may take, and take over. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { transact } from '#platform/db/transaction.ts'
import { matches } from '../delivery/relay.ts'
import type { Lane } from '../delivery/queue.ts'
import type { DeliveryState, WebhookReplayRow, WebhookRow } from '../tables.ts'
import { queueAgain } from './queue-again.ts'

/** Events looked at in one step, and queued of them. */
const WINDOW = 1_000
const BATCH = 250
/** Numbers a step goes over when an index leads from one candidate to the next. */
const FAR = 20_000
/** A replay adds to a webhook's queue only below this, so that new events do not stand behind all of it. */
const FEED_BELOW = 1_000

interface OpenReplay {
  organizationId: string
  webhookId: string
  ordered: boolean
}

/** Webhooks with a replay to go on with. */
async function listOpen(db: Db): Promise<OpenReplay[]> {
  const { rows } = await sql<OpenReplay>`
    /* any organisation */ select distinct r.organization_id as "organizationId", r.webhook_id as "webhookId",
      w.ordering = 'entity' as ordered
    from webhook_replays r join webhooks w on w.organization_id = r.organization_id and w.id = r.webhook_id
    where r.finished_at is null`.execute(db)
  return rows
}

export interface Feed {
  now: () => Date
  stopped: () => boolean
  /** Told of webhooks with something to send. */
  offer(lanes: readonly Lane[]): void
}

/** Takes steps, in turn over all webhooks, until none can go on. True: something was done. */
export async function feedReplays(db: Db, { now, stopped, offer }: Feed): Promise<boolean> {
  let fed = false
  for (let going = true; going && !stopped();) {
    going = false
    for (const open of await listOpen(db)) {
      if (stopped()) break
      const { moved, lane } = await transact(db, (tx) => takeStep(tx, open, now()))
      if (lane) offer([lane])
      going ||= moved
    }
    fed ||= going
  }
  return fed
}

interface Step {
  /** False: it waits for the queue to get shorter, or another worker is at it. */
  moved: boolean
  lane: Lane | null
}
const WAITS: Step = { moved: false, lane: null }

type Target = Pick<
  WebhookRow,
  'id' | 'subscription_type' | 'center_ids' | 'events' | 'ordering' | 'is_active' | 'is_paused' | 'created_at'
> & { capped: boolean }

async function takeStep(tx: Tx, open: OpenReplay, now: Date): Promise<Step> {
  const { organizationId, webhookId } = open
  const webhook = await lockTarget(tx, open)
  if (!webhook || (webhook.ordering === 'entity' && !open.ordered)) return WAITS
  const replay = await lockReplay(tx, organizationId, webhookId)
  if (!replay) return WAITS
  if (!webhook.is_active) {
    await save(tx, replay, { state: 'cancelled', finished_at: now })
    return { moved: true, lane: null }
  }
  if (await isFull(tx, organizationId, webhookId)) return WAITS
  const { events, reached } = await readWindow(tx, replay)
  const wanted = events.filter((event) => isWanted(event, replay, webhook)).slice(0, BATCH)
  const queued = wanted.length
    ? await queueAgain(
        tx,
        organizationId,
        webhook,
        wanted.map((e) => ({ ...e, known: e.state !== null })),
        now,
      )
    : 0
  // Cut short by the batch: the rest of the window comes next.
  const sequence = wanted.length === BATCH ? wanted.at(-1)!.sequence : reached
  await save(tx, replay, {
    sequence,
    queued: replay.queued + queued,
    ...(sequence >= replay.last_sequence ? { state: 'done', finished_at: now } : {}),
  })
  const sends = queued > 0 && !webhook.is_paused
  return { moved: true, lane: sends ? { organizationId, webhookId, capped: webhook.capped } : null }
}

/** Holds off whoever would switch it off; the relay too where order matters. Webhook before replay, as everywhere. */
async function lockTarget(
  tx: Tx,
  { organizationId, webhookId, ordered }: OpenReplay,
): Promise<Target | null> {
  const { rows } = await sql<Target>`
    select id, subscription_type, center_ids, events, ordering, is_active and deleted_at is null as is_active, is_paused,
      created_at, coalesce(max_concurrent, max_per_minute) is not null as capped
    from webhooks where organization_id = ${organizationId} and id = ${webhookId}
    ${ordered ? sql`for no key update` : sql`for share`}`.execute(tx)
  return rows[0] ?? null
}

async function lockReplay(
  tx: Tx,
  organizationId: string,
  webhookId: string,
): Promise<WebhookReplayRow | null> {
  const row = await tx
    .selectFrom('webhook_replays')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('finished_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

async function isFull(tx: Tx, organizationId: string, webhookId: string): Promise<boolean> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from (
      select from deliveries where organization_id = ${organizationId} and webhook_id = ${webhookId}
        and state = 'waiting' limit ${FEED_BELOW}
    ) w`.execute(tx)
  return rows[0]!.waiting >= FEED_BELOW
}

interface Candidate {
  sequence: number
  type: string
  center_id: string | null
  entityId: string | null
  occurredAt: Date
  /** Null: no delivery for this webhook. */
  state: DeliveryState | null
}

/** The next events that may be wanted, and the number up to which there are no others. */
async function readWindow(
  tx: Tx,
  replay: WebhookReplayRow,
): Promise<{ events: Candidate[]; reached: number }> {
  const {
    organization_id: organizationId,
    webhook_id: webhookId,
    event_types: types,
    sequence: from,
  } = replay
  const unsuccessful = replay.scope === 'unsuccessful'
  const to = Math.min(replay.last_sequence, from + (types || unsuccessful ? FAR : WINDOW))
  // The delivery's number is bounded too: a merge would begin at its first.
  const { rows: events } = await sql<Candidate>`
    select e.sequence, e.type, e.center_id, e.entity_id as "entityId", e.occurred_at as "occurredAt", d.state
    from events e ${unsuccessful ? sql`join` : sql`left join`} deliveries d
      on d.organization_id = ${organizationId} and d.webhook_id = ${webhookId} and d.event_sequence = e.sequence
      and d.event_sequence > ${from} and d.event_sequence <= ${to}
      ${unsuccessful ? sql`and d.state in ('failed', 'cancelled')` : sql``}
    where e.organization_id = ${organizationId} and e.sequence > ${from} and e.sequence <= ${to}
      ${types ? sql`and e.type = any(${types}::text[])` : sql``}
    order by e.sequence limit ${WINDOW}`.execute(tx)
  return { events, reached: events.length === WINDOW ? events.at(-1)!.sequence : to }
}

/** Whether a replay queues an event. One that the webhook was not told of must be of those it asks for. */
export function isWanted(
  event: Omit<Candidate, 'entityId'>,
  replay: Pick<WebhookReplayRow, 'scope' | 'event_types' | 'from_time' | 'to_time'>,
  webhook: Pick<WebhookRow, 'subscription_type' | 'center_ids' | 'events' | 'created_at'>,
): boolean {
  const { scope, event_types: types, from_time: from, to_time: to } = replay
  if (types && !types.includes(event.type)) return false
  if ((from && event.occurredAt < from) || (to && event.occurredAt > to)) return false
  switch (event.state) {
    case 'waiting':
      return false
    case 'delivered':
      return scope === 'all'
    case 'failed':
    case 'cancelled':
      return true
    case null:
      // What happened before there was a webhook was not missed by it.
      if (scope === 'unsuccessful' || (scope === 'missed' && event.occurredAt < webhook.created_at))
        return false
      return matches(webhook, event)
  }
}

async function save(
  tx: Tx,
  replay: WebhookReplayRow,
  change: Partial<Pick<WebhookReplayRow, 'sequence' | 'queued' | 'state' | 'finished_at'>>,
): Promise<void> {
  await tx
    .updateTable('webhook_replays')
    .set(change)
    .where('organization_id', '=', replay.organization_id)
    .where('id', '=', replay.id)
    .execute()
}
