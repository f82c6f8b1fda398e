import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { NOW, PASSWORD } from '../../../../test/world.ts'
import { addEmployeeGuest, addGuest, setSettings, signIn } from '../test/people.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
beforeEach(() => test.setNow(NOW))
afterAll(() => test.stop())

const { a, b } = world
const ALL = '?expand=tags&expand=referral&expand=primary_employee&expand=login_info'
const rich = () =>
  addGuest(test, {
    code: null,
    personal_info: {
      email: 'avery@example.com',
      gender: 1,
      mobile_phone: { country_code: 225, number: '2025550123' },
      date_of_birth: '1990-02-28',
    },
    address_info: { address_1: '5 Elm', city: 'Troy', zip_code: '12180', country_id: 225 },
    preferences: { receive_marketing_email: true, preferred_therapist: { id: a.employees.nora } },
    tags: ['VIP'],
    referral: { referral_source: { id: a.id, name: 'Friend' } },
    primary_employee: { id: a.employees.mia },
  })
const names = { first_name: 'Avery', last_name: 'Example' }
const put = (id: unknown, body: unknown, options = {}) =>
  test.call('PUT', `/v1/guests/${String(id)}${ALL}`, { body, ...options })
const read = (id: unknown) => test.call('GET', `/v1/guests/${String(id)}${ALL}`)
/** Events of one call, beyond those that were there. */
async function eventsOf(work: () => Promise<unknown>) {
  const before = (await test.events()).length
  await work()
  return (await test.events()).slice(before)
}

