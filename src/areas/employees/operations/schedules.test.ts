import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { signIn as signInTo } from '../test-kit.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const DAY = '2026-03-09'
const at = (time: string, day = DAY) => `${day}T${time}:00`
interface Shift {
  schedule_id: string
  start_time: string | null
  end_time: string | null
  status: number
  room_id: string | null
}
interface Schedules {
  employee_schedules: {
    employee_id: string
    employee_name: string
    schedules: { date: string; shifts: Shift[] }[]
  }[]
  error: null
}
interface PostOptions {
  employee?: unknown
  center?: unknown
  day?: string
  token?: string
}
const post = (
  shifts: unknown,
  {
    employee = a.employees.mia as unknown,
    center = a.centers.newYork as unknown,
    day = DAY,
    ...options
  }: PostOptions = {},
) =>
  test.call('POST', `/v1/employees/${String(employee)}/schedules`, {
    body: { center_id: center, schedules: [{ date: `${day}T00:00:00`, shifts }] },
    ...options,
  })
const list = async (query: string, options = {}) =>
  test.call<Schedules>('GET', `/v1/centers/${a.centers.newYork}/employee_schedules?${query}`, options)
const shiftsOf = async (employee: string, day = DAY) =>
  (await list(`start_date=${day}&end_date=${day}&employee_id=${employee}`)).body.employee_schedules[0]
    ?.schedules[0]?.shifts ?? []
const signIn = (userName: string) => signInTo(test, userName)

describe('updateEmployeeSchedule', () => {
  it('edits the shift named, adds the one without an id, deletes what is absent', async () => {
    const [stored] = await shiftsOf(a.employees.mia)
    expect(stored).toMatchObject({ start_time: at('09:00'), end_time: at('18:00'), status: 1, room_id: null })
    const answer = await post([
      { start_time: at('15:00'), end_time: at('01:30', '2026-03-10') },
      {
        schedule_id: stored!.schedule_id,
        start_time: at('10:00'),
        end_time: at('14:00'),
        status: 1,
        room_id: a.rooms.one,
      },
    ])
    expect(answer).toMatchObject({ status: 200, body: { success: true, error: null } })
    // The next day begins at nine, so the night shift is no conflict.
    const [first, second] = await shiftsOf(a.employees.mia)
    expect(first).toEqual({
      schedule_id: stored!.schedule_id,
      start_time: at('10:00'),
      end_time: at('14:00'),
      status: 1,
      room_id: a.rooms.one,
    })
    expect(second).toMatchObject({ start_time: at('15:00'), end_time: at('01:30', '2026-03-10') })
    await post([{ schedule_id: second!.schedule_id, start_time: at('15:00'), end_time: at('20:00') }])
    expect(await shiftsOf(a.employees.mia)).toEqual([{ ...second, end_time: at('20:00') }])
    await post([])
    expect(await shiftsOf(a.employees.mia)).toEqual([])
  })

  it('takes a day alone, a shift alone, and time off without times', async () => {
    const { status } = await test.call('POST', `/v1/employees/${a.employees.liam}/schedules`, {
      body: { center_id: a.centers.newYork, schedules: { date: '2026-03-11', shifts: { status: 3 } } },
    })
    expect(status).toBe(200)
    expect(await shiftsOf(a.employees.liam, '2026-03-11')).toEqual([
      { schedule_id: expect.any(String), start_time: null, end_time: null, status: 3, room_id: null },
    ])
  })

  it('emits no event', async () => {
    const before = await test.events()
    await post([{ start_time: at('10:00'), end_time: at('14:00') }], { employee: a.employees.otto })
    expect(await test.events()).toEqual(before)
  })

  it('keeps a working day after the check-in, but lets the hours change', async () => {
    const today = { employee: a.employees.otto, day: '2026-03-02' }
    await test.query(
      `insert into employee_attendance (organization_id, id, employee_id, center_id, day, checked_in_at)
       values ($1, $2, $3, $4, '2026-03-02', '2026-03-02T14:00:00Z')`,
      [a.id, UNKNOWN, a.employees.otto, a.centers.newYork],
    )
    expect(await post([{ status: 3 }], today)).toMatchObject({
      status: 400,
      body: { error: { code: 502, message: expect.stringContaining('checked in') } },
    })
    expect(await post([], today)).toMatchObject({ status: 400 })
    expect(
      (await post([{ start_time: at('09:00', today.day), end_time: at('20:00', today.day) }], today)).status,
    ).toBe(200)
  })

  it('does not let two calls at once overlap', async () => {
    const day = '2026-03-12'
    await test.query('insert into employee_centers values ($1, $2, $3)', [
      a.id,
      a.employees.nora,
      a.centers.kolkata,
    ])
    await post([], { employee: a.employees.nora, day })
    const shift = [{ start_time: at('10:00', day), end_time: at('12:00', day) }]
    const answers = await Promise.all(
      [a.centers.newYork, a.centers.kolkata].map((center) =>
        post(shift, { employee: a.employees.nora, day, center }),
      ),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400])
  })

  const ok = [{ start_time: at('10:00'), end_time: at('12:00') }]
  it.each([
    ['an unknown center', ok, { center: UNKNOWN }, 'center_id'],
    ['a foreign center', ok, { center: b.centers.oslo }, 'center_id'],
    ['no center', ok, { center: null }, 'center_id'],
    ['an unknown employee', ok, { employee: UNKNOWN }, 'employee_id'],
    ['a foreign employee', ok, { employee: b.employees.kari }, 'employee_id'],
    ['an employee of another center', ok, { employee: a.employees.ravi }, 'belong to the center'],
    ['an end before the start', [{ start_time: at('12:00'), end_time: at('10:00') }], {}, 'end_time'],
    [
      'a start on another day',
      [{ start_time: at('10:00', '2026-03-10'), end_time: at('12:00', '2026-03-10') }],
      {},
      'start_time',
    ],
    [
      'an end two days on',
      [{ start_time: at('10:00'), end_time: at('12:00', '2026-03-11') }],
      {},
      'end_time',
    ],
    ['work without times', [{ status: 1 }], {}, 'start_time'],
    ['shifts that overlap', [...ok, { start_time: at('11:00'), end_time: at('13:00') }], {}, 'shifts[1]'],
    [
      'a night shift into the next morning',
      [{ start_time: at('20:00'), end_time: at('09:30', '2026-03-10') }],
      {},
      'shifts[0]',
    ],
    [
      'three shifts',
      [
        ...ok,
        { start_time: at('13:00'), end_time: at('14:00') },
        { start_time: at('15:00'), end_time: at('16:00') },
      ],
      {},
      'shifts',
    ],
    ['work and leave on one day', [...ok, { status: 3 }], {}, 'shifts'],
    ['a status that is none', [{ status: 9 }], {}, 'status'],
    ['an unknown schedule_id', [{ ...ok[0], schedule_id: UNKNOWN }], {}, 'schedule_id'],
    ['a room of another center', [{ ...ok[0], room_id: a.rooms.kolkata }], {}, 'room_id'],
    ['a time that is none', [{ start_time: 'ten', end_time: at('12:00') }], {}, 'start_time'],
  ])('refuses %s', async (_name, shifts, more, text) => {
    expect(await post(shifts, more)).toMatchObject({
      status: 400,
      body: { error: { code: 502, message: expect.stringContaining(text) } },
    })
  })

  it('refuses several days in one call', async () => {
    const body = {
      center_id: a.centers.newYork,
      schedules: [DAY, '2026-03-10'].map((date) => ({ date: `${date}T00:00:00`, shifts: [] })),
    }
    expect(await test.call('POST', `/v1/employees/${a.employees.mia}/schedules`, { body })).toMatchObject({
      status: 400,
      body: { error: { code: 502 } },
    })
  })

  it('needs the right and the center', async () => {
    expect(await post(ok, { token: await signIn('nora') })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect(
      await post(ok, { center: a.centers.kolkata, employee: a.employees.ravi, token: await signIn('fred') }),
    ).toMatchObject({ status: 403 })
  })
})

