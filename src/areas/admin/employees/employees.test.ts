import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onAccessChange, type AccessChange } from '#areas/employees'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'

let test: TestApp
const changes: AccessChange[] = []
beforeAll(async () => {
  test = await startTestApp()
  onAccessChange(async (_tx, change) => void changes.push(change))
})
afterAll(() => test.stop())

const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const admin = (method: string, path: string, body?: unknown, options = {}) =>
  test.call(method, `/admin/v1${path}`, { body, ...options })
const of = (employee: string, rest: string) => `/employees/${employee}/${rest}`
async function signIn(userName: string, password = PASSWORD) {
  const { status, body } = await test.call<{ credentials: { access_token: string } | null }>(
    'POST',
    '/v1/tokens',
    {
      key: null,
      body: {
        account_name: a.accountName,
        user_name: userName,
        password,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    },
  )
  return { status, token: body.credentials?.access_token }
}
/** A role that may manage, but not everything. */
async function manager(): Promise<string> {
  await test.query(`update security_roles set rights = '{management:write,employees:write}' where id = $1`, [
    a.roles.therapist,
  ])
  return (await signIn('nora')).token!
}

describe('jobs', () => {
  it('are created, listed, read, changed and deleted', async () => {
    const made = await admin('POST', '/jobs', { code: 'MASTER', name: 'Master', level: 3 })
    expect(made).toMatchObject({ status: 200, body: { code: 'MASTER', level: 3, provides_services: true } })
    const path = `/jobs/${String(made.body.id)}`
    expect((await admin('PATCH', path, { provides_services: false })).body).toEqual({
      ...made.body,
      provides_services: false,
    })
    const list = await admin('GET', '/jobs?size=2')
    expect(list.body).toMatchObject({
      jobs: [{ name: 'Therapist' }, { name: 'Senior therapist' }],
      page_info: { total: 3, page: 1, size: 2 },
    })
    expect((await admin('DELETE', path)).body).toEqual({ success: true })
    expect((await admin('GET', path)).body).toMatchObject({
      error: { message: expect.stringContaining('job_id') },
    })
  })

  it('keep their code apart and stay while somebody has them', async () => {
    expect(await admin('POST', '/jobs', { code: 't1', name: 'X' })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('code') } },
    })
    expect(await admin('DELETE', `/jobs/${a.jobs.senior}`)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('job_id') } },
    })
    for (const id of [UNKNOWN, b.jobs.senior, 'x'])
      expect((await admin('PATCH', `/jobs/${id}`, { name: 'Y' })).status).toBe(400)
  })
})

describe('centers of an employee', () => {
  it('are set, the home center among them, and shifts in a center left go', async () => {
    const put = await admin('PUT', of(a.employees.mia, 'centers'), { center_ids: [a.centers.kolkata] })
    expect(put).toMatchObject({
      status: 200,
      body: { center_ids: [a.centers.newYork, a.centers.kolkata].sort() },
    })
    await admin('PUT', of(a.employees.mia, 'shifts/2026-03-08'), { center_id: a.centers.newYork, shifts: [] })
    const there = { center_id: a.centers.kolkata, shifts: [{ starts: 600, ends: 900 }] }
    expect((await admin('PUT', of(a.employees.mia, 'shifts/2026-03-08'), there)).body.shifts).toHaveLength(1)
    await admin('PUT', of(a.employees.mia, 'centers'), { center_ids: [] })
    expect((await admin('GET', of(a.employees.mia, 'centers'))).body).toEqual({
      center_ids: [a.centers.newYork],
    })
    expect((await admin('GET', of(a.employees.mia, 'shifts/2026-03-08'))).body).toEqual({
      day: '2026-03-08',
      shifts: [],
    })
    expect(changes.at(-1)).toMatchObject({ employeeId: a.employees.mia, ends: false })
  })

  it('are not left with appointments to come', async () => {
    await admin('PUT', of(a.employees.otto, 'centers'), { center_ids: [a.centers.kolkata] })
    await test.query(
      `insert into claims (organization_id, id, kind, resource_id, center_id, during)
       values ($1, $2, 'therapist', $3, $4, '[2026-03-20T10:00Z,2026-03-20T11:00Z)')`,
      [a.id, UNKNOWN, a.employees.otto, a.centers.kolkata],
    )
    expect(await admin('PUT', of(a.employees.otto, 'centers'), { center_ids: [] })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('center_ids') } },
    })
    expect(await admin('DELETE', `/employees/${a.employees.otto}`)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('appointments') } },
    })
    expect((await admin('GET', of(a.employees.otto, 'centers'))).body.center_ids).toHaveLength(2)
  })

  it('are known ones', async () => {
    for (const id of [UNKNOWN, b.centers.oslo])
      expect(await admin('PUT', of(a.employees.mia, 'centers'), { center_ids: [id] })).toMatchObject({
        status: 400,
        body: { error: { code: 502, message: expect.stringContaining('center_ids[0]') } },
      })
    expect((await admin('PUT', of(b.employees.kari, 'centers'), { center_ids: [] })).status).toBe(400)
  })
})

