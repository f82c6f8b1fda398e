import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../../test/harness.ts'
import { PASSWORD } from '../../../../../test/world.ts'

const { a, b } = world
const { owner, frontDesk, nora, mia } = a.employees
const NOWHERE = '00000000-0000-7000-8000-000000000001'

interface Held {
  id: string
  employee_security_profile_id: string
  security_role: { id: string; name: string }
  view: { id: string; name: string; type: number }
}
interface Reply extends Held {
  success: boolean
  security_roles: Held[]
  page_info: object
  error: { code: number; message: string } | null
}

let test: TestApp
let held: object[]
beforeAll(async () => {
  test = await startTestApp()
  held = await test.query('select * from employee_security_roles')
})
afterAll(() => test.stop())
afterEach(async () => {
  await test.query('delete from employee_security_roles')
  await test.query(
    'insert into employee_security_roles select * from json_populate_recordset(null::employee_security_roles, $1)',
    [JSON.stringify(held)],
  )
  await test.query('delete from events')
})

const atNewYork = { id: a.centers.newYork, name: 'any', type: 2 }
const everywhere = { id: a.id, type: 0 }
const of = (employeeId: string) => `/v1/employees/${employeeId}/security_roles`
const list = (employeeId: string, query = '') => test.call<Reply>('GET', of(employeeId) + query)
const add = (roleId: string | undefined, view: object | undefined, { employee = mia, ...options } = {}) =>
  test.call<Reply>('POST', of(employee), { body: { security_role: { id: roleId }, view }, ...options })
const remove = (employeeId: string, id: string, options = {}) =>
  test.call<Reply>('DELETE', `${of(employeeId)}/${id}`, options)
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
/** Fred may manage roles at New York. */
const promoteFred = async () => {
  await test.query(
    `update security_roles set rights = array_append(rights, 'security_roles:write') where id = $1`,
    [a.roles.frontDesk],
  )
  return signIn('fred')
}

describe('listSecurityRoles', () => {
  const roles = (query = '') => test.call<Reply>('GET', `/v1/organizations/security_roles${query}`)

  it('gives the roles of the organisation by name, alike for -3, 0 and 3', async () => {
    const { body } = await roles()
    expect(body).toEqual({
      security_roles: [
        { id: a.roles.frontDesk, name: 'Front desk' },
        { id: a.roles.owner, name: 'Owner' },
        { id: a.roles.therapist, name: 'Therapist' },
      ],
      page_info: { total: 3, page: 1, size: 10 },
      error: null,
    })
    for (const type of [-3, 0, 3]) expect((await roles(`?type=${type}`)).body).toEqual(body)
    expect((await roles('?page=2&size=2')).body).toMatchObject({
      security_roles: [{ name: 'Therapist' }],
      page_info: { total: 3, page: 2, size: 2 },
    })
  })

  it.each(['1', '2', '4', 'x'])('refuses type %s', async (type) => {
    expect(await roles(`?type=${type}`)).toMatchObject({
      status: 400,
      body: { error: { code: 502, message: expect.stringContaining('type') } },
    })
  })

  it('refuses more than 100 at once', async () => {
    expect(await roles('?size=101')).toMatchObject({ status: 422, body: { code: 422 } })
  })
})

