import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

const { a, b } = world
interface Reply {
  id: string
  number: number
  block_out_types: { name: string }[]
  message: string
}
let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const types = (method: string, rest = '', options = {}) =>
  test.call<Reply>(method, `/admin/v1/block_out_types${rest}`, options)
const block = (number: number) =>
  test.call('POST', `/v1/employees/${a.employees.nora}/blockouttimes`, {
    body: {
      center_id: a.centers.newYork,
      block_out_time_type_id: number,
      start_time: '2026-03-04T12:30:00',
      end_time: '2026-03-04T13:00:00',
    },
  })

it('creates a type that block-outs can have at once', async () => {
  const { status, body } = await types('POST', '', {
    body: { name: 'Meeting', duration: 45, indicator_color: '#112233' },
  })
  expect(status).toBe(200)
  expect(body).toEqual({
    id: expect.any(String),
    number: expect.any(Number),
    source: 0,
    name: 'Meeting',
    is_bookable: false,
    duration: 45,
    is_active: true,
    code: 'Meeting',
    description: null,
    count_in_utilization: true,
    indicator_color: '#112233',
    text_color: '#000000',
  })
  expect((await types('GET', `/${body.id}`)).body).toEqual(body)
  expect(await block(body.number)).toMatchObject({
    status: 200,
    body: { block_out_times: [{ block_out_time_type: { name: 'Meeting', duration: 45 } }] },
  })
})

it('lists by source and state', async () => {
  const names = async (query: string) =>
    (await types('GET', query)).body.block_out_types.map((type) => type.name)
  expect(await names('?source=1')).toEqual(['Cleaning'])
  expect(await names('?is_active=false')).toEqual([])
  expect(await names('?source=0&size=1&page=2')).toEqual(['Training'])
})

it('changes what is given and keeps the rest; an inactive type is not taken', async () => {
  const { body } = await types('POST', '', { body: { name: 'Late', code: 'L' } })
  const changed = await types('PATCH', `/${body.id}`, {
    body: { is_active: false, description: 'Running late' },
  })
  expect(changed.body).toEqual({ ...body, is_active: false, description: 'Running late' })
  expect((await block(body.number)).status).toBe(400)
})

it('deletes an unused type, deactivates a used one', async () => {
  const { body } = await types('POST', '', { body: { name: 'Once' } })
  expect((await types('DELETE', `/${body.id}`)).body).toEqual({ success: true, deactivated: false })
  expect(await types('GET', `/${body.id}`)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('block_out_type_id') },
  })
  const used = await types('POST', '', { body: { name: 'Used' } })
  await test.query('delete from block_outs')
  await block(used.body.number)
  expect((await types('DELETE', `/${used.body.id}`)).body).toEqual({ success: true, deactivated: true })
  expect((await types('GET', `/${used.body.id}`)).body).toMatchObject({ is_active: false })
})

it.each<[string, string, object]>([
  ['name', '', { duration: 30 }],
  ['duration', '', { name: 'X', duration: 0 }],
  ['source', '', { name: 'X', source: 2 }],
  ['indicator_color', '', { name: 'X', indicator_color: 'red' }],
])('refuses a wrong %s', async (member, rest, body) => {
  expect(await types('POST', rest, { body })).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining(member) },
  })
})

it("does not touch another organisation's type", async () => {
  expect((await types('PATCH', `/${b.blockOutTypes.lunch}`, { body: { name: 'X' } })).status).toBe(400)
  expect((await types('DELETE', `/${b.blockOutTypes.lunch}`)).status).toBe(400)
})
