/** Signing in, renewing, ending: rules of access and refresh tokens. Source: platform.yaml, authentication. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { hashSecret } from '#platform/crypto.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import type { SessionRow } from './tables.ts'

const HOUR = 3_600_000
/** An access token lives a day, a refresh token ninety. */
export const ACCESS_LIFE = 24 * HOUR
export const REFRESH_LIFE = 90 * 24 * HOUR

export interface IssuedTokens {
  session: SessionRow
  accessToken: string
  refreshToken: string
}

/** Clients can tell the account from the beginning of a token, as in the original. */
const newToken = (accountName: string): string =>
  `AN:${accountName}|$ARD#${randomBytes(32).toString('base64url')}`

export interface SignedIn {
  organizationId: string
  accountName: string
  appId: string
  userKind: 'employee' | 'guest'
  userId: string
  deviceId: string | null
}

/** Opens a session with a fresh pair of tokens. */
export async function openSession(tx: Tx, user: SignedIn, now: Date): Promise<IssuedTokens> {
  const accessToken = newToken(user.accountName)
  const refreshToken = newToken(user.accountName)
  const session: SessionRow = {
    organization_id: user.organizationId,
    id: newId(now),
    app_id: user.appId,
    user_kind: user.userKind,
    user_id: user.userId,
    device_id: user.deviceId,
    access_hash: hashSecret(accessToken),
    access_expires_at: new Date(now.getTime() + ACCESS_LIFE),
    refresh_hash: hashSecret(refreshToken),
    refresh_expires_at: new Date(now.getTime() + REFRESH_LIFE),
    created_at: now,
    ended_at: null,
  }
  await tx.insertInto('sessions').values(session).execute()
  return { session, accessToken, refreshToken }
}

/** The session of a refresh token that is still good, or null. */
export async function findByRefreshToken(
  db: Db,
  refreshToken: string,
  now: Date,
): Promise<SessionRow | null> {
  const { rows } = await sql<SessionRow>`
    select /* any organisation */ * from sessions
    where refresh_hash = ${hashSecret(refreshToken)} and ended_at is null and refresh_expires_at > ${now}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Uses a refresh token up: of two calls with the same one, one comes too late. */
export async function spendRefreshToken(tx: Tx, session: SessionRow, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update sessions set ended_at = ${now}
    where organization_id = ${session.organization_id} and id = ${session.id} and ended_at is null
    returning id`.execute(tx)
  return rows.length > 0
}

/** Ends every session of a login, such as when the password changes or the employee leaves. */
export async function endSessionsOf(
  tx: Tx,
  organizationId: string,
  userId: string,
  now: Date,
): Promise<void> {
  await sql`update sessions set ended_at = ${now}
    where organization_id = ${organizationId} and user_id = ${userId} and ended_at is null`.execute(tx)
}

/** Ends the access tokens of a login; its refresh tokens stay good, so that every device can renew its own. */
export async function endAccessOf(tx: Tx, organizationId: string, userId: string, now: Date): Promise<void> {
  await sql`update sessions set access_expires_at = ${now}
    where organization_id = ${organizationId} and user_id = ${userId} and ended_at is null
      and access_expires_at > ${now}`.execute(tx)
}