describe('updateGuest', () => {
  it('answers with the changed guest, which reads back the same', async () => {
    const { id } = await rich()
    const { status, body } = await put(id, {
      center_id: a.centers.newYork,
      personal_info: { ...names, last_name: 'Changed', email: 'new@example.com' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id,
      personal_info: { last_name: 'Changed', email: 'new@example.com' },
      error: null,
    })
    expect((await read(id)).body).toEqual(body)
  })

  it('keeps parts that are absent or null', async () => {
    const { id } = await rich()
    const before = (await read(id)).body
    const nothing = {
      address_info: null,
      preferences: null,
      tags: null,
      referral: null,
      primary_employee: null,
      code: null,
    }
    for (const parts of [{}, nothing]) {
      await put(id, { center_id: a.centers.newYork, personal_info: before.personal_info, ...parts })
      expect((await read(id)).body).toEqual(before)
    }
  })

  it('replaces a part that is sent: members left out are emptied', async () => {
    const { id } = await rich()
    const { body } = await put(id, {
      center_id: a.centers.newYork,
      personal_info: names,
      address_info: { city: 'Utica' },
      tags: [],
    })
    expect(body).toMatchObject({
      personal_info: { email: '', mobile_phone: null, gender: 0, date_of_birth: null },
      address_info: { address_1: '', city: 'Utica', zip_code: '', country_id: -1 },
      tags: null,
    })
  })

  it('keeps consent and the login name unless they are spoken of', async () => {
    const { id } = await addGuest(test, {
      personal_info: { user_name: 'keeper' },
      preferences: { receive_marketing_email: true },
    })
    const { body } = await put(id, {
      center_id: a.centers.newYork,
      personal_info: names,
      preferences: { receive_marketing_sms: true },
    })
    expect(body).toMatchObject({
      personal_info: { user_name: 'keeper' },
      preferences: { receive_marketing_email: true, receive_marketing_sms: true, marketing_sms_optin: 1 },
      login_info: { user_name: 'keeper' },
    })
  })

  it('moves the guest to another center, and writes back what was read without loss', async () => {
    const { id } = await rich()
    const whole = (await read(id)).body
    const { body } = await put(id, { ...whole, center_id: a.centers.kolkata })
    expect(body).toMatchObject({
      ...whole,
      center_id: a.centers.kolkata,
      center_name: 'Aurora Kolkata',
      created_date: expect.stringMatching(/^2026-03-02T17:30:0\d$/),
      preferences: expect.anything(),
    })
  })

  it('records Guest.Updated once with the whole guest, and nothing for tags or no change', async () => {
    const { id, personal_info } = await rich()
    const same = { center_id: a.centers.newYork, personal_info }
    const changed = await eventsOf(() => put(id, { ...same, address_info: { city: 'Utica' } }))
    expect(changed).toHaveLength(1)
    expect(changed[0]).toMatchObject({
      type: 'Guest.Updated',
      center_id: a.centers.newYork,
      data: {
        id,
        address_info: { city: 'Utica' },
        created_date: expect.stringMatching(/^2026-03-02T12:00:0\d$/),
      },
    })
    expect(await eventsOf(() => put(id, { ...same, tags: ['regular'] }))).toEqual([])
    expect(await eventsOf(() => put(id, same))).toEqual([])
  })

  it('tells of each channel opted in or out, and keeps the consent state', async () => {
    const { id, personal_info } = await rich()
    const preferences = {
      receive_marketing_email: false,
      receive_transactional_sms: true,
      receive_transactional_whatsapp: true,
    }
    const events = await eventsOf(() => put(id, { center_id: a.centers.newYork, personal_info, preferences }))
    expect(events.map((event) => [event.type, event.data.preference_update])).toEqual([
      ['Guest.Updated', undefined],
      ['Guest.OptedIn', { category: 'transactional', channel: 'sms' }],
      ['Guest.OptedIn', { category: 'transactional', channel: 'whatsapp' }],
      ['Guest.OptedOut', { category: 'marketing', channel: 'email' }],
    ])
    expect(events[3]!.data.current_preferences).toEqual({
      marketing: { email: 'opted-out', sms: 'opted-out', whatsapp: 'opted-out' },
      transactional: { email: 'opted-out', sms: 'opted-in', whatsapp: 'opted-in' },
    })
    const { body } = await read(id)
    expect(body.preferences).toMatchObject({
      marketing_email_optin: 6,
      transactional_sms_optin: 1,
      transactional_whatsapp_optin: 1,
      transactional_email_optin: 0,
    })
  })

  it('lets guests of a family host be changed by the host alone', async () => {
    const [ana, ben] = [await signIn(test, 'ana'), await signIn(test, 'ben')]
    const body = {
      center_id: a.centers.newYork,
      personal_info: { first_name: 'Kit', last_name: 'Lopez', gender: 1 },
    }
    expect((await put(a.guests.child, body, { token: ana })).status).toBe(200)
    for (const [id, token] of [
      [a.guests.child, ben],
      [a.guests.ben, ana],
      [b.guests.eva, ana],
    ] as const) {
      const { status, body: refused } = await put(id, body, { token })
      expect(status).toBe(403)
      expect(refused).toMatchObject({ error: { code: 438 }, message: expect.stringContaining('guest_id') })
    }
    const password = await put(a.guests.ana, { ...body, login_info: { password: PASSWORD } }, { token: ana })
    expect(password).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('login_info.password') },
    })
  })

  it('refuses the desk of another center, from where and to where', async () => {
    const fred = await signIn(test, 'fred')
    const { id } = await rich()
    const body = { center_id: a.centers.kolkata, personal_info: names }
    expect((await put(id, body, { token: fred })).status).toBe(403)
    expect((await put(a.guests.dev, { ...body, center_id: a.centers.newYork }, { token: fred })).status).toBe(
      403,
    )
  })

  it('takes a new password from staff', async () => {
    const { id } = await addGuest(test, { personal_info: { user_name: 'renewed' } })
    await put(id, { center_id: a.centers.newYork, personal_info: names, login_info: { password: PASSWORD } })
    expect(await signIn(test, 'renewed')).toMatch(/\S/)
  })

  const fine = () => ({ center_id: a.centers.newYork, personal_info: names })
  it.each<[string, () => unknown, number, string]>([
    ['no body', () => undefined, 503, 'body'],
    ['no center', () => ({ personal_info: names }), 503, 'center_id'],
    [
      'no names',
      () => ({ center_id: a.centers.newYork, personal_info: { first_name: 'A' } }),
      503,
      'last_name',
    ],
    ['a blank name', () => ({ ...fine(), personal_info: { ...names, last_name: ' ' } }), 481, 'last_name'],
    ["another guest's code", () => ({ ...fine(), code: 'G1' }), 441, 'code'],
    [
      "another guest's login",
      () => ({ ...fine(), personal_info: { ...names, user_name: 'ANA' } }),
      441,
      'user_name',
    ],
    [
      'a short phone',
      () => ({ ...fine(), personal_info: { ...names, mobile_phone: { country_code: 225, number: '123' } } }),
      482,
      'mobile_phone',
    ],
    ['an unknown state', () => ({ ...fine(), address_info: { state_id: 99999 } }), 484, 'state_id'],
    ['an unknown center', () => ({ ...fine(), center_id: b.centers.oslo }), 502, 'center_id'],
    [
      "another organisation's therapist",
      () => ({ ...fine(), preferences: { preferred_therapist_id: b.employees.kari } }),
      1004,
      'preferred_therapist',
    ],
  ])('refuses %s and changes nothing', async (_name, body, code, field) => {
    const { id } = await rich()
    const before = (await read(id)).body
    const answer = await put(id, body())
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code }, message: expect.stringContaining(field) })
    expect((await read(id)).body).toEqual(before)
  })

  it('refuses an own referral code, and mail and mobile of others where they must be unique', async () => {
    const { id } = await rich()
    const other = await addGuest(test, { personal_info: { email: 'other@example.com' } })
    const [row] = await test.query<{ code: string }>(
      `select details ->> 'referral_code' as code from guests where id = $1`,
      [id],
    )
    await test.query(`update guests set details = details - 'referral' where id = $1`, [id])
    expect((await put(id, { ...fine(), referral_code: row!.code })).body).toMatchObject({
      error: { code: 502 },
    })
    await setSettings(test, { unique_guest_email: true })
    const twin = await put(id, { ...fine(), personal_info: { ...names, email: 'Other@Example.com' } })
    const self = await put(other.id, { ...fine(), personal_info: { ...names, email: 'OTHER@example.com' } })
    await setSettings(test, { unique_guest_email: false })
    expect(twin.body).toMatchObject({ error: { code: 442 }, message: expect.stringContaining('email') })
    expect(self.status).toBe(200)
  })

  it('knows unknown, malformed and foreign ids alike', async () => {
    for (const id of ['00000000-0000-7000-8000-000000000001', 'none', b.guests.eva]) {
      const { status, body } = await put(id, fine())
      expect(status).toBe(400)
      expect(body).toMatchObject({ error: { code: 414 }, message: expect.stringContaining('guest_id') })
    }
  })
})

