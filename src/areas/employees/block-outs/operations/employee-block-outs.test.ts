import { describe, expect, it } from 'vitest'
import { world } from '../../../../../test/harness.ts'
import {
  closeOn,
  create,
  daily,
  ids,
  list,
  NOWHERE,
  of,
  request,
  signIn,
  starts,
  test,
  types,
  useApp,
  type Reply,
} from '../test-kit.ts'

const { a, b } = world
const { nora, mia } = a.employees

useApp()

const update = (id: string, more: object = {}, expand = '') =>
  test.call<Reply>('PUT', `${of(nora)}/${id}${expand}`, { body: request(more) })
const remove = (id: string, query: string, employee = nora) =>
  test.call<Reply>('DELETE', `${of(employee)}/${id}?${query}`)

describe('listEmployeeBlockOutTimes', () => {
  it('gives what touches the days, earliest first, and nothing of others', async () => {
    await create({ start_time: '2026-03-06T12:30:00', end_time: '2026-03-06T13:00:00' })
    await create({ start_time: '2026-03-04T17:00:00', end_time: '2026-03-04T18:00:00' })
    await create({}, { employee: mia })
    expect(starts(await list('2026-03-04', '2026-03-06'))).toEqual([
      '2026-03-04T17:00:00',
      '2026-03-06T12:30:00',
    ])
    expect(starts(await list('2026-03-05', '2026-03-05'))).toEqual([])
    expect(starts(await list('2026-02-24', '2026-03-06'))).toHaveLength(2)
    expect(starts(await list('2026-03-04', '2026-03-06', { center: a.centers.kolkata }))).toEqual([])
  })

  it('includes what began the evening before', async () => {
    await test.query('update center_hours set closes = 1560 where center_id = $1', [a.centers.newYork])
    await create({ start_time: '2026-03-04T23:00:00', end_time: '2026-03-05T01:00:00' })
    await test.query('update center_hours set closes = 1080 where center_id = $1', [a.centers.newYork])
    expect(starts(await list('2026-03-05', '2026-03-05'))).toEqual(['2026-03-04T23:00:00'])
    expect(starts(await list('2026-03-06', '2026-03-06'))).toEqual([])
  })

  it.each<[string, string, string, object, number, string]>([
    ['no first day', '', '2026-03-05', {}, 400, 'start_date'],
    ['an unreadable day', '2026-03-04', 'soon', {}, 400, 'end_date'],
    ['eleven days', '2026-02-23', '2026-03-06', {}, 400, 'end_date'],
    ['days in the wrong order', '2026-03-05', '2026-03-04', {}, 400, 'end_date'],
    ['an unknown employee', '2026-03-04', '2026-03-05', { employee: NOWHERE }, 1004, 'employee'],
    ['an unknown center', '2026-03-04', '2026-03-05', { center: b.centers.oslo }, 1004, 'center'],
  ])('refuses %s', async (_name, from, to, options, code, text) => {
    expect((await list(from, to, options)).body.error).toMatchObject({
      code,
      message: expect.stringContaining(text),
    })
  })

  it('refuses a center the caller cannot access', async () => {
    const token = await signIn('fred')
    const reply = await list('2026-03-04', '2026-03-05', { center: a.centers.kolkata, token })
    expect(reply).toMatchObject({ status: 403, body: { error: { code: 602 } } })
  })
})

