import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { NOW, PASSWORD } from '../../../../test/world.ts'
import { setSettings, signIn as signInTo } from '../test/people.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
beforeEach(() => test.setNow(NOW))
afterAll(() => test.stop())
const signIn = (userName: string) => signInTo(test, userName)

const { a, b } = world
const minimal = () => ({
  center_id: a.centers.newYork,
  personal_info: {
    first_name: 'Avery',
    last_name: 'Example',
    mobile_phone: { country_code: 225, number: '(202) 555-0123' },
  },
})
const create = (body: unknown, options = {}) => test.call('POST', '/v1/guests', { body, ...options })

describe('createGuest', () => {
  it('keeps the guest and answers with it, complete', async () => {
    const { status, body } = await create(minimal())
    expect(status).toBe(200)
    expect(body).toMatchObject({
      center_id: a.centers.newYork,
      center_name: 'Aurora New York',
      code: '',
      created_date: expect.stringMatching(/^2026-03-02T07:00:0\d$/),
      personal_info: {
        user_name: '',
        first_name: 'Avery',
        mobile_phone: {
          country_code: 225,
          number: '2025550123',
          phone_code: 1,
          display_number: '+1 202-555-0123',
        },
        work_phone: null,
        nationality_id: -1,
      },
      address_info: { country_id: -1, state_id: -1, address_1: '' },
      preferences: { recieve_lp_stmt: true, receive_marketing_email: false },
      tags: null,
      referral: null,
      error: null,
    })
    const again = await test.call('GET', `/v1/guests/${String(body.id)}`)
    expect(again.body).toEqual(body)
  })

  it('records Guest.Created once, in the transaction of the change', async () => {
    const before = (await test.events()).length
    const { body } = await create(minimal())
    const events = (await test.events()).slice(before)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'Guest.Created',
      center_id: a.centers.newYork,
      data: {
        id: body.id,
        _id: expect.any(Number),
        created_date: expect.stringMatching(/^2026-03-02T12:00:0\d$/),
        personal_info: { dob_incomplete_year: null },
      },
    })
  })

  it('reads what real clients send: odd case, numbers and booleans as text, null for nothing', async () => {
    const { status, body } = await create({
      CENTER_ID: a.centers.newYork.toUpperCase(),
      personal_info: {
        First_Name: 'Max',
        last_name: 'Case',
        gender: '1',
        date_of_birth: '1990-02-28',
        is_minor: 'false',
        email: null,
      },
      address_info: { zip_code: 10001, country_id: '225', state_id: null },
      preferences: { receive_marketing_email: 'True' },
      unknown_member: { anything: 1 },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      personal_info: {
        first_name: 'Max',
        gender: 1,
        date_of_birth: '1990-02-28T00:00:00',
        is_minor: false,
        email: '',
      },
      address_info: {
        zip_code: '10001',
        country_id: 225,
        country_name: expect.stringContaining('United States'),
      },
      preferences: { receive_marketing_email: true },
    })
  })

  describe.each([
    ['no center', { personal_info: { first_name: 'A', last_name: 'B' } }, 400, 503, 'center_id'],
    ['no body', undefined, 400, 503, 'body'],
    [
      'blank name',
      { center_id: a.centers.newYork, personal_info: { first_name: ' ', last_name: 'B' } },
      400,
      481,
      'first_name',
    ],
    [
      'unknown center',
      { ...minimal(), center_id: '00000000-0000-7000-8000-000000000001' },
      400,
      502,
      'center_id',
    ],
    ["another organisation's center", { ...minimal(), center_id: b.centers.oslo }, 400, 502, 'center_id'],
    ['code of another guest', { ...minimal(), code: 'g1' }, 400, 441, 'code'],
    [
      'a phone that is too short',
      {
        ...minimal(),
        personal_info: { ...minimal().personal_info, mobile_phone: { country_code: 225, number: '12' } },
      },
      400,
      482,
      'mobile_phone',
    ],
    ['an unknown country', { ...minimal(), address_info: { country_id: 9999 } }, 400, 484, 'country_id'],
    [
      'an impossible date',
      { ...minimal(), personal_info: { ...minimal().personal_info, date_of_birth: '2020-02-31' } },
      400,
      400,
      'date_of_birth',
    ],
    [
      'a name that is an object',
      { ...minimal(), personal_info: { first_name: {}, last_name: 'B' } },
      400,
      400,
      'first_name',
    ],
    [
      'a NUL character',
      { ...minimal(), personal_info: { first_name: 'A\0', last_name: 'B' } },
      400,
      400,
      'first_name',
    ],
    [
      'a lone surrogate',
      { ...minimal(), personal_info: { first_name: 'A\ud800', last_name: 'B' } },
      400,
      400,
      'first_name',
    ],
    ['a referral code nobody owns', { ...minimal(), referral_code: 'NOBODY12' }, 400, 502, 'referral_code'],
  ])('refuses %s', (_name, body, status, code, field) => {
    it(`with ${code} and changes nothing`, async () => {
      const before = await test.query('select count(*) from guests')
      const answer = await create(body)
      expect(answer.status).toBe(status)
      expect(answer.body).toMatchObject({
        success: false,
        error: { code, message: expect.stringContaining(field) },
        message: expect.stringContaining(field),
      })
      expect(await test.query('select count(*) from guests')).toEqual(before)
    })
  })

  it('answers the same once more under one Idempotency-Key, and refuses another body', async () => {
    const headers = { 'idempotency-key': 'create-avery' }
    const first = await create(minimal(), { headers })
    const second = await create(minimal(), { headers })
    expect(second.body).toEqual(first.body)
    expect(await test.query('select 1 from guests where id = $1', [first.body.id])).toHaveLength(1)
    const other = await create({ ...minimal(), code: 'X1' }, { headers })
    expect(other.status).toBe(422)
  })

  it('makes one guest of ten simultaneous calls under one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'ten-at-once' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(minimal(), { headers })))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
  })
})

