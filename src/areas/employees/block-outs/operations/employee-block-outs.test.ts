import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { NOW, startTestApp, world, type CallOptions, type TestApp } from '../../../../../test/harness.ts'
import { PASSWORD } from '../../../../../test/world.ts'

const { a, b } = world
const { nora, mia, ravi } = a.employees
const NOWHERE = '00000000-0000-7000-8000-000000000001'

interface BlockOut {
  block_out_time_id: string
  start_time: string
  start_time_in_center: string
  end_time_in_center: string
  recurring_block_out_time: { id: string | null } | null
}
interface Reply {
  block_out_times: BlockOut[]
  message: string
  error: { code: number; message: string } | null
}

let test: TestApp
let lunch: number
let training: number
let cleaning: number
beforeAll(async () => {
  test = await startTestApp()
  const numberOf = async (id: string) =>
    Number(
      (await test.query<{ number: string }>('select number from block_out_types where id = $1', [id]))[0]!
        .number,
    )
  lunch = await numberOf(a.blockOutTypes.lunch)
  training = await numberOf(a.blockOutTypes.training)
  cleaning = await numberOf(a.blockOutTypes.cleaning)
})
afterAll(() => test.stop())
afterEach(async () => {
  test.setNow(NOW)
  for (const table of ['block_outs', 'block_out_series', 'claims', 'center_special_days'])
    await test.query(`delete from ${table}`)
})

const request = (more: object = {}) => ({
  center_id: a.centers.newYork,
  block_out_time_type_id: lunch,
  start_time: '2026-03-04T12:30:00',
  end_time: '2026-03-04T13:00:00',
  notes: 'Lunch',
  mode: 0,
  ...more,
})
const daily = (more: object = {}) => ({
  recurring_block_out_time: {
    time_period: 'Daily',
    interval: 1,
    rec_start_date: '2026-03-04T00:00:00',
    rec_end_date: null,
    week_days: 0,
    occurences: 3,
    ...more,
  },
})
const of = (employeeId: string) => `/v1/employees/${employeeId}/blockouttimes`
const create = (
  more: object = {},
  { employee = nora, expand = '', ...options }: CallOptions & { employee?: string; expand?: string } = {},
) => test.call<Reply>('POST', of(employee) + expand, { body: request(more), ...options })
const update = (id: string, more: object = {}, expand = '') =>
  test.call<Reply>('PUT', `${of(nora)}/${id}${expand}`, { body: request(more) })
const list = (
  from: string,
  to: string,
  { employee = nora, center = a.centers.newYork, more = '', ...options } = {},
) =>
  test.call<Reply>(
    'GET',
    `${of(employee)}?center_id=${center}&start_date=${from}&end_date=${to}${more}`,
    options,
  )
const remove = (id: string, query: string, employee = nora) =>
  test.call<Reply>('DELETE', `${of(employee)}/${id}?${query}`)
const starts = (reply: { body: Reply }) => reply.body.block_out_times.map((each) => each.start_time_in_center)
const ids = (reply: { body: Reply }) => reply.body.block_out_times.map((each) => each.block_out_time_id)

/** A claim as a visit (no end of the hold) or a reservation has it. */
const claim = (resourceId: string, from: string, to: string, heldUntil: string | null = null) =>
  test.query(
    `insert into claims (organization_id, id, kind, resource_id, center_id, during, held_until)
     values ($1, $2, 'therapist', $3, $4, tstzrange($5, $6), $7)`,
    [a.id, randomUUID(), resourceId, a.centers.newYork, from, to, heldUntil],
  )
const signIn = async (userName: string) => {
  const body = {
    account_name: 'aurora',
    user_name: userName,
    password: PASSWORD,
    grant_type: 'password',
    app_id: a.appId,
    app_secret: a.appSecret,
  }
  const reply = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
    body,
    key: null,
  })
  return reply.body.credentials.access_token
}

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
          block_out_time_type: { id: lunch, name: 'Lunch', duration: 30 },
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
    ['a type of rooms', () => ({ block_out_time_type_id: cleaning }), 400, 'block_out_time_type_id'],
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
    await test.query(
      'insert into center_special_days (organization_id, center_id, day, is_closed) values ($1, $2, $3, true)',
      [a.id, a.centers.newYork, '2026-03-04'],
    )
    expect((await create()).body.error).toMatchObject({
      code: 502,
      message: expect.stringContaining('holiday'),
    })
  })

  it('refuses a visit, a hold and another block-out in the way, a hold that ran out not', async () => {
    await claim(nora, '2026-03-04T17:59:00Z', '2026-03-04T19:00:00Z')
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
    await claim(nora, '2026-03-04T20:00:00Z', '2026-03-04T21:00:00Z', '2026-03-02T12:10:00Z')
    const held = { start_time: '2026-03-04T15:30:00', end_time: '2026-03-04T15:45:00' }
    expect((await create(held)).body.error).toEqual(busy)
    test.setNow('2026-03-02T12:11:00Z')
    expect((await create(held)).status).toBe(200)
  })

  it('refuses a whole series for one day in the way', async () => {
    await claim(nora, '2026-03-05T17:30:00Z', '2026-03-05T18:30:00Z')
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
    const reply = await list('2026-03-04', '2026-03-05', { center: a.centers.kolkata, token } as object)
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
        block_out_time_type_id: training,
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
    await test.query(
      'insert into center_special_days (organization_id, center_id, day, is_closed) values ($1, $2, $3, true)',
      [a.id, a.centers.newYork, '2026-03-05'],
    )
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
