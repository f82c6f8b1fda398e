import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'
import { forgetCallers } from '#areas/access-tokens'

let test: TestApp
const tokens: Record<string, string> = {}
const { a, b } = world

beforeAll(async () => {
  test = await startTestApp()
  for (const user_name of ['olga', 'fred', 'ana']) {
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
  await test.query(
    `update centers set latitude = 40.75, longitude = -73.99, state_id = 70, phone = '5550100000',
      details = '{"culture_code": "en-GB", "online_booking_start_date": "2026-01-01"}' where id = $1`,
    [a.centers.newYork],
  )
  await test.query(
    `update centers set latitude = 22.57, longitude = 88.36, state_id = -2, state_other = 'Bengal', settings = '{"cancellation_window_hours": 12}',
      details = '{"catalog": {"enabled": false, "gift_cards": true}}' where id = $1`,
    [a.centers.kolkata],
  )
  await test.query(
    `update center_hours set opens = 480, closes = 1560, online_opens = 630, online_closes = 1260, off_peak_opens = 600, off_peak_closes = 1020
      where center_id = $1 and weekday = 1`,
    [a.centers.newYork],
  )
})
afterAll(() => test.stop())

type Center = Record<string, unknown> & { id: string; working_hours: Record<string, unknown>[] | null }
interface Centers {
  centers: Center[]
  requested_centers: Center[] | null
  page_info: object | null
  error: unknown
}
const list = (query = '', options = {}) => test.call<Centers>('GET', `/v1/centers${query}`, options)
const names = (answer: { body: Centers }) => answer.body.centers.map((center) => center.name)

/** A GET with a body, which fetch will not send. */
function getWithBody(body: object): Promise<Centers> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = {
      authorization: `apikey ${a.apiKey}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    }
    const call = request(`${test.url}/v1/centers`, { method: 'GET', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as Centers))
    })
    call.on('error', reject)
    call.end(text)
  })
}

describe('listCenters', () => {
  it('shows a center complete', async () => {
    const { status, body } = await list('?page=1')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      requested_centers: null,
      page_info: { total: 2, page: 1, size: 10 },
      error: null,
    })
    expect(body.centers[1]).toEqual({
      id: a.centers.newYork,
      code: 'NYC',
      name: 'Aurora New York',
      display_name: 'Aurora New York',
      description: '',
      online_booking_start_date: '2026-01-01T00:00:00',
      enable_parallel_services_at_center: true,
      zone: null,
      country: { id: 225, code: 'US', name: 'United States', phone_code: 1, nationality: 'American' },
      state: { id: 70, code: 'US39', name: 'Ohio', short_name: 'OH' },
      location: {
        lattitude: 40.75,
        latitude: 40.75,
        longitude: -73.99,
        time_zone: {
          id: 15,
          name: '(UTC-05:00) Eastern Time (US & Canada)',
          standard_name: 'Eastern Standard Time',
          symbol: 'Eastern Standard Time',
        },
      },
      currency: {
        id: 148,
        name: expect.stringContaining('Dollar'),
        code: 'USD',
        symbol: '0024',
        currency_symbol: '$',
      },
      address_info: {
        address_1: '1 Main Street',
        address_2: null,
        city: 'Aurora New York',
        zip_code: '10001',
      },
      settings: null,
      contact_info: {
        phone_1: { country_id: 225, number: '5550100000', display_number: '(555) 010-0000' },
        phone_2: null,
        email: 'nyc@example.com',
      },
      working_hours: null,
      additional_info: null,
      catalog_settings: null,
      culture_code_at_center: 'en-GB',
      is_fbe_enabled: false,
      is_hc_call_center: false,
      distance_to_provided_location: null,
      distance_type: null,
    })
    expect(body.centers[0]).toMatchObject({
      state: { id: -2, code: null, name: 'Bengal', short_name: null },
      currency: { id: 61, symbol: '20b9' },
      culture_code_at_center: 'en-IN',
    })
  })

  it('fills the parts that expand names, Monday first', async () => {
    const { body } = await list('?expand=WORKING_HOURS&expand[1]=additional_info&expand=catalog_settings')
    const [kolkata, newYork] = body.centers
    expect(newYork!.working_hours!.map((day) => day.day_of_week)).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Saturday',
      'Sunday',
    ])
    expect(newYork!.working_hours![0]).toEqual({
      day_of_week: 'Monday',
      start_time: '1030',
      end_time: '2100',
      offline_start_time: '800',
      offline_end_time: '200',
      off_peak_start_time: '1000',
      off_peak_end_time: '1700',
      is_closed: false,
    })
    expect(newYork!.working_hours![1]).toMatchObject({
      start_time: '900',
      end_time: '1800',
      off_peak_start_time: '0',
      off_peak_end_time: '0',
    })
    expect(newYork!.working_hours![6]).toMatchObject({
      day_of_week: 'Sunday',
      start_time: '0',
      is_closed: true,
    })
    expect(newYork!.additional_info).toMatchObject({
      can_book: true,
      cancellation_fee_duration: 24,
      center_amenities: '{"centerAmenitiesSection":[],"order":[]}',
      service_tax_no: null,
    })
    expect(kolkata!.additional_info).toMatchObject({ can_book: false, cancellation_fee_duration: 12 })
    expect(kolkata!.catalog_settings).toEqual({
      is_service_sale_enabled: true,
      is_giftcard_sale_enabled: true,
      is_membership_sale_enabled: false,
      is_seriespackage_sale_enabled: false,
      gift_card_sale_center_id: null,
      online_bookings_start_date: null,
      is_reserve_with_google_enabled: false,
    })
  })

  it('is the whole list without page and size, a page with either', async () => {
    await test.query(
      `insert into centers (organization_id, id, code, name, display_name, time_zone, currency_code, country_id, created_at, updated_at)
      select $1, gen_random_uuid(), 'X' || n, 'Extra ' || n, 'Extra', 'UTC', 'NOK', 155, now(), now() from generate_series(1, 14) n`,
      [b.id],
    )
    const whole = await list('', { key: b.apiKey })
    expect(whole.body.centers).toHaveLength(15)
    expect(whole.body.page_info).toBeNull()
    const page = await list('?size=4&page=4', { key: b.apiKey })
    expect(page.body.centers).toHaveLength(3)
    expect(page.body.page_info).toEqual({ total: 15, page: 4, size: 4 })
    expect((await list('?page=2', { key: b.apiKey })).body.centers).toHaveLength(5)
  })

  it('keeps to the organisation, the roles of an employee and online sale', async () => {
    expect(names(await list())).toEqual(['Aurora Kolkata', 'Aurora New York'])
    expect(names(await list('', { token: tokens.olga }))).toEqual(['Aurora Kolkata', 'Aurora New York'])
    expect(names(await list('', { token: tokens.fred }))).toEqual(['Aurora New York'])
    expect(names(await list('', { token: tokens.ana }))).toEqual(['Aurora Kolkata', 'Aurora New York'])
    expect(names(await list('?catalog_enabled=true'))).toEqual(['Aurora New York'])
  })

  describe('near', () => {
    it('sorts by distance from a point', async () => {
      const { body } = await list('?latitude=51.5&longitude=0')
      expect(names({ body })).toEqual(['Aurora New York', 'Aurora Kolkata'])
      // Great circles London to New York and to Kolkata.
      expect(body.centers[0]!.distance_to_provided_location).toBeCloseTo(5574, -1)
      expect(body.centers[1]!.distance_to_provided_location).toBeCloseTo(7949, -1)
      expect(body.centers[0]!.distance_type).toBe('km')
      expect(body.requested_centers).toBeNull()
    })

    it('of a center shows that one apart', async () => {
      const { body } = await list(`?center_id=${a.centers.kolkata}&expand=working_hours`)
      expect(names({ body })).toEqual(['Aurora New York'])
      expect(body.centers[0]!.distance_to_provided_location).toBeCloseTo(12_754, -2)
      expect(body.requested_centers).toMatchObject([
        { id: a.centers.kolkata, distance_to_provided_location: 0 },
      ])
      expect(body.requested_centers![0]!.working_hours).toHaveLength(7)
    })

    it('has no distances when the center has no place, and puts centers without one last', async () => {
      const osloFirst = await list(`?center_id=${b.centers.oslo}`, { key: b.apiKey })
      expect(osloFirst.body.centers[0]).toMatchObject({
        distance_to_provided_location: null,
        distance_type: null,
      })
      await test.query('update centers set latitude = 10, longitude = 10 where id = $1', [b.centers.oslo])
      const { body } = await list('?latitude=-10&longitude=-170', { key: b.apiKey })
      expect(body.centers[0]!.id).toBe(b.centers.oslo)
      // Exactly the other side of the earth: half its circumference, not NaN.
      expect(body.centers[0]!.distance_to_provided_location).toBeCloseTo(20_015, 0)
    })

    it('reads the same names from the body of the GET', async () => {
      const body = await getWithBody({ LATITUDE: '51.5', longitude: 0 })
      expect(body.centers[0]).toMatchObject({ distance_type: 'km' })
    })
  })

  it.each([
    ['a page too large', '?size=101', 422, 422, '100'],
    ['page 0', '?page=0', 400, 400, 'page'],
    ['size in words', '?size=ten', 400, 400, 'size'],
    ['half a point', '?latitude=1', 400, 400, 'longitude'],
    ['the other half', '?longitude=1', 400, 400, 'latitude'],
    ['a latitude off the earth', '?latitude=91&longitude=0', 400, 400, 'latitude'],
    ['a longitude off the earth', '?latitude=0&longitude=-181', 400, 400, 'longitude'],
    ['a foreign center', `?center_id=${b.centers.oslo}`, 400, 502, 'center_id'],
    ['an unknown center', '?center_id=00000000-0000-7000-8000-000000000001', 400, 502, 'center_id'],
    ['an id that is none', '?center_id=x', 400, 400, 'center_id'],
  ])('refuses %s', async (_name, query, status, code, text) => {
    const answer = await test.call('GET', `/v1/centers${query}`)
    expect(answer.status).toBe(status)
    const {
      code: bare,
      error,
      message,
    } = answer.body as { code?: number; error?: { code: number }; message: string }
    expect(error?.code ?? bare).toBe(code)
    expect(message).toContain(text)
  })

  it('does not find a base center beyond the roles of an employee', async () => {
    const { status, body } = await test.call('GET', `/v1/centers?center_id=${a.centers.kolkata}`, {
      token: tokens.fred,
    })
    expect([status, body]).toMatchObject([400, { error: { code: 502 } }])
  })
})

describe('getCenter', () => {
  it('is short and flat', async () => {
    const { status, body } = await test.call('GET', `/v1/Centers/${a.centers.newYork.toUpperCase()}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      center: {
        id: a.centers.newYork,
        name: 'Aurora New York',
        code: 'NYC',
        phone: '5550100000',
        time_zone_id: 15,
        currency_id: 148,
        email: 'nyc@example.com',
      },
      error: null,
    })
  })

  it('does not know foreign, unknown and malformed ids', async () => {
    for (const id of [b.centers.oslo, '00000000-0000-7000-8000-000000000001', 'nowhere']) {
      const { status, body } = await test.call('GET', `/v1/centers/${id}`)
      expect([status, body]).toMatchObject([
        400,
        { error: { code: 502, message: expect.stringContaining('center_id') } },
      ])
    }
  })

  it('is open to guests, and to employees where their roles reach', async () => {
    expect((await test.call('GET', `/v1/centers/${a.centers.kolkata}`, { token: tokens.ana })).status).toBe(
      200,
    )
    expect((await test.call('GET', `/v1/centers/${a.centers.newYork}`, { token: tokens.fred })).status).toBe(
      200,
    )
    const { status, body } = await test.call('GET', `/v1/centers/${a.centers.kolkata}`, {
      token: tokens.fred,
    })
    expect([status, body]).toMatchObject([403, { error: { code: 438 } }])
    expect((await test.call('GET', `/v1/centers/${a.centers.newYork}`, { key: null })).status).toBe(401)
  })
})

