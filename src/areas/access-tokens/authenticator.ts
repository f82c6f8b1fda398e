/** Finds the caller behind an API key or an access token. */
import { sql } from 'kysely'
import type { Authenticator, Caller, EmployeeCaller, GuestCaller } from '#platform/auth.ts'
import type { Clock } from '#platform/clock.ts'
import { hashSecret } from '#platform/crypto.ts'
import type { Db } from '#platform/db/database.ts'
import { findRightsOfEmployee } from '#areas/employees'
import { findFamily } from '#areas/guests'

/** How long a process trusts what it read of a credential; so long a revoked key may live on in other processes. */
const TRUST_MILLISECONDS = 2_000
const MOST_REMEMBERED = 10_000

interface Remembered {
  caller: Caller
  until: number
}
const remembered = new Map<string, Remembered>()

/** Makes this process look credentials up anew: called after keys, tokens, roles or families change. */
export const forgetCallers = (): void => remembered.clear()

export function createAuthenticator(db: Db, clock: Clock): Authenticator {
  const recall = async (
    kind: string,
    secret: string,
    find: (hash: string) => Promise<Caller | null>,
  ): Promise<Caller | null> => {
    const hash = hashSecret(secret)
    const known = remembered.get(`${kind} ${hash}`)
    const at = performance.now()
    if (known && known.until > at) return known.caller
    const caller = await find(hash)
    // A key that is not known may be made the next moment.
    if (!caller) return null
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(`${kind} ${hash}`, { caller, until: at + TRUST_MILLISECONDS })
    return caller
  }
  return {
    byApiKey: (key) => recall('key', key, (hash) => findByApiKey(db, hash, clock.now())),
    byAccessToken: (token) => recall('token', token, (hash) => findByAccessToken(db, hash, clock.now())),
  }
}

// A credential tells its organisation, so these look-ups cannot be bound to one: /* any organisation */.
async function findByApiKey(db: Db, hash: string, now: Date): Promise<Caller | null> {
  const { rows } = await sql<{
    id: string
    organization_id: string
    app_id: string
    key_scopes: string[]
    source: number
    rate_limit: string | null
  }>`
    select /* any organisation */ k.id, k.organization_id, k.app_id, a.key_scopes, a.source, o.rate_limit
    from api_keys k
    join apps a on a.organization_id = k.organization_id and a.id = k.app_id and a.is_active
    join organizations o on o.organization_id = k.organization_id
    where k.key_hash = ${hash} and k.revoked_at is null and k.expires_at > ${now}`.execute(db)
  const row = rows[0]
  if (!row) return null
  return {
    kind: 'key',
    keyId: row.id,
    organizationId: row.organization_id,
    appId: row.app_id,
    scopes: new Set(row.key_scopes),
    source: row.source,
    rateLimit: row.rate_limit,
  }
}

async function findByAccessToken(db: Db, hash: string, now: Date): Promise<Caller | null> {
  const { rows } = await sql<{
    id: string
    organization_id: string
    app_id: string
    user_kind: 'employee' | 'guest'
    user_id: string
    token_scopes: string[]
    source: number
    rate_limit: string | null
  }>`
    select /* any organisation */ s.id, s.organization_id, s.app_id, s.user_kind, s.user_id, a.token_scopes, a.source, o.rate_limit
    from sessions s
    join apps a on a.organization_id = s.organization_id and a.id = s.app_id and a.is_active
    join organizations o on o.organization_id = s.organization_id
    where s.access_hash = ${hash} and s.ended_at is null and s.access_expires_at > ${now}`.execute(db)
  const row = rows[0]
  if (!row) return null
  const facts = {
    tokenId: row.id,
    organizationId: row.organization_id,
    appId: row.app_id,
    scopes: new Set(row.token_scopes),
    source: row.source,
    rateLimit: row.rate_limit,
  }
  if (row.user_kind === 'guest')
    return {
      ...facts,
      kind: 'guest',
      guestId: row.user_id,
      familyIds: new Set(await findFamily(db, row.organization_id, row.user_id)),
    } satisfies GuestCaller
  const held = await findRightsOfEmployee(db, row.organization_id, row.user_id)
  return { ...facts, kind: 'employee', employeeId: row.user_id, ...held } satisfies EmployeeCaller
}
