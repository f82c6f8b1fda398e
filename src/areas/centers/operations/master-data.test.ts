import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'

let test: TestApp
const tokens: Record<string, string> = {}
const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const GROUP = '11111111-0000-7000-8000-000000000001'

beforeAll(async () => {
  test = await startTestApp()
  for (const user_name of ['fred', 'nora', 'ana']) {
    const body = {
      account_name: a.accountName,
      user_name,
      password: PASSWORD,
      app_id: a.appId,
      app_secret: a.appSecret,
      grant_type: 'password',
    }
    const answer = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      body,
      key: null,
    })
    tokens[user_name] = answer.body.credentials.access_token
  }
})
afterAll(() => test.stop())

const refusesGuests = (method: string, path: string, body?: unknown) => async () => {
  const answer = await test.call(method, path, { token: tokens.ana, ...(body ? { body } : {}) })
  expect(answer.status).toBe(403)
  expect(JSON.stringify(answer.body)).toContain('438')
}

describe('listReasons', () => {
  interface Reasons {
    reasons: { id: string; reasonpk: number; name: string }[]
    total: number
    Error: unknown
  }
  const list = (query = '', options = {}) => test.call<Reasons>('GET', `/v1/reasons${query}`, options)
  const names = async (query: string) => (await list(query)).body.reasons.map((reason) => reason.name)

  it('lists those of the organisation by name', async () => {
    const { status, body } = await list()
    expect(status).toBe(200)
    expect(body).toMatchObject({ total: 2, Error: null })
    expect(body.reasons[0]).toEqual({
      reasonpk: 1,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: '',
      name: 'Guest is ill',
      description: '',
      object_type: 2,
      action_type: 0,
      active: true,
      show_in_online_booking: false,
    })
    const foreign = await list('', { key: b.apiKey })
    expect(foreign.body.reasons[0]!.id).not.toBe(body.reasons[0]!.id)
  })

  it('filters, sorts and pages', async () => {
    await test.query(
      `insert into reasons (organization_id, id, object_type, action_type, name, is_active, details)
      values ($1, 3, 0, 0, 'Moved away', false, '{"code": "MOVE_1", "show_in_online_booking": true}')`,
      [a.id],
    )
    expect(await names('?sort_ascending=false')).toEqual([
      'Other day preferred',
      'Moved away',
      'Guest is ill',
    ])
    expect(await names('?sort_ascending=true')).toEqual(['Guest is ill', 'Moved away', 'Other day preferred'])
    expect(await names('?object_type=0')).toEqual(['Moved away'])
    expect(await names('?action_type=1')).toEqual(['Other day preferred'])
    expect(await names('?active=true&object_type=2')).toEqual(['Guest is ill', 'Other day preferred'])
    expect(await names('?show_in_online_booking=true')).toEqual(['Moved away'])
    expect(await names('?search_text=DAY')).toEqual(['Other day preferred'])
    expect(await names('?search_text=move_1')).toEqual(['Moved away'])
    expect(await names('?search_text=%25')).toEqual([])
    expect(await names('?search_text=null')).toHaveLength(3)
    const page = await list('?page=2&size=2&total_rows=1&auto_suggest=true')
    expect(page.body).toMatchObject({ total: 3, reasons: [{ name: 'Other day preferred' }] })
  })

  it('refuses too much, what is no kind, and who may not', async () => {
    expect(await list('?size=101')).toMatchObject({ status: 422, body: { code: 422 } })
    expect(await list('?page=0')).toMatchObject({
      status: 400,
      body: { Error: { StatusCode: 400, Message: expect.stringContaining('page') } },
    })
    expect(await list('?object_type=9')).toMatchObject({
      status: 400,
      body: { Error: { StatusCode: 400, Message: expect.stringContaining('object_type') } },
    })
    expect(await list('', { token: tokens.nora })).toMatchObject({
      status: 403,
      body: { Error: { StatusCode: 438 } },
    })
    expect(await list('', { key: null })).toMatchObject({
      status: 401,
      body: { Message: expect.any(String) },
    })
  })
  it('is not for guests', refusesGuests('GET', '/v1/reasons'))
})

