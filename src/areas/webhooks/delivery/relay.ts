/** From the outbox to deliveries: every event once to every webhook that asked for it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { beforeCommit, transact } from '#platform/db/transaction.ts'
import { laterEventId, newEventIds, SUBSCRIBER_IDS } from '#platform/ids.ts'
import { DESTINATION_COLUMNS, type DestinationRow } from '../destination.ts'
import type { DeliveryOrdering, WebhookRow } from '../tables.ts'
import type { Claim, Lane } from './queue.ts'

/** Events of one turn: enough to carry a burst, few enough to lock briefly. */
const BATCH = 250

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

/** Organisations with events that have not been relayed. */
export async function listUnrelayed(db: Db): Promise<string[]> {
  const { rows } = await sql<{ organization_id: string }>`
    /* any organisation */ select c.organization_id from event_counters c
    left join relay_positions p on p.organization_id = c.organization_id
    where c.last_sequence > coalesce(p.sequence, 0)`.execute(db)
  return rows.map((row) => row.organization_id)
}

export interface Relayed {
  /** Events taken; 0: none left, or another relay is at it. */
  events: number
  /** There may be more. */
  more: boolean
  /** Deliveries that the caller is to send now: claimed in its name as they were written. */
  claims: Claim[]
  /** Lanes that got more than the caller takes. */
  lanes: Lane[]
}

export interface RelayOptions {
  now: Date
  leaseMs: number
  /** How many deliveries of a webhook the caller would send at once. */
  room(lane: Lane): number
}

interface OutboxEvent {
  sequence: number
  event_id: string
  type: string
  resource: string | null
  center_id: string | null
  entity_id: string | null
  occurred_at: Date
  recorded_at: Date
  data: string
}

type Subscription = DestinationRow &
  Pick<WebhookRow, 'id' | 'subscription_type' | 'center_ids' | 'events'> & {
    ordering: DeliveryOrdering
    is_paused: boolean
    capped: boolean
  }

/**
 * Takes an organisation's next events, oldest first. One relay at a time: what two of them did side by side
 * could not keep the order of a record's events.
 */
export function relayEvents(db: Db, organizationId: string, options: RelayOptions): Promise<Relayed> {
  return transact(db, async (tx) => {
    const [events, webhooks] = await Promise.all([
      takeEvents(tx, organizationId),
      lockSubscriptions(tx, organizationId),
    ])
    if (!events.length) return { events: 0, more: false, claims: [], lanes: [] }
    const { planned, lanes } = plan(organizationId, events, webhooks, options)
    const held = await write(tx, organizationId, planned, events.at(-1)!.sequence, options)
    return {
      events: events.length,
      more: events.length === BATCH,
      claims: planned.flatMap(({ claim }, i) => (claim && !held[i] ? [claim] : [])),
      lanes,
    }
  })
}

