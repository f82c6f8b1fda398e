import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from '../../../../test/world.ts'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
const { a, b } = world
const nobody = '00000000-0000-7000-8000-000000000001'
const at = (center: string) => `/v1/centers/${center}/rooms`

beforeAll(async () => {
  test = await startTestApp()
  await test.query(
    `insert into rooms (organization_id, id, center_id, code, name, is_active, created_at)
     values ($1, gen_random_uuid(), $2, 'OLD', 'Closed', false, now())`,
    [a.id, a.centers.newYork],
  )
})
afterAll(() => test.stop())

describe('listCenterRooms', () => {
  it('lists the active rooms of the center', async () => {
    const { status, body } = await test.call<{ rooms: { id: string }[] }>('GET', at(a.centers.newYork))
    expect(status).toBe(200)
    expect(body).toMatchObject({ page_info: { total: 3, page: 1, size: 10 }, error: null })
    expect(body.rooms.map((room) => room.id).toSorted()).toEqual(
      [a.rooms.one, a.rooms.two, a.rooms.couple].toSorted(),
    )
    expect(body.rooms.find((room) => room.id === a.rooms.couple)).toEqual({
      id: a.rooms.couple,
      code: 'COUPLE-ROOM',
      name: 'Couple room',
      room_category_id: null,
      description: '',
      capacity: 2,
      can_exceed_capacity: false,
      only_one_appointment: false,
    })
  })

  it('turns pages', async () => {
    const { body } = await test.call<{ rooms: unknown[] }>('GET', `${at(a.centers.newYork)}?page=2&size=2`)
    expect(body.rooms).toHaveLength(1)
    expect(body).toMatchObject({ page_info: { total: 3, page: 2, size: 2 } })
  })

  it('refuses more than 100 a page', async () => {
    const answer = await test.call('GET', `${at(a.centers.newYork)}?size=101`)
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 422, message: expect.stringContaining('100') },
    })
  })

  it.each([
    ['an unknown center', at(nobody), 400, 502, 'center'],
    ["another organisation's center", at(b.centers.oslo), 400, 502, 'center'],
    ['a page that is no number', `${at(a.centers.newYork)}?page=x`, 400, 400, 'page'],
  ])('refuses %s', async (_name, path, status, code, text) => {
    const answer = await test.call('GET', path)
    expect(answer).toMatchObject({
      status,
      body: { error: { code }, message: expect.stringContaining(text) },
    })
  })

  it('is for the front desk, not for guests, and only where the desk works', async () => {
    const tokenOf = async (user: string) => {
      const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
        body: {
          account_name: a.accountName,
          user_name: user,
          password: PASSWORD,
          grant_type: 'password',
          app_id: a.appId,
          app_secret: a.appSecret,
        },
      })
      return body.credentials.access_token
    }
    const [ana, fred, nora] = await Promise.all(['ana', 'fred', 'nora'].map(tokenOf))
    expect((await test.call('GET', at(a.centers.newYork), { token: fred })).status).toBe(200)
    for (const [token, center] of [
      [ana, a.centers.newYork],
      [nora, a.centers.newYork],
      [fred, a.centers.kolkata],
    ] as const)
      expect(await test.call('GET', at(center), { token })).toMatchObject({
        status: 403,
        body: { error: { code: 438 } },
      })
    expect((await test.call('GET', at(a.centers.newYork), { key: null })).status).toBe(401)
  })
})

describe('getCenterRoom', () => {
  it('answers one room at the top', async () => {
    const { status, body } = await test.call('GET', `${at(a.centers.newYork)}/${a.rooms.two.toUpperCase()}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: a.rooms.two, name: 'Room 2', capacity: 1, error: null })
  })

  it.each([
    ['an unknown center', `${at(nobody)}/${a.rooms.one}`, 'center'],
    ['an unknown room', `${at(a.centers.newYork)}/${nobody}`, nobody],
    ["another center's room", `${at(a.centers.newYork)}/${a.rooms.kolkata}`, a.rooms.kolkata],
    ["another organisation's room", `${at(a.centers.newYork)}/${b.rooms.one}`, b.rooms.one],
    ['a malformed room id', `${at(a.centers.newYork)}/lotus`, 'room_id'],
  ])('refuses %s', async (_name, path, text) => {
    const answer = await test.call('GET', path)
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 502 }, message: expect.stringContaining(text) },
    })
  })
})