describe('getPaymentProcessorSettings', () => {
  const path = '/Catalog/Payments/ProcessorSettings'

  it.each([path, `/api${path}`, `/v1${path}`])(
    'has nothing to tell without a processor: %s',
    async (spelling) => {
      for (const options of [{}, { token: tokens.ana }]) {
        const { status, body } = await test.call(
          'GET',
          `${spelling}?CenterId=${a.centers.newYork}&Source=0`,
          options,
        )
        expect([status, body]).toEqual([200, { GatewaySettings: {}, Error: null }])
      }
    },
  )

  it.each([
    ['a foreign center', `CenterId=${b.centers.oslo}&Source=1`, 'CenterId'],
    ['an unknown center', `CenterId=${UNKNOWN}&Source=1`, 'CenterId'],
    ['an id that is none', 'CenterId=1&Source=1', 'CenterId'],
    ['no center', 'Source=1', 'CenterId'],
    ['no source', `CenterId=${a.centers.newYork}`, 'Source'],
  ])('refuses %s with 502', async (_name, query, field) => {
    const { status, body } = await test.call('GET', `${path}?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      Error: { StatusCode: 502, Message: expect.stringContaining(field) },
      Message: expect.any(String),
    })
  })

  it('is not for employees of other centers', async () => {
    const { status } = await test.call('GET', `${path}?CenterId=${a.centers.kolkata}&Source=1`, {
      token: tokens.fred,
    })
    expect(status).toBe(403)
  })
})

describe('getOrganizationSettings', () => {
  const section = (name: string, options = {}) =>
    test.call('GET', `/v1/organizations/settings/${name}`, options)

  it('answers with the section asked for alone', async () => {
    await test.query(
      `update organizations set settings = '{"lock_days": 3, "lock_date": "2026-02-01", "service_custom_data_label": "Notes", "card_entry_for_appointment": 2}'
      where organization_id = $1`,
      [a.id],
    )
    const { status, body } = await section('General')
    expect(status).toBe(200)
    expect(body).toEqual({
      general: {
        lock_date: '2026-02-01T00:00:00',
        lock_days: 3,
        account_name: 'aurora',
        enforce_inactvity_login: false,
        creditcard_entry_for_appointment: 2,
        enable_connect: false,
        include_tip_and_ssg_in_actual_amt: false,
      },
      error: null,
    })
    expect((await section('booking_wizard')).body).toEqual({
      booking_wizard: { holdtime: 10, overlap: 0, interval: 15 },
      error: null,
    })
    expect((await section('training')).body).toEqual({
      training: { fitness_kiosk_enabled: false },
      error: null,
    })
    expect((await section('primary_work_task')).body).toEqual({
      primary_work_task: { is_primary_work_task_enabled: null, id: null },
      error: null,
    })
    expect((await section('zenoti_mobile')).body).toMatchObject({
      zenoti_mobile: {
        BlockAccessOutsideGeofence: { BlockAccessToGuestData: false },
        PayPeriodBasedReporting: false,
      },
    })
    expect((await section('custom_data_labels')).body).toMatchObject({
      custom_data_labels: { Service_CustomData_label: 'Notes', restrict_form: 0 },
    })
    expect((await section('general', { key: b.apiKey })).body).toMatchObject({
      general: { account_name: 'borealis', lock_days: null },
    })
    expect((await section(`general?center_id=${a.centers.newYork}`)).status).toBe(200)
  })

  it.each([
    ['an unknown section', 'payments', 'section'],
    ['a section every object has', 'constructor', 'section'],
    ['a foreign center', `general?center_id=${b.centers.oslo}`, 'center_id'],
    ['a center id that is none', 'general?center_id=x', 'center_id'],
  ])('refuses %s with 502', async (_name, path, field) => {
    const { status, body } = await section(path)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      success: false,
      error: { code: 502, message: expect.stringContaining(field) },
      message: expect.any(String),
    })
  })

  it('asks for the right', async () => {
    expect(await section('general', { token: tokens.fred })).toMatchObject({ status: 200 })
    expect(await section('general', { token: tokens.nora })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
  })
  it('is not for guests', refusesGuests('GET', '/v1/organizations/settings/general'))
})

describe('getPayPeriodSettings', () => {
  const period = (body: unknown, options = {}) =>
    test.call('POST', '/v1/payroll/centers/pay_period_settings', { body, ...options })
  const both = {
    center_ids: [a.centers.newYork, a.centers.kolkata.toUpperCase()],
    start_date: '2026-03-01T00:00:00',
    end_date: '2026-03-16',
  }

  it('tells the cycles that reach into the period, and none for a center without', async () => {
    await test.query(
      `update centers set details = '{"pay_cycle": {"kind": "biweekly", "starts_on": "2026-02-16"}}' where id = $1`,
      [a.centers.newYork],
    )
    const { status, body } = await period(both)
    expect(status).toBe(200)
    const cycle = (id: number, from: string, to: string) => ({
      id,
      name: 'Bi-weekly',
      start_day: 1,
      from_date: `${from}T00:00:00`,
      to_date: `${to}T00:00:00`,
    })
    expect(body).toEqual({
      pay_period_settings: [
        {
          center_id: a.centers.newYork,
          pay_cycles: [
            cycle(1, '2026-02-16', '2026-03-01'),
            cycle(2, '2026-03-02', '2026-03-15'),
            cycle(3, '2026-03-16', '2026-03-29'),
          ],
        },
        { center_id: a.centers.kolkata, pay_cycles: [] },
      ],
      error: null,
    })
  })

  it.each([
    ['no centers', { ...both, center_ids: undefined }, 503, 'center_ids'],
    ['an empty list of centers', { ...both, center_ids: [] }, 503, 'center_ids'],
    ['no start', { ...both, start_date: undefined }, 503, 'start_date'],
    ['a blank end', { ...both, end_date: ' ' }, 503, 'end_date'],
    ['no body', undefined, 503, 'body'],
    ['a foreign center', { ...both, center_ids: [a.centers.newYork, b.centers.oslo] }, 502, 'center_ids[1]'],
    ['a malformed center', { ...both, center_ids: ['7'] }, 502, 'center_ids[0]'],
    ['a day that does not exist', { ...both, end_date: '2026-02-30' }, 502, 'end_date'],
    ['an end before the start', { ...both, end_date: '2026-02-28' }, 502, 'end_date'],
    ['a period of many years', { ...both, end_date: '2036-02-28' }, 502, 'end_date'],
    [
      'more centers than anybody has',
      { ...both, center_ids: Array<string>(101).fill(a.centers.newYork) },
      502,
      'center_ids',
    ],
  ])('refuses %s', async (_name, body, code, field) => {
    const answer = await period(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code, message: expect.stringContaining(field) } })
  })

  it('keeps employees to their centers', async () => {
    expect(await period(both, { token: tokens.fred })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect(await period({ ...both, center_ids: [a.centers.newYork] }, { token: tokens.fred })).toMatchObject({
      status: 200,
    })
    expect(await period(both, { token: tokens.nora })).toMatchObject({ status: 403 })
  })
  it('is not for guests', refusesGuests('POST', '/v1/payroll/centers/pay_period_settings', both))
})

describe('listLocationGroups', () => {
  const groups = (query = '', options = {}, id: string = a.id) =>
    test.call('GET', `/v1/organizations/${id}/location_groups${query}`, options)
  const downtown = {
    location_group_id: GROUP,
    location_group_name: 'Downtown',
    zone_id: null,
    location_group_code: 'DT',
    location_group_desc: '',
  }

  it('names centers when asked, and those of no group last', async () => {
    expect((await groups()).body).toEqual({ location_groups: [], num_records: 0, error: null })
    await test.query(
      `insert into location_groups (organization_id, id, name, center_ids, details) values ($1, $2, 'Downtown', array[$3::uuid], '{"code": "DT"}')`,
      [a.id, GROUP, a.centers.newYork],
    )
    expect((await groups()).body).toEqual({
      location_groups: [{ ...downtown, centers: null, center_ids: [a.centers.newYork] }],
      num_records: 1,
      error: null,
    })
    const named = {
      ...downtown,
      centers: [{ center_id: a.centers.newYork, center_name: 'Aurora New York' }],
      center_ids: null,
    }
    expect((await groups('?includecenters=true')).body).toMatchObject({
      location_groups: [named],
      num_records: 1,
    })
    expect((await groups('?includeCenters=true&includeNoLocationGroupCenters=true')).body).toMatchObject({
      location_groups: [
        named,
        {
          location_group_id: '00000000-0000-0000-0000-000000000000',
          centers: [{ center_id: a.centers.kolkata }],
        },
      ],
      num_records: 2,
    })
    expect((await groups('?includeNoLocationGroupCenters=true', { token: tokens.fred })).body).toMatchObject({
      num_records: 1,
    })
    expect((await groups('', { key: b.apiKey }, b.id)).body).toMatchObject({ num_records: 0 })
  })

  it.each([b.id, UNKNOWN, 'x'])('refuses the organisation %s with 502', async (id) => {
    const { status, body } = await groups('', {}, id)
    expect([status, body]).toMatchObject([
      400,
      { error: { code: 502, message: expect.stringContaining('organization_id') } },
    ])
  })
  it('is not for guests', refusesGuests('GET', `/v1/organizations/${a.id}/location_groups`))
})
