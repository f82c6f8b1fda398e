import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const other = { key: b.apiKey }
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

describe('reasons', () => {
  const create = (body: unknown, options = {}) =>
    test.call<{ id: string; reason_number: number }>('POST', '/admin/v1/reasons', { body, ...options })
  const at = (id: string) => `/admin/v1/reasons/${id}`
  const facts = { name: 'Moved away', object_type: 0, code: 'MOVE', show_in_online_booking: true }

  it('are added, changed, listed and deleted, and their numbers are not given again', async () => {
    const { status, body } = await create(facts)
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.any(String),
      reason_number: 3,
      ...facts,
      action_type: 0,
      description: null,
      is_active: true,
    })
    expect((await test.call('GET', at(body.id))).body).toEqual(body)
    const changed = await test.call('PATCH', at(body.id), {
      body: { name: 'Left town', code: null, is_active: false, object_type: 3 },
    })
    expect(changed.body).toEqual({ ...body, name: 'Left town', code: null, is_active: false, object_type: 3 })
    expect((await test.call('GET', '/admin/v1/reasons?object_type=3&is_active=false')).body).toMatchObject({
      reasons: [{ id: body.id }],
      page_info: { total: 1, page: 1, size: 10 },
    })
    expect((await test.call('GET', '/v1/reasons?object_type=3')).body).toMatchObject({
      reasons: [{ id: body.id, reasonpk: 3, show_in_online_booking: true }],
    })

    expect((await test.call('DELETE', at(body.id))).body).toMatchObject({ success: true })
    for (const method of ['GET', 'DELETE']) expect((await test.call(method, at(body.id))).status).toBe(400)
    expect((await test.call('GET', '/v1/reasons')).body).toMatchObject({ total: 2 })
    expect((await create(facts)).body.reason_number).toBe(4)
    expect((await create(facts, other)).body.reason_number).toBe(3)
  })

  it('have numbers of their own when many are added at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => create(facts)))
    expect(new Set(answers.map((answer) => answer.body.reason_number)).size).toBe(5)
  })

  it.each([
    ['no name', { object_type: 0 }, 'name'],
    ['a blank name', { ...facts, name: ' ' }, 'name'],
    ['no kind', { name: 'x' }, 'object_type'],
    ['a kind that is none', { ...facts, object_type: 5 }, 'object_type'],
    ['an action that is none', { ...facts, action_type: 2 }, 'action_type'],
  ])('refuse %s', async (_name, body, field) => {
    expect(await create(body)).toMatchObject({
      status: 400,
      body: { success: false, message: expect.stringContaining(field) },
    })
  })

  it('are those of one organisation', async () => {
    const { id } = (await create(facts)).body
    for (const call of [
      () => test.call('GET', at(id), other),
      () => test.call('PATCH', at(id), { body: { name: 'Mine' }, ...other }),
      () => test.call('DELETE', at(id), other),
      () => test.call('GET', at(UNKNOWN)),
      () => test.call('GET', at('1')),
    ])
      expect(await call()).toMatchObject({
        status: 400,
        body: { error: { code: 502, message: expect.stringContaining('reason_id') } },
      })
    expect((await test.call('GET', at(id))).body).toMatchObject({ name: 'Moved away' })
    expect((await test.call('GET', '/admin/v1/reasons?size=101')).status).toBe(422)
  })
})

describe('location groups', () => {
  const create = (body: unknown, options = {}) =>
    test.call<{ id: string }>('POST', '/admin/v1/location_groups', { body, ...options })
  const at = (id: string) => `/admin/v1/location_groups/${id}`
  const { newYork, kolkata } = a.centers

  it('are added, changed, listed and deleted', async () => {
    const { status, body } = await create({
      name: 'World',
      code: 'W',
      center_ids: [newYork.toUpperCase(), kolkata, newYork],
    })
    expect([status, body]).toEqual([
      200,
      { id: expect.any(String), name: 'World', code: 'W', description: null, center_ids: [newYork, kolkata] },
    ])
    const changed = await test.call('PATCH', at(body.id), {
      body: { description: 'East coast', center_ids: [newYork] },
    })
    expect(changed.body).toEqual({ ...body, description: 'East coast', center_ids: [newYork] })
    expect((await test.call('GET', at(body.id))).body).toEqual(changed.body)
    const { id: empty } = (await create({ name: 'Empty' })).body
    expect((await test.call('GET', '/admin/v1/location_groups?size=1')).body).toMatchObject({
      location_groups: [{ id: empty, center_ids: [] }],
      page_info: { total: 2, page: 1, size: 1 },
    })
    expect((await test.call('DELETE', at(body.id))).body).toMatchObject({ success: true })
    expect((await test.call('GET', at(body.id))).status).toBe(400)
  })

  it.each([
    ['no name', { center_ids: [] }, 'name'],
    ['a blank name', { name: '' }, 'name'],
    ['a foreign center', { name: 'x', center_ids: [b.centers.oslo] }, 'center_ids'],
    ['a center id that is none', { name: 'x', center_ids: ['1'] }, 'center_ids[0]'],
  ])('refuse %s', async (_name, body, field) => {
    expect(await create(body)).toMatchObject({
      status: 400,
      body: { success: false, message: expect.stringContaining(field) },
    })
  })

  it('are those of one organisation', async () => {
    const { id } = (await create({ name: 'Mine' })).body
    for (const call of [
      () => test.call('GET', at(id), other),
      () => test.call('PATCH', at(id), { body: { name: 'Ours' }, ...other }),
      () => test.call('DELETE', at(id), other),
      () => test.call('GET', at(UNKNOWN)),
    ])
      expect(await call()).toMatchObject({
        status: 400,
        body: { error: { code: 502, message: expect.stringContaining('location_group_id') } },
      })
    expect(await test.call('PATCH', at(id), { body: { center_ids: [b.centers.oslo] } })).toMatchObject({
      status: 400,
    })
    expect((await test.call('GET', at(id))).body).toMatchObject({ name: 'Mine' })
    expect((await test.call('GET', '/admin/v1/location_groups?size=101')).status).toBe(422)
  })
})
