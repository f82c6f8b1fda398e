/** A process that dies in the middle of bookings: what was acknowledged is there, once, and its event arrives. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import pg from 'pg'
import { createDatabase, startReceiver, type Receiver } from './harness.ts'
import { NOW, world } from './world.ts'

const { a } = world
const main = join(import.meta.dirname, '../src/main.ts')

let running: ChildProcess | null = null
let receiver: Receiver | null = null
afterEach(async () => {
  if (running?.exitCode === null) running.kill('SIGKILL')
  await receiver?.close()
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

async function start(databaseUrl: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      CHAISE_SEED: 'none',
      CHAISE_SANDBOX: '1',
      CHAISE_WEBHOOK_ALLOW_PRIVATE: '1',
      CHAISE_SECRET_KEY: '07'.repeat(32),
      CHAISE_DATA_DIR: '/tmp/chaise-crash-test',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const until = performance.now() + 25_000
  while (
    !(await fetch(`http://127.0.0.1:${port}/readyz`)
      .then((answer) => answer.ok)
      .catch(() => false))
  ) {
    if (performance.now() > until || child.exitCode !== null) throw new Error('Chaise did not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return child
}

it('keeps every acknowledged booking and its event once through SIGKILL, and leaves nothing half done', async () => {
  const connectionString = await createDatabase()
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('update clock_shift set milliseconds = $1', [Date.parse(NOW) - Date.now()])
  receiver = await startReceiver()
  const port = await freePort()
  running = await start(connectionString, port)
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { authorization: `apikey ${a.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as Record<string, unknown>
  }
  await post('/admin/v1/webhooks', { name: 'crash', url: receiver.url, events: ['AppointmentGroup.Created'] })

  const acknowledged: string[] = []
  let dead = false
  const therapists = [a.employees.nora, a.employees.mia, a.employees.otto, a.employees.liam]
  const client1 = async (n: number): Promise<void> => {
    for (let i = 0; !dead && i < 200; i++) {
      try {
        const day = `2026-04-${String(1 + ((n * 5 + Math.floor(i / 9)) % 28)).padStart(2, '0')}`
        const { id } = await post('/v1/bookings', {
          center_id: a.centers.newYork,
          date: day,
          guests: [
            {
              id: a.guests.cleo,
              items: [{ item: { id: a.services.massage }, therapist: { id: therapists[n % 4] } }],
            },
          ],
        })
        await post(`/v1/bookings/${String(id)}/slots/reserve`, {
          slot_time: `${day}T${String(9 + (i % 9)).padStart(2, '0')}:00:00`,
        })
        const done = await post(`/v1/bookings/${String(id)}/slots/confirm`, {})
        if (done.is_confirmed) acknowledged.push((done.invoice as { invoice_id: string }).invoice_id)
      } catch {
        // The process died under this call: whether it took effect is not known to the client.
        return
      }
    }
  }
  await client.query(
    `update centers set settings = '{"guest_overlap_allowed": true}' where organization_id = $1`,
    [a.id],
  )
  const load = Promise.all(Array.from({ length: 8 }, (_, n) => client1(n)))
  const begun = performance.now()
  while (acknowledged.length < 25 && performance.now() - begun < 20_000)
    await new Promise((resolve) => setTimeout(resolve, 10))
  running.kill('SIGKILL')
  dead = true
  await load
  expect(acknowledged.length).toBeGreaterThanOrEqual(25)

  running = await start(connectionString, port)
  const { rows: groups } = await client.query<{ invoice_id: string; id: string }>(
    'select invoice_id, id from appointment_groups',
  )
  const { rows: events } = await client.query<{ data: string }>(
    "select data from events where type = 'AppointmentGroup.Created'",
  )
  // Each acknowledged visit once; and no visit without its event, invoice and claims, or the other way round.
  for (const invoice of acknowledged)
    expect(groups.filter((group) => group.invoice_id === invoice)).toHaveLength(1)
  const announced = events.map(
    (event) => JSON.parse(event.data) as { appointment_group_id?: string; id?: string },
  )
  expect(announced).toHaveLength(groups.length)
  for (const group of groups) expect(events.filter((event) => event.data.includes(group.id))).toHaveLength(1)
  const { rows: orphans } = await client.query(
    `select g.id from appointment_groups g
     where not exists (select from invoices i where i.id = g.invoice_id) or not exists (select from appointments p where p.appointment_group_id = g.id)
        or not exists (select from claims c join appointments p on p.id = c.appointment_id where p.appointment_group_id = g.id and c.active and c.held_until is null)`,
  )
  expect(orphans).toEqual([])

  const until = performance.now() + 45_000
  const heard = () =>
    new Map(
      receiver!.requests.map((request) => [
        (JSON.parse(request.raw.toString()) as { id: string }).id,
        request.raw.toString(),
      ]),
    )
  while (heard().size < groups.length && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    // A send that died under way is taken up again when its claim runs out; retries wait by the clock.
    await fetch(`http://127.0.0.1:${port}/admin/v1/sandbox/advance`, {
      method: 'POST',
      headers: { authorization: `apikey ${a.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ duration: 'PT1M' }),
    })
  }
  const bodies = heard()
  expect(bodies.size).toBe(groups.length)
  for (const request of receiver.requests)
    expect(bodies.get((JSON.parse(request.raw.toString()) as { id: string }).id)).toBe(request.raw.toString())
  await client.end()
}, 120_000)
