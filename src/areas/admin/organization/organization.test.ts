import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'
import { ORGANIZATION_DEFAULTS } from '#areas/organizations'
import { Settings } from './organization.ts'

let test: TestApp
const { a, b } = world
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const get = (options = {}) => test.call('GET', '/admin/v1/organization', options)
const change = (body: unknown, options = {}) =>
  test.call('PATCH', '/admin/v1/organization', { body, ...options })

it('has a schema for every setting, and no other', () => {
  expect(Object.keys(Settings.properties).sort()).toEqual(Object.keys(ORGANIZATION_DEFAULTS).sort())
})

describe('the organisation', () => {
  it('is read with its settings complete', async () => {
    const { status, body } = await get()
    expect(status).toBe(200)
    expect(body).toEqual({
      id: a.id,
      name: 'Aurora Spas',
      account_name: 'aurora',
      currency: 'USD',
      rate_limit: null,
      settings: ORGANIZATION_DEFAULTS,
    })
  })

  it('changes what is named and keeps the rest', async () => {
    await change({
      settings: { unique_guest_email: 'true', guest_code_prefix: 'AU', mandatory_guest_fields: ['email'] },
    })
    const { status, body } = await change({
      name: 'Aurora',
      currency: 'eur',
      settings: { guest_code_start: 100, lock_date: '2026-02-01' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: 'Aurora',
      currency: 'EUR',
      settings: {
        unique_guest_email: true,
        guest_code_prefix: 'AU',
        guest_code_start: 100,
        mandatory_guest_fields: ['email'],
        lock_date: '2026-02-01',
      },
    })
    expect((await get()).body).toEqual(body)
    await test.query(
      `insert into day_packages (organization_id, id, code, name, price, created_at) values ($1, $1, 'D', 'Day', 1, now())`,
      [a.id],
    )
    expect(await change({ currency: 'JPY' })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('currency') } },
    })
    expect((await change({ currency: 'EUR' })).status).toBe(200)
    expect((await change({ settings: { guest_code_prefix: null } })).body).toMatchObject({
      settings: { guest_code_prefix: null, guest_code_start: 100 },
    })
    expect((await change({})).status).toBe(200)
    expect((await get({ key: b.apiKey })).body).toMatchObject({
      name: 'Borealis',
      settings: ORGANIZATION_DEFAULTS,
    })
  })

  it('works for guests at once: a mandatory field', async () => {
    await change({ settings: { mandatory_guest_fields: ['email', 'birthday'] } })
    const { body } = await test.call('POST', '/v1/guests', {
      body: {
        center_id: a.centers.newYork,
        personal_info: { first_name: 'A', last_name: 'B', email: 'a@example.com' },
      },
    })
    expect(body).toMatchObject({ error: { code: 481, message: expect.stringContaining('date_of_birth') } })
  })

  it('limits the very next call when the rate limit changes, and no longer when it is taken away', async () => {
    expect((await get({ key: b.apiKey })).headers.get('organization-ratelimit-limit')).toBeNull()
    const { body } = await change({ rate_limit: '30;w=60;b=30' }, { key: b.apiKey })
    expect(body).toMatchObject({ rate_limit: '30;w=60;b=30' })
    const answer = await get({ key: b.apiKey })
    expect(answer.headers.get('organization-ratelimit-limit')).toBe('30;w=60;b=30')
    await change({ rate_limit: null }, { key: b.apiKey })
    expect((await get({ key: b.apiKey })).headers.get('organization-ratelimit-limit')).toBeNull()
  })

  it.each([
    ['a blank name', { name: ' ' }, 'name'],
    ['an unknown currency', { currency: 'XXQ' }, 'currency'],
    ['a limit of another form', { rate_limit: '60 per minute' }, 'rate_limit'],
    ['a limit of nothing', { rate_limit: '0;w=60;b=60' }, 'rate_limit'],
    ['a limit beyond counting', { rate_limit: '1;w=1;b=99999999999' }, 'rate_limit'],
    [
      'a setting of another type',
      { settings: { unique_guest_email: 'perhaps' } },
      'settings.unique_guest_email',
    ],
    [
      'a guest member nobody has',
      { settings: { mandatory_guest_fields: ['shoe size'] } },
      'settings.mandatory_guest_fields[0]',
    ],
    ['a number out of range', { settings: { guest_code_start: -1 } }, 'settings.guest_code_start'],
    [
      'a value that is no choice',
      { settings: { card_entry_for_appointment: 3 } },
      'settings.card_entry_for_appointment',
    ],
    ['a day that does not exist', { settings: { lock_date: '2026-02-30' } }, 'settings.lock_date'],
  ])('refuses %s and changes nothing', async (_name, body, field) => {
    const before = await get()
    const answer = await change(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code: 400, message: expect.stringContaining(field) },
    })
    expect((await get()).body).toEqual(before.body)
  })

  it('is for those who may manage', async () => {
    for (const user_name of ['fred', 'ana']) {
      const body = {
        account_name: a.accountName,
        user_name,
        password: PASSWORD,
        app_id: a.appId,
        app_secret: a.appSecret,
        grant_type: 'password',
      }
      const signedIn = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
        body,
        key: null,
      })
      const token = signedIn.body.credentials.access_token
      expect((await get({ token })).status).toBe(403)
      expect((await change({ name: 'Mine' }, { token })).status).toBe(403)
    }
    expect((await get({ key: null })).status).toBe(401)
  })
})
