/** Apps and keys as the management API handles them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { hashSecret, newSecret } from '#platform/crypto.ts'
import type { Page } from '#platform/http/paging.ts'
import { createApiKey } from './apps.ts'
import type { ApiKeyRow, AppRow } from './tables.ts'

/** A rotated key stays good for a week (platform.yaml, authentication.api_key). */
const ROTATION_GRACE = 7 * 24 * 3_600_000

export interface Listed<T> {
  rows: T[]
  total: number
}

export async function listApps(db: Db, organizationId: string, page: Page): Promise<Listed<AppRow>> {
  const { rows } = await sql<AppRow & { total: number }>`
    select *, count(*) over ()::int as total from apps where organization_id = ${organizationId}
    order by created_at, id limit ${page.size} offset ${page.offset}`.execute(db)
  return { rows, total: rows[0]?.total ?? (page.page > 1 ? await countApps(db, organizationId) : 0) }
}

async function countApps(db: Db, organizationId: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from apps where organization_id = ${organizationId}`.execute(db)
  return rows[0]!.n
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

/** Changes what is given; false when there is no such app. */
export async function updateApp(
  tx: Tx,
  organizationId: string,
  appId: string,
  change: AppChange,
): Promise<boolean> {
  if (!Object.keys(change).length) return (await findApp(tx, organizationId, appId)) !== null
  const result = await tx
    .updateTable('apps')
    .set(change)
    .where('organization_id', '=', organizationId)
    .where('id', '=', appId)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** A new secret for the app; the old one ends at once. Null when there is no such app. */
export async function rotateAppSecret(tx: Tx, organizationId: string, appId: string): Promise<string | null> {
  const secret = newSecret()
  const { rows } = await sql`
    update apps set secret_hash = ${hashSecret(secret)} where organization_id = ${organizationId} and id = ${appId}
    returning id`.execute(tx)
  return rows.length ? secret : null
}

export async function listApiKeys(db: Db, organizationId: string, appId: string): Promise<ApiKeyRow[]> {
  const { rows } = await sql<ApiKeyRow>`
    select * from api_keys where organization_id = ${organizationId} and app_id = ${appId} order by created_at, id`.execute(
    db,
  )
  return rows
}

export async function findApiKey(db: Db, organizationId: string, keyId: string): Promise<ApiKeyRow | null> {
  const { rows } = await sql<ApiKeyRow>`
    select * from api_keys where organization_id = ${organizationId} and id = ${keyId}`.execute(db)
  return rows[0] ?? null
}

/** Ends a key at once; a key that ended stays ended. */
export async function revokeApiKey(
  tx: Tx,
  organizationId: string,
  keyId: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update api_keys set revoked_at = coalesce(revoked_at, ${now}) where organization_id = ${organizationId} and id = ${keyId}
    returning id`.execute(tx)
  return rows.length > 0
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
