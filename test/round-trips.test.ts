/** The reads that front desks and web shops send all day go to the database once. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from './harness.ts'

const { a } = world
let test: TestApp
let trips = 0
beforeAll(async () => {
  // No workers, whose own statements would be counted.
  test = await startTestApp({ role: 'api' })
  test.app.database.pool.on('acquire', () => trips++)
})
afterAll(() => test.stop())

async function tripsOf(path: string): Promise<number> {
  // Once to be known: callers and zones are remembered for a while.
  expect((await test.call('GET', path)).status).toBe(200)
  trips = 0
  expect((await test.call('GET', path)).status).toBe(200)
  return trips
}

it('finds the slots of a booking in one', async () => {
  const { body } = await test.call('POST', '/v1/bookings', {
    body: {
      center_id: a.centers.newYork,
      date: '2026-03-03',
      guests: [{ id: a.guests.ana, items: [{ item: { id: a.services.massage } }] }],
    },
  })
  expect(await tripsOf(`/v1/bookings/${body.id}/slots`)).toBe(1)
  expect(await tripsOf(`/v1/bookings/${body.id}/slots?check_future_day_availability=true`)).toBe(1)
})

it('lists the appointments of a day in one', async () => {
  const query = `center_id=${a.centers.newYork}&start_date=2026-03-03&end_date=2026-03-03`
  expect(await tripsOf(`/v1/appointments?${query}`)).toBe(1)
})
