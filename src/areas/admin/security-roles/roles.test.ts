import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'

const { a, b } = world
interface Reply {
  id: string
  name: string
  rights: string[]
  security_roles: { name: string }[]
  message: string
}
let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const roles = (method: string, id = '', options = {}) =>
  test.call<Reply>(method, `/admin/v1/security_roles${id && `/${id}`}`, options)
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

it('creates, changes and removes a role', async () => {
  const created = await roles('POST', '', {
    body: {
      name: ' Supervisor ',
      rights: ['Guests:Write', 'centers:read', 'centers:read'],
      is_provider: true,
    },
  })
  expect(created).toMatchObject({
    status: 200,
    body: { name: 'Supervisor', rights: ['centers:read', 'guests:write'], is_provider: true },
  })
  const { id } = created.body
  expect((await roles('GET')).body).toMatchObject({ page_info: { total: 4 } })
  const changed = await roles('PATCH', id, { body: { is_provider: false } })
  expect(changed.body).toEqual({ ...created.body, is_provider: false })
  expect((await roles('GET', id)).body).toEqual(changed.body)
  expect((await roles('DELETE', id)).body).toEqual({ success: true })
  expect(await roles('GET', id)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('security_role_id') },
  })
})

it('is felt at once by those who hold the role', async () => {
  const token = await signIn('nora')
  const readsGuests = async () => (await test.call('GET', `/v1/guests/${a.guests.ana}`, { token })).status
  expect(await readsGuests()).toBe(403)
  await roles('PATCH', a.roles.therapist, { body: { rights: ['guests:read'] } })
  expect(await readsGuests()).toBe(200)
  await roles('PATCH', a.roles.therapist, { body: { rights: ['centers:read'] } })
  expect(await readsGuests()).toBe(403)
})

it.each<[string, string, string, object | undefined, string]>([
  ['an unknown right', 'POST', '', { name: 'X', rights: ['guests:fly'] }, 'rights'],
  ['a name of blanks', 'POST', '', { name: ' ', rights: [] }, 'name'],
  ['the name of another role', 'POST', '', { name: 'OWNER', rights: [] }, 'name'],
  ['the name of another role on change', 'PATCH', a.roles.therapist, { name: 'owner' }, 'name'],
  ['removing a role that is held', 'DELETE', a.roles.therapist, undefined, 'security_role_id'],
  ["another organisation's role", 'DELETE', b.roles.therapist, undefined, 'security_role_id'],
])('refuses %s', async (_name, method, id, body, text) => {
  const reply = await roles(method, id, body ? { body } : {})
  expect(reply).toMatchObject({ status: 400, body: { message: expect.stringContaining(text) } })
})

it('lets nobody shape a role that can do more than they', async () => {
  await test.query(
    `update security_roles set rights = array_append(rights, 'management:write') where id = $1`,
    [a.roles.frontDesk],
  )
  const token = await signIn('fred')
  expect((await roles('POST', '', { token, body: { name: 'Boss', rights: ['*'] } })).status).toBe(403)
  expect((await roles('PATCH', a.roles.frontDesk, { token, body: { rights: ['*'] } })).status).toBe(403)
  expect((await roles('PATCH', a.roles.owner, { token, body: { rights: [] } })).status).toBe(403)
  expect((await roles('POST', '', { token, body: { name: 'Helper', rights: ['guests:read'] } })).status).toBe(
    200,
  )
})