describe('services of an employee', () => {
  it('are set with own terms, and nobody else’s terms change', async () => {
    await test.query('update service_therapists set price = 5000 where employee_id = $1', [a.employees.nora])
    const services = [
      { service_id: a.services.massage, duration: 75, price: 99.5 },
      { service_id: a.services.laser, duration: null, price: null },
    ]
    const { status, body } = await admin('PUT', of(a.employees.liam, 'services'), {
      center_id: a.centers.newYork,
      services,
    })
    expect(status).toBe(200)
    expect(body.services).toHaveLength(2)
    expect(body.services).toEqual(expect.arrayContaining(services))
    expect(
      (await admin('GET', of(a.employees.liam, `services?center_id=${a.centers.newYork}`))).body,
    ).toEqual(body)
    const others = await admin('GET', of(a.employees.nora, `services?center_id=${a.centers.newYork}`))
    expect(others.body.services).toContainEqual({ service_id: a.services.massage, duration: null, price: 50 })
    const therapists = await test.call<{ therapists: { id: string }[] }>(
      'GET',
      `/v1/centers/${a.centers.newYork}/services/${a.services.facial}/therapists`,
    )
    expect(therapists.body.therapists.map((t) => t.id)).not.toContain(a.employees.liam)
  })

  it('and those of others, set at the same time, do not overwrite each other', async () => {
    const ofService = `/services/${a.services.laser}/centers/${a.centers.newYork}`
    const skill = { service_id: a.services.laser }
    for (let round = 0; round < 5; round++) {
      await admin('PUT', `${ofService}/therapists`, { therapists: [] })
      const people = [a.employees.liam, a.employees.nora, a.employees.otto, a.employees.mia]
      const answers = await Promise.all(
        [...people, a.employees.mia].map((employee) =>
          admin('PUT', of(employee, 'services'), { center_id: a.centers.newYork, services: [skill] }),
        ),
      )
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
      const { body } = await admin('GET', ofService)
      expect((body.therapists as { employee_id: string }[]).map((each) => each.employee_id)).toEqual(
        people.toSorted(),
      )
    }
  })

  it('are services of the center and the employee works there', async () => {
    const set = (employee: string, center_id: string, service_id: string) =>
      admin('PUT', of(employee, 'services'), { center_id, services: [{ service_id }] })
    for (const service of [b.services.massage, UNKNOWN])
      expect(await set(a.employees.liam, a.centers.newYork, service)).toMatchObject({
        status: 400,
        body: { error: { code: 502, message: expect.stringContaining('services[0].service_id') } },
      })
    // Sold, but not there.
    await test.query('insert into employee_centers values ($1, $2, $3)', [
      a.id,
      a.employees.liam,
      a.centers.kolkata,
    ])
    expect(await set(a.employees.liam, a.centers.kolkata, a.services.laser)).toMatchObject({
      status: 400,
      body: { error: { code: 502, message: expect.stringContaining('services[0].service_id') } },
    })
    await admin('PUT', of(a.employees.liam, 'centers'), { center_ids: [] })
    const twice = [1, 2].map(() => ({ service_id: a.services.laser }))
    expect(
      (
        await admin('PUT', of(a.employees.liam, 'services'), {
          center_id: a.centers.newYork,
          services: twice,
        })
      ).body,
    ).toMatchObject({ error: { message: expect.stringContaining('twice') } })
    expect((await set(a.employees.ravi, a.centers.newYork, a.services.massage)).body).toMatchObject({
      error: { message: expect.stringContaining('center_id') },
    })
    expect((await set(b.employees.kari, a.centers.newYork, a.services.massage)).status).toBe(400)
  })
})

