/** Webhooks as an administrator sees them, and their log. */
import { sql } from 'kysely'
import { decrypt, encrypt, newSecret } from '#platform/crypto.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { checkSettings, type WebhookSettings } from './settings.ts'
import type { DeliveryState, WebhookRow } from './tables.ts'

export interface WriteContext {
  organizationId: string
  now: Date
  /** 32 bytes; encrypts the secret and the headers at rest. */
  secretKey: Buffer
}

/** Makes an active webhook. The secret is shown this once; refusal `invalid_input`. */
export async function createWebhook(
  tx: Tx,
  context: WriteContext,
  settings: WebhookSettings,
): Promise<{ id: string; secret: string }> {
  const id = newId(context.now)
  const secret = newSecret()
  await tx
    .insertInto('webhooks')
    .values({
      organization_id: context.organizationId,
      id,
      ...columnsOf(checkSettings(settings), context.secretKey),
      secret_sealed: encrypt(context.secretKey, secret),
      is_active: true,
      failures_in_row: 0,
      deactivated_at: null,
      created_at: context.now,
      updated_at: context.now,
    })
    .execute()
  return { id, secret }
}

const columnsOf = (settings: WebhookSettings, secretKey: Buffer) => ({
  name: settings.name,
  description: settings.description,
  subscription_type: settings.subscriptionType,
  center_ids: [...settings.centerIds],
  request_type: settings.requestType,
  url: settings.url,
  events: [...settings.events],
  headers_sealed: settings.headers ? encrypt(secretKey, JSON.stringify(settings.headers)) : null,
})

/** Extra request headers of a webhook; throws when the key is not the one they were encrypted with. */
export const headersOf = (
  webhook: Pick<WebhookRow, 'headers_sealed'>,
  secretKey: Buffer,
): Record<string, string> =>
  webhook.headers_sealed
    ? (JSON.parse(decrypt(secretKey, webhook.headers_sealed)) as Record<string, string>)
    : {}

/** All webhooks of the organisation, oldest first. */
export function listWebhooks(db: Db, organizationId: string): Promise<WebhookRow[]> {
  return db
    .selectFrom('webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function getWebhook(db: Db, organizationId: string, id: string): Promise<WebhookRow | null> {
  const row = await db
    .selectFrom('webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Members left out stay as they are. `isActive: true` also clears the count of failures. */
export interface WebhookChange extends Partial<WebhookSettings> {
  isActive?: boolean
}

/** Changes a webhook; false when there is none. Switching it off cancels what waits; refusal `invalid_input`. */
export async function updateWebhook(
  tx: Tx,
  context: WriteContext,
  id: string,
  change: WebhookChange,
): Promise<boolean> {
  const { organizationId, now, secretKey } = context
  const before = await tx
    .selectFrom('webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) return false
  const settings = checkSettings({
    name: change.name ?? before.name,
    description: change.description === undefined ? before.description : change.description,
    subscriptionType: change.subscriptionType ?? before.subscription_type,
    centerIds: change.centerIds ?? before.center_ids,
    requestType: change.requestType ?? before.request_type,
    url: change.url ?? before.url,
    events: change.events ?? before.events,
    headers: change.headers === undefined ? headersOf(before, secretKey) : change.headers,
  })
  const isActive = change.isActive ?? before.is_active
  const fresh = isActive && !before.is_active
  await tx
    .updateTable('webhooks')
    .set({
      ...columnsOf(settings, secretKey),
      is_active: isActive,
      ...(fresh ? { failures_in_row: 0, deactivated_at: null } : {}),
      updated_at: now,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
  if (before.is_active && !isActive) await cancelWaiting(tx, organizationId, [id], now)
  return true
}

/** Deletes a webhook; false when there is none. What waits is cancelled, its history goes with age. */
export async function deleteWebhook(tx: Tx, organizationId: string, id: string, now: Date): Promise<boolean> {
  const gone = await tx
    .deleteFrom('webhooks')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!gone.numDeletedRows) return false
  await cancelWaiting(tx, organizationId, [id], now)
  return true
}

/** Gives a webhook a new secret, shown this once; every send from now on is signed with it. Null: no such webhook. */
export async function rotateSecret(tx: Tx, context: WriteContext, id: string): Promise<string | null> {
  const secret = newSecret()
  const changed = await tx
    .updateTable('webhooks')
    .set({ secret_sealed: encrypt(context.secretKey, secret), updated_at: context.now })
    .where('organization_id', '=', context.organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return changed.numUpdatedRows ? secret : null
}

/** Finishes without a further send what waits for webhooks that are off. */
export async function cancelWaiting(
  tx: Tx,
  organizationId: string,
  webhookIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ state: 'cancelled', finished_at: now, claimed_until: null })
    .where('organization_id', '=', organizationId)
    .where('webhook_id', 'in', webhookIds)
    .where('state', '=', 'waiting')
    .execute()
}

export interface LoggedSend {
  webhookId: string
  wireId: string
  eventId: string
  eventType: string
  attempt: number
  sentAt: Date
  milliseconds: number
  /** Null: no answer, see error. */
  httpStatus: number | null
  error: string | null
  /** Of the delivery now, not after this send. */
  state: DeliveryState
}

/** The sends of a webhook, latest first; kept for 30 days. */
export async function listSends(
  db: Db,
  organizationId: string,
  webhookId: string,
  {
    failuresOnly = false,
    limit = 100,
    offset = 0,
  }: { failuresOnly?: boolean; limit?: number; offset?: number } = {},
): Promise<LoggedSend[]> {
  const { rows } = await sql<LoggedSend>`
    select a.webhook_id as "webhookId", d.wire_id as "wireId", e.event_id as "eventId", e.type as "eventType",
      a.attempt, a.sent_at as "sentAt", a.milliseconds, a.http_status as "httpStatus", a.error, d.state
    from delivery_attempts a
    join deliveries d on d.organization_id = a.organization_id and d.id = a.delivery_id
    join events e on e.organization_id = d.organization_id and e.sequence = d.event_sequence
    where a.organization_id = ${organizationId} and a.webhook_id = ${webhookId}
      and (not ${failuresOnly} or a.http_status is null or a.http_status not between 200 and 299)
    order by a.sent_at desc, a.attempt desc
    limit ${limit} offset ${offset}`.execute(db)
  return rows
}
