/** Apps and keys as the management API handles them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { hashSecret, newSecret } from '#platform/crypto.ts'
import type { Page } from '#platform/http/paging.ts'
import { createApiKey } from './apps.ts'
import type { ApiKeyRow, AppRow } from './tables.ts'

/** A rotated key stays good for a week (platform.yaml, authentication.api_key). */
const ROTATION_GRACE = 7 * 24 * 3_600_000

export async function listApps(
  db: Db,
  organizationId: string,
  page: Page,
): Promise<{ apps: AppRow[]; total: number }> {
  const { rows: apps } = await sql<AppRow>`
    select * from apps where organization_id = ${organizationId}
    order by created_at, id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from apps where organization_id = ${organizationId}`.execute(db)
  return { apps, total: counted[0]!.total }
}

export async function findApp(db: Db, organizationId: string, appId: string): Promise<AppRow | null> {
  const { rows } =
    await sql<AppRow>`select * from apps where organization_id = ${organizationId} and id = ${appId}`.execute(
      db,
    )
  return rows[0] ?? null
}

export type AppChange = Partial<
  Pick<
    AppRow,
    | 'name'
    | 'description'
    | 'contact_uri'
    | 'key_scopes'
    | 'token_scopes'
    | 'source'
    | 'allows_guests'
    | 'allows_employees'
    | 'is_active'
  >
>

export async function updateApp(
  tx: Tx,
  organizationId: string,
  appId: string,
  change: AppChange,
): Promise<void> {
  if (!Object.keys(change).length) return
  await tx
    .updateTable('apps')
    .set(change)
    .where('organization_id', '=', organizationId)
    .where('id', '=', appId)
    .execute()
}

/** A new secret for the app; the old one ends at once. */
export async function rotateAppSecret(tx: Tx, organizationId: string, appId: string): Promise<string> {
  const secret = newSecret()
  await sql`update apps set secret_hash = ${hashSecret(secret)}
    where organization_id = ${organizationId} and id = ${appId}`.execute(tx)
  return secret
}

/** Keys of an app, those that ended too, oldest first. */
export async function listApiKeys(
  db: Db,
  organizationId: string,
  appId: string,
  page: Page,
): Promise<{ keys: ApiKeyRow[]; total: number }> {
  const matching = sql`from api_keys where organization_id = ${organizationId} and app_id = ${appId}`
  const { rows: keys } = await sql<ApiKeyRow>`
    select * ${matching} order by created_at, id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { keys, total: counted[0]!.total }
}

export async function findApiKey(db: Db, organizationId: string, keyId: string): Promise<ApiKeyRow | null> {
  const { rows } = await sql<ApiKeyRow>`
    select * from api_keys where organization_id = ${organizationId} and id = ${keyId}`.execute(db)
  return rows[0] ?? null
}

/** Ends a key at once; a key that ended stays ended. */
export async function revokeApiKey(tx: Tx, organizationId: string, keyId: string, now: Date): Promise<void> {
  await sql`update api_keys set revoked_at = coalesce(revoked_at, ${now})
    where organization_id = ${organizationId} and id = ${keyId}`.execute(tx)
}

/** A new key at once; the old one keeps working for a week. */
export async function rotateApiKey(
  tx: Tx,
  organizationId: string,
  key: ApiKeyRow,
  now: Date,
): Promise<{ id: string; key: string; expiresAt: Date }> {
  await sql`update api_keys set expires_at = least(expires_at, ${new Date(now.getTime() + ROTATION_GRACE)})
    where organization_id = ${organizationId} and id = ${key.id}`.execute(tx)
  return createApiKey(tx, { organizationId, appId: key.app_id }, now)
}
