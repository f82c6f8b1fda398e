import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from '../../../../test/world.ts'
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
const UNSET = '0001-01-01T00:00:00'
let counter = 0
const minimal = () => ({
  center_id: a.centers.newYork,
  personal_info: { first_name: 'Dana', last_name: `Number ${++counter}` },
  job_info: { job_id: a.jobs.therapist },
})
const create = (body: unknown, options = {}) => test.call('POST', '/v1/employees', { body, ...options })
const get = (id: unknown, options = {}) => test.call('GET', `/v1/employees/${String(id)}`, options)
const signIn = (userName: string) => signInTo(test, userName)
const last = async () => (await test.events()).findLast((event) => event.type.startsWith('Employee.'))!
const refusal = (code: number, field: string) => ({
  success: false,
  error: { code, message: expect.stringContaining(field) },
  message: expect.stringContaining(field),
})

describe('createEmployee', () => {
  it('keeps the employee with the documented defaults and answers the bare object', async () => {
    const { status, body } = await create({ ...minimal(), code: 'T-204' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      code: 'T-204',
      center_id: a.centers.newYork,
      is_consultant: null,
      created_by: NIL,
      personal_info: {
        first_name: 'Dana',
        middle_name: '',
        notification_name: expect.stringMatching(/^Dana Number \d+$/),
        email: '',
        mobile_phone: { country_code: 1, number: '' },
        gender: -1,
        birth_date: UNSET,
      },
      address: { address_1: '', country_id: -1 },
      login_info: { username: '' },
      job_info: {
        job_id: a.jobs.therapist,
        job_name: 'Therapist',
        overtime_multiplier: 1,
        work_task_ids: null,
        start_date: UNSET,
        end_date: UNSET,
      },
      preference_info: {
        culture_id: 54,
        receive_marketing_emails: true,
        receive_daily_reports: false,
        additional_date_1: UNSET,
      },
      payroll_info: { include_in_payroll: 1 },
      catalog_info: { show_in_catalog: false, display_name: '', description: '' },
      roles: { security_profile_id: a.roles.therapist },
      calendar_sync_Id: null,
      error: null,
    })
    expect((await get(body.id)).body).toEqual(body)
  })

  it('takes all that clients send, in odd forms, and shows it again', async () => {
    const { status, body } = await create({
      CENTER_ID: a.centers.newYork.toUpperCase(),
      is_consultant: 'false',
      personal_info: {
        FIRST_NAME: 'Ada',
        last_name: 'Full',
        nick_name: 'Dee',
        gender: '1',
        email: 'ada@example.test',
        birth_date: '1990-05-17',
        mobile_phone: { country_code: '61', number: '0412 345 678' },
        home_phone: { number: '(202) 555-0123' },
      },
      address: { city: 'Sampleton', country_id: '225', zip_code: 10001 },
      login_info: { username: 'ada' },
      job_info: {
        job_id: a.jobs.senior,
        hourly_rate: '18.5',
        start_date: '2026-03-02T00:00:00.000',
        mandatory_break_period: 30,
      },
      payroll_info: { include_in_payroll: 0 },
      catalog_info: { show_in_catalog: 'true', display_name: 'Dee', description: 'Senior' },
      custom_fields: [{ field_id: UNKNOWN, field_value: 'L' }],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      is_consultant: false,
      personal_info: {
        gender: 1,
        birth_date: '1990-05-17T00:00:00',
        mobile_phone: { country_code: 61, number: '0412345678' },
        home_phone: { country_code: 1, number: '2025550123' },
      },
      address: { country_id: 225, zip_code: '10001' },
      login_info: { username: 'ada' },
      job_info: {
        job_name: 'Senior therapist',
        hourly_rate: 18.5,
        start_date: '2026-03-02T00:00:00',
        mandatory_break_period: 30,
      },
      payroll_info: { include_in_payroll: 0 },
      catalog_info: { show_in_catalog: true, display_name: 'Dee' },
      custom_fields: [{ field_id: UNKNOWN, field_value: 'L' }],
    })
  })

  it('gives the employee a guest profile, which follows the employee', async () => {
    const { body } = await create(minimal())
    const [guest] = await test.query<{ id: string; first_name: string; center_id: string }>(
      "select id, first_name, center_id from guests where details->>'employee_id' = $1",
      [body.id],
    )
    expect(guest).toMatchObject({
      first_name: minimal().personal_info.first_name,
      center_id: a.centers.newYork,
    })
    expect((await test.events()).at(-1)).toMatchObject({ type: 'Guest.Created', data: { id: guest!.id } })
    const moved = await test.call('PUT', `/v1/guests/${guest!.id}`, {
      body: { center_id: a.centers.kolkata, personal_info: { first_name: 'A', last_name: 'B' } },
    })
    expect(moved.body).toMatchObject({ error: { code: 502, message: expect.stringContaining('center_id') } })
  })

  it('records Employee.Created with the whole employee', async () => {
    const { body } = await create({ ...minimal(), job_info: { job_id: a.jobs.therapist, salary: 900 } })
    const event = await last()
    expect(event).toMatchObject({
      type: 'Employee.Created',
      center_id: a.centers.newYork,
      data: { id: body.id, job_info: { salary: 900, end_date: UNSET } },
    })
    const {
      calendar_sync_Id: _a,
      freshchat_restore_id: _b,
      employee_history: _c,
      custom_fields: _d,
      error: _e,
      ...documented
    } = body
    expect(Object.keys(event.data)).toEqual(Object.keys(documented))
    expect(event.data).not.toHaveProperty('job_info.employment_type')
  })

  it('can be booked at once: a therapist of the center, held by the role', async () => {
    const { body } = await create({ ...minimal(), roles: { security_profile_id: a.roles.frontDesk } })
    expect(body).toMatchObject({ roles: { security_profile_id: a.roles.frontDesk } })
    const { body: list } = await test.call<{ therapists: { id: string }[] }>(
      'GET',
      `/v1/centers/${a.centers.newYork}/therapists`,
    )
    expect(list.therapists.map((t) => t.id)).toContain(body.id)
  })

  it.each([
    ['no body', undefined, 503, 'body'],
    ['no center', { ...minimal(), center_id: undefined }, 503, 'center_id'],
    ['no first name', { ...minimal(), personal_info: { last_name: 'B' } }, 503, 'first_name'],
    [
      'a blank last name',
      { ...minimal(), personal_info: { first_name: 'B', last_name: ' ' } },
      503,
      'last_name',
    ],
    ['no job', { ...minimal(), job_info: {} }, 503, 'job_info.job_id'],
    ['an unknown center', { ...minimal(), center_id: UNKNOWN }, 502, 'center_id'],
    ["another organisation's center", { ...minimal(), center_id: b.centers.oslo }, 502, 'center_id'],
    ["another organisation's job", { ...minimal(), job_info: { job_id: b.jobs.therapist } }, 400, 'job_id'],
    [
      "another organisation's role",
      { ...minimal(), roles: { security_profile_id: b.roles.owner } },
      400,
      'security_profile_id',
    ],
    ['a center that is no id', { ...minimal(), center_id: 'x' }, 400, 'center_id'],
    ['a code in use', { ...minimal(), code: 'e-NORA' }, 400, 'code'],
    [
      'an email in use',
      { ...minimal(), personal_info: { first_name: 'A', last_name: 'B', email: 'NORA@example.com' } },
      400,
      'email',
    ],
    ['a user name in use', { ...minimal(), login_info: { username: 'Nora' } }, 400, 'username'],
    [
      'a dialling code of no country',
      {
        ...minimal(),
        personal_info: {
          first_name: 'A',
          last_name: 'B',
          mobile_phone: { country_code: 999, number: '5550100' },
        },
      },
      400,
      'mobile_phone',
    ],
    [
      'an impossible date',
      { ...minimal(), job_info: { job_id: a.jobs.therapist, start_date: '2026-02-30' } },
      400,
      'start_date',
    ],
    [
      'an end before the start',
      {
        ...minimal(),
        job_info: { job_id: a.jobs.therapist, start_date: '2026-03-02', end_date: '2026-03-01' },
      },
      400,
      'end_date',
    ],
    ['an unknown country', { ...minimal(), address: { country_id: 9999 } }, 400, 'country_id'],
    [
      'a gender out of range',
      { ...minimal(), personal_info: { first_name: 'A', last_name: 'B', gender: 7 } },
      400,
      'gender',
    ],
  ])('refuses %s and changes nothing', async (_name, body, code, field) => {
    const before = await test.query('select count(*) from employees')
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject(refusal(code, field))
    expect(await test.query('select count(*) from employees')).toEqual(before)
  })

  it('understands the older form, and answers in it', async () => {
    const EmployeeDetail = {
      Code: 'OLD-1',
      CenterId: a.centers.newYork,
      FirstName: 'Olden',
      LastName: 'Days',
      Gender: 1,
      MobilePhoneModel: { CountryId: 225, Number: '202-555-0188' },
      Credentials: { UserName: 'olden', Password: PASSWORD },
      Job: { JobId: a.jobs.therapist, MandatoryBreakMinutesPerDay: 20 },
      Preferences: { ReceiveDailyReports: true },
    }
    const { status, body } = await create({ EmployeeDetail })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['IsEmployeeAdded', 'EmployeeDetail', 'Error'])
    expect(body).toMatchObject({
      IsEmployeeAdded: true,
      Error: null,
      EmployeeDetail: {
        Code: 'OLD-1',
        FullName: 'Olden Days',
        MobilePhoneModel: { CountryId: 225, Number: '2025550188', DisplayNumber: '+1 202-555-0188' },
        Credentials: { UserName: 'olden', Password: null },
        Job: { MandatoryBreakMinutesPerDay: 20 },
        Preferences: { ReceiveDailyReports: true },
      },
    })
    expect((await get((body.EmployeeDetail as { Id: string }).Id)).body).toMatchObject({
      code: 'OLD-1',
      job_info: { mandatory_break_period: 20 },
    })
    expect(await signIn('olden')).toBeTruthy()
    expect(await create({ EmployeeDetail: { ...EmployeeDetail, Credentials: undefined } })).toMatchObject({
      status: 400,
      body: refusal(503, 'Credentials'),
    })
    expect(
      await create({ EmployeeDetail: { ...EmployeeDetail, Code: 'OLD-2', Job: { JobId: 'x' } } }),
    ).toMatchObject({ status: 400, body: refusal(503, 'job_id') })
  })

  it('lets one of two simultaneous calls have a code', async () => {
    const answers = await Promise.all([
      create({ ...minimal(), code: 'RACE' }),
      create({ ...minimal(), code: 'RACE' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400])
  })

  it('knows who may: the front desk without handing out roles, therapists not, guests not', async () => {
    const desk = await signIn('fred')
    const made = await create(minimal(), { token: desk })
    expect(made.body).toMatchObject({ created_by: a.employees.frontDesk })
    const asOwner = { ...minimal(), roles: { security_profile_id: a.roles.owner } }
    expect(await create(asOwner, { token: desk })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect(await create({ ...minimal(), center_id: a.centers.kolkata }, { token: desk })).toMatchObject({
      status: 403,
    })
    expect(await create(minimal(), { token: await signIn('nora') })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect(await create(minimal(), { token: await signIn('ana') })).toMatchObject({ status: 403 })
    await test.query(
      `update security_roles set rights = '{employees:write,security_roles:write}' where id = $1`,
      [a.roles.therapist],
    )
    const token = await signIn('nora')
    expect(await create(asOwner, { token })).toMatchObject({ status: 403 })
    expect(
      (await create({ ...minimal(), roles: { security_profile_id: a.roles.therapist } }, { token })).status,
    ).toBe(200)
    expect((await create(minimal(), { key: null })).status).toBe(401)
    await test.query(`update security_roles set rights = '{centers:read}' where id = $1`, [a.roles.therapist])
  })
})

describe('getEmployee', () => {
  it('knows an unknown, a malformed and a foreign id alike', async () => {
    for (const id of [UNKNOWN, 'nobody', b.employees.kari])
      expect(await get(id)).toMatchObject({ status: 400, body: refusal(1004, 'employee_id') })
  })

  it('shows people themselves, and pay only to themselves, managers and apps', async () => {
    await test.query(`update employees set details = '{"job_info": {"salary": 500}}' where id = $1`, [
      a.employees.nora,
    ])
    const [nora, fred, olga] = [await signIn('nora'), await signIn('fred'), await signIn('olga')]
    const salary = async (token?: string) =>
      (await get(a.employees.nora, token ? { token } : {})).body.job_info
    for (const token of [undefined, nora, olga]) expect(await salary(token)).toMatchObject({ salary: 500 })
    expect(await salary(fred)).toMatchObject({ salary: 0 })
    expect((await get(a.employees.mia, { token: nora })).status).toBe(403)
    expect((await get(a.employees.ravi, { token: fred })).status).toBe(403)
    expect((await get(a.employees.nora, { token: await signIn('ana') })).status).toBe(403)
  })

  it('answers 304 when nothing changed', async () => {
    const etag = (await get(a.employees.otto)).headers.get('etag')!
    expect((await get(a.employees.otto, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })
})
