import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from '../../../../test/world.ts'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
const { a, b } = world
const nobody = '00000000-0000-7000-8000-000000000001'
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

type Body = Record<string, unknown> & { id: string }
const send = async (method: string, path: string, body?: unknown) =>
  (await test.call<Body>(method, `/admin/v1/${path}`, { body })).body

describe('rooms', () => {
  it('are created, changed, listed and closed', async () => {
    const room = await send('POST', 'rooms', {
      center_id: a.centers.newYork,
      code: 'SPA',
      name: 'Lotus',
      capacity: 2,
      service_ids: [a.services.couple],
    })
    expect(room).toMatchObject({
      center_id: a.centers.newYork,
      capacity: 2,
      can_exceed_capacity: false,
      is_active: true,
      room_category_id: null,
      service_ids: [a.services.couple],
    })
    const changed = await send('PATCH', `rooms/${room.id}`, {
      name: 'Orchid',
      only_one_appointment: true,
      service_ids: [a.services.facial, a.services.massage],
    })
    expect(changed).toMatchObject({
      code: 'SPA',
      name: 'Orchid',
      capacity: 2,
      only_one_appointment: true,
      service_ids: [a.services.facial, a.services.massage].toSorted(),
    })
    expect(await send('GET', `rooms/${room.id}`)).toEqual(changed)
    // The other side of the same link.
    expect(await send('GET', `services/${a.services.facial}/centers/${a.centers.newYork}`)).toMatchObject({
      room_ids: [room.id],
    })
    expect((await test.call('GET', `/v1/centers/${a.centers.newYork}/rooms/${room.id}`)).body).toMatchObject({
      name: 'Orchid',
      only_one_appointment: true,
    })
    expect(await send('PATCH', `rooms/${room.id}`, { description: 'Quiet' })).toMatchObject({
      service_ids: changed.service_ids,
    })
    expect(await send('DELETE', `rooms/${room.id}`)).toEqual({ success: true, deactivated: true })
    expect((await test.call('GET', `/v1/centers/${a.centers.newYork}/rooms/${room.id}`)).status).toBe(400)
    expect(await send('GET', `rooms?center_id=${a.centers.newYork}&is_active=false`)).toMatchObject({
      rooms: [{ id: room.id }],
      page_info: { total: 1, page: 1, size: 10 },
    })
    expect(await send('GET', 'rooms?size=2')).toMatchObject({ page_info: { total: 5, size: 2 } })
  })

  it.each([
    ['no center', 'POST', 'rooms', { code: 'X', name: 'X' }, 400, 'center_id'],
    [
      "another organisation's center",
      'POST',
      'rooms',
      { center_id: b.centers.oslo, code: 'X', name: 'X' },
      502,
      'center_id',
    ],
    [
      'room for nobody',
      'POST',
      'rooms',
      { center_id: a.centers.newYork, code: 'X', name: 'X', capacity: 0 },
      400,
      'capacity',
    ],
    [
      "another organisation's service",
      'POST',
      'rooms',
      { center_id: a.centers.newYork, code: 'X', name: 'X', service_ids: [b.services.massage] },
      502,
      'service_ids[0]',
    ],
    [
      'a service listed twice',
      'PATCH',
      `rooms/${a.rooms.one}`,
      { service_ids: [a.services.facial, a.services.facial] },
      400,
      'service_ids[1]',
    ],
    ['rooms of an unknown center', 'GET', `rooms?center_id=${nobody}`, undefined, 502, 'center_id'],
    ['reading an unknown room', 'GET', `rooms/${nobody}`, undefined, 502, 'room_id'],
    ["changing another organisation's", 'PATCH', `rooms/${b.rooms.one}`, { name: 'X' }, 502, 'room_id'],
    ["closing another organisation's", 'DELETE', `rooms/${b.rooms.one}`, undefined, 502, 'room_id'],
  ])('refuse %s', async (_what, method, path, body, code, field) => {
    const before = await test.query('select count(*) from rooms')
    const answer = await test.call(method, `/admin/v1/${path}`, { body })
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code }, message: expect.stringContaining(field) },
    })
    expect(await test.query('select count(*) from rooms')).toEqual(before)
  })
})

describe('equipment', () => {
  it('is created, changed, listed and taken out of use', async () => {
    const steamer = await send('POST', 'equipment', { center_id: a.centers.newYork, name: 'Steamer' })
    expect(steamer).toMatchObject({ center_id: a.centers.newYork, quantity: 1, is_active: true })
    expect(await send('PATCH', `equipment/${steamer.id}`, { quantity: 3 })).toEqual({
      ...steamer,
      quantity: 3,
    })
    expect(await send('GET', `equipment/${steamer.id}`)).toMatchObject({ name: 'Steamer', quantity: 3 })
    expect(await send('DELETE', `equipment/${steamer.id}`)).toEqual({ success: true, deactivated: true })
    expect(await send('GET', `equipment?center_id=${a.centers.newYork}&is_active=true`)).toMatchObject({
      equipment: [{ id: a.equipment.laser }],
      page_info: { total: 1 },
    })
  })

  it.each([
    ['no name', 'POST', 'equipment', { center_id: a.centers.newYork }, 400, 'name'],
    [
      "another organisation's center",
      'POST',
      'equipment',
      { center_id: b.centers.oslo, name: 'X' },
      502,
      'center_id',
    ],
    [
      'fewer than none',
      'POST',
      'equipment',
      { center_id: a.centers.newYork, name: 'X', quantity: -1 },
      400,
      'quantity',
    ],
    ['equipment of an unknown center', 'GET', `equipment?center_id=${nobody}`, undefined, 502, 'center_id'],
    [
      "changing another organisation's",
      'PATCH',
      `equipment/${b.equipment.laser}`,
      { name: 'X' },
      502,
      'equipment_id',
    ],
    ['removing what is unknown', 'DELETE', `equipment/${nobody}`, undefined, 502, 'equipment_id'],
  ])('refuses %s', async (_what, method, path, body, code, field) => {
    const answer = await test.call(method, `/admin/v1/${path}`, { body })
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code }, message: expect.stringContaining(field) },
    })
  })
})

describe('managers of one center', () => {
  it('change nothing in another', async () => {
    await test.query(
      `update security_roles set rights = rights || '{management:write}' where organization_id = $1 and id = $2`,
      [a.id, a.roles.frontDesk],
    )
    const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      body: {
        account_name: a.accountName,
        user_name: 'fred',
        password: PASSWORD,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    })
    const token = body.credentials.access_token
    const call = (method: string, path: string, body?: unknown) =>
      test.call(method, `/admin/v1/${path}`, { token, body })
    expect((await call('PATCH', `rooms/${a.rooms.one}`, { name: 'Own' })).status).toBe(200)
    for (const [method, path, body] of [
      ['PATCH', `rooms/${a.rooms.kolkata}`, { name: 'X' }],
      ['DELETE', `rooms/${a.rooms.kolkata}`, undefined],
      ['POST', 'rooms', { center_id: a.centers.kolkata, code: 'X', name: 'X' }],
      ['POST', 'equipment', { center_id: a.centers.kolkata, name: 'X' }],
      ['PUT', `services/${a.services.massage}/centers/${a.centers.kolkata}`, { price: 1 }],
      [
        'POST',
        'day_packages',
        {
          code: 'X',
          name: 'X',
          price: 1,
          center_id: a.centers.kolkata,
          services: [{ service_id: a.services.massage }],
        },
      ],
    ] as const)
      expect(await call(method, path, body)).toMatchObject({ status: 403, body: { error: { code: 438 } } })
  })
})
