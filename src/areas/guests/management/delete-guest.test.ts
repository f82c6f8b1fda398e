import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { createTestVisit } from '../../../../test/visits.ts'
import { NOW } from '../../../../test/world.ts'
import { addEmployeeGuest, addGuest, signIn } from '../test/people.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
beforeEach(() => test.setNow(NOW))
afterAll(() => test.stop())

const { a, b } = world
const remove = (id: string, options = {}) => test.call('DELETE', `/admin/v1/guests/${id}`, options)

describe('deleteGuest', () => {
  it('makes the guest unknown, frees its code, and sends its last state', async () => {
    const guest = await addGuest(test, { code: 'GONE', personal_info: { email: 'gone@example.com' } })
    const known = (await test.events()).length
    expect(await remove(guest.id)).toMatchObject({ status: 200, body: { success: true } })
    expect((await test.call('GET', `/v1/guests/${guest.id}`)).body).toMatchObject({ error: { code: 414 } })
    expect((await test.events()).slice(known)).toMatchObject([
      {
        type: 'Guest.Deleted',
        center_id: a.centers.newYork,
        data: { id: guest.id, code: 'GONE', personal_info: { email: 'gone@example.com' } },
      },
    ])
    expect((await addGuest(test, { code: 'GONE' })).code).toBe('GONE')
    expect((await remove(guest.id)).body).toMatchObject({
      error: { code: 502 },
      message: expect.stringContaining('guest_id'),
    })
  })

  it('ends its relationships, and cannot sign in', async () => {
    expect((await remove(a.guests.child)).status).toBe(200)
    expect(await test.query('select 1 from guest_relationships')).toEqual([])
    await remove(a.guests.ben)
    await expect(signIn(test, 'ben')).rejects.toThrow()
  })

  it('refuses while the guest is expected', async () => {
    const { groupId } = await createTestVisit(test, { guestId: a.guests.cleo })
    expect(await remove(a.guests.cleo)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('guest_id') },
    })
    await test.query('update appointment_groups set status = 1 where id = $1', [groupId])
    expect((await remove(a.guests.cleo)).status).toBe(200)
  })

  it('leaves the profile of an employee alone for as long as there is the employee', async () => {
    const { id, employeeId } = await addEmployeeGuest(test)
    expect(await remove(id)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('employee') },
    })
    expect((await test.call('DELETE', `/admin/v1/employees/${employeeId}`)).status).toBe(200)
    expect((await remove(id)).status).toBe(200)
  })

  it('is for managers, and for their own organisation', async () => {
    expect((await remove(a.guests.ana, { token: await signIn(test, 'fred') })).status).toBe(403)
    expect((await remove(a.guests.ana, { token: await signIn(test, 'ana') })).status).toBe(403)
    expect((await remove(b.guests.eva)).body).toMatchObject({ error: { code: 502 } })
    expect(
      await test.query('select 1 from guests where id = any($1) and is_deleted', [
        [a.guests.ana, b.guests.eva],
      ]),
    ).toEqual([])
  })
})
