/** Merging reaches through the areas: visits, invoices and claims follow the guest, sessions of the merged one end. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from './harness.ts'
import { PASSWORD } from './world.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())
const { a } = world

it('moves everything of the merged guest and ends its sign-in', async () => {
  const signIn = async (user_name: string) =>
    (
      await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
        key: null,
        body: {
          account_name: 'aurora',
          user_name,
          password: PASSWORD,
          grant_type: 'password',
          app_id: a.appId,
          app_secret: a.appSecret,
        },
      })
    ).body.credentials.access_token
  const [owner, ben] = [await signIn('olga'), await signIn('ben')]
  const { body } = await test.call<{ id: string }>('POST', '/v1/bookings', {
    body: {
      center_id: a.centers.newYork,
      date: '2026-03-04',
      guests: [{ id: a.guests.ben, items: [{ item: { id: a.services.massage } }] }],
    },
  })
  await test.call('POST', `/v1/bookings/${body.id}/slots/reserve`, {
    body: { slot_time: '2026-03-04T10:00:00' },
  })
  await test.call('POST', `/v1/bookings/${body.id}/slots/confirm`)
  const merged = await test.call('PUT', `/v1/guests/${a.guests.ana}/merge`, {
    token: owner,
    body: { guest_ids: [a.guests.ben] },
  })
  expect(merged.status, merged.text).toBe(200)
  const left = await test.query<{ n: number }>(
    `select (select count(*) from invoices where guest_id = $1)::int + (select count(*) from appointment_groups where guest_id = $1)::int
       + (select count(*) from appointments where guest_id = $1)::int + (select count(*) from claims where guest_id = $1)::int as n`,
    [a.guests.ben],
  )
  expect(left).toEqual([{ n: 0 }])
  const visits = await test.call<{ appointments: unknown[] }>(
    'GET',
    `/v1/guests/${a.guests.ana}/appointments`,
  )
  expect(JSON.stringify(visits.body)).toContain('2026-03-04T10:00:00')
  expect((await test.call('GET', `/v1/guests/${a.guests.ben}`, { token: ben })).status).toBe(401)
})