describe('listEmployeeSecurityRoles', () => {
  it('shows the level a role is held at', async () => {
    expect((await list(owner)).body).toEqual({
      security_roles: [
        {
          id: expect.any(String),
          employee_security_profile_id: expect.any(String),
          security_role: { id: a.roles.owner, name: 'Owner' },
          view: { id: a.id, name: 'Aurora Spas', type: 0 },
        },
      ],
      error: null,
    })
    expect((await list(nora)).body.security_roles).toMatchObject([
      { view: { id: a.centers.newYork, name: 'Aurora New York', type: 2 } },
    ])
    expect((await list(mia)).body.security_roles).toEqual([])
  })

  it('narrows to a level or a place', async () => {
    await add(a.roles.frontDesk, everywhere, { employee: nora })
    const found = async (query: string) =>
      (await list(nora, query)).body.security_roles.map((each) => each.security_role.name)
    expect(await found('')).toEqual(['Therapist', 'Front desk'])
    expect(await found('?view_type=0')).toEqual(['Front desk'])
    expect(await found('?view_type=1')).toEqual([])
    expect(await found(`?view_type=2&view_id=${a.centers.newYork}`)).toEqual(['Therapist'])
    expect(await found(`?view_id=${a.centers.kolkata}`)).toEqual([])
  })

  it('refuses what is unknown, unreadable or not permitted', async () => {
    for (const employee of [NOWHERE, b.employees.owner])
      expect((await list(employee)).body.error).toMatchObject({ code: 1004 })
    expect(await list(nora, '?view_type=3')).toMatchObject({ status: 400, body: { error: { code: 400 } } })
    expect(await list(nora, '?view_id=x')).toMatchObject({ status: 400, body: { error: { code: 400 } } })
    const token = await signIn('nora')
    expect(await test.call('GET', of(nora), { token })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
  })
})

describe('addEmployeeSecurityRole', () => {
  it('adds to what is held, answers the same when it is held already, and tells of it once', async () => {
    const { status, body } = await add(a.roles.therapist, atNewYork)
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.any(String),
      employee_security_profile_id: body.id,
      security_role: { id: a.roles.therapist, name: 'Therapist' },
      view: { id: a.centers.newYork, name: 'Aurora New York', type: 2 },
      success: true,
      error: null,
    })
    expect((await add(a.roles.therapist, atNewYork)).body).toEqual(body)
    await add(a.roles.therapist, everywhere)
    expect((await list(mia)).body.security_roles).toHaveLength(2)
    const events = await test.events()
    expect(events.map((event) => [event.type, event.data.id])).toEqual([
      ['Employee.Updated', mia],
      ['Employee.Updated', mia],
    ])
  })

  it('gives what the role may do', async () => {
    const reads = async () =>
      (await test.call('GET', '/v1/organizations/security_roles', { token: await signIn('nora') })).status
    expect(await reads()).toBe(403)
    await add(a.roles.frontDesk, atNewYork, { employee: nora })
    expect(await reads()).toBe(200)
  })

  it('makes a therapist of who is given a role of providers at a center', async () => {
    await test.query('update security_roles set is_provider = true where id = $1', [a.roles.therapist])
    const works = () =>
      test.query('select 1 from employee_centers where employee_id = $1 and center_id = $2', [
        frontDesk,
        a.centers.kolkata,
      ])
    const isTherapist = async () =>
      (await test.query('select is_therapist from employees where id = $1', [frontDesk]))[0]!.is_therapist
    expect((await add(a.roles.therapist, everywhere, { employee: frontDesk })).status).toBe(200)
    expect([(await works()).length, await isTherapist()]).toEqual([0, false])
    await add(a.roles.therapist, { id: a.centers.kolkata, type: 2 }, { employee: frontDesk })
    expect([(await works()).length, await isTherapist()]).toEqual([1, true])
    const therapistRoles = (await list(frontDesk)).body.security_roles.filter(
      (each) => each.security_role.id === a.roles.therapist,
    )
    for (const [i, role] of therapistRoles.entries()) {
      expect((await remove(frontDesk, role.id)).status).toBe(200)
      // Until the last role that made a therapist is gone.
      expect(await isTherapist()).toBe(i === 0)
    }
    await add(a.roles.therapist, { id: a.centers.kolkata, type: 2 }, { employee: frontDesk })
    await test.call('PUT', `/v1/employees/${frontDesk}`, {
      body: { roles: { security_profile_id: a.roles.frontDesk } },
    })
    expect(await isTherapist()).toBe(false)
    // Whose job it is stays one, whatever the role.
    const [held] = (await list(nora)).body.security_roles
    await remove(nora, held!.id)
    expect((await test.query('select is_therapist from employees where id = $1', [nora]))[0]).toEqual({
      is_therapist: true,
    })
    await test.query('update security_roles set is_provider = false')
  })

  it.each<[string, string | undefined, object | undefined, string]>([
    ['no role', undefined, atNewYork, 'security_role.id'],
    ['no view', a.roles.therapist, undefined, 'view'],
    ['an unknown role', NOWHERE, atNewYork, 'security_role.id'],
    ["another organisation's role", b.roles.therapist, atNewYork, 'security_role.id'],
    ['a center that is none', a.roles.therapist, { id: b.centers.oslo, type: 2 }, 'view.id'],
    ['a center as organisation', a.roles.therapist, { id: a.centers.newYork, type: 0 }, 'view.id'],
    ['a zone', a.roles.therapist, { id: a.centers.newYork, type: 1 }, 'view.id'],
    ['an unknown level', a.roles.therapist, { id: a.centers.newYork, type: 3 }, 'view.type'],
  ])('refuses %s', async (_name, roleId, view, text) => {
    expect(await add(roleId, view)).toMatchObject({
      status: 400,
      body: { error: { code: 400, message: expect.stringContaining(text) } },
    })
  })

  it('refuses an unknown employee', async () => {
    expect((await add(a.roles.therapist, atNewYork, { employee: NOWHERE })).body.error).toMatchObject({
      code: 1004,
    })
  })

  it('lets nobody hand out more than they have', async () => {
    const desk = await signIn('fred')
    const refused = { status: 403, body: { error: { code: 438 } } }
    expect(await add(a.roles.therapist, atNewYork, { token: desk } as object)).toMatchObject(refused)
    const token = await promoteFred()
    expect(await add(a.roles.owner, atNewYork, { token } as object)).toMatchObject(refused)
    expect(await add(a.roles.frontDesk, everywhere, { token } as object)).toMatchObject(refused)
    expect(
      await add(a.roles.frontDesk, { id: a.centers.kolkata, type: 2 }, { token } as object),
    ).toMatchObject(refused)
    expect(await add(a.roles.frontDesk, atNewYork, { token } as object)).toMatchObject({ status: 200 })
  })
})

