import { describe, expect, it } from 'vitest'
import { world, type CallOptions } from '../../../../../test/harness.ts'
import {
  claim,
  closeOn,
  create as createOfEmployee,
  ids,
  NOWHERE,
  request,
  signIn,
  starts,
  test,
  types,
  useApp,
  type Reply,
} from '../test-kit.ts'

const { a, b } = world
const { nora } = a.employees
const { one, two } = a.rooms

useApp()

const inNewYork = `center_id=${a.centers.newYork}`
const cleaning = (more: object = {}) =>
  request({
    block_out_time_type_id: types.cleaning,
    start_time: '2026-03-09T10:45:00',
    end_time: '2026-03-09T11:00:00',
    notes: '',
    ...more,
  })
const weekly = (more: object = {}) => ({
  recurring_block_out_time: {
    time_period: 'Weekly',
    interval: 1,
    rec_start_date: '2026-03-09T00:00:00',
    rec_end_date: '2026-03-20T00:00:00',
    week_days: 2 + 8,
    ...more,
  },
})
const create = (more: object = {}, room = one, options: CallOptions = {}) =>
  test.call<Reply>('POST', `/v1/rooms/${room}/blockouttimes`, { body: cleaning(more), ...options })
const block = () => createOfEmployee(cleaning({ block_out_time_type_id: types.training }))
const list = (from: string, to: string, room = one, center = a.centers.newYork) =>
  test.call<Reply>(
    'GET',
    `/v1/rooms/${room}/blockouttimes?center_id=${center}&start_date=${from}&end_date=${to}`,
  )

describe('createRoomBlockOutTime', () => {
  it('keeps a block-out of the room', async () => {
    const reply = await create()
    expect(reply.body.block_out_times).toMatchObject([
      {
        employee: null,
        room: { id: one, name: 'Room 1' },
        block_out_time_type: { id: types.cleaning, name: 'Cleaning' },
        start_time: '2026-03-09T14:45:00',
        notes: '',
      },
    ])
    expect((await list('2026-03-09', '2026-03-09')).body).toEqual(reply.body)
  })

  it('repeats on chosen weekdays to the last day', async () => {
    const reply = await create(weekly())
    expect(starts(reply).map((at) => at.slice(0, 10))).toEqual([
      '2026-03-09',
      '2026-03-11',
      '2026-03-16',
      '2026-03-18',
    ])
  })

  it('may be blocked twice, not over a visit', async () => {
    await create()
    expect((await create()).status).toBe(200)
    await claim('room', one, '2026-03-09T14:00:00Z', '2026-03-09T15:00:00Z', { lane: 1 })
    expect((await create()).body.error).toEqual({ code: 712, message: 'Room 1 is busy at this time.' })
    expect((await create({}, two)).status).toBe(200)
  })

  it.each<[string, () => object, string, number, string]>([
    ['an unknown room', () => ({}), NOWHERE, 1004, 'room_id'],
    ['a room of another center', () => ({}), a.rooms.kolkata, 1004, 'room_id'],
    ["another organisation's room", () => ({}), b.rooms.one, 1004, 'room_id'],
    ['an unknown center', () => ({ center_id: NOWHERE }), one, 1004, 'center'],
    [
      'a type of employees',
      () => ({ block_out_time_type_id: types.training }),
      one,
      400,
      'block_out_time_type_id',
    ],
    ['an unreadable type', () => ({ block_out_time_type_id: 'x' }), one, 400, 'block_out_time_type_id'],
    ['no end', () => ({ end_time: undefined }), one, 503, 'end_time'],
    ['a bad range', () => ({ end_time: '2026-03-09T22:46:00' }), one, 1004, '12 hours'],
    [
      'a time outside center hours',
      () => ({ start_time: '2026-03-09T08:00:00' }),
      one,
      1004,
      'working hours',
    ],
    ['both ends of a series', () => weekly({ occurences: 2 }), one, 503, 'occurences'],
  ])('refuses %s', async (_name, more, room, code, text) => {
    const { status, body } = await create(more(), room)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code, message: expect.stringContaining(text) })
  })

  it('refuses a holiday as outside center hours', async () => {
    await closeOn('2026-03-09')
    expect((await create()).body.error).toMatchObject({
      code: 1004,
      message: expect.stringContaining('working hours'),
    })
  })

  it('refuses a center the caller cannot access', async () => {
    const token = await signIn('fred')
    const reply = await create({ center_id: a.centers.kolkata }, a.rooms.kolkata, { token })
    expect(reply).toMatchObject({ status: 403, body: { error: { code: 602 } } })
  })
})

