/** Webhooks as an administrator sees them. */
import { sql } from 'kysely'
import { encrypt } from '#platform/crypto.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { newSigningSecret } from '#platform/signature.ts'
import { openAuth, openHeaders, seal } from './destination.ts'
import { checkSettings, DEFAULT_SETTINGS, type WebhookSettings } from './settings.ts'
import type { WebhookRow } from './tables.ts'

export interface WriteContext {
  organizationId: string
  now: Date
  /** 32 bytes; encrypts secrets, headers and sign-in at rest. */
  secretKey: Buffer
}

export type NewWebhook = Pick<WebhookSettings, 'name' | 'url' | 'events'> & Partial<WebhookSettings>

/** Makes an active webhook. The secret is shown this once; refusal `invalid_input`. */
export async function createWebhook(
  tx: Tx,
  { organizationId, now, secretKey }: WriteContext,
  settings: NewWebhook,
): Promise<{ id: string; secret: string }> {
  const id = newId(now)
  const secret = newSigningSecret()
  await tx
    .insertInto('webhooks')
    .values({
      organization_id: organizationId,
      id,
      ...columnsOf(checkSettings({ ...DEFAULT_SETTINGS, ...settings }), secretKey),
      secret_sealed: encrypt(secretKey, secret),
      previous_secret_sealed: null,
      previous_secret_until: null,
      is_active: true,
      is_paused: false,
      failures_in_row: 0,
      deactivated_at: null,
      deactivated_for: null,
      inactive_since_sequence: null,
      created_at: now,
      updated_at: now,
      deleted_at: null,
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
  headers_sealed: seal(settings.headers, secretKey),
  auth_sealed: seal(settings.auth, secretKey),
  profile: settings.profile,
  ordering: settings.ordering,
  order_hold_minutes: settings.orderHoldMinutes,
  max_concurrent: settings.maxConcurrent,
  max_per_minute: settings.maxPerMinute,
})

/** All webhooks of the organisation, oldest first. */
export function listWebhooks(db: Db, organizationId: string): Promise<WebhookRow[]> {
  return db
    .selectFrom('webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function getWebhook(
  db: Db,
  organizationId: string,
  id: string,
  { deletedToo = false } = {},
): Promise<WebhookRow | null> {
  const row = await db
    .selectFrom('webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && (deletedToo || !row.deleted_at) ? row : null
}

/** The same, kept from others until the transaction ends; the relay stands still meanwhile. */
export async function lockWebhook(tx: Tx, organizationId: string, id: string): Promise<WebhookRow | null> {
  const row = await tx
    .selectFrom('webhooks')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Members left out stay as they are. `isActive: true` also clears the count of failures. */
export interface WebhookChange extends Partial<WebhookSettings> {
  isActive?: boolean
  isPaused?: boolean
}

/** The webhook before it was changed; null when there is none. Switching it off cancels what waits; refusal `invalid_input`. */
export async function updateWebhook(
  tx: Tx,
  { organizationId, now, secretKey }: WriteContext,
  id: string,
  change: WebhookChange,
): Promise<WebhookRow | null> {
  const before = await lockWebhook(tx, organizationId, id)
  if (!before) return null
  const settings = checkSettings({ ...settingsOf(before, secretKey), ...change })
  const isActive = change.isActive ?? before.is_active
  const returns = isActive && !before.is_active
  const leaves = before.is_active && !isActive
  await tx
    .updateTable('webhooks')
    .set({
      ...columnsOf(settings, secretKey),
      is_active: isActive,
      is_paused: change.isPaused ?? before.is_paused,
      ...(returns
        ? { failures_in_row: 0, deactivated_at: null, deactivated_for: null, inactive_since_sequence: null }
        : {}),
      ...(leaves ? { deactivated_at: now, inactive_since_sequence: relayPosition(organizationId) } : {}),
      updated_at: now,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
  if (leaves) await cancelWaiting(tx, organizationId, [id], now)
  if (before.ordering === 'entity' && settings.ordering === 'parallel')
    await forgetOrder(tx, organizationId, id)
  return before
}

const settingsOf = (row: WebhookRow, secretKey: Buffer): WebhookSettings => ({
  name: row.name,
  description: row.description,
  subscriptionType: row.subscription_type,
  centerIds: row.center_ids,
  requestType: row.request_type,
  url: row.url,
  events: row.events,
  headers: openHeaders(row, secretKey),
  auth: openAuth(row, secretKey),
  profile: row.profile,
  ordering: row.ordering,
  orderHoldMinutes: row.order_hold_minutes,
  maxConcurrent: row.max_concurrent,
  maxPerMinute: row.max_per_minute,
})

/** How far the relay has come in an organisation's events. */
export const relayPosition = (organizationId: string) =>
  sql<number>`coalesce((select sequence from relay_positions where organization_id = ${organizationId}), 0)`

/** What waited for earlier events of its record waits no more. */
async function forgetOrder(tx: Tx, organizationId: string, webhookId: string): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ held: false, entity_id: null })
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .where('entity_id', 'is not', null)
    .execute()
}

/** Deletes a webhook; false when there is none. What waits is cancelled, its history stays until it is old. */
export async function deleteWebhook(tx: Tx, organizationId: string, id: string, now: Date): Promise<boolean> {
  const gone = await tx
    .updateTable('webhooks')
    .set({ deleted_at: now, updated_at: now, is_active: false })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!gone.numUpdatedRows) return false
  await cancelWaiting(tx, organizationId, [id], now)
  return true
}

/** Both secrets sign for so long after a rotation. */
const OVERLAP_MS = 24 * 3_600_000

/** Gives a webhook a new secret, shown this once. The one before it goes on signing for a day. Null: no such webhook. */
export async function rotateSecret(
  tx: Tx,
  { organizationId, now, secretKey }: WriteContext,
  id: string,
): Promise<string | null> {
  const secret = newSigningSecret()
  const changed = await tx
    .updateTable('webhooks')
    .set((row) => ({
      previous_secret_sealed: row.ref('secret_sealed'),
      previous_secret_until: new Date(now.getTime() + OVERLAP_MS),
      secret_sealed: encrypt(secretKey, secret),
      updated_at: now,
    }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows ? secret : null
}

/** Ends the overlap of a rotation: the secret before the present one signs no more. False: no such webhook. */
export async function dropPreviousSecret(
  tx: Tx,
  { organizationId, now }: WriteContext,
  id: string,
): Promise<boolean> {
  const changed = await tx
    .updateTable('webhooks')
    .set({ previous_secret_sealed: null, previous_secret_until: null, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/**
 * Finishes without a further send what waits for webhooks that are off, and ends their replays. What they missed
 * begins with the first event that did not arrive: one of these, or of the failures that came before.
 */
export async function cancelWaiting(
  tx: Tx,
  organizationId: string,
  webhookIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    with ended as (
      update deliveries set state = 'cancelled', finished_at = ${now}, claimed_until = null, held = false
      where organization_id = ${organizationId} and webhook_id = any(${webhookIds}::uuid[]) and state = 'waiting'
      returning webhook_id, event_sequence
    ), stopped as (
      update webhook_replays set state = 'cancelled', finished_at = ${now}
      where organization_id = ${organizationId} and webhook_id = any(${webhookIds}::uuid[]) and finished_at is null
    )
    update webhooks w set inactive_since_sequence = least(
      w.inactive_since_sequence,
      (select min(event_sequence) - 1 from ended where webhook_id = w.id),
      (select min(f.event_sequence) - 1 from (
        select event_sequence from deliveries d
        where d.organization_id = ${organizationId} and d.webhook_id = w.id and d.state = 'failed'
        order by event_sequence desc limit w.failures_in_row) f))
    where w.organization_id = ${organizationId} and w.id = any(${webhookIds}::uuid[]) and not w.is_active`.execute(
    tx,
  )
}