describe('deleteEmployeeSecurityRole', () => {
  it('takes one role away and tells of it', async () => {
    const { body } = await add(a.roles.frontDesk, atNewYork, { employee: nora })
    await test.query('delete from events')
    expect((await remove(nora, body.id)).body).toEqual({ success: true, error: null })
    expect((await list(nora)).body.security_roles).toMatchObject([{ security_role: { name: 'Therapist' } }])
    expect(await test.events()).toMatchObject([{ type: 'Employee.Updated', data: { id: nora } }])
    expect(await remove(nora, body.id)).toMatchObject({ status: 404, body: { error: { code: 404 } } })
  })

  it('does not find what somebody else holds', async () => {
    const [own] = (await list(nora)).body.security_roles
    for (const [employee, id] of [
      [mia, own!.id],
      [nora, NOWHERE],
      [NOWHERE, own!.id],
    ] as const)
      expect(await remove(employee, id)).toMatchObject({ status: 404, body: { error: { code: 404 } } })
    expect(await remove(nora, own!.id, { key: b.apiKey })).toMatchObject({ status: 404 })
  })

  it('lets nobody take away more than they have', async () => {
    const token = await promoteFred()
    const [ofOwner] = (await list(owner)).body.security_roles
    expect(await remove(owner, ofOwner!.id, { token })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    const { body: higher } = await add(a.roles.owner, atNewYork)
    expect(await remove(mia, higher.id, { token })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    const [ofNora] = (await list(nora)).body.security_roles
    expect(await remove(nora, ofNora!.id, { token })).toMatchObject({ status: 200 })
  })
})