describe('listRoomBlockOutTimes', () => {
  it.each<[string, string, string, string, string, number, string]>([
    ['an unknown room', '2026-03-09', '2026-03-09', NOWHERE, a.centers.newYork, 1004, 'room_id'],
    ['an unknown center', '2026-03-09', '2026-03-09', one, NOWHERE, 1004, 'center'],
    ['ten days and more', '2026-03-09', '2026-03-19', one, a.centers.newYork, 400, 'end_date'],
    ['an unreadable day', '2026-03-99', '2026-03-09', one, a.centers.newYork, 400, 'start_date'],
  ])('refuses %s', async (_name, from, to, room, center, code, text) => {
    expect((await list(from, to, room, center)).body.error).toMatchObject({
      code,
      message: expect.stringContaining(text),
    })
  })

  it('takes nine days of difference', async () => {
    await create(weekly())
    expect(starts(await list('2026-03-09', '2026-03-18'))).toHaveLength(4)
  })
})

describe('updateRoomBlockOutTime', () => {
  const update = (id: string, more: object, room = one) =>
    test.call<Reply>('PUT', `/v1/rooms/${room}/blockouttimes/${id}`, { body: cleaning(more) })

  it('changes one, and in mode 1 its series', async () => {
    const created = ids(await create(weekly()))
    expect(
      starts(await update(created[0]!, { end_time: '2026-03-09T11:30:00', notes: 'Pump exchange' })),
    ).toEqual(['2026-03-09T10:45:00'])
    const reply = await update(created[0]!, {
      mode: 1,
      ...weekly({ rec_end_date: null, occurences: 5, week_days: 0 }),
    })
    expect(starts(reply).map((at) => at.slice(5, 10))).toEqual(['03-09', '03-16', '03-23', '03-30', '04-06'])
    expect(ids(reply).slice(0, 4)).toEqual(created)
  })

  it('does not need a schedule', async () => {
    const [id] = ids(await create())
    expect(
      (await update(id!, { start_time: '2026-06-03T10:00:00', end_time: '2026-06-03T11:00:00' })).status,
    ).toBe(200)
  })

  it.each<[string, object, string, number, string]>([
    ['an unknown room', {}, NOWHERE, 1004, 'room_id'],
    ['an unknown center', { center_id: NOWHERE }, one, 1004, 'center'],
    ['no start', { start_time: undefined }, one, 503, 'start_time'],
    ['a bad range', { end_time: '2026-03-09T10:00:00' }, one, 1004, '12 hours'],
    ['a time outside center hours', { end_time: '2026-03-09T18:01:00' }, one, 1004, 'working hours'],
    ['a recurrence with two ends', weekly({ occurences: 2 }), one, 503, 'rec_end_date'],
    ['mode 1 on a block-out that does not repeat', { mode: 1, ...weekly() }, one, 4023, 'does not repeat'],
  ])('refuses %s', async (_name, more, room, code, text) => {
    const [id] = ids(await create())
    const { status, body } = await update(id!, more, room)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code, message: expect.stringContaining(text) })
  })
})

describe('deleteRoomBlockOutTime', () => {
  it('is served under room and rooms', async () => {
    const created = ids(await create(weekly()))
    expect(
      (await test.call('DELETE', `/v1/room/${one}/blockouttimes/${created[0]}?${inNewYork}`)).body,
    ).toEqual({ success: true, error: null })
    expect(
      (await test.call('DELETE', `/v1/rooms/${one}/blockouttimes/${created[1]}?${inNewYork}&mode=1`)).status,
    ).toBe(200)
    expect(starts(await list('2026-03-09', '2026-03-18'))).toEqual([])
  })

  it('refuses unknown rooms, centers and block-outs', async () => {
    const [id] = ids(await create())
    const remove = async (room: string, blockOut: string, query: string) =>
      (await test.call<Reply>('DELETE', `/v1/room/${room}/blockouttimes/${blockOut}?${query}`)).body.error
    expect(await remove(NOWHERE, id!, inNewYork)).toMatchObject({
      code: 1004,
      message: expect.stringContaining('room_id'),
    })
    expect(await remove(one, id!, '')).toMatchObject({
      code: 1004,
      message: expect.stringContaining('center'),
    })
    expect(await remove(two, id!, inNewYork)).toMatchObject({ code: 4023 })
    expect(await remove(one, NOWHERE, inNewYork)).toMatchObject({ code: 4023 })
  })
})

