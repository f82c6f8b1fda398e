import { sql, type RawBuilder } from 'kysely'
import { contract, entityOf, type Events } from '#contract'
import { afterCommit, beforeCommit } from '#platform/db/transaction.ts'
import type { Tx } from '#platform/db/database.ts'
import { completerOf, mergeAll } from '#platform/http/reply.ts'
import { newEventIds, RESERVED_DELIVERY_IDS } from '#platform/ids.ts'
import { wakeRelay } from './wake.ts'
import { runReactions } from './reactions.ts'

export type EventType = keyof Events
/** What an event carries under `data`. */
export type EventData<T extends EventType> = Events[T] extends { data?: infer D | null }
  ? NonNullable<D>
  : never

export interface EventContext {
  organizationId: string
  /** Center the event belongs to; null: of the whole organisation, seen only by organisation webhooks. */
  centerId: string | null
  /** Moment of the change (the operation's clock). */
  at: Date
}

interface PendingEvent {
  eventId: string
  type: string
  resource: string | null
  centerId: string | null
  entityId: string | null
  at: Date
  data: string
}

const pendingOf = new WeakMap<Tx, Map<string, PendingEvent[]>>()
const completers = new Map<string, (value: unknown) => unknown>()

function completeData(type: EventType, data: unknown): unknown {
  let complete = completers.get(type)
  if (!complete) {
    const schema = contract.events.get(type)?.schema
    if (!schema) throw new Error(`No such event: ${type}`)
    const merged = schema.allOf ? mergeAll(schema) : schema
    complete = completerOf(merged.properties?.data ?? {})
    completers.set(type, complete)
  }
  return complete(data)
}

/**
 * Records that something happened and lets other areas react to it (wiring.ts). The wire text of `data` is
 * frozen now and stored with the change, in its transaction; subscribers hear of it after the commit. A
 * rolled-back change tells nobody.
 */
export async function emit<T extends EventType>(
  tx: Tx,
  context: EventContext,
  type: T,
  data: EventData<T>,
): Promise<void> {
  recordEvent(tx, context, type, data)
  await runReactions(tx, context, type, data)
}

/** What emit does for subscribers, without the reactions of other areas; by itself only for samples. */
export function recordEvent<T extends EventType>(
  tx: Tx,
  context: EventContext,
  type: T,
  data: EventData<T>,
): { eventId: string } {
  let byOrganization = pendingOf.get(tx)
  if (!byOrganization) {
    byOrganization = new Map()
    pendingOf.set(tx, byOrganization)
  }
  const pending = byOrganization.get(context.organizationId) ?? []
  byOrganization.set(context.organizationId, pending)
  const { eventId } = newEventIds(context.at, RESERVED_DELIVERY_IDS)
  pending.push({
    eventId,
    type,
    resource: contract.events.get(type)!.resource,
    centerId: context.centerId,
    entityId: entityOf(type, data),
    at: context.at,
    data: JSON.stringify(completeData(type, data)),
  })
  const all = byOrganization
  // Written last, so that the organisation's counter row is locked for as short as possible.
  beforeCommit(tx, 'events', () =>
    [...all].map(([organizationId, events]) => eventsStatement(organizationId, events)),
  )
  afterCommit(tx, 'events', wakeRelay)
  return { eventId }
}

const eventsStatement = (organizationId: string, events: readonly PendingEvent[]): RawBuilder<unknown> => sql`
    with counter as (
      insert into event_counters as c (organization_id, last_sequence) values (${organizationId}, ${events.length})
      on conflict (organization_id) do update set last_sequence = c.last_sequence + ${events.length}
      returning last_sequence
    )
    insert into events (organization_id, sequence, event_id, type, resource, center_id, entity_id, occurred_at, data)
    select ${organizationId}, counter.last_sequence - ${events.length} + e.nr, e.event_id, e.type, e.resource,
           e.center_id, e.entity_id, e.occurred_at, e.data
    from counter, unnest(
      ${events.map((e) => e.eventId)}::text[], ${events.map((e) => e.type)}::text[],
      ${events.map((e) => e.resource)}::text[], ${events.map((e) => e.centerId)}::uuid[],
      ${events.map((e) => e.entityId)}::text[], ${events.map((e) => e.at)}::timestamptz[],
      ${events.map((e) => e.data)}::text[]
    ) with ordinality as e (event_id, type, resource, center_id, entity_id, occurred_at, data, nr)`
