import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { NOW } from '../../../../test/world.ts'
import { addGuest, signIn as signInTo } from '../test/people.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
beforeEach(() => test.setNow(NOW))
afterAll(() => test.stop())
const signIn = (userName: string) => signInTo(test, userName)

const { a, b } = world

describe('getGuest', () => {
  it("shows a guest's token itself and its family, nobody else", async () => {
    const [ana, ben] = [await signIn('ana'), await signIn('ben')]
    const get = async (id: string, token: string) =>
      (await test.call('GET', `/v1/guests/${id}`, { token })).status
    expect(await get(a.guests.ana, ana)).toBe(200)
    expect(await get(a.guests.child, ana)).toBe(200)
    expect(await get(a.guests.ben, ana)).toBe(403)
    expect(await get(a.guests.child, ben)).toBe(403)
    expect(await get(b.guests.eva, ana)).toBe(403)
  })

  it('leaves parts out until they are asked for', async () => {
    const { id } = await addGuest(test, { tags: [' VIP ', 'VIP', ''] })
    const plain = (await test.call('GET', `/v1/guests/${String(id)}`)).body
    expect(plain).toMatchObject({ tags: null, referral: null, primary_employee: null })
    expect(plain).not.toHaveProperty('login_info')
    const full = (
      await test.call(
        'GET',
        `/v1/guests/${String(id)}?expand[0]=tags&expand[1]=login_info&expand[2]=nonsense`,
      )
    ).body
    expect(full).toMatchObject({ tags: ['VIP'], login_info: { user_name: '', password: null } })
  })

  it('knows an unknown, a malformed and a foreign id alike', async () => {
    for (const id of ['00000000-0000-7000-8000-000000000001', "1' or 1=1", b.guests.eva]) {
      const { status, body } = await test.call('GET', `/v1/guests/${encodeURIComponent(id)}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({ error: { code: 414 }, message: expect.stringContaining('guest_id') })
    }
  })

  it('answers on odd paths and with 304 when nothing changed', async () => {
    const first = await test.call('GET', `/V1//Guests/${a.guests.ana.toUpperCase()}/`)
    expect(first.status).toBe(200)
    const etag = first.headers.get('etag')!
    const again = await test.call('GET', `/v1/guests/${a.guests.ana}`, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it('refuses callers without a credential', async () => {
    const { status, body } = await test.call('GET', `/v1/guests/${a.guests.ana}`, { key: null })
    expect(status).toBe(401)
    expect(body).toEqual({ Message: 'Authorization has been denied for this request.' })
  })
})
