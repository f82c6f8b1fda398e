import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const { a, b } = world
const minimal = () => ({
  center_id: a.centers.newYork,
  personal_info: { first_name: 'Avery', last_name: 'Example', mobile_phone: { country_code: 225, number: '(202) 555-0123' } },
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
      created_date: '2026-03-02T07:00:00',
      personal_info: {
        user_name: '',
        first_name: 'Avery',
        mobile_phone: { country_code: 225, number: '2025550123', phone_code: 1, display_number: '+1 202-555-0123' },
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
      data: { id: body.id, _id: expect.any(Number), created_date: '2026-03-02T12:00:00', personal_info: { dob_incomplete_year: null } },
    })
  })

  it('reads what real clients send: odd case, numbers and booleans as text, null for nothing', async () => {
    const { status, body } = await create({
      CENTER_ID: a.centers.newYork.toUpperCase(),
      personal_info: { First_Name: 'Max', last_name: 'Case', gender: '1', date_of_birth: '1990-02-28', is_minor: 'false', email: null },
      address_info: { zip_code: 10001, country_id: '225', state_id: null },
      preferences: { receive_marketing_email: 'True' },
      unknown_member: { anything: 1 },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      personal_info: { first_name: 'Max', gender: 1, date_of_birth: '1990-02-28T00:00:00', is_minor: false, email: '' },
      address_info: { zip_code: '10001', country_id: 225, country_name: expect.stringContaining('United States') },
      preferences: { receive_marketing_email: true },
    })
  })

  describe.each([
    ['no center', { personal_info: { first_name: 'A', last_name: 'B' } }, 400, 503, 'center_id'],
    ['no body', undefined, 400, 503, 'body'],
    ['blank name', { center_id: a.centers.newYork, personal_info: { first_name: ' ', last_name: 'B' } }, 400, 481, 'first_name'],
    ['unknown center', { ...minimal(), center_id: '00000000-0000-7000-8000-000000000001' }, 400, 502, 'center_id'],
    ["another organisation's center", { ...minimal(), center_id: b.centers.oslo }, 400, 502, 'center_id'],
    ['code of another guest', { ...minimal(), code: 'g1' }, 400, 441, 'code'],
    ['a phone that is too short', { ...minimal(), personal_info: { ...minimal().personal_info, mobile_phone: { country_code: 225, number: '12' } } }, 400, 482, 'mobile_phone'],
    ['an unknown country', { ...minimal(), address_info: { country_id: 9999 } }, 400, 484, 'country_id'],
    ['an impossible date', { ...minimal(), personal_info: { ...minimal().personal_info, date_of_birth: '2020-02-31' } }, 400, 400, 'date_of_birth'],
    ['a name that is an object', { ...minimal(), personal_info: { first_name: {}, last_name: 'B' } }, 400, 400, 'first_name'],
    ['a NUL character', { ...minimal(), personal_info: { first_name: 'A\0', last_name: 'B' } }, 400, 400, 'first_name'],
    ['a lone surrogate', { ...minimal(), personal_info: { first_name: 'A\ud800', last_name: 'B' } }, 400, 400, 'first_name'],
    ['a referral code nobody owns', { ...minimal(), referral_code: 'NOBODY12' }, 400, 502, 'referral_code'],
  ])('refuses %s', (_name, body, status, code, field) => {
    it(`with ${code} and changes nothing`, async () => {
      const before = await test.query('select count(*) from guests')
      const answer = await create(body)
      expect(answer.status).toBe(status)
      expect(answer.body).toMatchObject({ success: false, error: { code, message: expect.stringContaining(field) }, message: expect.stringContaining(field) })
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

describe('getGuest', () => {
  it('knows an unknown, a malformed and a foreign id alike', async () => {
    for (const id of ['00000000-0000-7000-8000-000000000001', "1' or 1=1", b.guests.eva]) {
      const { status, body } = await test.call('GET', `/v1/guests/${encodeURIComponent(id)}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({ error: { code: 414 }, message: expect.stringContaining('guest_id') })
    }
  })

  it('answers on odd paths and with 304 when nothing changed', async () => {
    const first = await test.call('GET', `/V1//Guests/${a.guests.ana.toUpperCase()}/`)
    expect(first.status).toBe(200)
    const etag = first.headers.get('etag')!
    const again = await test.call('GET', `/v1/guests/${a.guests.ana}`, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it('refuses callers without a credential', async () => {
    const { status, body } = await test.call('GET', `/v1/guests/${a.guests.ana}`, { key: null })
    expect(status).toBe(401)
    expect(body).toEqual({ Message: 'Authorization has been denied for this request.' })
  })
})
