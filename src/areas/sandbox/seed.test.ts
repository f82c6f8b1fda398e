import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '#areas/sandbox'
import { addDays, localDay } from '#platform/time.ts'
import { NOW, startTestApp, type TestApp } from '../../../test/harness.ts'
import { CENTERS } from './seed/data/centers.ts'
import { centerId, guestId, roomId, serviceId } from './seed/rows.ts'
import { emptyDatabase } from './testing.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chaise-demo-'))
  folders.push(folder)
  return folder
}
const settings = (dataDir: string, more: { demoApiKey?: string; demoPassword?: string } = {}) => ({
  dataDir,
  demoApiKey: null,
  demoPassword: null,
  ...more,
})
const access = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'demo-access.json'), 'utf8')) as Record<string, string | null>

let demo: TestApp
const dataDir = newFolder()
let apiKey: string
beforeAll(async () => {
  demo = await startTestApp({ connectionString: await emptyDatabase() })
  apiKey = (await seedDemo(demo.app, settings(dataDir)))!.apiKey
})
afterAll(async () => {
  await demo.stop()
  for (const folder of folders) rmSync(folder, { recursive: true })
})

const get = (path: string, key = apiKey) => demo.call('GET', path, { key })
const signIn = (user: string, password: string, appSecret: string) =>
  demo.call('POST', '/v1/tokens', {
    key: null,
    body: {
      account_name: 'demo',
      user_name: user,
      password,
      grant_type: 'password',
      app_id: appId,
      app_secret: appSecret,
      device_id: 'test',
    },
  })
let appId: string
/** What a second start must not change. */
const contents = async (): Promise<unknown> =>
  demo.query(`select (select count(*) from guests) guests, (select count(*) from appointments) appointments,
    (select count(*) from claims) claims, (select max(updated_at) from invoices) changed, (select count(*) from api_keys) keys,
    (select md5(string_agg(password_hash, '')) from employees) passwords, (select count(*) from events) events`)

describe('the demo data over HTTP', () => {
  it('answers every list of every center with something in it', async () => {
    const day = localDay(new Date(NOW), 'UTC')
    const dates = `start_date=${addDays(day, -3)}&end_date=${addDays(day, 3)}`
    for (const { code } of CENTERS) {
      const center = centerId(code)
      const lists = [
        `/v1/centers/${center}/services?size=100`,
        `/v1/centers/${center}/categories`,
        `/v1/centers/${center}/rooms`,
        `/v1/centers/${center}/employees`,
        `/v1/centers/${center}/therapists`,
        `/v1/centers/${center}/attendance?date=${addDays(day, -1)}`,
        `/v1/centers/${center}/employee_schedules?${dates}`,
        `/v1/centers/${center}/blockouttimes?${dates}`,
        `/v1/guests?center_id=${center}`,
        `/v1/appointments?center_id=${center}&${dates}`,
      ]
      for (const path of lists) {
        const answer = await get(path)
        expect(answer.status, `${path}: ${answer.text.slice(0, 300)}`).toBe(200)
        const list = Object.values({ answer: answer.body, ...answer.body }).find((value) =>
          Array.isArray(value),
        )
        expect((list as unknown[] | undefined)?.length, path).toBeGreaterThan(0)
      }
    }
  })

  it('answers single objects and the lists of the organisation', async () => {
    const center = centerId('NYC')
    for (const path of [
      '/v1/centers',
      `/v1/centers/${center}`,
      `/v1/centers/${center}/services/${serviceId('SWE')}`,
      `/v1/centers/${center}/rooms/${roomId('NYC', 'WILLOW')}`,
      `/v1/guests/${guestId(1)}`,
      `/v1/guests/${guestId(1)}/appointments`,
      `/v1/guests/${guestId(1)}/relationships`,
      '/v1/guests/search?first_name=Emma',
      '/v1/reasons',
      '/v1/organizations/blockouttimes/types?source=0',
      '/v1/organizations/security_roles',
      '/admin/v1/organization',
      '/admin/v1/day_packages',
      '/admin/v1/webhooks',
    ]) {
      const answer = await get(path)
      expect(answer.status, `${path}: ${answer.text.slice(0, 300)}`).toBe(200)
    }
    expect(await demo.events()).toEqual([])
  })

  it.each([
    ['NYC', 'SWE'],
    ['NYC', 'ROOT105'],
    ['NYC', 'LHR20'],
    ['BLR', 'ABH70'],
    ['BLR', 'STEAM35'],
    ['SIN', 'CPL60'],
    ['SIN', 'HYDRA45'],
  ] as const)('offers slots in %s for %s within some days', async (center, service) => {
    const offered: string[] = []
    for (let ahead = 1; ahead <= 6; ahead++) {
      const body = {
        center_id: centerId(center),
        date: addDays(localDay(new Date(NOW), 'UTC'), ahead),
        guests: [{ id: guestId(1), items: [{ item: { id: serviceId(service) } }] }],
      }
      const booking = await demo.call<{ id: string }>('POST', '/v1/bookings', { key: apiKey, body })
      expect(booking.status, booking.text).toBe(200)
      const slots = await demo.call<{ slots: { Time: string; Available: boolean }[] | null }>(
        'GET',
        `/v1/bookings/${booking.body.id}/slots`,
        { key: apiKey },
      )
      offered.push(...(slots.body.slots ?? []).filter((slot) => slot.Available).map((slot) => slot.Time))
    }
    expect(offered.length).toBeGreaterThan(3)
  })
})