describe('what createGuest makes of its input', () => {
  const settings = (change: object) => setSettings(test, change)
  const person = (change: object) => ({
    ...minimal(),
    personal_info: { ...minimal().personal_info, ...change },
  })

  it('tells of every channel the guest agreed to, consent numbers still 0', async () => {
    const before = (await test.events()).length
    const preferences = {
      receive_marketing_email: true,
      receive_transactional_sms: true,
      receive_marketing_sms: false,
    }
    const { body } = await create({ ...minimal(), preferences })
    expect(body.preferences).toMatchObject({ receive_marketing_email: true, marketing_email_optin: 0 })
    const events = (await test.events()).slice(before)
    expect(events.map((event) => event.type)).toEqual(['Guest.Created', 'Guest.OptedIn', 'Guest.OptedIn'])
    expect(events[2]!.data).toEqual({
      id: body.id,
      _id: expect.any(Number),
      timestamp: expect.stringMatching(/^2026-03-02T12:00:0\dZ$/),
      details: {
        first_name: 'Avery',
        last_name: 'Example',
        email: '',
        phone: [
          { type: 'Mobile', country_code: '225', number: '2025550123' },
          { type: 'Home', country_code: '225', number: '' },
          { type: 'Work', country_code: '225', number: '' },
        ],
      },
      preference_update: { category: 'marketing', channel: 'email' },
      current_preferences: {
        marketing: { email: 'opted-in', sms: 'opted-out', whatsapp: 'opted-out' },
        transactional: { email: 'opted-out', sms: 'opted-in', whatsapp: 'opted-out' },
      },
    })
  })

  it('names the people a guest points to, and refuses strangers', async () => {
    const of = (change: object) => create({ ...minimal(), ...change })
    const path = '/v1/guests?expand=referral&expand=primary_employee'
    const { body } = await test.call('POST', path, {
      body: {
        ...minimal(),
        preferences: { preferred_therapist: { id: a.employees.nora.toUpperCase() } },
        primary_employee_id: a.employees.mia,
        referral: { referral_source: { id: a.id, name: 'Friend' }, referred_by: { id: a.guests.ana } },
      },
    })
    expect(body).toMatchObject({
      preferences: { preferred_therapist: { id: a.employees.nora, name: 'Nora Young' } },
      primary_employee: { id: a.employees.mia, name: 'Mia Stone' },
      referral: {
        referral_source: { id: a.id, name: 'Friend' },
        referred_by: { id: a.guests.ana, name: 'Ana Lopez' },
      },
    })
    const foreign = await of({ preferences: { preferred_therapist: { id: b.employees.kari } } })
    expect(foreign).toMatchObject({
      status: 400,
      body: { error: { code: 1004 }, message: expect.stringContaining('preferred_therapist') },
    })
    expect((await of({ primary_employee: { id: b.employees.kari } })).body).toMatchObject({
      error: { code: 1004 },
    })
    expect((await of({ referral: { referred_by_id: b.guests.eva } })).body).toMatchObject({
      error: { code: 502 },
    })
  })

  it('finds who referred the guest by the code', async () => {
    const referrer = (await create(minimal())).body.id
    const [row] = await test.query<{ code: string }>(
      `select details ->> 'referral_code' as code from guests where id = $1`,
      [referrer],
    )
    expect(row!.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    const { body } = await test.call('POST', '/v1/guests?expand=referral', {
      body: { ...minimal(), referral_code: ` ${row!.code.toLowerCase()} ` },
    })
    expect(body.referral).toEqual({
      referral_source: null,
      referred_by: { id: referrer, name: 'Avery Example' },
    })
  })

  it('reads phones of the center country when none is given, and takes the dialling code off', async () => {
    const phone = async (mobile_phone: object, center_id: string = a.centers.newYork) =>
      (await create({ ...person({ mobile_phone }), center_id })).body.personal_info as Record<string, unknown>
    expect(await phone({ number: '1-202-555-0177' })).toMatchObject({
      mobile_phone: { country_code: 225, number: '2025550177' },
    })
    expect(await phone({ number: '98300 12399' }, a.centers.kolkata)).toMatchObject({
      mobile_phone: { country_code: 95, phone_code: 91 },
    })
    const short = await create(person({ home_phone: { country_code: 225, number: '555-0177' } }))
    expect(short.body).toMatchObject({ error: { code: 482 }, message: expect.stringContaining('home_phone') })
  })

  it.each([
    ['mobile', 'personal_info.mobile_phone', {}],
    ['email', 'personal_info.email', {}],
    ['birthday', 'personal_info.date_of_birth', { date_of_birth: '0001-01-01T00:00:00' }],
    ['gender', 'personal_info.gender', { gender: -1 }],
    ['nationality', 'personal_info.nationality_id', { nationality_id: -1 }],
    ['address', 'address_info.address_1', {}],
    ['city', 'address_info.city', {}],
    ['state', 'address_info.state_id', {}],
    ['country', 'address_info.country_id', {}],
    ['referral', 'referral.referral_source', {}],
  ])('demands %s where the organisation does', async (name, field, change) => {
    await settings({ mandatory_guest_fields: [name] })
    const { status, body } = await create(person({ mobile_phone: null, ...change }))
    await settings({ mandatory_guest_fields: [] })
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { code: 481 }, message: expect.stringContaining(field) })
  })

  it('numbers guests by the prefix and steps over codes chosen by hand', async () => {
    const [{ next }] = (await test.query<{ next: number }>(
      'select last_number + 1 as next from guest_counters where organization_id = $1',
      [a.id],
    )) as [{ next: number }]
    await settings({ guest_code_prefix: 'SPA', guest_code_start: 1000 })
    // The guest with the code taken by hand is itself number `next`, so the two after it are next + 1 and next + 2.
    await create({ ...minimal(), code: `spa${1000 + next}` })
    const { body } = await create(minimal())
    await settings({ guest_code_prefix: null })
    expect(body.code).toBe(`SPA${1000 + next + 1}`)
  })

  it.each([
    ['unique_guest_email', { email: 'TWIN@example.com' }, 442, 'email'],
    [
      'unique_guest_mobile',
      { mobile_phone: { country_code: 225, number: '2025559999' } },
      442,
      'mobile_phone',
    ],
    ['', { user_name: 'twin' }, 441, 'user_name'],
  ])('lets one of two twins through at once (%s)', async (setting, change, code, field) => {
    await settings(setting ? { [setting]: true } : {})
    const answers = await Promise.all([1, 2, 3, 4].map(() => create(person(change))))
    await settings(setting ? { [setting]: false } : {})
    expect(answers.map((answer) => answer.status).toSorted((x, y) => x - y)).toEqual([200, 400, 400, 400])
    const refused = answers.find((answer) => answer.status === 400)!
    expect(refused.body).toMatchObject({ error: { code }, message: expect.stringContaining(field) })
  })

  it('lets two guests share a mail address and a mobile where nobody forbids it', async () => {
    const twins = [
      await create(person({ email: 'two@example.com' })),
      await create(person({ email: 'two@example.com' })),
    ]
    expect(twins.map((twin) => twin.status)).toEqual([200, 200])
  })

  it('keeps leads apart', async () => {
    const lead = (await create({ ...minimal(), user_type: 4 })).body
    expect(lead).toMatchObject({ user_type: 4, user_type_id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  })

  it('lets the guest sign in with the password given, and refuses a poor one', async () => {
    const login = (password: string) =>
      create({ ...person({ user_name: 'avery' }), login_info: { password } })
    expect((await login('short')).body).toMatchObject({
      error: { code: 400 },
      message: expect.stringContaining('password'),
    })
    expect((await login(PASSWORD)).status).toBe(200)
    expect(await signIn('avery')).toMatch(/\S/)
  })
})

describe('who may create guests', () => {
  it('is not a guest, a therapist, or the desk of another center', async () => {
    for (const [name, center] of [
      ['ana', a.centers.newYork],
      ['nora', a.centers.newYork],
      ['fred', a.centers.kolkata],
    ] as const) {
      const { status, body } = await create(
        { ...minimal(), center_id: center },
        { token: await signIn(name) },
      )
      expect(status).toBe(403)
      expect(body).toMatchObject({ error: { code: 438 } })
    }
    expect((await create(minimal(), { token: await signIn('fred') })).status).toBe(200)
  })
})