describe('updateEmployeeBlockOutTime', () => {
  it('replaces what one block-out says, others of its series stay', async () => {
    const created = ids(await create(daily()))
    const reply = await update(
      created[1]!,
      {
        start_time: '2026-03-05T12:00:00',
        end_time: '2026-03-05T13:00:00',
        notes: null,
        block_out_time_type_id: types.training,
      },
      '?expand=ReccuringDetails',
    )
    expect(reply.body.block_out_times).toMatchObject([
      {
        block_out_time_id: created[1],
        start_time_in_center: '2026-03-05T12:00:00',
        notes: '',
        block_out_time_type: { name: 'Training' },
        recurring_block_out_time: { occurences: 3 },
      },
    ])
    expect(starts(await list('2026-03-04', '2026-03-06'))).toEqual([
      '2026-03-04T12:30:00',
      '2026-03-05T12:00:00',
      '2026-03-06T12:30:00',
    ])
  })

  it('mode 1 writes the series anew under its id', async () => {
    const created = await create(daily(), { expand: '?expand=ReccuringDetails' })
    const seriesId = created.body.block_out_times[0]!.recurring_block_out_time!.id
    const asked = ids(created)[2]!
    const reply = await update(
      asked,
      { mode: 1, start_time: '2026-03-04T12:00:00', ...daily({ id: seriesId, interval: 2, occurences: 2 }) },
      '?expand=ReccuringDetails',
    )
    expect(starts(reply)).toEqual(['2026-03-04T12:00:00', '2026-03-06T12:00:00'])
    expect(ids(reply)).toEqual([ids(created)[0], asked])
    expect(reply.body.block_out_times[1]!.recurring_block_out_time).toMatchObject({
      id: seriesId,
      interval: 2,
      occurences: 2,
    })
    expect(ids(await list('2026-03-01', '2026-03-10'))).toEqual(ids(reply))
  })

  it('mode 1 leaves what has begun', async () => {
    const created = await create(daily())
    test.setNow('2026-03-05T12:00:00Z')
    const reply = await update(ids(created)[0]!, { mode: 1, start_time: '2026-03-04T12:00:00', ...daily() })
    expect(starts(reply)).toEqual(['2026-03-05T12:00:00', '2026-03-06T12:00:00'])
    expect(starts(await list('2026-03-01', '2026-03-10'))).toEqual([
      '2026-03-04T12:30:00',
      '2026-03-05T12:00:00',
      '2026-03-06T12:00:00',
    ])
  })

  it('mode 0 begins another series with the block-out, earlier ones stay', async () => {
    const created = await create(daily(), { expand: '?expand=ReccuringDetails' })
    const reply = await update(
      ids(created)[1]!,
      daily({ rec_start_date: '2026-03-05T00:00:00', occurences: 2, interval: 2, time_period: 'Daily' }),
      '?expand=ReccuringDetails',
    )
    expect(reply.status).toBe(200)
    expect(starts(reply)).toEqual(['2026-03-05T12:30:00', '2026-03-07T12:30:00'])
    expect(ids(reply)).toEqual(ids(created).slice(1))
    const old = created.body.block_out_times[0]!.recurring_block_out_time!.id
    const all = (await list('2026-03-01', '2026-03-10', { more: '&expand=ReccuringDetails' })).body
      .block_out_times
    expect(all.map((each) => each.recurring_block_out_time!.id === old)).toEqual([true, false, false])
  })

  it('mode 0 makes a series of a single block-out', async () => {
    const [id] = ids(await create())
    const reply = await update(id!, daily())
    expect(starts(reply)).toHaveLength(3)
    expect(ids(reply)[0]).toBe(id)
    expect(starts(await list('2026-03-01', '2026-03-10'))).toHaveLength(3)
  })

  it('may overlap what it replaces, nothing else', async () => {
    const created = ids(await create(daily()))
    expect((await update(created[0]!, { end_time: '2026-03-04T13:30:00' })).status).toBe(200)
    const onSecond = { start_time: '2026-03-05T12:45:00', end_time: '2026-03-05T13:15:00' }
    expect((await update(created[0]!, onSecond)).body.error).toMatchObject({ code: 712 })
    expect((await update(created[0]!, { mode: 1, ...onSecond, ...daily() })).status).toBe(200)
  })

  it.each<[string, object, number, string]>([
    ['a center that is not given', { center_id: undefined }, 503, 'center_id'],
    ['a bad range', { end_time: '2026-03-04T12:00:00' }, 1004, '12 hours'],
    ['an unknown center', { center_id: NOWHERE }, 1004, 'center'],
    ['a time outside center hours', { start_time: '2026-03-04T08:00:00' }, 1004, 'working hours'],
    [
      'a day without a schedule',
      { start_time: '2026-06-03T12:30:00', end_time: '2026-06-03T13:00:00' },
      449,
      'schedule',
    ],
    ['a recurrence without an end', daily({ occurences: null }), 503, 'occurences'],
    ['mode 1 on a block-out that does not repeat', { mode: 1, ...daily() }, 4023, 'does not repeat'],
  ])('refuses %s', async (_name, more, code, text) => {
    const [id] = ids(await create())
    const { status, body } = await update(id!, more)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code, message: expect.stringContaining(text) })
  })

  it('refuses the id of another series, and a series with no day ahead', async () => {
    const [id] = ids(await create(daily()))
    expect((await update(id!, { mode: 1, ...daily({ id: NOWHERE }) })).body.error).toMatchObject({
      code: 4023,
    })
    test.setNow('2026-03-20T12:00:00Z')
    expect((await update(id!, { mode: 1, ...daily() })).body.error).toMatchObject({
      code: 4023,
      message: expect.stringContaining('ahead'),
    })
  })

  it('refuses a holiday as a day without hours', async () => {
    const [id] = ids(await create())
    await closeOn('2026-03-05')
    const { body } = await update(id!, { start_time: '2026-03-05T12:30:00', end_time: '2026-03-05T13:00:00' })
    expect(body.error).toMatchObject({ code: 1004, message: expect.stringContaining('working hours') })
  })

  it('does not find what is unknown or of another employee, and wants a body', async () => {
    const [other] = ids(await create({}, { employee: mia }))
    for (const id of [NOWHERE, other!]) expect((await update(id)).body.error).toMatchObject({ code: 4023 })
    expect((await test.call<Reply>('PUT', `${of(nora)}/${other}`)).body.error).toMatchObject({ code: 503 })
  })
})