describe('shifts', () => {
  const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, starts: 600, ends: 960 }))

  it('are filled from a template, days off and leave stay', async () => {
    const made = await admin('POST', '/shift_templates', { name: 'Weekdays', shifts: week.toReversed() })
    expect(made.body).toMatchObject({ name: 'Weekdays', shifts: week })
    await admin('PUT', of(a.employees.nora, 'shifts/2026-04-08'), {
      center_id: a.centers.newYork,
      shifts: [{ status: 3 }],
    })
    const apply = await admin('POST', of(a.employees.nora, 'shifts/apply'), {
      template_id: made.body.id,
      center_id: a.centers.newYork,
      from: '2026-04-06',
      to: '2026-04-12',
    })
    expect(apply).toMatchObject({ status: 200, body: { success: true, days: 6 } })
    const day = async (text: string) =>
      (await admin('GET', of(a.employees.nora, `shifts/${text}`))).body.shifts as {
        status: number
        starts: number
      }[]
    expect(await day('2026-04-06')).toMatchObject([{ status: 1, starts: 600, ends: 960 }])
    expect(await day('2026-04-08')).toMatchObject([{ status: 3 }])
    expect(await day('2026-04-11')).toEqual([])
    expect(await day('2026-04-13')).toMatchObject([{ starts: 540 }])
  })

  it('of a template do not meet, around midnight and the end of the week', async () => {
    const make = (shifts: unknown) => admin('POST', '/shift_templates', { name: 'X', shifts })
    expect(
      (
        await make([
          { weekday: 6, starts: 1200, ends: 1500 },
          { weekday: 0, starts: 30, ends: 600 },
        ])
      ).status,
    ).toBe(400)
    expect(
      (
        await make([
          { weekday: 6, starts: 1200, ends: 1500 },
          { weekday: 0, starts: 60, ends: 600 },
        ])
      ).status,
    ).toBe(200)
    expect((await make([{ weekday: 1, starts: 600, ends: 500 }])).status).toBe(400)
    expect(
      (await make([1, 2, 3].map((n) => ({ weekday: 1, starts: n * 100, ends: n * 100 + 50 })))).status,
    ).toBe(400)
  })

  it('of a template are changed and taken away', async () => {
    const { body } = await admin('POST', '/shift_templates', {
      name: 'Night',
      shifts: [{ weekday: 5, starts: 1320, ends: 1800 }],
    })
    const path = `/shift_templates/${String(body.id)}`
    expect((await admin('PATCH', path, { name: 'Late' })).body).toEqual({ ...body, name: 'Late' })
    expect((await admin('GET', '/shift_templates')).body.shift_templates).toContainEqual({
      ...body,
      name: 'Late',
    })
    expect((await admin('DELETE', path)).body).toEqual({ success: true })
    expect((await admin('GET', path)).status).toBe(400)
  })

  it.each([
    ['more than 400 days', { from: '2026-04-01', to: '2027-05-06' }, 'to'],
    ['an end before the start', { from: '2026-04-02', to: '2026-04-01' }, 'to'],
    ['a day that is none', { from: '2026-02-30', to: '2026-04-01' }, 'from'],
    ['an unknown template', { template_id: UNKNOWN }, 'template_id'],
    ['a foreign center', { center_id: b.centers.oslo }, 'center_id'],
    ['a center of others', { center_id: a.centers.kolkata }, 'center_id'],
  ])('are not filled with %s', async (_name, change, field) => {
    const { body } = await admin('POST', '/shift_templates', { name: 'W', shifts: week })
    const request = {
      template_id: body.id,
      center_id: a.centers.newYork,
      from: '2026-04-06',
      to: '2026-04-12',
      ...change,
    }
    expect(await admin('POST', of(a.employees.liam, 'shifts/apply'), request)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining(field) } },
    })
  })
})

describe('the login of an employee', () => {
  it('is set, the old password ends, sessions are told', async () => {
    const before = (await test.events()).length
    expect((await signIn('fred')).status).toBe(200)
    const put = await admin('PUT', of(a.employees.frontDesk, 'login'), {
      user_name: 'fred',
      password: 'something new 1',
    })
    expect(put).toMatchObject({
      status: 200,
      body: { employee_id: a.employees.frontDesk, user_name: 'fred' },
    })
    expect(JSON.stringify(put.body)).not.toContain('something new')
    expect((await signIn('fred')).token).toBeUndefined()
    expect((await signIn('fred', 'something new 1')).token).toBeTruthy()
    expect(changes.at(-1)).toMatchObject({
      organizationId: a.id,
      employeeId: a.employees.frontDesk,
      ends: true,
    })
    expect(await test.events()).toHaveLength(before)
    await admin('PUT', of(a.employees.frontDesk, 'login'), {
      user_name: 'frederic',
      password: 'something new 1',
    })
    expect((await test.events()).at(-1)).toMatchObject({
      type: 'Employee.Updated',
      data: { login_info: { username: 'frederic' } },
    })
  })

  it('is nobody else’s, long enough, and not that of somebody who may do more', async () => {
    const set = (employee: string, user_name: string, password = 'long enough 1', options = {}) =>
      admin('PUT', of(employee, 'login'), { user_name, password }, options)
    expect(await set(a.employees.mia, 'NORA')).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('user_name') } },
    })
    expect((await set(a.employees.mia, 'mia', 'short')).status).toBe(400)
    expect((await set(b.employees.kari, 'kari')).status).toBe(400)
    const token = await manager()
    expect((await set(a.employees.owner, 'olga', 'long enough 1', { token })).status).toBe(403)
    expect((await set(a.employees.mia, 'mia', 'long enough 1', { token })).status).toBe(200)
  })
})

