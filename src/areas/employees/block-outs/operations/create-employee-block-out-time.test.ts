import { describe, expect, it } from 'vitest'
import { world } from '../../../../../test/harness.ts'
import {
  closeOn,
  claim,
  create,
  daily,
  ids,
  list,
  NOWHERE,
  of,
  signIn,
  starts,
  test,
  types,
  useApp,
  type Reply,
} from '../test-kit.ts'

const { a, b } = world
const { nora, mia, ravi } = a.employees

useApp()

describe('createEmployeeBlockOutTime', () => {
  it('keeps one block-out and answers with it', async () => {
    const { status, body } = await create()
    expect(status).toBe(200)
    expect(body).toEqual({
      block_out_times: [
        {
          block_out_time_id: expect.any(String),
          employee: { id: nora, first_name: 'Nora', last_name: 'Young', display_name: 'Nora Young' },
          room: null,
          block_out_time_type: { id: types.lunch, name: 'Lunch', duration: 30 },
          start_time: '2026-03-04T17:30:00',
          end_time: '2026-03-04T18:00:00',
          start_time_in_center: '2026-03-04T12:30:00',
          end_time_in_center: '2026-03-04T13:00:00',
          notes: 'Lunch',
          recurring_block_out_time: null,
        },
      ],
      error: null,
    })
    expect((await list('2026-03-04', '2026-03-04')).body).toEqual(body)
    expect(await test.events()).toEqual([])
  })

  it('shows a block-out that does not repeat with an empty recurrence when that is asked for', async () => {
    const { body } = await create(
      { recurring_block_out_time: { ...daily().recurring_block_out_time, time_period: null } },
      { expand: '?expand[]=ReccuringDetails' },
    )
    expect(body.block_out_times).toHaveLength(1)
    expect(body.block_out_times[0]!.recurring_block_out_time).toEqual({
      id: null,
      time_period: null,
      interval: 0,
      rec_start_date: '0001-01-01T00:00:00',
      rec_end_date: null,
      week_days: 0,
      occurences: null,
    })
  })

  it('makes a series of block-outs of their own that share the recurrence', async () => {
    const reply = await create(daily(), { expand: '?expand[]=ReccuringDetails' })
    expect(starts(reply)).toEqual(['2026-03-04T12:30:00', '2026-03-05T12:30:00', '2026-03-06T12:30:00'])
    expect(new Set(ids(reply)).size).toBe(3)
    const [first, second] = reply.body.block_out_times
    expect(first!.recurring_block_out_time).toEqual({
      ...daily().recurring_block_out_time,
      id: expect.any(String),
    })
    expect(second!.recurring_block_out_time).toEqual(first!.recurring_block_out_time)
  })

  it('stays at nine on the wall when the clocks change', async () => {
    const weekly = daily({ time_period: 'Weekly', rec_start_date: '2026-03-02T00:00:00', occurences: 2 })
    const { body } = await create({
      ...weekly,
      start_time: '2026-03-02T09:00:00',
      end_time: '2026-03-02T10:00:00',
    })
    expect(body.block_out_times).toMatchObject([
      { start_time: '2026-03-02T14:00:00', start_time_in_center: '2026-03-02T09:00:00' },
      {
        start_time: '2026-03-09T13:00:00',
        start_time_in_center: '2026-03-09T09:00:00',
        end_time_in_center: '2026-03-09T10:00:00',
      },
    ])
  })

  it('takes the time of day of a center on the other side of the world', async () => {
    const { body } = await create(
      { center_id: a.centers.kolkata, start_time: '2026-03-04T17:15:00', end_time: '2026-03-04T17:45:00' },
      { employee: ravi },
    )
    expect(body.block_out_times[0]).toMatchObject({
      start_time: '2026-03-04T11:45:00',
      start_time_in_center: '2026-03-04T17:15:00',
    })
  })

  it.each<[string, () => object, number, string]>([
    ['no center', () => ({ center_id: undefined }), 503, 'center_id'],
    ['no type', () => ({ block_out_time_type_id: undefined }), 503, 'block_out_time_type_id'],
    ['no start', () => ({ start_time: undefined }), 503, 'start_time'],
    ['no end', () => ({ end_time: undefined }), 503, 'end_time'],
    ['an unreadable start', () => ({ start_time: 'noon' }), 400, 'start_time'],
    ['a day that does not exist', () => ({ start_time: '2026-02-30T10:00:00' }), 400, 'start_time'],
    ['an unknown center', () => ({ center_id: NOWHERE }), 1004, 'center_id'],
    ["another organisation's center", () => ({ center_id: b.centers.oslo }), 1004, 'center_id'],
    ['a center the employee does not work in', () => ({ center_id: a.centers.kolkata }), 1004, 'employee_id'],
    ['a type of rooms', () => ({ block_out_time_type_id: types.cleaning }), 400, 'block_out_time_type_id'],
    [
      'a type number no database holds',
      () => ({ block_out_time_type_id: 1e20 }),
      400,
      'block_out_time_type_id',
    ],
    ['no length', () => ({ end_time: '2026-03-04T12:30:00' }), 1004, 'end_time'],
    [
      'more than 12 hours',
      () => ({ start_time: '2026-03-04T00:00:00', end_time: '2026-03-04T12:00:01' }),
      1004,
      'end_time',
    ],
    ['a time before the doors open', () => ({ start_time: '2026-03-04T08:59:00' }), 1004, 'start_time'],
    [
      'a weekday without hours',
      () => ({ start_time: '2026-03-08T12:00:00', end_time: '2026-03-08T12:30:00' }),
      1004,
      'working hours',
    ],
    ['a series that reaches such a day', () => daily({ occurences: 5 }), 1004, '2026-03-08'],
    ['no period', () => daily({ time_period: undefined }), 503, 'time_period'],
    ['no interval', () => daily({ interval: undefined }), 503, 'interval'],
    ['an interval of 0', () => daily({ interval: 0 }), 503, 'interval'],
    ['no first day', () => daily({ rec_start_date: '0001-01-01T00:00:00' }), 503, 'rec_start_date'],
    ['two ends', () => daily({ rec_end_date: '2026-03-06T00:00:00' }), 503, 'rec_end_date'],
    ['no end of the series', () => daily({ occurences: null }), 503, 'occurences'],
    [
      'an end before the start',
      () => daily({ occurences: null, rec_end_date: '2026-03-03T00:00:00' }),
      503,
      'rec_end_date',
    ],
    ['too many occurrences', () => daily({ occurences: 367 }), 503, 'occurences'],
    ['an unknown period', () => daily({ time_period: 'Hourly' }), 400, 'time_period'],
  ])('refuses %s', async (_name, more, code, text) => {
    const { status, body } = await create(more())
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code, message: expect.stringContaining(text) })
    expect(await test.query('select 1 from block_outs')).toEqual([])
  })

  it('refuses a call without a body', async () => {
    const { body } = await test.call<Reply>('POST', of(nora))
    expect(body.error).toMatchObject({ code: 503, message: expect.stringContaining('BlockOutTimeRequest') })
  })

  it.each([NOWHERE, b.employees.kari])('refuses the unknown employee %s', async (employee) => {
    expect((await create({}, { employee })).body.error).toMatchObject({
      code: 1004,
      message: expect.stringContaining('employee'),
    })
  })

  it('refuses a holiday of the center', async () => {
    await closeOn('2026-03-04')
    expect((await create()).body.error).toMatchObject({
      code: 502,
      message: expect.stringContaining('holiday'),
    })
  })

  it('refuses a visit, a hold and another block-out in the way, a hold that ran out not', async () => {
    await claim('therapist', nora, '2026-03-04T17:59:00Z', '2026-03-04T19:00:00Z')
    const busy = { code: 712, message: 'Nora Young is busy at this time.' }
    expect((await create()).body.error).toEqual(busy)
    await test.query('update claims set active = false')
    expect((await create()).status).toBe(200)
    expect(
      (await create({ start_time: '2026-03-04T12:59:00', end_time: '2026-03-04T13:30:00' })).body.error,
    ).toEqual(busy)
    expect(
      (await create({ start_time: '2026-03-04T13:00:00', end_time: '2026-03-04T13:30:00' })).status,
    ).toBe(200)
    expect((await create({}, { employee: mia })).status).toBe(200)
    await claim('therapist', nora, '2026-03-04T20:00:00Z', '2026-03-04T21:00:00Z', {
      heldUntil: '2026-03-02T12:10:00Z',
    })
    const held = { start_time: '2026-03-04T15:30:00', end_time: '2026-03-04T15:45:00' }
    expect((await create(held)).body.error).toEqual(busy)
    test.setNow('2026-03-02T12:11:00Z')
    expect((await create(held)).status).toBe(200)
  })

  it('refuses a whole series for one day in the way', async () => {
    await claim('therapist', nora, '2026-03-05T17:30:00Z', '2026-03-05T18:30:00Z')
    const { body } = await create(daily())
    expect(body.error).toEqual({
      code: 712,
      message: 'Nora Young (2026-03-05T12:30:00) is busy at this time.',
    })
    expect(await test.query('select 1 from block_outs')).toEqual([])
    expect(await test.query('select 1 from block_out_series')).toEqual([])
  })

  it('lets one of two through that come at the same moment', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => create()))
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 400, 400, 400, 400, 400])
    expect(await test.query('select 1 from block_outs')).toHaveLength(1)
  })

  it('is for those who may write appointments, in centers their roles reach', async () => {
    const [therapist, desk, owner] = await Promise.all(['nora', 'fred', 'olga'].map(signIn))
    expect(await create({}, { token: therapist! })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    const inKolkata = { center_id: a.centers.kolkata }
    expect(await create(inKolkata, { token: desk!, employee: ravi })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect((await create(inKolkata, { token: owner!, employee: ravi })).status).toBe(200)
    expect((await create({}, { token: desk! })).status).toBe(200)
  })
})