/** Shared lock: whoever switches a webhook off, or ends a delivery that others wait for, comes before or after. */
async function lockSubscriptions(tx: Tx, organizationId: string): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    select w.id, w.subscription_type, w.center_ids, w.events, w.ordering, w.is_paused,
      coalesce(w.max_concurrent, w.max_per_minute) is not null as capped, ${sql.raw(DESTINATION_COLUMNS)}
    from webhooks w where w.organization_id = ${organizationId} and w.is_active order by w.id for share`.execute(
    tx,
  )
  return rows
}

async function takeEvents(tx: Tx, organizationId: string): Promise<OutboxEvent[]> {
  const take = () =>
    sql<OutboxEvent>`
    with mine as materialized (
      select sequence from relay_positions where organization_id = ${organizationId} for update skip locked
    )
    select e.sequence, e.event_id, e.type, e.resource, e.center_id, e.entity_id, e.occurred_at, e.recorded_at, e.data
    from mine, events e where e.organization_id = ${organizationId} and e.sequence > mine.sequence
    order by e.sequence limit ${BATCH}`.execute(tx)
  const { rows } = await take()
  if (rows.length) return rows
  const { rows: made } = await sql`
    insert into relay_positions (organization_id, sequence) values (${organizationId}, 0)
    on conflict do nothing returning sequence`.execute(tx)
  return made.length ? (await take()).rows : []
}

interface Planned {
  webhookId: string
  sequence: number
  id: string
  /** The record, where the webhook wants order. */
  entityId: string | null
  /** An earlier event of the record is among those taken. */
  behind: boolean
  claim: Claim | null
}

function plan(
  organizationId: string,
  events: readonly OutboxEvent[],
  webhooks: readonly Subscription[],
  { leaseMs, room }: RelayOptions,
): { planned: Planned[]; lanes: Lane[] } {
  const holdsUntil = performance.now() + leaseMs
  const planned: Planned[] = []
  const taken = new Map<string, number>()
  const left = new Map<string, Lane>()
  const seen = new Set<string>()
  for (const event of events) {
    const wanted = webhooks.filter((webhook) => matches(webhook, event))
    const ids = deliveryIds(event, wanted.length)
    for (const [i, webhook] of wanted.entries()) {
      const lane: Lane = { organizationId, webhookId: webhook.id, capped: webhook.capped }
      const entityId = webhook.ordering === 'entity' ? event.entity_id : null
      const entity = `${webhook.id} ${entityId}`
      const behind = entityId !== null && seen.has(entity)
      if (entityId !== null) seen.add(entity)
      const mine = taken.get(webhook.id) ?? 0
      const takes = !behind && !webhook.is_paused && !webhook.capped && mine < room(lane)
      if (takes) taken.set(webhook.id, mine + 1)
      else if (!webhook.is_paused) left.set(webhook.id, lane)
      const { sequence } = event
      planned.push({
        webhookId: webhook.id,
        sequence,
        id: ids[i]!,
        entityId,
        behind,
        claim: takes
          ? {
              ...lane,
              sequence,
              attempt: 1,
              attemptsBefore: 0,
              entityId,
              recordedAt: event.recorded_at,
              holdsUntil,
              destination: webhook,
              envelope: {
                wireId: ids[i]!,
                eventId: event.event_id,
                type: event.type,
                resource: event.resource,
                occurredAt: event.occurred_at,
                data: event.data,
              },
            }
          : null,
      })
    }
  }
  return { planned, lanes: [...left.values()] }
}

/** Ids for the deliveries of an event: those set aside with it, then others of the same second. */
function deliveryIds(event: OutboxEvent, count: number): string[] {
  const beyond = newEventIds(event.occurred_at, Math.max(0, count - SUBSCRIBER_IDS)).ids
  return Array.from({ length: count }, (_, i) =>
    i < SUBSCRIBER_IDS ? laterEventId(event.event_id, i + 1) : beyond[i - SUBSCRIBER_IDS]!,
  )
}

/** Writes the deliveries and how far the relay has come. Returns which of them wait for an earlier one. */
async function write(
  tx: Tx,
  organizationId: string,
  planned: readonly Planned[],
  last: number,
  { now, leaseMs }: RelayOptions,
): Promise<boolean[]> {
  const move = sql`update relay_positions set sequence = ${last} where organization_id = ${organizationId}`
  const insert = sql<{ event_sequence: number; webhook_id: string; held: boolean }>`
    insert into deliveries
      (organization_id, webhook_id, event_sequence, id, state, entity_id, held, due_at, claimed_until, created_at)
    select ${organizationId}, d.webhook_id, d.event_sequence, d.id, 'waiting', d.entity_id, h.held, ${now},
      case when d.taken and not h.held then clock_timestamp() + ${leaseMs} * interval '1 millisecond' end, ${now}
    from unnest(
      ${planned.map((d) => d.webhookId)}::uuid[], ${planned.map((d) => d.sequence)}::bigint[],
      ${planned.map((d) => d.id)}::text[], ${planned.map((d) => d.entityId)}::text[],
      ${planned.map((d) => d.behind)}::boolean[], ${planned.map((d) => d.claim !== null)}::boolean[]
    ) as d (webhook_id, event_sequence, id, entity_id, behind, taken),
    lateral (
      select d.behind or (d.entity_id is not null and exists (
        select from deliveries e where e.organization_id = ${organizationId} and e.webhook_id = d.webhook_id
          and e.entity_id = d.entity_id and e.state = 'waiting')) as held
    ) h`
  // Only where order matters the answer does; the rest goes with the commit.
  if (!planned.some((d) => d.entityId !== null)) {
    beforeCommit(tx, 'relay', () => (planned.length ? [move, insert] : [move]))
    return []
  }
  beforeCommit(tx, 'relay', () => [move])
  const { rows } = await sql<{ event_sequence: number; webhook_id: string }>`
    with written as (${insert} returning webhook_id, event_sequence, held)
    select webhook_id, event_sequence from written where held`.execute(tx)
  if (!rows.length) return []
  const held = new Set(rows.map((row) => `${row.webhook_id} ${row.event_sequence}`))
  return planned.map((d) => held.has(`${d.webhookId} ${d.sequence}`))
}
