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
const UNSET = '0001-01-01T00:00:00'
let counter = 0
const minimal = () => ({
  center_id: a.centers.newYork,
  personal_info: { first_name: 'Dana', last_name: `Number ${++counter}` },
  job_info: { job_id: a.jobs.therapist },
})
const create = (body: unknown, options = {}) => test.call('POST', '/v1/employees', { body, ...options })
const put = (id: unknown, body: unknown, options = {}) =>
  test.call('PUT', `/v1/employees/${String(id)}`, { body, ...options })
const get = (id: unknown, options = {}) => test.call('GET', `/v1/employees/${String(id)}`, options)
const signIn = (userName: string) => signInTo(test, userName)
const last = async () => (await test.events()).findLast((event) => event.type.startsWith('Employee.'))!
const refusal = (code: number, field: string) => ({
  success: false,
  error: { code, message: expect.stringContaining(field) },
  message: expect.stringContaining(field),
})

describe('updateEmployee', () => {
  it('keeps what is absent, replaces the catalogue part as a whole', async () => {
    const { body: made } = await create({
      ...minimal(),
      code: 'KEEP',
      personal_info: {
        first_name: 'Kim',
        last_name: 'Kept',
        nick_name: 'K',
        email: 'kim@example.test',
        mobile_phone: { country_code: 1, number: '2025550111' },
      },
      job_info: { job_id: a.jobs.therapist, salary: 5, start_date: '2026-01-01' },
      preference_info: { search_tags: 'hair', receive_marketing_emails: false },
      catalog_info: { show_in_catalog: true, display_name: 'Kimmy', description: 'x' },
    })
    const { status, body } = await put(made.id, {
      personal_info: { last_name: 'Changed' },
      job_info: { hourly_rate: 7 },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      code: 'KEEP',
      personal_info: {
        first_name: 'Kim',
        last_name: 'Changed',
        nick_name: 'K',
        email: 'kim@example.test',
        mobile_phone: { number: '2025550111' },
      },
      job_info: { job_id: a.jobs.therapist, salary: 5, hourly_rate: 7, start_date: '2026-01-01T00:00:00' },
      preference_info: { search_tags: 'hair', receive_marketing_emails: false },
      catalog_info: { show_in_catalog: false, display_name: '', description: '' },
    })
    expect((await get(made.id)).body).toEqual(body)
    expect(await last()).toMatchObject({
      type: 'Employee.Updated',
      data: { id: made.id, personal_info: { last_name: 'Changed' } },
    })
  })

  it('is idempotent, and an answer sent back changes nothing', async () => {
    const { body: made } = await create({
      ...minimal(),
      catalog_info: { show_in_catalog: true, display_name: 'A', description: '' },
    })
    const { body } = await put(made.id, made)
    expect(body).toEqual(made)
  })

  it('makes a given role the only one, and leaves it as held when it is the only one', async () => {
    const { body } = await create(minimal())
    const roles = () =>
      test.query('select role_id, center_id from employee_security_roles where employee_id = $1', [body.id])
    await put(body.id, { roles: { security_profile_id: a.roles.frontDesk } })
    expect(await roles()).toEqual([{ role_id: a.roles.frontDesk, center_id: a.centers.newYork }])
    await put(body.id, { roles: { security_profile_id: NIL } })
    await put(body.id, {})
    expect(await roles()).toHaveLength(1)
    await test.query('update employee_security_roles set center_id = null where employee_id = $1', [body.id])
    await put(body.id, { roles: { security_profile_id: a.roles.frontDesk } })
    expect(await roles()).toEqual([{ role_id: a.roles.frontDesk, center_id: null }])
    await test.query('insert into employee_security_roles values ($1, $2, $3, $4, $5, now())', [
      a.id,
      UNKNOWN,
      body.id,
      a.roles.therapist,
      a.centers.newYork,
    ])
    await put(body.id, { roles: { security_profile_id: a.roles.frontDesk } })
    expect(await roles()).toEqual([{ role_id: a.roles.frontDesk, center_id: null }])
    const desk = await signIn('fred')
    expect(
      await put(body.id, { roles: { security_profile_id: a.roles.owner } }, { token: desk }),
    ).toMatchObject({ status: 403 })
  })

  it('does not let the front desk set pay, nor lose it', async () => {
    const { body } = await create({ ...minimal(), job_info: { job_id: a.jobs.therapist, salary: 77 } })
    const desk = await signIn('fred')
    expect((await put(body.id, { job_info: { salary: 0 } }, { token: desk })).body.job_info).toMatchObject({
      salary: 0,
    })
    expect((await get(body.id)).body.job_info).toMatchObject({ salary: 77 })
  })

  it('ends the employment: out of the lists, no signing in', async () => {
    const { body } = await create({ ...minimal(), login_info: { username: 'leaver' } })
    await test.query(
      'update employees set password_hash = (select password_hash from employees where id = $2) where id = $1',
      [body.id, a.employees.nora],
    )
    const listed = async () => {
      const { body: list } = await test.call<{ therapists: { id: string }[] }>(
        'GET',
        `/v1/centers/${a.centers.newYork}/therapists`,
      )
      return list.therapists.some((t) => t.id === body.id)
    }
    expect(await listed()).toBe(true)
    expect(await signIn('leaver')).toBeTruthy()
    await put(body.id, { job_info: { end_date: '2026-03-02T00:00:00' } })
    expect(await listed()).toBe(false)
    await expect(signIn('leaver')).rejects.toThrow()
    expect((await get(body.id)).body).toMatchObject({ job_info: { end_date: '2026-03-02T00:00:00' } })
    await put(body.id, { job_info: { end_date: UNSET } })
    expect(await listed()).toBe(true)
  })

  it.each([
    ['an unknown employee', UNKNOWN, {}, 1004, 'employee_id'],
    ['a foreign employee', b.employees.kari, {}, 1004, 'employee_id'],
    ['a foreign center', a.employees.otto, { center_id: b.centers.oslo }, 502, 'center_id'],
    ['a foreign job', a.employees.otto, { job_info: { job_id: b.jobs.therapist } }, 400, 'job_id'],
    ['a code in use', a.employees.otto, { code: 'E-nora' }, 400, 'code'],
    ['an email in use', a.employees.otto, { personal_info: { email: 'nora@example.com' } }, 400, 'email'],
    ['a user name in use', a.employees.otto, { login_info: { username: 'nora' } }, 400, 'username'],
    ['a blank name', a.employees.otto, { personal_info: { first_name: ' ' } }, 400, 'first_name'],
  ])('refuses %s', async (_name, id, body, code, field) => {
    expect(await put(id, body)).toMatchObject({ status: 400, body: refusal(code, field) })
  })
})