describe('getBlockOutTime', () => {
  const get = (id: string, query: string, options = {}) =>
    test.call<Reply>('GET', `/v1/blockouttimes/${id}?${query}`, options)

  it('finds the kind the source says, under both names', async () => {
    const [id] = ids(await create(weekly()))
    const { body } = await get(id!, `${inNewYork}&source=1&expand=ReccuringDetails`)
    expect(body).toMatchObject({
      block_out_time: {
        block_out_time_id: id,
        employee: null,
        room: { name: 'Room 1' },
        recurring_block_out_time: { week_days: 10, occurences: null },
      },
      error: null,
    })
    expect(body.block_out_times).toEqual([body.block_out_time])
    const [own] = ids(await block())
    expect((await get(own!, `${inNewYork}&source=0`)).body).toMatchObject({
      block_out_time: { employee: { id: nora }, room: null },
    })
  })

  it('does not find the other kind, another center, or what is not there', async () => {
    const [id] = ids(await create())
    for (const [blockOut, query] of [
      [id!, `${inNewYork}&source=0`],
      [id!, `center_id=${a.centers.kolkata}&source=1`],
      [NOWHERE, `${inNewYork}&source=1`],
    ] as const)
      expect(await get(blockOut, query)).toMatchObject({ status: 400, body: { error: { code: 4023 } } })
    expect((await get(id!, `${inNewYork}&source=1`, { key: b.apiKey })).body.error).toMatchObject({
      code: 1004,
    })
    expect((await get(id!, `center_id=${NOWHERE}&source=1`)).body.error).toMatchObject({ code: 1004 })
    expect((await get(id!, `center_id=x&source=1`)).body.error).toMatchObject({ code: 400 })
  })

  it('refuses a center the caller cannot access', async () => {
    const token = await signIn('nora')
    expect(await get(NOWHERE, `center_id=${a.centers.kolkata}&source=0`, { token })).toMatchObject({
      status: 403,
      body: { error: { code: 602 } },
    })
  })
})

describe('listCenterBlockOutTimes', () => {
  const ofCenter = (query: string, center = a.centers.newYork) =>
    test.call<Reply>('GET', `/v1/centers/${center}/blockouttimes?${query}`)

  it('gives those of employees or of rooms, recurrence always there', async () => {
    const room = ids(await create(weekly()))
    const [own] = ids(await block())
    const { body } = await ofCenter('start_date=2026-03-09&end_date=2026-03-09')
    expect(body.block_out_times).toMatchObject([
      {
        block_out_time_id: own,
        recurring_block_out_time: { id: null, rec_start_date: '0001-01-01T00:00:00', interval: 0 },
      },
    ])
    const rooms = await ofCenter('start_date=2026-03-09&end_date=2026-03-11&source=1')
    expect(rooms.body.block_out_times).toMatchObject([
      {
        block_out_time_id: room[0],
        recurring_block_out_time: { time_period: 'Weekly', rec_end_date: '2026-03-20T00:00:00' },
      },
      { block_out_time_id: room[1] },
    ])
    expect(
      starts(await ofCenter('start_date=2026-03-09&end_date=2026-03-09&source=1', a.centers.kolkata)),
    ).toEqual([])
  })

  it('refuses an unknown center, missing and unreadable days', async () => {
    expect(
      (await ofCenter('start_date=2026-03-09&end_date=2026-03-09', b.centers.oslo)).body.error,
    ).toMatchObject({ code: 502 })
    expect((await ofCenter('start_date=2026-03-09')).body.error).toMatchObject({
      code: 503,
      message: expect.stringContaining('end_date'),
    })
    expect((await ofCenter('start_date=2026-03-09&end_date=2028-03-09')).body.error).toMatchObject({
      code: 400,
    })
  })
})