describe('access', () => {
  it('lets owner, manager, desk and guest sign in, and keeps what is shown in a file of its own', async () => {
    const shown = (await seedDemo(demo.app, settings(dataDir)))!
    appId = shown.appId
    expect(shown).toMatchObject({ accountName: 'demo', userName: 'owner', apiKey })
    for (const user of ['owner', 'manager', 'frontdesk', 'guest'])
      expect((await signIn(user, shown.password, shown.appSecret)).status, user).toBe(200)
    expect((await signIn('owner', 'wrong password', shown.appSecret)).status).toBe(401)
    expect(statSync(join(dataDir, 'demo-access.json')).mode & 0o777).toBe(0o600)
    expect(access(dataDir)).toEqual({
      api_key: apiKey,
      password: shown.password,
      app_secret: shown.appSecret,
    })
  })

  it('stays as it is at the second start, and so does the data', async () => {
    const before = await contents()
    const first = await seedDemo(demo.app, settings(dataDir))
    expect(await seedDemo(demo.app, settings(dataDir))).toEqual(first)
    expect(await contents()).toEqual(before)
  })

  it('puts a key and a password of the settings in force, and the first key stays valid', async () => {
    const demoApiKey = 'a-key-of-the-operator-0001'
    const demoPassword = 'another horse battery'
    const shown = (await seedDemo(demo.app, settings(dataDir, { demoApiKey, demoPassword })))!
    expect(shown).toMatchObject({ apiKey: demoApiKey, password: demoPassword })
    expect((await get('/v1/centers', demoApiKey)).status).toBe(200)
    expect((await get('/v1/centers')).status).toBe(200)
    expect((await signIn('owner', demoPassword, shown.appSecret)).status).toBe(200)
    expect((await signIn('guest', demoPassword, shown.appSecret)).status).toBe(200)
    // Kept for starts without the settings.
    expect(await seedDemo(demo.app, settings(dataDir))).toEqual(shown)
  })

  it('makes a further key for a data directory that knows none, and says what it cannot know', async () => {
    const elsewhere = newFolder()
    const shown = (await seedDemo(demo.app, settings(elsewhere)))!
    expect(shown.password).toMatch(/not known/)
    expect(shown.appSecret).toMatch(/not known/)
    expect((await get('/v1/centers', shown.apiKey)).status).toBe(200)
    expect((await get('/v1/centers')).status).toBe(200)
    expect(await seedDemo(demo.app, settings(elsewhere))).toEqual(shown)
  })

  it('takes no notice of a file that belongs to another database', async () => {
    const folder = newFolder()
    writeFileSync(
      join(folder, 'demo-access.json'),
      JSON.stringify({ api_key: 'of-another-database-1', password: 'of another one', app_secret: 'theirs' }),
    )
    const shown = (await seedDemo(demo.app, settings(folder)))!
    expect(shown.apiKey).not.toBe('of-another-database-1')
    expect(shown.password).toMatch(/not known/)
  })

  it('does not bring a revoked key back to life', async () => {
    const folder = newFolder()
    const { apiKey: revoked } = (await seedDemo(demo.app, settings(folder)))!
    await demo.query(
      'update api_keys set revoked_at = now() where key_hash = encode(sha256($1::bytea), $2)',
      [revoked, 'hex'],
    )
    const shown = (await seedDemo(demo.app, settings(folder)))!
    expect(shown.apiKey).not.toBe(revoked)
    expect((await get('/v1/centers', shown.apiKey)).status).toBe(200)
  })
})

describe('where there are organisations already', () => {
  it('leaves them alone', async () => {
    const other = await startTestApp()
    const folder = newFolder()
    expect(await seedDemo(other.app, settings(folder))).toBeNull()
    expect(await other.query('select account_name from organizations order by 1')).toEqual([
      { account_name: 'aurora' },
      { account_name: 'borealis' },
    ])
    await other.stop()
  })

  it('is made once by processes that start together', async () => {
    const connectionString = await emptyDatabase()
    const [one, two] = [await startTestApp({ connectionString }), await startTestApp({ connectionString })]
    const folder = newFolder()
    const [first, second] = await Promise.all([
      seedDemo(one.app, settings(folder)),
      seedDemo(two.app, settings(folder)),
    ])
    expect(first).toEqual(second)
    expect(await one.query('select count(*)::int as n from guests')).toEqual([{ n: 2_000 }])
    await one.stop()
    await two.stop()
  })
})