describe('patchEmployeeEmploymentAndPayroll', () => {
  const patch = (id: unknown, body: unknown, options = {}) =>
    test.call('PATCH', `/v1/employees/${String(id)}`, { body, ...options })

  it('changes the two values in either layout and nothing else', async () => {
    const { body: made } = await create({
      ...minimal(),
      catalog_info: { show_in_catalog: true, display_name: 'A', description: '' },
    })
    const { body } = await patch(made.id, { employment_type: 1, code: 'ignored' })
    expect(body).toEqual({ ...made, job_info: { ...(made.job_info as object), employment_type: 1 } })
    const second = await patch(made.id, { payroll_info: { include_in_payroll: 0 } })
    expect(second.body).toMatchObject({
      job_info: { employment_type: 1 },
      payroll_info: { include_in_payroll: 0 },
    })
    expect(await last()).toMatchObject({
      type: 'Employee.Updated',
      data: { payroll_info: { include_in_payroll: 0 } },
    })
  })

  it.each([
    ['a value beyond 1', a.employees.otto, { employment_type: 2 }, 400, 'employment_type'],
    ['an empty body', a.employees.otto, {}, 400, 'employment_type'],
    ['an unknown employee', UNKNOWN, { employment_type: 1 }, 1004, 'employee_id'],
  ])('refuses %s', async (_name, id, body, code, field) => {
    expect(await patch(id, body)).toMatchObject({ status: 400, body: refusal(code, field) })
  })

  it('needs the right', async () => {
    expect(
      await patch(a.employees.otto, { employment_type: 1 }, { token: await signIn('nora') }),
    ).toMatchObject({ status: 403, body: { error: { code: 438 } } })
  })
})
