import pg from 'pg'
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
const NIL = '00000000-0000-0000-0000-000000000000'
const clock =
  (way: 'checkin' | 'checkout') =>
  (employee: string, more: object = {}, options = {}) =>
    test.call('POST', `/v1/employees/${employee}/${way}`, {
      body: { center_id: a.centers.newYork, ...more },
      ...options,
    })
const checkIn = clock('checkin')
const checkOut = clock('checkout')
const attendance = (
  employee: string,
  query = `center_id=${a.centers.newYork}&start_date=2026-03-01&end_date=2026-03-31`,
  options = {},
) => test.call('GET', `/v1/employees/${employee}/attendance?${query}`, options)
const refused = (code: number) => ({
  status: 400,
  body: { success: false, error: { code }, message: expect.any(String) },
})
const signIn = (userName: string) => signInTo(test, userName)

describe('checking in and out', () => {
  it('records the time of the center, once', async () => {
    test.setNow('2026-03-03T13:57:12Z')
    const { status, body } = await checkIn(a.employees.mia)
    expect(status).toBe(200)
    expect(body).toEqual({
      is_employee_checked_in: true,
      check_in_time: expect.stringMatching(/^08:57:1\d$/),
      error: null,
    })
    expect(await checkIn(a.employees.mia)).toMatchObject(refused(450))
    test.setNow('2026-03-03T22:03:40Z')
    const out = await checkOut(a.employees.mia)
    expect(out.body).toEqual({
      is_employee_checked_in: false,
      check_in_time: expect.stringMatching(/^08:57:1\d$/),
      error: null,
      is_employee_checked_out: true,
      check_out_time: expect.stringMatching(/^17:03:4\d$/),
    })
    expect(await checkOut(a.employees.mia)).toMatchObject(refused(450))
    const { body: bundle } = await attendance(a.employees.mia)
    expect(bundle).toEqual({
      attendance: [
        {
          attendance_id: expect.any(String),
          center_id: a.centers.newYork,
          attendance_date: '2026-03-03T00:00:00',
          check_in_time: body.check_in_time,
          check_out_time: out.body.check_out_time,
          work_task_id: null,
          durationinMinutes: 486,
          reason: null,
        },
      ],
      total_records: 1,
      break_periods: [],
      approval_requests: [],
      timeoffs: [],
      error: null,
    })
  })

  it('holds a break of its length', async () => {
    await test.query(
      `update employees set details = '{"job_info": {"mandatory_break_period": 30}}' where id = $1`,
      [a.employees.liam],
    )
    test.setNow('2026-03-04T14:00:00Z')
    await checkIn(a.employees.liam)
    test.setNow('2026-03-04T17:30:00Z')
    await checkOut(a.employees.liam, { is_break_period: 'true' })
    test.setNow('2026-03-04T17:45:00Z')
    expect(await checkIn(a.employees.liam)).toMatchObject(refused(4100))
    const running = (await attendance(a.employees.liam)).body.break_periods
    expect(running).toEqual([
      {
        date: '2026-03-04T00:00:00',
        start_time: expect.stringContaining('12:30:0'),
        end_time: null,
        is_duration_complete: 'false',
      },
    ])
    test.setNow('2026-03-04T18:01:00Z')
    expect((await checkIn(a.employees.liam)).status).toBe(200)
    const { break_periods, total_records } = (await attendance(a.employees.liam)).body
    expect(break_periods).toEqual([
      {
        date: '2026-03-04T00:00:00',
        start_time: expect.stringContaining('12:30:0'),
        end_time: expect.stringContaining('13:01:0'),
        is_duration_complete: 'true',
      },
    ])
    expect(total_records).toBe(2)
  })

  it('counts a night for the day it began, and forgets no one for a missed check-out', async () => {
    await test.query(
      "update employee_shifts set starts = 1200, ends = 1560 where employee_id = $1 and day = '2026-03-05'",
      [a.employees.otto],
    )
    await test.query("delete from employee_shifts where employee_id = $1 and day = '2026-03-06'", [
      a.employees.otto,
    ])
    test.setNow('2026-03-06T05:30:00Z')
    expect((await checkIn(a.employees.otto)).status).toBe(200)
    expect((await attendance(a.employees.otto)).body.attendance).toMatchObject([
      { attendance_date: '2026-03-05T00:00:00', durationinMinutes: null },
    ])
    test.setNow('2026-03-07T15:00:00Z')
    expect((await checkIn(a.employees.otto)).status).toBe(200)
  })

  it('takes the tasks of the employee and the one check-in that is open, of ten at once', async () => {
    await test.query('update employees set details = $2 where id = $1', [
      a.employees.nora,
      JSON.stringify({ job_info: { work_task_ids: [a.jobs.senior] } }),
    ])
    test.setNow('2026-03-03T14:00:00Z')
    expect(await checkIn(a.employees.nora, { work_task_id: UNKNOWN })).toMatchObject(refused(449))
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => checkIn(a.employees.nora, { work_task_id: a.jobs.senior })),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array<number>(9).fill(400)])
    expect((await attendance(a.employees.nora)).body).toMatchObject({
      total_records: 1,
      attendance: [{ work_task_id: a.jobs.senior }],
    })
  })

  it('refuses the check-in that comes second, also when the first is not yet committed', async () => {
    const first = new pg.Client({ connectionString: test.connectionString })
    await first.connect()
    await first.query('begin')
    await first.query(
      `insert into employee_attendance (organization_id, id, employee_id, center_id, day, checked_in_at)
       values ($1, $2, $3, $4, '2026-03-09', '2026-03-09T13:00:00Z')`,
      [a.id, UNKNOWN, a.employees.mia, a.centers.newYork],
    )
    test.setNow('2026-03-09T14:00:00Z')
    const second = checkIn(a.employees.mia)
    await new Promise((resolve) => setTimeout(resolve, 500))
    await first.query('commit')
    expect(await second).toMatchObject(refused(450))
    await first.end()
  })

  it.each([
    ['no body', a.employees.mia, undefined, 4045],
    ['no center', a.employees.mia, {}, 4045],
    ['an unknown center', a.employees.mia, { center_id: UNKNOWN }, 449],
    ['a foreign center', a.employees.mia, { center_id: b.centers.oslo }, 449],
    ['finger prints', NIL, { center_id: a.centers.newYork, fingerprint_data: 'AAAA' }, 4023],
    ['nobody', NIL, { center_id: a.centers.newYork }, 449],
    ['an unknown employee', UNKNOWN, { center_id: a.centers.newYork }, 449],
    ['a foreign employee', b.employees.kari, { center_id: a.centers.newYork }, 449],
    ['somebody without a schedule there', a.employees.ravi, { center_id: a.centers.newYork }, 449],
  ])('refuses %s', async (_name, employee, body, code) => {
    for (const way of ['checkin', 'checkout'])
      expect(await test.call('POST', `/v1/employees/${employee}/${way}`, { body })).toMatchObject(
        refused(code),
      )
  })

  it('names the center it does not know', async () => {
    expect((await checkIn(a.employees.mia, { center_id: UNKNOWN })).body.message).toContain(UNKNOWN)
  })

  it('refuses consultants, closed centers and callers without the right', async () => {
    await test.query('update employees set is_consultant = true where id = $1', [a.employees.priya])
    expect(await checkIn(a.employees.priya, { center_id: a.centers.kolkata })).toMatchObject(refused(449))
    await test.query('update centers set is_active = false where id = $1', [a.centers.kolkata])
    expect(await checkIn(a.employees.ravi, { center_id: a.centers.kolkata })).toMatchObject({
      status: 403,
      body: { error: { code: 602 } },
    })
    expect(await checkIn(a.employees.mia, {}, { token: await signIn('nora') })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
  })
})

