/**
 * Finds deliveries for a list, the newest first. Each way follows an index from the cursor on and looks at a
 * bounded number of rows, so a page costs the same however much has been delivered.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { NIL_GUID } from '#platform/ids.ts'
import type { DeliveryState } from '../tables.ts'
import type { Place } from './cursor.ts'
import { sequencesOf, type SequenceRange, type TimeRange } from './times.ts'

export interface DeliveryFilter extends TimeRange {
  webhookId: string | null
  eventType: string | null
  /** In lower case. */
  entityId: string | null
  state: DeliveryState | null
}

/** Rows that one page may look at in vain: per webhook, or events of a type or record. */
const MOST_LOOKED_AT = 5_000

interface Found {
  places: Place[]
  /** What lies below was not looked at; null: all was. */
  floor: number | null
}

/** What every way of finding needs. */
interface Search {
  db: Db
  organizationId: string
  filter: DeliveryFilter
  range: SequenceRange
  after: Place | null
  /** One more than the page, to see whether there is another. */
  limit: number
  mostLookedAt: number
}

/** Up to `size` deliveries after a place, and where to go on; `next` null: that was all. A page may be short before the end. */
export async function findDeliveries(
  db: Db,
  organizationId: string,
  filter: DeliveryFilter,
  {
    after,
    size,
    mostLookedAt = MOST_LOOKED_AT,
  }: { after: Place | null; size: number; mostLookedAt?: number },
): Promise<{ places: Place[]; next: Place | null }> {
  const range = await sequencesOf(db, organizationId, filter)
  if (after) range.last = Math.min(range.last, after.sequence)
  const { places, floor } = await find({
    db,
    organizationId,
    filter,
    range,
    after,
    limit: size + 1,
    mostLookedAt,
  })
  const known = floor === null ? places : places.filter(({ sequence }) => sequence >= floor)
  if (known.length > size) return { places: known.slice(0, size), next: known[size - 1]! }
  return { places: known, next: floor === null ? null : { sequence: floor, webhookId: NIL_GUID } }
}

async function find(search: Search): Promise<Found> {
  const { eventType, entityId, state, from, to } = search.filter
  if (eventType !== null || entityId !== null) return findByEvents(search)
  if (state === 'waiting') return (await findFewWaiting(search)) ?? findByWalk(search)
  if (state === 'delivered' || from || to) return findByWalk(search)
  return { places: await findInOrder(search), floor: null }
}

const webhooksOf = ({ organizationId, filter: { webhookId } }: Search): RawBuilder<unknown> =>
  sql`w.organization_id = ${organizationId} ${webhookId === null ? sql`` : sql`and w.id = ${webhookId}`}`

/** Deliveries `d` of webhook `w` inside the range and after the cursor. */
const deliveriesOf = ({ organizationId, range, after }: Search): RawBuilder<unknown> => sql`
  d.organization_id = ${organizationId} and d.webhook_id = w.id
  and d.event_sequence between ${range.first} and ${range.last}
  ${after ? sql`and d.event_sequence < ${after.sequence} + (w.id < ${after.webhookId}::uuid)::int` : sql``}`

const inTime = ({ filter: { from, to } }: Search): RawBuilder<unknown> =>
  sql`${from ? sql`and e.occurred_at >= ${from}` : sql``} ${to ? sql`and e.occurred_at <= ${to}` : sql``}`

/** The newest of each webhook, by key or by state, merged. */
async function findInOrder(search: Search): Promise<Place[]> {
  const { state } = search.filter
  const { rows } = await sql<Place>`
    select k.webhook_id as "webhookId", k.event_sequence as sequence from webhooks w, lateral (
      select d.webhook_id, d.event_sequence from deliveries d
      where ${deliveriesOf(search)} ${stateIs(state)}
      order by d.event_sequence desc limit ${search.limit}
    ) k where ${webhooksOf(search)}
    order by k.event_sequence desc, k.webhook_id desc limit ${search.limit}`.execute(search.db)
  return rows
}

const eventsOf = (organizationId: string): RawBuilder<unknown> =>
  sql`join events e on e.organization_id = ${organizationId} and e.sequence = d.event_sequence`

// As text of the statement: the planner must see it to choose a partial index.
const stateIs = (state: DeliveryState | null): RawBuilder<unknown> =>
  state === null ? sql`` : sql`and d.state = ${sql.lit(state)}`