describe('the guest profile of an employee', () => {
  it('is changed where the employee does not decide, and may be written back as it was read', async () => {
    const { id } = await addEmployeeGuest(test)
    const { body: whole } = await read(id)
    expect(whole).toMatchObject({ can_edit_personal_info: false, personal_info: { gender: 1 } })
    expect((await put(id, whole)).body).toEqual(whole)
    const { body } = await put(id, {
      center_id: a.centers.newYork,
      personal_info: { first_name: 'Robin', last_name: 'Staff', date_of_birth: '1990-02-28' },
      address_info: { city: 'Troy' },
    })
    expect(body).toMatchObject({
      personal_info: {
        middle_name: 'Q',
        gender: 1,
        mobile_phone: { number: '2025550142' },
        date_of_birth: '1990-02-28T00:00:00',
      },
      address_info: { city: 'Troy' },
    })
  })

  it.each([
    ['first_name', { first_name: 'Robert' }],
    ['last_name', { last_name: 'Other' }],
    ['middle_name', { middle_name: 'Z' }],
    ['email', { email: 'robin@example.com' }],
    ['gender', { gender: 0 }],
    ['mobile_phone', { mobile_phone: { country_code: 225, number: '2025550143' } }],
  ])('is refused another %s', async (field, change) => {
    const { id, employeeId } = await addEmployeeGuest(test)
    const body = {
      center_id: a.centers.newYork,
      personal_info: { first_name: 'Robin', last_name: 'Staff', ...change },
    }
    expect(await put(id, body)).toMatchObject({
      status: 400,
      body: { error: { code: 502, message: expect.stringContaining(field) } },
    })
    // Who has left is a guest like any other.
    await test.call('DELETE', `/admin/v1/employees/${employeeId}`)
    expect((await put(id, body)).status).toBe(200)
  })
})

describe('activateGuestEmail', () => {
  const activate = (id: string, options = {}) => test.call('PUT', `/v1/guests/${id}/email_activate`, options)
  const block = (id: string) =>
    test.query(`update guests set details = details || '{"email_blocked":"bounced"}' where id = $1`, [id])
  const blocked = async (id: string) =>
    (
      await test.query<{ mark: string | null }>(
        `select details ->> 'email_blocked' as mark from guests where id = $1`,
        [id],
      )
    )[0]!.mark

  it('clears the mark, as often as asked', async () => {
    const { id } = await rich()
    await block(id)
    for (const _ of [1, 2]) expect(await activate(id)).toMatchObject({ status: 200, body: { error: null } })
    expect(await blocked(id)).toBeNull()
  })

  it('needs an email, a guest, and somebody of the staff', async () => {
    const { id } = await addGuest(test)
    expect((await activate(id)).body).toMatchObject({
      error: { code: 502 },
      message: expect.stringContaining('email'),
    })
    expect((await activate(b.guests.eva)).body).toMatchObject({
      error: { code: 502 },
      message: expect.stringContaining('guest'),
    })
    expect((await activate(a.guests.ana, { token: await signIn(test, 'ana') })).body).toMatchObject({
      error: { code: 438 },
    })
  })

  it('happens by itself when the address changes, and only then', async () => {
    const { id } = await rich()
    await block(id)
    await put(id, {
      center_id: a.centers.newYork,
      personal_info: { ...names, email: 'avery@example.com' },
    })
    expect(await blocked(id)).toBe('bounced')
    await put(id, {
      center_id: a.centers.newYork,
      personal_info: { ...names, email: 'fresh@example.com' },
    })
    expect(await blocked(id)).toBeNull()
  })
})
