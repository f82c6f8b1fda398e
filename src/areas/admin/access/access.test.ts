import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetCallers } from '#areas/access-tokens'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const admin = (method: string, path: string, body?: unknown, options = {}) =>
  test.call(method, `/admin/v1/apps${path}`, { body, ...options })
const newApp = async (body: object = {}) => (await admin('POST', '', { name: 'Kiosk', ...body })).body

describe('apps', () => {
  it('are created with a secret shown once, listed, read and changed', async () => {
    const { secret, ...app } = await newApp({ key_scopes: ['guests:read'], source: 2 })
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(app).toMatchObject({ name: 'Kiosk', key_scopes: ['guests:read'], token_scopes: ['*'], source: 2 })
    const path = `/${String(app.id)}`
    expect((await admin('GET', path)).body).toEqual(app)
    const changed = { ...app, name: 'Desk', is_active: false }
    expect((await admin('PATCH', path, { name: 'Desk', is_active: false })).body).toEqual(changed)
    expect((await admin('PATCH', path, {})).body).toEqual(changed)
    const { body } = await admin('GET', '?size=1')
    expect(body).toMatchObject({ page_info: { total: 2, page: 1, size: 1 } })
    expect((await admin('GET', '?page=9')).body).toMatchObject({ apps: [], page_info: { total: 2 } })
  })

  it('get a new secret, which ends the old one', async () => {
    const app = await newApp()
    const signIn = async (app_secret: unknown) =>
      (
        await test.call('POST', '/v1/tokens', {
          key: null,
          body: {
            account_name: a.accountName,
            user_name: 'olga',
            password: PASSWORD,
            grant_type: 'password',
            app_id: app.id,
            app_secret,
          },
        })
      ).status
    expect(await signIn(app.secret)).toBe(200)
    const { body } = await admin('POST', `/${String(app.id)}/rotate_secret`)
    expect([await signIn(app.secret), await signIn(body.secret)]).toEqual([401, 200])
  })

  it('that are unknown or of others are refused by name', async () => {
    const foreign = (await admin('POST', '', { name: 'Theirs' }, { key: b.apiKey })).body.id
    for (const id of [UNKNOWN, 'x', String(foreign)])
      for (const [method, rest] of [
        ['GET', ''],
        ['PATCH', ''],
        ['POST', '/rotate_secret'],
        ['POST', '/keys'],
        ['GET', '/keys'],
        ['DELETE', `/keys/${UNKNOWN}`],
        ['POST', `/keys/${UNKNOWN}/rotate`],
      ] as const)
        expect(await admin(method, `/${id}${rest}`, method === 'GET' ? undefined : {})).toMatchObject({
          status: 400,
          body: { error: { code: 502, message: expect.stringContaining('app_id') } },
        })
    expect((await admin('POST', '', { name: 'X', key_scopes: ['guests:fly'] })).body).toMatchObject({
      error: { code: 400, message: expect.stringContaining('key_scopes') },
    })
  })
})

describe('keys', () => {
  it('are listed page by page, ended ones too, and belong to their app', async () => {
    const [app, other] = [await newApp(), await newApp()]
    const keys = `/${String(app.id)}/keys`
    for (const valid_days of [1, 2, 3]) await admin('POST', keys, { valid_days })
    const { body } = await admin('GET', `${keys}?size=2&page=2`)
    expect(body).toMatchObject({
      keys: [{ expires_at: expect.stringMatching(/^2026-03-05T12:00:/), revoked_at: null }],
      page_info: { total: 3, page: 2, size: 2 },
    })
    const [key] = body.keys as { id: string }[]
    expect(await admin('DELETE', `/${String(other.id)}/keys/${key!.id}`)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('key_id') } },
    })
    expect((await admin('DELETE', `${keys}/${key!.id}`)).body).toEqual({ success: true })
    expect((await admin('GET', `${keys}?page=2&size=2`)).body).toMatchObject({
      keys: [{ id: key!.id, revoked_at: expect.stringMatching(/^2026-03-02T12:00:/) }],
    })
    expect((await admin('POST', `${keys}/${key!.id}/rotate`)).status).toBe(400)
  })
})

describe('who handles apps', () => {
  const tokenOf = async (user_name: string) => {
    forgetCallers()
    const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      key: null,
      body: {
        account_name: a.accountName,
        user_name,
        password: PASSWORD,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    })
    return body.credentials.access_token
  }
  const refused = { status: 403, body: { error: { code: 438 } } }

  it('hands out no more than they have, and only with a role for the whole organisation', async () => {
    await test.query(`update security_roles set rights = '{management:write,guests:write}' where id = $1`, [
      a.roles.therapist,
    ])
    const small = { name: 'Small', key_scopes: ['guests:read'], token_scopes: ['management:read'] }
    expect(await admin('POST', '', small, { token: await tokenOf('nora') })).toMatchObject(refused)
    await test.query('update employee_security_roles set center_id = null where role_id = $1', [
      a.roles.therapist,
    ])
    const token = { token: await tokenOf('nora') }
    const made = await admin('POST', '', small, token)
    expect(made.status).toBe(200)
    const own = `/${String(made.body.id)}`
    const big = `/${String((await newApp()).id)}`
    const key = (await admin('POST', `${big}/keys`, {})).body.id
    for (const [method, path, body] of [
      ['POST', '', { name: 'Big' }],
      ['POST', '', { ...small, token_scopes: ['invoices:read'] }],
      ['PATCH', own, { key_scopes: ['*'] }],
      ['PATCH', own, { token_scopes: ['invoices:read'] }],
      ['PATCH', big, { name: 'Mine' }],
      ['POST', `${big}/rotate_secret`, undefined],
      ['POST', `${big}/keys`, {}],
      ['POST', `${big}/keys/${String(key)}/rotate`, undefined],
      ['DELETE', `${big}/keys/${String(key)}`, undefined],
    ] as const)
      expect(await admin(method, path, body, token), `${method} ${path}`).toMatchObject(refused)
    expect((await admin('PATCH', own, { name: 'Smaller' }, token)).status).toBe(200)
    expect((await admin('POST', `${own}/keys`, {}, token)).status).toBe(200)
  })
})