describe('deleteEmployeeBlockOutTime', () => {
  const inNewYork = `center_id=${a.centers.newYork}`

  it('removes one for good, others of its series stay', async () => {
    const created = ids(await create(daily()))
    expect((await remove(created[1]!, `mode=0&${inNewYork}`)).body).toEqual({ success: true, error: null })
    expect(ids(await list('2026-03-01', '2026-03-10'))).toEqual([created[0], created[2]])
    expect((await remove(created[1]!, inNewYork)).body.error).toMatchObject({ code: 4023 })
    expect(
      starts(await create({ start_time: '2026-03-05T12:30:00', end_time: '2026-03-05T13:00:00' })),
    ).toHaveLength(1)
  })

  it('mode 1 removes the whole series', async () => {
    const created = ids(await create(daily()))
    await create({ start_time: '2026-03-04T15:00:00', end_time: '2026-03-04T16:00:00' })
    expect((await remove(created[1]!, `mode=1&${inNewYork}`)).status).toBe(200)
    expect(starts(await list('2026-03-01', '2026-03-10'))).toEqual(['2026-03-04T15:00:00'])
    expect(await test.query('select 1 from block_out_series')).toEqual([])
  })

  it('refuses wrong centers and block-outs of others', async () => {
    const [id] = ids(await create())
    expect((await remove(id!, '')).body.error).toMatchObject({
      code: 1004,
      message: expect.stringContaining('center'),
    })
    expect((await remove(id!, `center_id=${NOWHERE}`)).body.error).toMatchObject({ code: 1004 })
    expect((await remove(id!, `center_id=${a.centers.kolkata}`)).body.error).toMatchObject({ code: 4023 })
    expect((await remove(id!, inNewYork, mia)).body.error).toMatchObject({ code: 4023 })
    const token = await signIn('nora')
    expect(await test.call('DELETE', `${of(nora)}/${id}?${inNewYork}`, { token })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
  })
})
