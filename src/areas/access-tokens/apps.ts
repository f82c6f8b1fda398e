/** Backend apps and their API keys. */
import type { Tx } from '#platform/db/database.ts'
import { hashSecret, newSecret } from '#platform/crypto.ts'
import { newId } from '#platform/ids.ts'

/** A key is valid for one year (platform.yaml, authentication.api_key). */
export const KEY_LIFE_DAYS = 365

export interface NewApp {
  organizationId: string
  id?: string
  name: string
  description?: string | null
  contactUri?: string | null
  keyScopes: string[]
  tokenScopes: string[]
  source?: number
  allowsGuests?: boolean
  allowsEmployees?: boolean
  secret?: string
}

/** Creates an app; the secret is shown this once and kept only as a hash. */
export async function createApp(tx: Tx, app: NewApp, now: Date): Promise<{ id: string; secret: string }> {
  const id = app.id ?? newId(now)
  const secret = app.secret ?? newSecret()
  await tx
    .insertInto('apps')
    .values({
      organization_id: app.organizationId,
      id,
      name: app.name,
      description: app.description ?? null,
      contact_uri: app.contactUri ?? null,
      secret_hash: hashSecret(secret),
      key_scopes: app.keyScopes,
      token_scopes: app.tokenScopes,
      source: app.source ?? 0,
      allows_guests: app.allowsGuests ?? true,
      allows_employees: app.allowsEmployees ?? true,
      is_active: true,
      details: '{}',
      created_at: now,
    })
    .execute()
  return { id, secret }
}

export interface NewApiKey {
  organizationId: string
  appId: string
  /** Given only for the demo organisation; else random. */
  key?: string
  /** Default: a year. */
  expiresAt?: Date
}

/** Creates an API key; it is shown this once and kept only as a hash. */
export async function createApiKey(
  tx: Tx,
  key: NewApiKey,
  now: Date,
): Promise<{ id: string; key: string; expiresAt: Date }> {
  const id = newId(now)
  const secret = key.key ?? newSecret()
  const expiresAt = key.expiresAt ?? new Date(now.getTime() + KEY_LIFE_DAYS * 24 * 3_600_000)
  await tx
    .insertInto('api_keys')
    .values({
      organization_id: key.organizationId,
      id,
      app_id: key.appId,
      key_hash: hashSecret(secret),
      hint: secret.slice(0, 4),
      created_at: now,
      expires_at: expiresAt,
      revoked_at: null,
    })
    .execute()
  return { id, key: secret, expiresAt }
}
