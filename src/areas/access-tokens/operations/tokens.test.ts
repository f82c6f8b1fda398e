import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetCallers } from '#areas/access-tokens'
import { NOW, PASSWORD } from '../../../../test/world.ts'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())
const { a, b } = world

interface Tokens {
  credentials: {
    access_token: string
    access_token_expiry: string
    refresh_token: string
    refresh_token_expiry: string
    token_id: string
    app_id: string
    user_type: string
  } | null
  error: unknown
}
const signIn = (more: object = {}) =>
  test.call<Tokens>('POST', '/v1/tokens', {
    key: null,
    body: {
      account_name: 'Aurora',
      user_name: 'OLGA',
      password: PASSWORD,
      grant_type: 'password',
      app_id: a.appId.toUpperCase(),
      app_secret: a.appSecret,
      device_id: 'script',
      ...more,
    },
  })
const renew = (refresh_token: string) =>
  test.call<Tokens>('POST', '/v1/tokens', { key: null, body: { grant_type: 'refresh_token', refresh_token } })
const whoami = async (token: string) =>
  (await test.call('GET', `/v1/guests/${a.guests.ana}`, { token })).status

describe('signing in', () => {
  it('gives an employee a token for a day and a refresh token for ninety', async () => {
    const { status, body } = await signIn()
    expect(status).toBe(200)
    expect(body.credentials).toMatchObject({
      user_type: 'Employee',
      app_id: a.appId.toUpperCase(),
      token_type: 'bearer',
    })
    expect(body.credentials!.access_token).toMatch(/^AN:aurora\|\$ARD#/)
    expect(body.credentials!.access_token_expiry).toMatch(/^2026-03-03T12:.*Z$/)
    expect(body.credentials!.refresh_token_expiry).toMatch(/^2026-05-31T12:.*Z$/)
    expect(body.error).toBeNull()
    expect(await whoami(body.credentials!.access_token)).toBe(200)
  })

  it('knows guests too, and shows them only themselves and the family they host', async () => {
    const { body } = await signIn({ user_name: 'ana' })
    expect(body.credentials!.user_type).toBe('Guest')
    const token = body.credentials!.access_token
    const seen = async (id: string) => (await test.call('GET', `/v1/guests/${id}`, { token })).status
    expect(await seen(a.guests.ana)).toBe(200)
    expect(await seen(a.guests.child)).toBe(200)
    expect(await seen(a.guests.ben)).toBe(403)
    expect(
      (
        await test.call('POST', '/v1/guests', {
          token,
          body: { center_id: a.centers.newYork, personal_info: { first_name: 'X', last_name: 'Y' } },
        })
      ).status,
    ).toBe(403)
  })

  it('reads a form-encoded body', async () => {
    const form = new URLSearchParams({
      account_name: 'aurora',
      user_name: 'olga',
      password: PASSWORD,
      grant_type: 'password',
      app_id: a.appId,
      app_secret: a.appSecret,
    })
    const { status } = await test.call('POST', '/v1/tokens', {
      key: null,
      raw: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(status).toBe(200)
  })

  it.each([
    ['a wrong password', { password: 'wrong' }, 401],
    ['an unknown user', { user_name: 'nobody' }, 401],
    ['a wrong secret', { app_secret: 'wrong' }, 401],
    ['an app of another organisation', { app_id: b.appId, app_secret: b.appSecret }, 401],
    ['an unknown account', { account_name: 'nobody' }, 401],
    ['an unknown grant', { grant_type: 'magic' }, 400],
    ['no password', { password: undefined }, 400],
  ])('refuses %s', async (_name, more, status) => {
    const answer = await signIn(more)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ error: { code: status } })
    expect(answer.text).not.toContain(PASSWORD)
  })
})

describe('refresh tokens', () => {
  it('work once, end what was issued before, and run out', async () => {
    const first = (await signIn()).body.credentials!
    const second = (await renew(first.refresh_token)).body.credentials!
    expect(await whoami(first.access_token)).toBe(401)
    expect(await whoami(second.access_token)).toBe(200)
    expect((await renew(first.refresh_token)).status).toBe(401)
    test.setNow('2026-06-01T12:00:00Z')
    expect((await renew(second.refresh_token)).status).toBe(401)
    test.setNow(NOW)
  })

  it('end the access of other devices, which renew their own', async () => {
    const [phone, tablet] = [(await signIn()).body.credentials!, (await signIn()).body.credentials!]
    expect((await renew(phone.refresh_token)).status).toBe(200)
    expect(await whoami(tablet.access_token)).toBe(401)
    const again = await renew(tablet.refresh_token)
    expect(await whoami(again.body.credentials!.access_token)).toBe(200)
  })

  it('are worth nothing once the app is switched off or takes no employees', async () => {
    const { refresh_token } = (await signIn()).body.credentials!
    for (const column of ['is_active', 'allows_employees']) {
      await test.query(`update apps set ${column} = false where id = $1`, [a.appId])
      expect((await renew(refresh_token)).status).toBe(401)
      expect((await signIn()).status).toBe(401)
      await test.query(`update apps set ${column} = true where id = $1`, [a.appId])
    }
    expect((await renew(refresh_token)).status).toBe(200)
  })

  it('are spent by one of ten simultaneous calls', async () => {
    const { refresh_token } = (await signIn()).body.credentials!
    const answers = await Promise.all(Array.from({ length: 10 }, () => renew(refresh_token)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })
})

describe('credentials end', () => {
  it('with revocation: all sessions of the person, at once', async () => {
    const one = (await signIn()).body.credentials!
    const two = (await signIn()).body.credentials!
    const revoked = await test.call('DELETE', '/v1/tokens/sessions/revoke', { token: one.access_token })
    expect(revoked.body).toEqual({ success: true, error: null })
    expect([await whoami(one.access_token), await whoami(two.access_token)]).toEqual([401, 401])
    expect((await renew(two.refresh_token)).status).toBe(401)
    expect((await test.call('DELETE', '/v1/tokens/sessions/revoke')).status).toBe(401)
  })

  it.each([
    ['the password changes', 'employees', "password_hash = 'another'", 'olga', a.employees.owner],
    ['the employee leaves', 'employees', 'is_active = false', 'olga', a.employees.owner],
    ['the guest is deleted', 'guests', 'is_deleted = true', 'ana', a.guests.ana],
  ])('also for who signs in or renews while %s', async (_name, table, change, user_name, id) => {
    const { refresh_token } = (await signIn({ user_name })).body.credentials!
    const [before] = await test.query(`select password_hash, is_active from employees where id = $1`, [id])
    const other = new pg.Client({ connectionString: test.connectionString })
    await other.connect()
    await other.query('begin')
    await other.query(`update ${table} set ${change} where id = $1`, [id])
    const answers = Promise.all([signIn({ user_name }), renew(refresh_token)])
    await new Promise((resolve) => setTimeout(resolve, 700))
    await other.query('update sessions set ended_at = now() where user_id = $1 and ended_at is null', [id])
    await other.query('commit')
    await other.end()
    expect((await answers).map((answer) => answer.status)).toEqual([401, 401])
    expect(await test.query('select 1 from sessions where user_id = $1 and ended_at is null', [id])).toEqual(
      [],
    )
    if (before)
      await test.query('update employees set password_hash = $2, is_active = $3 where id = $1', [
        id,
        before.password_hash,
        before.is_active,
      ])
    else await test.query('update guests set is_deleted = false where id = $1', [id])
  })

  it('with time', async () => {
    const { access_token } = (await signIn()).body.credentials!
    test.setNow('2026-03-03T12:05:00Z')
    forgetCallers()
    expect(await whoami(access_token)).toBe(401)
    test.setNow(NOW)
  })

  it('with the key: created, rotated, revoked, bounded by the scopes of its app', async () => {
    const app = await test.call<{ id: string }>('POST', '/admin/v1/apps', {
      body: { name: 'Reader', key_scopes: ['guests:read'] },
    })
    const key = await test.call<{ id: string; key: string }>('POST', `/admin/v1/apps/${app.body.id}/keys`, {
      body: {},
    })
    const get = (secret: string) => test.call('GET', `/v1/guests/${a.guests.ana}`, { key: secret })
    expect(key.body.key).toMatch(/^[0-9a-f]{64}$/)
    expect((await get(key.body.key)).status).toBe(200)
    const write = await test.call('POST', '/v1/guests', { key: key.body.key, body: {} })
    expect(write.status).toBe(403)
    expect(write.body).toMatchObject({ error: { code: 438 } })
    const next = await test.call<{ id: string; key: string }>(
      'POST',
      `/admin/v1/apps/${app.body.id}/keys/${key.body.id}/rotate`,
    )
    expect([(await get(key.body.key)).status, (await get(next.body.key)).status]).toEqual([200, 200])
    test.setNow('2026-03-10T12:00:00Z')
    forgetCallers()
    expect([(await get(key.body.key)).status, (await get(next.body.key)).status]).toEqual([401, 200])
    test.setNow(NOW)
    await test.call('DELETE', `/admin/v1/apps/${app.body.id}/keys/${next.body.id}`)
    expect((await get(next.body.key)).status).toBe(401)
    expect(
      (await test.call('DELETE', `/admin/v1/apps/${app.body.id}/keys/${next.body.id}`, { key: b.apiKey }))
        .status,
    ).toBe(400)
    expect(await test.query('select 1 from api_keys where key_hash = $1', [next.body.key])).toHaveLength(0)
  })
})

describe('the Authorization header', () => {
  it('is read without regard to case, and required', async () => {
    const call = (authorization?: string) =>
      test.call('GET', `/v1/guests/${a.guests.ana}`, {
        key: null,
        headers: authorization ? { authorization } : {},
      })
    expect((await call(`ApiKey ${a.apiKey}`)).status).toBe(200)
    for (const header of [
      undefined,
      a.apiKey,
      'apikey',
      `basic ${a.apiKey}`,
      `apikey ${a.apiKey.slice(1)}`,
      `bearer ${a.apiKey}`,
    ]) {
      const { status, body } = await call(header)
      expect([status, body]).toEqual([401, { Message: 'Authorization has been denied for this request.' }])
    }
  })
})