describe('deleting an employee', () => {
  it('takes the person out of lists and calendar, ends the sign-in and says so once', async () => {
    await test.query('delete from claims')
    const before = (await test.events()).length
    expect((await admin('DELETE', `/employees/${a.employees.liam}`)).body).toEqual({ success: true })
    const events = (await test.events()).slice(before)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'Employee.Deleted',
      center_id: a.centers.newYork,
      data: { id: a.employees.liam, personal_info: { first_name: 'Liam' } },
    })
    expect(await test.call('GET', `/v1/employees/${a.employees.liam}`)).toMatchObject({
      status: 400,
      body: { error: { code: 1004 } },
    })
    const list = await test.call('GET', `/v1/centers/${a.centers.newYork}/therapists`)
    expect(list.text).not.toContain(a.employees.liam)
    expect(
      await test.query("select 1 from employee_shifts where employee_id = $1 and day > '2026-03-02'", [
        a.employees.liam,
      ]),
    ).toEqual([])
    expect(changes.at(-1)).toMatchObject({ employeeId: a.employees.liam, ends: true })
    expect((await admin('DELETE', `/employees/${a.employees.liam}`)).status).toBe(400)
  })

  it('waits for who is just booking, and then sees the booking', async () => {
    const other = new pg.Client({ connectionString: test.connectionString })
    await other.connect()
    for (const [method, path, body] of [
      ['DELETE', `/employees/${a.employees.mia}`, undefined],
      ['PUT', of(a.employees.mia, 'centers'), { center_ids: [] }],
    ] as const) {
      await test.query('insert into employee_centers values ($1, $2, $3) on conflict do nothing', [
        a.id,
        a.employees.mia,
        a.centers.kolkata,
      ])
      await other.query('begin')
      await other.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `${a.id}:resource:${a.employees.mia}`,
      ])
      const answer = admin(method, path, body)
      await new Promise((resolve) => setTimeout(resolve, 300))
      await other.query(
        `insert into claims (organization_id, id, kind, resource_id, center_id, during)
         values ($1, gen_random_uuid(), 'therapist', $2, $3, '[2026-03-21T10:00Z,2026-03-21T11:00Z)')`,
        [a.id, a.employees.mia, a.centers.kolkata],
      )
      await other.query('commit')
      expect(await answer).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringContaining('coming appointments') } },
      })
      await test.query('delete from claims where resource_id = $1', [a.employees.mia])
    }
    await other.end()
  })

  it('is refused for strangers and for those who may do more', async () => {
    expect((await admin('DELETE', `/employees/${b.employees.kari}`)).status).toBe(400)
    expect(
      (await admin('DELETE', `/employees/${a.employees.owner}`, undefined, { token: await manager() }))
        .status,
    ).toBe(403)
  })
})

describe('custom fields', () => {
  it('are managed here and listed on the wire', async () => {
    const { body } = await admin('POST', '/employee_custom_fields', {
      name: 'Shirt size',
      data_type: 'string',
      position: 2,
    })
    const second = await admin('POST', '/employee_custom_fields', {
      name: 'First aid',
      data_type: 'bool',
      position: 1,
    })
    await admin('PATCH', `/employee_custom_fields/${String(second.body.id)}`, { is_active: false })
    const names = async (query: string) => {
      const list = await test.call<{ custom_field_details: { field_name: string }[] }>(
        'GET',
        `/v1/organizations/employees/custom_fields${query}`,
      )
      return list.body.custom_field_details.map((field) => field.field_name)
    }
    expect(await names('')).toEqual(['First aid', 'Shirt size'])
    expect(await names('?active=1')).toEqual(['Shirt size'])
    expect(await names('?active=2')).toEqual(['First aid'])
    expect((await admin('DELETE', `/employee_custom_fields/${String(body.id)}`)).body).toEqual({
      success: true,
    })
    expect(await names('?active=1')).toEqual([])
  })
})