describe('deactivateCenter', () => {
  const deactivate = (body: unknown, options = {}) =>
    test.call('PUT', '/v1/centers/deactivate_center', { body, ...options })
  const isActive = async (id: string) =>
    (await test.query<{ is_active: boolean }>('select is_active from centers where id = $1', [id]))[0]!
      .is_active
  const facts = {
    center_id: a.centers.kolkata,
    organization_id: a.id,
    account_name: 'Aurora',
    churn_reason: 'Location closed',
  }

  it.each([
    ['no center', { churn_reason: 'x' }, 'center_id'],
    ['a malformed center', { center_id: '12' }, 'center_id'],
    ['a foreign center', { center_id: b.centers.oslo }, 'center_id'],
    ['an unknown center', { center_id: '00000000-0000-7000-8000-000000000001' }, 'center_id'],
    ['another organisation', { ...facts, organization_id: b.id }, 'organization_id'],
    ['another account', { ...facts, account_name: 'borealis' }, 'account_name'],
    ['no body', undefined, 'body'],
  ])('refuses %s with 502', async (_name, body, field) => {
    const answer = await deactivate(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code: 502, message: expect.stringContaining(field) },
    })
    expect(await isActive(a.centers.kolkata)).toBe(true)
    expect(await isActive(b.centers.oslo)).toBe(true)
  })

  it('is not for guests, nor for employees of single centers', async () => {
    await test.query(`update security_roles set rights = rights || '{centers:write}' where id = $1`, [
      a.roles.frontDesk,
    ])
    forgetCallers()
    for (const token of [tokens.ana, tokens.fred]) {
      const { status, body } = await deactivate({ center_id: a.centers.newYork }, { token })
      expect([status, body]).toMatchObject([403, { error: { code: 438 } }])
    }
    expect(await isActive(a.centers.newYork)).toBe(true)
  })

  it('takes the center out of the list, keeps it, tells nobody, and may be repeated', async () => {
    for (const token of [tokens.olga, undefined]) {
      const { status, body } = await deactivate(facts, token ? { token } : {})
      expect([status, body]).toEqual([200, { error: null }])
    }
    expect(names(await list())).toEqual(['Aurora New York'])
    expect((await test.call('GET', `/v1/centers?center_id=${a.centers.kolkata}`)).body).toMatchObject({
      error: { code: 502 },
    })
    expect((await test.call('GET', `/v1/centers/${a.centers.kolkata}`)).status).toBe(200)
    expect(await test.query('select details from centers where id = $1', [a.centers.kolkata])).toMatchObject([
      { details: { churn_reason: 'Location closed' } },
    ])
    expect(await test.events()).toEqual([])
  })
})
