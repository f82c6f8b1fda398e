import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedDemo } from '#areas/sandbox'
import { createLog, startApp } from '../../../app.ts'
import { createDatabase, NOW, startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { emptyDatabase } from '../testing.ts'
import { centerId, ORGANIZATION_ID } from '../seed/rows.ts'

const { a, b } = world
interface ClockBody {
  now: string
  shift_seconds: number
  is_shifted: boolean
}

let one: TestApp
let two: TestApp
beforeAll(async () => {
  one = await startTestApp()
  two = await startTestApp({ connectionString: one.connectionString })
})
afterAll(async () => {
  await two.stop()
  await one.stop()
})
afterEach(async () => {
  await one.call('DELETE', '/admin/v1/sandbox/clock')
})

const clock = async (app: TestApp) => (await app.call<ClockBody>('GET', '/admin/v1/sandbox/clock')).body
const set = (now: unknown, path = '/admin/v1/sandbox/clock') =>
  one.call<ClockBody>('PUT', path, { body: { now } })
const near = (instant: string, expected: string, milliseconds = 20_000) =>
  expect(Math.abs(Date.parse(instant) - Date.parse(expected)), instant).toBeLessThan(milliseconds)

async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  const limit = performance.now() + 10_000
  while (!(await check())) {
    if (performance.now() > limit) throw new Error('it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('the clock', () => {
  it('is set for the next call at once and runs on', async () => {
    const answer = await set('2027-05-01T08:00:00+02:00')
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ now: '2027-05-01T06:00:00.000Z', is_shifted: true })
    const shown = await clock(one)
    near(shown.now, '2027-05-01T06:00:00Z')
    expect(Date.parse(shown.now)).toBeGreaterThanOrEqual(Date.parse('2027-05-01T06:00:00Z'))
    expect(shown.shift_seconds).toBe(answer.body.shift_seconds)
  })

  it('is moved on and back by durations', async () => {
    await set(NOW)
    const on = await one.call<ClockBody>('POST', '/admin/v1/sandbox/clock/advance', {
      body: { duration: 'PT90M' },
    })
    expect(on.status, on.text).toBe(200)
    near(on.body.now, '2026-03-02T13:30:00Z')
    const further = await one.call<ClockBody>('POST', '/admin/v1/sandbox/advance', { body: 'P1DT12H' })
    near(further.body.now, '2026-03-04T01:30:00Z')
    const back = await one.call<ClockBody>('POST', '/admin/v1/sandbox/advance', {
      body: { duration: '-P1D' },
    })
    near(back.body.now, '2026-03-03T01:30:00Z')
    near((await clock(one)).now, '2026-03-03T01:30:00Z')
  })

  it('answers on the short paths too', async () => {
    near((await set('2030-01-01T00:00:00Z', '/admin/v1/sandbox')).body.now, '2030-01-01T00:00:00Z')
    near((await one.call<ClockBody>('GET', '/admin/v1/sandbox')).body.now, '2030-01-01T00:00:00Z')
  })

  it('goes back to the wall', async () => {
    await set('2031-01-01T00:00:00Z')
    const answer = await one.call<ClockBody>('DELETE', '/admin/v1/sandbox/clock')
    expect(answer.body).toMatchObject({ shift_seconds: 0, is_shifted: false })
    near(answer.body.now, new Date().toISOString())
    expect(await one.query('select milliseconds::int from clock_shift')).toEqual([{ milliseconds: 0 }])
  })

  it('is followed by the other processes, and found by those that start later', async () => {
    await set('2028-02-29T12:00:00Z')
    await until(() => two.app.clock.shift() === one.app.clock.shift())
    near((await clock(two)).now, '2028-02-29T12:00:00Z')
    await two.call('POST', '/admin/v1/sandbox/advance', { body: 'PT1H' })
    await until(() => two.app.clock.shift() === one.app.clock.shift())
    near((await clock(one)).now, '2028-02-29T13:00:00Z')
    const later = await startApp({
      config: { role: 'api', sandbox: false, rateLimit: null, logLevel: 'error' },
      connectionString: one.connectionString,
      secretKey: Buffer.alloc(32, 7),
      log: createLog('error'),
    })
    near(later.clock.now().toISOString(), '2028-02-29T13:00:00Z')
    await later.stop()
  })

  it('needs no word from the database for its own process, and makes up for what it missed', async () => {
    await one.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%clock%'
       and pid <> pg_backend_pid()`,
    )
    await set('2026-06-01T00:00:00Z')
    near((await clock(one)).now, '2026-06-01T00:00:00Z')
    await until(() => two.app.clock.shift() === one.app.clock.shift())
  })

  it.each([
    [{ now: '2026-03-02T12:00:00' }, 'now'],
    [{ now: '2026-02-30T12:00:00Z' }, 'now'],
    [{ now: 'tomorrow' }, 'now'],
    [{ now: '1969-12-31T23:59:59Z' }, 'now'],
    [{ now: '2200-01-01T00:00:00Z' }, 'now'],
    [{}, 'now'],
  ])('refuses %j by name', async (body, field) => {
    const answer = await one.call('PUT', '/admin/v1/sandbox/clock', { body })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(field)
  })

  it.each(['90', 'P1Y', 'PT', '', '--PT1H'])('refuses the duration %j by name', async (duration) => {
    for (const body of [{ duration }, duration]) {
      const answer = await one.call('POST', '/admin/v1/sandbox/advance', { body })
      expect(answer.status, answer.text).toBe(400)
      expect(answer.text).toContain('duration')
    }
  })

  it('lets holds run out', async () => {
    await set(NOW)
    const body = {
      center_id: a.centers.newYork,
      date: '2026-03-03',
      guests: [
        {
          id: a.guests.ana,
          items: [{ item: { id: a.services.massage }, therapist: { id: a.employees.nora } }],
        },
      ],
    }
    const booking = await one.call<{ id: string }>('POST', '/v1/bookings', { body })
    const path = `/v1/bookings/${booking.body.id}/slots`
    const held = await one.call('POST', `${path}/reserve`, { body: { slot_time: '2026-03-03T10:00:00' } })
    expect(held.body).toMatchObject({ is_reserved: true })
    await one.call('POST', '/admin/v1/sandbox/advance', { body: 'PT15M' })
    const late = await one.call('POST', `${path}/confirm`)
    expect(late.body).toMatchObject({ is_confirmed: false })
    // The sweep need not wait for its turn.
    await until(async () => (await one.query('select 1 from reservations')).length === 0)
    expect(await one.query('select 1 from claims')).toEqual([])
  })
})

describe('outside a sandbox', () => {
  it('refuses everything and names the setting', async () => {
    const app = await startApp({
      config: { role: 'api', sandbox: false, rateLimit: null, logLevel: 'error' },
      connectionString: await createDatabase(),
      secretKey: Buffer.alloc(32, 7),
      log: createLog('error'),
    })
    const headers = { authorization: `apikey ${a.apiKey}`, 'content-type': 'application/json' }
    for (const [method, url, body] of [
      ['GET', '/admin/v1/sandbox'],
      ['GET', '/admin/v1/sandbox/clock'],
      ['PUT', '/admin/v1/sandbox/clock', { now: NOW }],
      ['POST', '/admin/v1/sandbox/clock/advance', { duration: 'PT1H' }],
      ['DELETE', '/admin/v1/sandbox/clock'],
      ['POST', '/admin/v1/sandbox/reset'],
    ] as const) {
      const answer = await app.server.inject({
        method,
        url,
        headers,
        ...(body ? { payload: JSON.stringify(body) } : {}),
      })
      expect(answer.statusCode, `${method} ${url}`).toBe(403)
      expect(answer.json()).toMatchObject({
        error: { code: 403, message: expect.stringContaining('CHAISE_SANDBOX') },
      })
    }
    expect(app.clock.shift()).toBe(0)
    await app.stop()
  })

  it('needs the right to manage', async () => {
    const desk = await one.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      key: null,
      body: {
        account_name: a.accountName,
        user_name: 'fred',
        password: 'correct horse battery',
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
        device_id: 'test',
      },
    })
    const token = desk.body.credentials.access_token
    const answer = await one.call('POST', '/admin/v1/sandbox/reset', { token })
    expect(answer.status).toBe(403)
    expect(await one.query('select count(*)::int as n from organizations')).toEqual([{ n: 2 }])
  })
})

describe('reset', () => {
  it('brings the demo back as it was, with its keys and passwords', async () => {
    const app = await startTestApp({ connectionString: await emptyDatabase() })
    const dataDir = mkdtempSync(join(tmpdir(), 'chaise-reset-'))
    const access = (await seedDemo(app.app, { dataDir, demoApiKey: null, demoPassword: null }))!
    const key = access.apiKey
    await app.call('PUT', '/admin/v1/sandbox/clock', { key, body: { now: '2027-01-01T12:00:00Z' } })
    const guest = await app.call<{ id: string }>('POST', '/v1/guests', {
      key,
      body: { center_id: centerId('NYC'), personal_info: { first_name: 'Late', last_name: 'Comer' } },
    })
    expect(guest.status, guest.text).toBe(200)
    expect(await app.events()).not.toEqual([])

    const answer = await app.call<{ clock: ClockBody }>('POST', '/admin/v1/sandbox/reset', { key })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      organization_id: ORGANIZATION_ID,
      account_name: 'demo',
      clock: { is_shifted: false },
    })
    near(answer.body.clock.now, new Date().toISOString(), 60_000)
    expect((await app.call('GET', `/v1/guests/${guest.body.id}`, { key })).status).toBe(400)
    expect(await app.events()).toEqual([])
    expect(await app.query('select count(*)::int as n from guests')).toEqual([{ n: 2_000 }])
    expect(await app.query('select count(*)::int as n from api_keys')).toEqual([{ n: 1 }])
    // Visits lie around today again.
    const [days] = await app.query<{ first: Date; last: Date }>(
      'select min(starts_at) as first, max(starts_at) as last from appointments',
    )
    expect(days!.first < new Date() && new Date() < days!.last).toBe(true)
    const login = await app.call('POST', '/v1/tokens', {
      key: null,
      body: {
        account_name: 'demo',
        user_name: 'owner',
        password: access.password,
        grant_type: 'password',
        app_id: access.appId,
        app_secret: access.appSecret,
        device_id: 'test',
      },
    })
    expect(login.status, login.text).toBe(200)
    // The next start finds everything in order.
    expect(await seedDemo(app.app, { dataDir, demoApiKey: null, demoPassword: null })).toEqual(access)
    await app.stop()
    rmSync(dataDir, { recursive: true })
  })

  it('takes every organisation away, but not the key it was called with', async () => {
    const app = await startTestApp()
    expect((await app.call('GET', '/v1/centers', { key: b.apiKey })).status).toBe(200)
    expect((await app.call('POST', '/admin/v1/sandbox/reset')).status).toBe(200)
    expect(await app.query('select account_name from organizations')).toEqual([{ account_name: 'demo' }])
    const centers = await app.call<{ centers: { name: string }[] }>('GET', '/v1/centers')
    expect(centers.body.centers.map((center) => center.name).sort()).toEqual([
      'Juniper Bengaluru',
      'Juniper New York',
      'Juniper Singapore',
    ])
    expect((await app.call('GET', '/v1/centers', { key: b.apiKey })).status).toBe(401)
    await app.stop()
  })
})
