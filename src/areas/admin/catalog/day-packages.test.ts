import { describe, expect, it } from 'vitest'
import { forgetCallers } from '#areas/access-tokens'
import { PASSWORD } from '../../../../test/world.ts'
import { nobody, useCatalog, world } from './test-kit.ts'

const { a, b } = world
const { call, create, newCode, query, send } = useCatalog()
const minimal = () => ({
  code: newCode(),
  name: 'Spa day',
  price: 150,
  services: [{ service_id: a.services.massage }, { service_id: a.services.facial }],
})

describe('day packages', () => {
  it('are created, changed, listed and taken off sale', async () => {
    const day = await create('day_packages', {
      ...minimal(),
      book_from: '2026-03-01',
      book_until: '2026-03-31',
    })
    expect(day).toMatchObject({
      price: 150,
      currency_code: 'USD',
      center_id: null,
      book_from: '2026-03-01',
      services: [
        { position: 0, service_id: a.services.massage, guest_index: 0 },
        { position: 1, service_id: a.services.facial, guest_index: 0 },
      ],
    })
    const changed = await send('PATCH', `day_packages/${day.id}`, {
      price: 160.5,
      is_couple: true,
      services: [{ service_id: a.services.facial, guest_index: 1 }],
    })
    expect(changed).toMatchObject({
      name: 'Spa day',
      price: 160.5,
      book_until: '2026-03-31',
      services: [{ position: 0, guest_index: 1 }],
    })
    expect(await send('GET', `day_packages/${day.id}`)).toEqual(changed)
    expect(await send('DELETE', `day_packages/${day.id}`)).toEqual({ success: true, deactivated: true })
    expect(await send('GET', 'day_packages?is_active=false')).toMatchObject({
      day_packages: [{ id: day.id }],
      page_info: { total: 1 },
    })
  })

  it('of one center are priced in its currency', async () => {
    const day = await create('day_packages', { ...minimal(), center_id: a.centers.kolkata, price: 9000 })
    expect(day).toMatchObject({ currency_code: 'INR', price: 9000, center_id: a.centers.kolkata })
  })

  it.each([
    ['no services', { services: [] }, 'services'],
    [
      "another organisation's service",
      { services: [{ service_id: b.services.massage }] },
      'services[0].service_id',
    ],
    [
      'a second guest in a package for one',
      { services: [{ service_id: a.services.massage, guest_index: 1 }] },
      'guest_index',
    ],
    ['an end before the beginning', { book_from: '2026-03-02', book_until: '2026-03-01' }, 'book_until'],
    ['an impossible day', { book_from: '2026-02-30' }, 'book_from'],
    ["another organisation's center", { center_id: b.centers.oslo }, 'center_id'],
    ['a fraction of a cent', { price: 1.005 }, 'price'],
  ])('refuses %s', async (_what, more, field) => {
    expect(await send('POST', 'day_packages', { ...minimal(), ...more })).toMatchObject({
      success: false,
      message: expect.stringContaining(field),
    })
  })

  it('refuses a code in use and unknown ids', async () => {
    const day = await create('day_packages', minimal())
    expect(await send('POST', 'day_packages', { ...minimal(), code: day.code })).toMatchObject({
      message: expect.stringContaining('code'),
    })
    for (const method of ['GET', 'PATCH', 'DELETE'])
      expect(
        await send(method, `day_packages/${nobody}`, method === 'PATCH' ? { name: 'X' } : undefined),
      ).toMatchObject({ error: { code: 502 }, message: expect.stringContaining('day_package_id') })
  })
})

describe('callers', () => {
  it('need the right to manage, and reach only their centers', async () => {
    const { body } = await call('POST', '/v1/tokens', {
      body: {
        account_name: a.accountName,
        user_name: 'fred',
        password: PASSWORD,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    })
    const token = (body.credentials as { access_token: string }).access_token
    expect(await call('GET', '/admin/v1/services', { token })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect((await call('GET', '/admin/v1/services', { key: null })).status).toBe(401)
    const away = await create('day_packages', { ...minimal(), center_id: a.centers.kolkata })
    const near = await create('day_packages', { ...minimal(), center_id: a.centers.newYork })
    const offer = `services/${a.services.massage}/centers/${a.centers.kolkata}`
    await query(`update security_roles set rights = '{management:write}' where id = $1`, [a.roles.frontDesk])
    forgetCallers()
    for (const [method, path, body] of [
      ['POST', 'day_packages', { ...minimal(), center_id: a.centers.kolkata }],
      ['PATCH', `day_packages/${away.id}`, { price: 1 }],
      ['DELETE', `day_packages/${away.id}`, undefined],
      ['PUT', offer, { price: 1 }],
      ['DELETE', offer, undefined],
      ['PUT', `${offer}/rooms`, { room_ids: [] }],
    ] as const)
      expect(await call(method, `/admin/v1/${path}`, { token, body }), `${method} ${path}`).toMatchObject({
        status: 403,
        body: { error: { code: 438 } },
      })
    expect(
      (await call('PATCH', `/admin/v1/day_packages/${near.id}`, { token, body: { price: 1 } })).status,
    ).toBe(200)
  })
})
