import { sql } from 'kysely'
import type { wire } from '#contract'
import { equalSecrets, hashSecret, verifyPassword } from '#platform/crypto.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { afterCommit, transact } from '#platform/db/transaction.ts'
import { openOperation } from '#platform/http/operation.ts'
import { asGuid } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { fractionText } from '#platform/time.ts'
import { findEmployeeLogin, keepEmployeeLogin } from '#areas/employees'
import { findGuestLogin, keepGuestLogin } from '#areas/guests'
import { forgetCallers } from '../authenticator.ts'
import {
  endAccessOf,
  findByRefreshToken,
  openSession,
  spendRefreshToken,
  type IssuedTokens,
} from '../sessions.ts'
import type { AppRow, SessionRow } from '../tables.ts'

/** Hash of a random password: a wrong user name costs as much time as a wrong password. */
const DECOY =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXJhbmRvbXNhbHQxMg$Nw0dJ2tK3hHk8v3bqV0l0Xw4o2p8oJtq6m8lQ5r5T3A'

type PasswordGrant = wire.centers.TokenPasswordRequest

export const createToken = openOperation('createToken', 'POST /v1/tokens', {
  refusals: {
    login_failed: [401, 401, 'The user name or password is incorrect'],
    app_unknown: [401, 401, 'The application id or secret is invalid'],
    refresh_token_invalid: [401, 401, 'The refresh token is invalid or has expired'],
  },
  async handler({ body }, { db, now, sent }) {
    const issued =
      'refresh_token' in body ? await renew(db, body.refresh_token, now) : await signIn(db, body, now)
    // An app id is echoed as it was sent.
    return reply(issued, (sent as { app_id?: string } | null)?.app_id)
  },
})

async function signIn(db: Db, grant: PasswordGrant, now: Date): Promise<IssuedTokens> {
  const app = await findApp(db, grant)
  const organizationId = app.organization_id
  const employee = app.allows_employees ? await findEmployeeLogin(db, organizationId, grant.user_name) : null
  const guest =
    !employee && app.allows_guests ? await findGuestLogin(db, organizationId, grant.user_name) : null
  const login = employee ?? guest
  const matches = await verifyPassword(login?.passwordHash ?? DECOY, grant.password)
  if (!login?.passwordHash || !matches) refuse('login_failed')
  const userKind = employee ? 'employee' : 'guest'
  return transact(db, async (tx) => {
    // Checking a password takes a while, and meanwhile it may have been changed or the person have left.
    if (!(await keepLogin(tx, organizationId, userKind, login.id, login.passwordHash))) refuse('login_failed')
    return openSession(
      tx,
      {
        organizationId,
        accountName: app.account_name,
        appId: app.id,
        userKind,
        userId: login.id,
        deviceId: grant.device_id ?? null,
      },
      now,
    )
  })
}

const keepLogin = (
  tx: Tx,
  organizationId: string,
  userKind: SessionRow['user_kind'],
  userId: string,
  passwordHash: string | null,
): Promise<boolean> =>
  (userKind === 'employee' ? keepEmployeeLogin : keepGuestLogin)(tx, organizationId, userId, passwordHash)

/** The app must exist, be active and belong to the account that is named. */
async function findApp(db: Db, grant: PasswordGrant): Promise<AppRow & { account_name: string }> {
  const { rows } = await sql<AppRow & { account_name: string }>`
    select a.*, o.account_name from apps a
    join organizations o on o.organization_id = a.organization_id
    where lower(o.account_name) = lower(${grant.account_name}) and a.id = ${asGuid(grant.app_id)} and a.is_active`.execute(
    db,
  )
  const app = rows[0]
  if (!app || !equalSecrets(app.secret_hash, hashSecret(grant.app_secret))) refuse('app_unknown')
  return app
}

const renew = (db: Db, refreshToken: string, now: Date): Promise<IssuedTokens> =>
  transact(db, async (tx) => {
    const before = (await findByRefreshToken(tx, refreshToken, now)) ?? refuse('refresh_token_invalid')
    const { organization_id: organizationId, user_kind: userKind, user_id: userId } = before
    const { rows } = await sql<{ account_name: string }>`
      select o.account_name from apps a
      join organizations o on o.organization_id = a.organization_id
      where a.organization_id = ${organizationId} and a.id = ${before.app_id} and a.is_active
        and case when ${userKind} = 'guest' then a.allows_guests else a.allows_employees end`.execute(tx)
    const accountName = rows[0]?.account_name ?? refuse('refresh_token_invalid')
    // The person first, then the session: whoever ends an access locks them in this order too.
    if (!(await keepLogin(tx, organizationId, userKind, userId, null))) refuse('refresh_token_invalid')
    if (!(await spendRefreshToken(tx, before, now))) refuse('refresh_token_invalid')
    await endAccessOf(tx, organizationId, userId, now)
    afterCommit(tx, 'callers', forgetCallers)
    const { app_id: appId, device_id: deviceId } = before
    return openSession(tx, { organizationId, accountName, appId, userKind, userId, deviceId }, now)
  })

function reply({ session, accessToken, refreshToken }: IssuedTokens, appIdAsSent: string | null | undefined) {
  return {
    credentials: {
      access_token: accessToken,
      access_token_expiry: fractionText(session.access_expires_at, '', 'Z'),
      refresh_token: refreshToken,
      refresh_token_expiry: fractionText(session.refresh_expires_at, '', 'Z'),
      token_type: 'bearer',
      token_id: session.id,
      app_id: appIdAsSent ?? session.app_id,
      user_type: session.user_kind === 'guest' ? 'Guest' : 'Employee',
    },
    login_policy_evaluation: {
      allowlogin: true,
      policyaction: 0,
      policyactiondata: null,
      userid: null,
      passwordexpiryreminder: false,
    },
    error: null,
  }
}