describe('getEmployeeAttendance', () => {
  it('shows leave as time off', async () => {
    await test.query(
      "update employee_shifts set status = 4, starts = null, ends = null where employee_id = $1 and day = '2026-04-01'",
      [a.employees.mia],
    )
    const { body } = await attendance(
      a.employees.mia,
      `center_id=${a.centers.newYork}&start_date=2026-04-01&end_date=2026-04-02`,
    )
    expect(body).toMatchObject({
      attendance: [],
      total_records: 0,
      timeoffs: [{ start_date: '2026-04-01T00:00:00', type: 'Special leave' }],
    })
  })

  it('is open to the person, not to colleagues', async () => {
    const token = await signIn('nora')
    expect((await attendance(a.employees.nora, undefined, { token })).status).toBe(200)
    expect(await attendance(a.employees.mia, undefined, { token })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
  })

  it.each([
    ['no dates', a.employees.mia, `center_id=${a.centers.newYork}`, 400, 'start_date'],
    [
      'an impossible date',
      a.employees.mia,
      `center_id=${a.centers.newYork}&start_date=2026-02-30&end_date=2026-03-01`,
      400,
      'start_date',
    ],
    [
      'an end before the start',
      a.employees.mia,
      `center_id=${a.centers.newYork}&start_date=2026-03-02&end_date=2026-03-01`,
      400,
      'end_date',
    ],
    [
      'an unknown center',
      a.employees.mia,
      `center_id=${UNKNOWN}&start_date=2026-03-01&end_date=2026-03-01`,
      502,
      'center_id',
    ],
    [
      'an unknown employee',
      UNKNOWN,
      `center_id=${a.centers.newYork}&start_date=2026-03-01&end_date=2026-03-01`,
      1004,
      'employee_id',
    ],
  ])('refuses %s', async (_name, employee, query, code, field) => {
    expect(await attendance(employee, query)).toMatchObject({
      status: 400,
      body: { error: { code, message: expect.stringContaining(field) } },
    })
  })
})

describe('getCenterAttendance', () => {
  const ofCenter = (query: string, center: string = a.centers.newYork, options = {}) =>
    test.call<{ attendance: { employee_id: string }[]; total_records: number }>(
      'GET',
      `/v1/centers/${center}/attendance${query}`,
      options,
    )

  it('shows who was expected and who came, several times when they came so', async () => {
    const { body } = await ofCenter('?date=2026-03-04')
    expect(body.total_records).toBe(5)
    expect(body.attendance.filter((entry) => entry.employee_id === a.employees.liam)).toEqual([
      {
        employee_id: a.employees.liam,
        date: '2026-03-04T00:00:00',
        expected_check_in_time: '09:00',
        expected_check_out_time: '18:00',
        actual_check_in_time: '09:00',
        actual_check_out_time: '12:30',
      },
      expect.objectContaining({ actual_check_in_time: '13:01', actual_check_out_time: null }),
    ])
    expect(body.attendance).toContainEqual(
      expect.objectContaining({ employee_id: a.employees.mia, actual_check_in_time: null }),
    )
  })

  it('refuses a missing date, an unknown center and callers without the right', async () => {
    expect(await ofCenter('')).toMatchObject({
      status: 400,
      body: { error: { code: 400, message: expect.stringContaining('date') } },
    })
    expect(await ofCenter('?date=x')).toMatchObject({ status: 400, body: { error: { code: 400 } } })
    for (const center of [UNKNOWN, 'x', b.centers.oslo])
      expect(await ofCenter('?date=2026-03-04', center)).toMatchObject({
        status: 400,
        body: { error: { code: 502 } },
      })
    expect(await ofCenter('?date=2026-03-04', undefined, { token: await signIn('nora') })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect((await ofCenter('?date=2026-03-04', undefined, { key: null })).status).toBe(401)
  })
})