describe('listCenterEmployeeSchedules', () => {
  it('groups by employee, day and shift, by name', async () => {
    const { body } = await list('start_date=2026-03-16&end_date=2026-03-17')
    expect(body.employee_schedules.map((each) => each.employee_name)).toEqual([
      'Liam Hart',
      'Mia Stone',
      'Nora Young',
      'Otto Berg',
    ])
    expect(body.employee_schedules[0]!.schedules.map((each) => each.date)).toEqual([
      '2026-03-16T00:00:00',
      '2026-03-17T00:00:00',
    ])
    expect(body.error).toBeNull()
  })

  it('filters by status, job and time', async () => {
    await test.query(
      "update employee_shifts set status = 3, starts = null, ends = null where employee_id = $1 and day = '2026-03-18'",
      [a.employees.liam],
    )
    const one = '2026-03-18'
    const people = async (query: string) =>
      (await list(query)).body.employee_schedules.map((each) => each.employee_name)
    expect(await people(`start_date=${one}&end_date=${one}&schedule_status=3`)).toEqual(['Liam Hart'])
    expect(await people(`start_date=${one}&end_date=${one}&job_id=${a.jobs.senior}`)).toEqual(['Nora Young'])
    await test.query(
      "update employee_shifts set starts = 1140, ends = 1560 where employee_id = $1 and day = '2026-03-17'",
      [a.employees.mia],
    )
    const night = `start_date=${one}T01:00:00&end_date=${one}T02:30:00&consider_schedule_time=true`
    expect(await people(night)).toEqual(['Liam Hart', 'Mia Stone'])
  })

  it.each([
    ['no dates', `/v1/centers/${a.centers.newYork}/employee_schedules`, 400, 'start_date'],
    [
      'an end before the start',
      `/v1/centers/${a.centers.newYork}/employee_schedules?start_date=2026-03-02&end_date=2026-03-01`,
      400,
      'end_date',
    ],
    [
      'more than a year',
      `/v1/centers/${a.centers.newYork}/employee_schedules?start_date=2026-03-02&end_date=2028-03-01`,
      400,
      'end_date',
    ],
    [
      'an unknown center',
      `/v1/centers/${UNKNOWN}/employee_schedules?start_date=2026-03-02&end_date=2026-03-02`,
      502,
      'center',
    ],
    [
      'an employee of another center',
      `/v1/centers/${a.centers.newYork}/employee_schedules?start_date=2026-03-02&end_date=2026-03-02&employee_id=${a.employees.ravi}`,
      502,
      'employee',
    ],
  ])('refuses %s', async (_name, path, code, text) => {
    expect(await test.call('GET', path)).toMatchObject({
      status: 400,
      body: { error: { code, message: expect.stringContaining(text) } },
    })
  })
})