/** The newest of each webhook, looked through for what fits. */
async function findByWalk(search: Search): Promise<Found> {
  const { organizationId, filter, limit, db } = search
  const walked = sql`
    select d.webhook_id, d.event_sequence, d.state from deliveries d where ${deliveriesOf(search)}
    order by d.event_sequence desc limit ${search.mostLookedAt}`
  const { rows } = await sql<Place>`
    select k.webhook_id as "webhookId", k.event_sequence as sequence from webhooks w, lateral (
      select d.webhook_id, d.event_sequence from (${walked}) d
      ${filter.from || filter.to ? eventsOf(organizationId) : sql``}
      where true ${stateIs(filter.state)} ${inTime(search)}
      order by d.event_sequence desc limit ${limit}
    ) k where ${webhooksOf(search)}
    order by k.event_sequence desc, k.webhook_id desc limit ${limit}`.execute(db)
  return { places: rows, floor: await floorOf(search, walked) }
}

/** Where the first of several walks ended early; null: all came to their end. */
async function floorOf(search: Search, walked: RawBuilder<unknown>): Promise<number | null> {
  const { rows } = await sql<{ floor: number | null }>`
    select max(k.lowest) as floor from webhooks w, lateral (
      select min(d.event_sequence) as lowest, count(*) as looked_at from (${walked}) d
    ) k where ${webhooksOf(search)} and k.looked_at = ${search.mostLookedAt}`.execute(search.db)
  return rows[0]?.floor ?? null
}

/** Through the index of what waits, when there is little of it, however old it is; else null. */
async function findFewWaiting(search: Search): Promise<Found | null> {
  const { db, limit, organizationId, filter, range, after } = search
  const few = sql`
    select k.webhook_id, k.event_sequence from webhooks w, lateral (
      select d.webhook_id, d.event_sequence from deliveries d
      where d.organization_id = ${organizationId} and d.webhook_id = w.id and d.state = 'waiting'
    ) k where ${webhooksOf(search)} limit ${search.mostLookedAt + 1}`
  const { rows: counted } = await sql<{ found: number }>`select count(*) as found from (${few}) few`.execute(
    db,
  )
  if (counted[0]!.found > search.mostLookedAt) return null
  const { rows } = await sql<Place>`
    with few as materialized (${few})
    select d.webhook_id as "webhookId", d.event_sequence as sequence from few d
    ${filter.from || filter.to ? eventsOf(organizationId) : sql``}
    where d.event_sequence between ${range.first} and ${range.last} ${inTime(search)}
      ${after ? sql`and (d.event_sequence, d.webhook_id) < (${after.sequence}, ${after.webhookId}::uuid)` : sql``}
    order by d.event_sequence desc, d.webhook_id desc limit ${limit}`.execute(db)
  return { places: rows, floor: null }
}

/** From the events of a type or record to their deliveries. */
async function findByEvents(search: Search): Promise<Found> {
  const { organizationId, filter, range, after, limit, db } = search
  const events = sql`
    select e.sequence from events e where e.organization_id = ${organizationId}
      ${filter.eventType === null ? sql`` : sql`and e.type = ${filter.eventType}`}
      ${filter.entityId === null ? sql`` : sql`and e.entity_id = ${filter.entityId}`}
      and e.sequence between ${range.first} and ${range.last} ${inTime(search)}
    order by e.sequence desc limit ${search.mostLookedAt}`
  const { rows } = await sql<Place>`
    select d.webhook_id as "webhookId", d.event_sequence as sequence from (${events}) e, webhooks w, deliveries d
    where ${webhooksOf(search)} and d.organization_id = ${organizationId} and d.webhook_id = w.id
      and d.event_sequence = e.sequence ${stateIs(filter.state)}
      ${after ? sql`and (d.event_sequence, d.webhook_id) < (${after.sequence}, ${after.webhookId}::uuid)` : sql``}
    order by d.event_sequence desc, d.webhook_id desc limit ${limit}`.execute(db)
  if (rows.length === limit) return { places: rows, floor: null }
  const { rows: looked } = await sql<{ floor: number | null }>`
    select case when count(*) = ${search.mostLookedAt} then min(e.sequence) end as floor from (${events}) e`.execute(
    db,
  )
  return { places: rows, floor: looked[0]?.floor ?? null }
}
