/** Reading the events of an organisation in the order they were committed, for receivers that come for them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { laterEventId, RESERVED_DELIVERY_IDS } from '#platform/ids.ts'
import { buildEnvelope } from '../delivery/envelope.ts'

/** Which events; null: no matter. */
export interface EventFilter {
  /** Event types in the spelling of the wire. */
  types: readonly string[] | null
  /** The record they are about, lower case. */
  entityId: string | null
  /** Only those of these centers, so none of the whole organisation. */
  centerIds: readonly string[] | null
}

export interface PulledEvent {
  sequence: number
  type: string
  occurredAt: Date
  centerId: string | null
  entityId: string | null
  /** The envelope, UTF-8 JSON; its `id` is the one of all receivers that pull. */
  body: Buffer
}

export interface EventPage {
  /** By sequence. May be fewer than asked for, even none, while there are more. */
  events: PulledEvent[]
  /** Where the next page begins. */
  nextAfter: number
  hasMore: boolean
  /** First sequence still kept; null: none is. */
  oldest: number | null
  /** Last sequence given away; 0: none was. */
  latest: number
}

/** Rows looked at for one page when the filter goes beyond an index. */
const SCANNED = 2_000

interface Row {
  latest: number
  oldest: number | null
  looked: number
  last_looked: number | null
  sequence: number | null
  event_id: string
  type: string
  resource: string | null
  center_id: string | null
  entity_id: string | null
  occurred_at: Date
  data: string
}

/**
 * The events after a sequence, at most `size`. One statement, so that what it calls the latest and what it
 * reads are of one moment; sequences become visible in their order (emit.ts).
 */
export async function readEvents(
  db: Db,
  organizationId: string,
  filter: EventFilter,
  { after, size }: { after: number; size: number },
): Promise<EventPage> {
  const { types, entityId, centerIds } = filter
  const byIndexAlone = !centerIds && !(types && entityId)
  const scan = byIndexAlone ? size + 1 : Math.max(SCANNED, size + 1)
  const { rows } = await sql<Row>`
    with looked as materialized (${candidates(organizationId, filter, after, scan)}),
    found as (
      select sequence from looked
      where ${centerIds ? sql`center_id = any(${centerIds}::uuid[])` : sql`true`}
        and ${types && entityId ? sql`type = any(${types}::text[])` : sql`true`}
      order by sequence limit ${size + 1}
    )
    select coalesce((select last_sequence from event_counters where organization_id = ${organizationId}), 0) as latest,
      (select min(sequence) from events where organization_id = ${organizationId}) as oldest,
      l.looked, l.last_looked, e.*
    from (select count(*)::int as looked, max(sequence) as last_looked from looked) l
    left join lateral (
      select e.sequence, e.event_id, e.type, e.resource, e.center_id, e.entity_id, e.occurred_at, e.data
      from found f join events e on e.organization_id = ${organizationId} and e.sequence = f.sequence
    ) e on true
    order by e.sequence`.execute(db)
  const { latest, oldest, looked, last_looked: lastLooked } = rows[0]!
  const found = rows.filter((row) => row.sequence !== null)
  const events = found.slice(0, size).map(pulled)
  const more = found.length > size ? events.at(-1)!.sequence : looked === scan ? lastLooked : null
  return { events, nextAfter: more ?? latest, hasMore: more !== null, oldest, latest }
}

/** The next rows by the index that fits the filter best. */
function candidates(
  organizationId: string,
  { types, entityId }: EventFilter,
  after: number,
  scan: number,
): RawBuilder<unknown> {
  if (entityId)
    return sql`
      select sequence, type, center_id from events
      where organization_id = ${organizationId} and entity_id = ${entityId} and sequence > ${after}
      order by sequence limit ${scan}`
  // Each type by itself in the order of the index; together they would be sorted as a whole first.
  if (types)
    return sql`
      select e.sequence, t.type, e.center_id from unnest(${types}::text[]) as t (type)
      cross join lateral (
        select sequence, center_id from events
        where organization_id = ${organizationId} and type = t.type and sequence > ${after}
        order by sequence limit ${scan}
      ) e
      order by e.sequence limit ${scan}`
  return sql`
    select sequence, type, center_id from events
    where organization_id = ${organizationId} and sequence > ${after}
    order by sequence limit ${scan}`
}

const pulled = (row: Row): PulledEvent => ({
  sequence: row.sequence!,
  type: row.type,
  occurredAt: row.occurred_at,
  centerId: row.center_id,
  entityId: row.entity_id,
  body: buildEnvelope({
    wireId: laterEventId(row.event_id, RESERVED_DELIVERY_IDS),
    eventId: row.event_id,
    type: row.type,
    resource: row.resource,
    occurredAt: row.occurred_at,
    data: row.data,
  }),
})

/** Last sequence of each organisation; those without an event are missing. */
export async function readLatest(db: Db, organizationIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ organization_id: string; last_sequence: number }>`
    select organization_id, last_sequence from event_counters
    where organization_id = any(${organizationIds}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.organization_id, row.last_sequence]))
}
