import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'
import { CENTER_DEFAULTS } from '#areas/centers'
import { BookingSettings } from './centers.ts'

let test: TestApp
let deskToken: string
const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'

beforeAll(async () => {
  test = await startTestApp()
  const body = {
    account_name: a.accountName,
    user_name: 'fred',
    password: PASSWORD,
    app_id: a.appId,
    app_secret: a.appSecret,
    grant_type: 'password',
  }
  const signedIn = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
    body,
    key: null,
  })
  deskToken = signedIn.body.credentials.access_token
})
afterAll(() => test.stop())

const minimal = () => ({
  code: 'NEW',
  name: ' Aurora London ',
  time_zone: 'Europe/London',
  currency: 'gbp',
  country_id: 224,
})
const create = (body: unknown, options = {}) =>
  test.call<{ id: string }>('POST', '/admin/v1/centers', { body, ...options })
const change = (id: string, body: unknown, options = {}) =>
  test.call('PATCH', `/admin/v1/centers/${id}`, { body, ...options })
const get = (id: string, options = {}) => test.call('GET', `/admin/v1/centers/${id}`, options)

it('has a schema for every booking setting that is no policy', () => {
  const policies = ['cancellation_fee', 'cancellation_window_hours', 'no_show_fee', 'comments_mandatory']
  expect([...Object.keys(BookingSettings.properties), ...policies].sort()).toEqual(
    Object.keys(CENTER_DEFAULTS).sort(),
  )
})

describe('opening a center', () => {
  it('answers with it, and it is listed on the wire', async () => {
    const { status, body } = await create({
      ...minimal(),
      code: 'LON',
      phone: '+44 (20) 7946-0000',
      email: 'london@example.com',
      latitude: 51.5,
      longitude: -0.12,
      service_tax_percent: 20.125,
      tax_included: true,
      settings: { slot_interval: '30', online_lead_minutes: 120 },
      catalog: { gift_cards: true },
      pay_cycle: { kind: 'monthly', starts_on: '2026-01-28' },
      online_booking_start_date: '2026-04-01',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{14}7/),
      code: 'LON',
      name: 'Aurora London',
      display_name: 'Aurora London',
      time_zone: 'Europe/London',
      currency: 'GBP',
      phone: '2079460000',
      service_tax_percent: 20.125,
      settings: { slot_interval: 30, online_lead_minutes: 120, hold_minutes: 10 },
      catalog: { enabled: true, services: true, gift_cards: true },
      pay_cycle: { kind: 'monthly', starts_on: '2026-01-28' },
      online_booking_start_date: '2026-04-01',
      created_at: expect.stringContaining('2026-03-02T12:0'),
      is_active: true,
    })
    expect((await get(body.id)).body).toEqual(body)
    expect(await test.query('select service_tax_rate from centers where id = $1', [body.id])).toEqual([
      { service_tax_rate: 201_250 },
    ])
    const wire = await test.call<{ centers: { id: string }[] }>('GET', '/v1/centers')
    expect(wire.body.centers.find((center) => center.id === body.id)).toMatchObject({
      country: { id: 224 },
      currency: { code: 'GBP' },
      location: { time_zone: { standard_name: 'GMT Standard Time' } },
      online_booking_start_date: '2026-04-01T00:00:00',
    })
  })

  it('gives a code once, also to two who ask at the same time', async () => {
    expect(await create({ ...minimal(), code: 'nyc' })).toMatchObject({
      status: 400,
      body: { error: { code: 400, message: expect.stringContaining('code') } },
    })
    const answers = await Promise.all([1, 2, 3].map(() => create({ ...minimal(), code: 'TWICE' })))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400, 400])
    expect((await create({ ...minimal(), code: 'TWICE' }, { key: b.apiKey })).status).toBe(200)
  })

  it.each([
    ['no code', { ...minimal(), code: undefined }, 'code'],
    ['a blank name', { ...minimal(), name: '  ' }, 'name'],
    ['an offset for a zone', { ...minimal(), time_zone: '+01:00' }, 'time_zone'],
    ['an unknown zone', { ...minimal(), time_zone: 'Europe/Atlantis' }, 'time_zone'],
    ['an unknown currency', { ...minimal(), currency: 'QQQ' }, 'currency'],
    ['an unknown country', { ...minimal(), country_id: 999 }, 'country_id'],
    ['a state of another country', { ...minimal(), state_id: 70 }, 'state_id'],
    ['a phone without digits', { ...minimal(), phone: 'call me' }, 'phone'],
    ['a mail address without @', { ...minimal(), email: 'london' }, 'email'],
    ['half a place', { ...minimal(), latitude: 1 }, 'longitude'],
    ['a place off the earth', { ...minimal(), latitude: 91, longitude: 0 }, 'latitude'],
    ['too much tax', { ...minimal(), service_tax_percent: 101 }, 'service_tax_percent'],
    ['tax too fine to keep', { ...minimal(), service_tax_percent: 8.12345 }, 'service_tax_percent'],
    ['an interval that is none', { ...minimal(), settings: { slot_interval: 7 } }, 'settings.slot_interval'],
    [
      'an online interval that is none',
      { ...minimal(), settings: { online_slot_interval: 7 } },
      'settings.online_slot_interval',
    ],
    ['a hold of no time', { ...minimal(), settings: { hold_minutes: 0 } }, 'settings.hold_minutes'],
    [
      'a setting of another type',
      { ...minimal(), settings: { room_mandatory: 'perhaps' } },
      'settings.room_mandatory',
    ],
    [
      'a pay cycle from a day not all months have',
      { ...minimal(), pay_cycle: { kind: 'monthly', starts_on: '2026-01-31' } },
      'pay_cycle.starts_on',
    ],
    [
      'a pay cycle of a day that does not exist',
      { ...minimal(), pay_cycle: { kind: 'weekly', starts_on: '2026-02-30' } },
      'pay_cycle',
    ],
    [
      'gift cards of a foreign center',
      { ...minimal(), catalog: { gift_card_center_id: b.centers.oslo } },
      'gift_card_center_id',
    ],
  ])('refuses %s', async (_name, body, field) => {
    const count = () => test.query('select count(*) from centers')
    const before = await count()
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ success: false, message: expect.stringContaining(field) })
    expect(await count()).toEqual(before)
  })
})

