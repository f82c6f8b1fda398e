/** Credentials of the demo organisation that outlive its data: hashes only, as they lie in the database. */
import { sql } from 'kysely'
import type { Caller } from '#platform/auth.ts'
import type { Tx } from '#platform/db/database.ts'
import type { ApiKeyRow, AppRow } from '#areas/access-tokens'
import { ORGANIZATION_ID, OWNER_ID } from './seed/rows.ts'

export interface Credentials {
  apps: AppRow[]
  keys: ApiKeyRow[]
  /** Of the demo logins; null: there was no demo, and nobody can sign in. */
  passwordHash: string | null
}

/** Apps and keys of the demo organisation, and the app and key a call came with whatever its organisation. */
export async function readCredentials(tx: Tx, caller: Caller): Promise<Credentials> {
  const organizations = [ORGANIZATION_ID, caller.organizationId]
  const { rows: apps } = await sql<AppRow>`
    select * from apps where organization_id = any(${organizations}::uuid[])
      and (organization_id = ${ORGANIZATION_ID} or id = ${caller.appId})`.execute(tx)
  const { rows: keys } = await sql<ApiKeyRow>`
    select * from api_keys where organization_id = any(${organizations}::uuid[])
      and (organization_id = ${ORGANIZATION_ID} or app_id = ${caller.appId})`.execute(tx)
  return { apps, keys, passwordHash: await readPasswordHash(tx) }
}

/** Gives them to the demo organisation that was made anew. */
export async function restoreCredentials(tx: Tx, { apps, keys }: Credentials): Promise<void> {
  const ours = { organization_id: ORGANIZATION_ID }
  if (apps.length)
    await tx
      .insertInto('apps')
      .values(apps.map((app) => ({ ...app, ...ours, details: JSON.stringify(app.details) })))
      .execute()
  if (keys.length)
    await tx
      .insertInto('api_keys')
      .values(keys.map((key) => ({ ...key, ...ours })))
      .execute()
}

/** The owner's; all logins of the demo share it. */
export async function readPasswordHash(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ password_hash: string | null }>`
    select password_hash from employees where organization_id = ${ORGANIZATION_ID} and id = ${OWNER_ID}`.execute(
    tx,
  )
  return rows[0]?.password_hash ?? null
}

/** Changes the password of all logins that still have the owner's. */
export async function changePassword(tx: Tx, passwordHash: string): Promise<void> {
  const before = await readPasswordHash(tx)
  await sql`update employees set password_hash = ${passwordHash}
    where organization_id = ${ORGANIZATION_ID} and (id = ${OWNER_ID} or password_hash = ${before})`.execute(
    tx,
  )
  await sql`update guests set password_hash = ${passwordHash}
    where organization_id = ${ORGANIZATION_ID} and password_hash = ${before}`.execute(tx)
}

/** What is known of an API key: it works, it worked once (revoked, expired), or nobody ever had it. */
export async function findKey(tx: Tx, keyHash: string, now: Date): Promise<'valid' | 'ended' | 'unknown'> {
  const { rows } = await sql<{ valid: boolean }>`
    select k.revoked_at is null and k.expires_at > ${now} and a.is_active as valid
    from api_keys k join apps a on a.organization_id = k.organization_id and a.id = k.app_id
    where k.organization_id = ${ORGANIZATION_ID} and k.key_hash = ${keyHash}`.execute(tx)
  if (rows.some((row) => row.valid)) return 'valid'
  return rows.length ? 'ended' : 'unknown'
}
