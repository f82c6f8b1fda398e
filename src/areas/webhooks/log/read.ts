/** Deliveries as an administrator sees them: what, to whom, how it went. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { buildEnvelope } from '../delivery/envelope.ts'
import type { DeliveryAttemptRow, DeliveryRow, DeliveryState } from '../tables.ts'
import type { Place } from './cursor.ts'

export interface LoggedDelivery {
  /** On the wire, 24 hex digits. */
  id: string
  webhookId: string
  webhookName: string
  sequence: number
  eventId: string
  eventType: string
  entityId: string | null
  occurredAt: Date
  state: DeliveryState
  /** Waits for an earlier event of its record. */
  held: boolean
  attempts: number
  /** Null unless it waits. */
  dueAt: Date | null
  lastSentAt: Date | null
  lastStatus: number | null
  lastError: string | null
  queuedAt: Date
  finishedAt: Date | null
}

const COLUMNS = sql`d.id, d.webhook_id as "webhookId", w.name as "webhookName", d.event_sequence as sequence,
  e.event_id as "eventId", e.type as "eventType", e.entity_id as "entityId", e.occurred_at as "occurredAt",
  d.state, d.held, d.attempts, case when d.state = 'waiting' then d.due_at end as "dueAt",
  d.last_sent_at as "lastSentAt", d.last_status as "lastStatus", d.last_error as "lastError",
  d.created_at as "queuedAt", d.finished_at as "finishedAt"`

const from = (organizationId: string): RawBuilder<unknown> => sql`deliveries d
  join events e on e.organization_id = ${organizationId} and e.sequence = d.event_sequence
  join webhooks w on w.organization_id = ${organizationId} and w.id = d.webhook_id`

/** The deliveries at these places, in their order. */
export async function readDeliveries(
  db: Db,
  organizationId: string,
  places: readonly Place[],
): Promise<LoggedDelivery[]> {
  if (!places.length) return []
  const { rows } = await sql<LoggedDelivery>`
    select ${COLUMNS}
    from unnest(${places.map((p) => p.webhookId)}::uuid[], ${places.map((p) => p.sequence)}::bigint[])
      with ordinality as p (webhook_id, event_sequence, place)
    join ${from(organizationId)} on d.organization_id = ${organizationId} and d.webhook_id = p.webhook_id
      and d.event_sequence = p.event_sequence
    order by p.place`.execute(db)
  return rows
}

export interface DeliveryDetail extends LoggedDelivery {
  /** The exact text that is sent. */
  body: string
  /** Oldest first. */
  log: Omit<DeliveryAttemptRow, 'organization_id' | 'webhook_id' | 'event_sequence'>[]
}

/** One delivery with its body and all its sends; null when there is none. */
export async function readDelivery(
  db: Db,
  organizationId: string,
  id: string,
): Promise<DeliveryDetail | null> {
  const { rows } = await sql<LoggedDelivery & { resource: string | null; data: string }>`
    select ${COLUMNS}, e.resource, e.data from ${from(organizationId)}
    where d.organization_id = ${organizationId} and d.id = ${id}`.execute(db)
  if (!rows[0]) return null
  const { resource, data, ...delivery } = rows[0]
  const { eventId, eventType: type, occurredAt, webhookId, sequence } = delivery
  const body = buildEnvelope({ wireId: id, eventId, type, resource, occurredAt, data }).toString('utf8')
  return { ...delivery, body, log: await readAttempts(db, organizationId, webhookId, sequence) }
}

const readAttempts = (
  db: Db,
  organizationId: string,
  webhookId: string,
  sequence: number,
): Promise<DeliveryDetail['log']> =>
  db
    .selectFrom('delivery_attempts')
    .select([
      'attempt',
      'sent_at',
      'milliseconds',
      'url',
      'request_headers',
      'http_status',
      'response_headers',
      'response_body',
      'response_cut',
      'error_class',
      'error',
    ])
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('event_sequence', '=', sequence)
    .orderBy('attempt')
    .execute()

/** Which delivery an id is of; null when there is none. */
export async function placeOf(
  db: Db,
  organizationId: string,
  id: string,
): Promise<(Place & Pick<DeliveryRow, 'state'>) | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['webhook_id', 'event_sequence', 'state'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { webhookId: row.webhook_id, sequence: row.event_sequence, state: row.state } : null
}
