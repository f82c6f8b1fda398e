import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'

let test: TestApp
let guestToken: string
let deskToken: string
beforeAll(async () => {
  test = await startTestApp()
  const signIn = async (user_name: string) => {
    const { appId: app_id, appSecret: app_secret, accountName: account_name } = world.a
    const body = { account_name, user_name, password: PASSWORD, app_id, app_secret, grant_type: 'password' }
    const answer = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      body,
      key: null,
    })
    return answer.body.credentials.access_token
  }
  guestToken = await signIn('ana')
  deskToken = await signIn('fred')
})
afterAll(() => test.stop())

interface Place {
  id: number
  code: string | null
  name: string
  short_name: string | null
}

describe('listCountries', () => {
  it('has the ids clients keep, for keys, employees and guests', async () => {
    for (const options of [{}, { token: guestToken }, { token: deskToken }]) {
      const { status, body } = await test.call<{ countries: Place[] }>('GET', '/v1/countries', options)
      expect(status).toBe(200)
      expect(body.countries).toHaveLength(250)
      expect(body.countries.find((country) => country.id === 225)).toEqual({
        id: 225,
        code: 'US',
        name: 'United States',
        short_name: 'US',
        phone_code: 1,
        nationality: 'American',
      })
      expect(body).toMatchObject({ error: null })
    }
  })

  it('puts a placeholder in front for drop-down lists', async () => {
    const { body } = await test.call<{ countries: Place[] }>(
      'GET',
      '/V1/Countries/?Add_Defaults_For_Dropdown=TRUE',
    )
    expect(body.countries[0]).toEqual({
      id: -1,
      code: null,
      name: 'Select',
      short_name: null,
      phone_code: null,
      nationality: null,
    })
    expect(body.countries).toHaveLength(251)
  })

  it('needs a credential', async () => {
    const { status, body } = await test.call('GET', '/v1/countries', { key: null })
    expect([status, body]).toEqual([401, { Message: 'Authorization has been denied for this request.' }])
  })
})

describe('listCountryStates', () => {
  const states = async (id: string, options = {}) =>
    test.call<{ states: Place[]; error: unknown; message: string }>(
      'GET',
      `/v1/countries/${id}/states`,
      options,
    )

  it('has a state by its id and code, and Others at the end', async () => {
    const { body } = await states('225', { token: guestToken })
    expect(body.states.find((state) => state.id === 70)).toEqual({
      id: 70,
      code: 'US39',
      name: 'Ohio',
      short_name: 'OH',
    })
    expect(body.states.at(-1)).toEqual({ id: -2, code: null, name: 'Others', short_name: null })
    expect(body.states.filter((state) => state.id < 0)).toHaveLength(1)
  })

  it('is empty for a country without states, but for the placeholder asked for', async () => {
    const { body: countries } = await test.call<{ countries: Place[] }>('GET', '/v1/countries')
    const svalbard = countries.countries.find((country) => country.code === 'SJ')!.id
    expect((await states(String(svalbard))).body).toEqual({ states: [], error: null })
    const { body } = await states(`${svalbard}`)
    expect(body.states).toEqual([])
    const filled = await test.call<{ states: Place[] }>(
      'GET',
      `/v1/countries/${svalbard}/states?add_defaults_for_dropdown=true`,
    )
    expect(filled.body.states).toEqual([{ id: -1, code: null, name: 'Select', short_name: null }])
  })

  it.each(['0', '-1', '9999', 'us', '99999999999', '1.5'])('refuses country %s with 502', async (id) => {
    const { status, body } = await states(id)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      error: { code: 502, message: expect.stringContaining('country_id') },
      message: expect.any(String),
    })
  })
})

describe('listBlockOutTimeTypes', () => {
  interface Types {
    block_out_time_types: { id: number; name: string; duration: number }[]
    page_info: object
  }
  const types = (query = '', options = {}) =>
    test.call<Types>('GET', `/v1/organizations/blockouttimes/types${query}`, options)

  it('lists those of employees by name, those of rooms with source 1', async () => {
    const { status, body } = await types()
    expect(status).toBe(200)
    expect(body.block_out_time_types.map((type) => type.name)).toEqual(['Lunch', 'Training'])
    for (const type of body.block_out_time_types)
      expect(type).toEqual({ id: expect.any(Number), name: type.name, duration: expect.any(Number) })
    expect(body.page_info).toEqual({ total: 2, page: 1, size: 10 })
    expect((await types('?source=1')).body.block_out_time_types.map((type) => type.name)).toEqual([
      'Cleaning',
    ])
  })

  it('leaves out inactive ones and pages', async () => {
    await test.query(
      `update block_out_types set is_active = false where organization_id = $1 and name = 'Training'`,
      [world.b.id],
    )
    expect(
      (await types('', { key: world.b.apiKey })).body.block_out_time_types.map((type) => type.name),
    ).toEqual(['Lunch'])
    const second = await types('?page=2&size=1')
    expect(second.body.block_out_time_types.map((type) => type.name)).toEqual(['Training'])
    expect((await types('?page=9')).body).toMatchObject({
      block_out_time_types: [],
      page_info: { total: 2, page: 9, size: 10 },
    })
  })

  it('refuses pages that are too large or none, other sources and guests', async () => {
    const tooLarge = await types('?size=101')
    expect([tooLarge.status, tooLarge.body]).toEqual([422, { code: 422, message: expect.any(String) }])
    expect((await types('?page=0')).status).toBe(400)
    expect((await types('?source=2')).body).toMatchObject({
      error: { code: 400, message: expect.stringContaining('source') },
    })
    const asGuest = await types('', { token: guestToken })
    expect([asGuest.status, asGuest.body]).toMatchObject([403, { error: { code: 438 } }])
  })
})