describe('changing a center', () => {
  it('keeps what is not named', async () => {
    const before = (await get(a.centers.newYork)).body
    const { status, body } = await change(a.centers.newYork, {
      display_name: 'Aurora on Broadway',
      state_id: 70,
      settings: { slot_interval: 5, online_slot_interval: 60 },
      catalog: { memberships: true },
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      ...before,
      display_name: 'Aurora on Broadway',
      state_id: 70,
      settings: { ...(before.settings as object), slot_interval: 5, online_slot_interval: 60 },
      catalog: { ...(before.catalog as object), memberships: true },
      updated_at: expect.stringContaining('2026-03-02T12:0'),
    })
    const again = await change(a.centers.newYork, {
      catalog: { packages: true },
      settings: { online_slot_interval: null },
      state_id: null,
      tax_included: true,
    })
    expect(again.body).toMatchObject({
      catalog: { memberships: true, packages: true },
      settings: { slot_interval: 5, online_slot_interval: null },
      state_id: null,
      tax_included: true,
    })
  })

  it('leaves the currency that prices are in', async () => {
    expect(await change(a.centers.newYork, { currency: 'JPY' })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('currency') } },
    })
    expect((await change(a.centers.newYork, { currency: 'usd' })).body).toMatchObject({ currency: 'USD' })
    const fresh = await create({ ...minimal(), code: 'FRESH' })
    expect((await change(String(fresh.body.id), { currency: 'JPY' })).body).toMatchObject({ currency: 'JPY' })
  })

  it('switches a center off and on', async () => {
    await change(a.centers.kolkata, { is_active: false })
    const active = await test.call('GET', '/admin/v1/centers?is_active=true&search=kolkata')
    expect(active.body).toMatchObject({ centers: [], page_info: { total: 0 } })
    const all = await test.call('GET', '/admin/v1/centers?search=CCU')
    expect(all.body).toMatchObject({
      centers: [{ id: a.centers.kolkata, is_active: false }],
      page_info: { total: 1, page: 1, size: 10 },
    })
    expect((await change(a.centers.kolkata, { is_active: true })).body).toMatchObject({ is_active: true })
  })

  it('keeps its own code, and refuses that of another', async () => {
    expect((await change(a.centers.newYork, { code: 'nyc' })).body).toMatchObject({ code: 'nyc' })
    expect(await change(a.centers.newYork, { code: 'CCU' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('code') },
    })
  })

  it('moves to a country only together with its state', async () => {
    await change(a.centers.newYork, { state_id: 70 })
    expect(await change(a.centers.newYork, { country_id: 95 })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('state_id') },
    })
    expect(await change(a.centers.newYork, { country_id: 95, state_id: null })).toMatchObject({ status: 200 })
  })

  it('does not know foreign, unknown and malformed ids', async () => {
    for (const id of [b.centers.oslo, UNKNOWN, 'x'])
      for (const answer of [await get(id), await change(id, { name: 'Mine' })])
        expect(answer).toMatchObject({
          status: 400,
          body: { error: { code: 502, message: expect.stringContaining('center_id') } },
        })
    expect(await test.query('select name from centers where id = $1', [b.centers.oslo])).toEqual([
      { name: 'Borealis Oslo' },
    ])
  })

  it('keeps employees to their centers, and to their rights', async () => {
    expect((await get(a.centers.newYork, { token: deskToken })).status).toBe(403)
    await test.query(`update security_roles set rights = '{management:write}' where id = $1`, [
      a.roles.frontDesk,
    ])
    const fresh = await startTestApp({ connectionString: test.connectionString })
    const call = (method: string, path: string, body?: unknown) =>
      fresh.call(method, path, { token: deskToken, ...(body ? { body } : {}) })
    expect((await call('GET', `/admin/v1/centers/${a.centers.newYork}`)).status).toBe(200)
    expect((await call('GET', '/admin/v1/centers')).body).toMatchObject({ page_info: { total: 1 } })
    for (const [method, path, body] of [
      ['GET', `/${a.centers.kolkata}`],
      ['PATCH', `/${a.centers.kolkata}`, { name: 'Mine' }],
      ['GET', `/${a.centers.kolkata}/hours`],
      ['PUT', `/${a.centers.kolkata}/hours`, { days: [] }],
      ['GET', `/${a.centers.kolkata}/special_days`],
      ['PUT', `/${a.centers.kolkata}/special_days/2026-12-24`, { is_closed: true }],
      ['DELETE', `/${a.centers.kolkata}/special_days/2026-12-24`],
      ['GET', `/${a.centers.kolkata}/policies`],
      [
        'PUT',
        `/${a.centers.kolkata}/policies`,
        { cancellation_fee: null, no_show_fee: null, cancellation_window_hours: 1, comments_mandatory: true },
      ],
      ['POST', '', minimal()],
    ] as const)
      expect([method, path, (await call(method, `/admin/v1/centers${path}`, body)).status]).toEqual([
        method,
        path,
        403,
      ])
    await fresh.stop()
  })

  it('lists by pages', async () => {
    const { body } = await test.call('GET', '/admin/v1/centers?size=1&page=2')
    expect(body).toMatchObject({ centers: [{}], page_info: { page: 2, size: 1 } })
    expect((await test.call('GET', '/admin/v1/centers?size=101')).status).toBe(422)
    expect((await test.call('GET', '/admin/v1/centers?page=0')).status).toBe(400)
  })
})
