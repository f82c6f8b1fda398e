/** (c) Bookings per second beside the same rows inserted by hand; (e) from commit to the first webhook attempt. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { Pool } from 'undici'
import { addDays } from '#platform/time.ts'
import { NOW, world } from '../test/world.ts'
import { startChild } from './children.ts'
import { inParallel, percentile } from './load.ts'
import { ms, note, perSecond } from './table.ts'

const { a } = world
const COUNT = 600
/** Of both sides: code is compiled and plans are made, as in a server that has run for a minute. */
const WARM_UP = 400
const CONCURRENCY = 6
const therapists = [a.employees.nora, a.employees.mia, a.employees.otto, a.employees.liam]
const BOOKED_TABLES = [
  'bookings',
  'claims',
  'invoices',
  'invoice_items',
  'appointment_groups',
  'appointments',
  'events',
]

/** The n-th free place: neighbours in time lie on different days. Sundays are closed. */
function place(n: number): { therapist: string; day: string; time: string } {
  const weekdays = 48
  const nth = n % weekdays
  const slot = Math.floor(n / weekdays)
  const day = addDays('2026-03-09', nth + Math.floor(nth / 6))
  return {
    therapist: therapists[slot % therapists.length]!,
    day,
    time: `${String(9 + Math.floor(slot / therapists.length)).padStart(2, '0')}:00:00`,
  }
}

export async function benchBookings(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const app = await startChild('app-server.ts', { connectionString, now: NOW })
  const arrivals = new Map<string, number>()
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const at = performance.timeOrigin + performance.now()
      const event = JSON.parse(Buffer.concat(chunks).toString()) as { event_id: string }
      arrivals.set(event.event_id, at)
      response.end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const pool = new Pool(app.origin, { connections: CONCURRENCY })
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { authorization: `apikey ${a.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await answer.body.json()) as Record<string, unknown>
  }
  const book = async (n: number): Promise<void> => {
    const { therapist, day, time } = place(n)
    const { id } = await post('/v1/bookings', {
      center_id: a.centers.newYork,
      date: day,
      guests: [
        { id: a.guests.ana, items: [{ item: { id: a.services.massage }, therapist: { id: therapist } }] },
      ],
    })
    const held = await post(`/v1/bookings/${String(id)}/slots/reserve`, { slot_time: `${day}T${time}` })
    if (!held.is_reserved) throw new Error(`not reserved: ${JSON.stringify(held.error)}`)
    const done = await post(`/v1/bookings/${String(id)}/slots/confirm`, {})
    if (!done.is_confirmed) throw new Error(`not confirmed: ${JSON.stringify(done.error)}`)
  }
  await client.query(
    'update centers set settings = settings || \'{"guest_overlap_allowed": true}\' where organization_id = $1',
    [a.id],
  )
  await inParallel(WARM_UP, CONCURRENCY, book)
  const before = await counts(client)
  const began = performance.now()
  await inParallel(COUNT, CONCURRENCY, (n) => book(n + WARM_UP))
  const rate = COUNT / ((performance.now() - began) / 1000)
  const written = await counts(client)
  await post('/admin/v1/webhooks', {
    name: 'bench',
    url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    events: ['*'],
  })
  await inParallel(200, 1, (n) => book(n + WARM_UP + COUNT))
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await noteLatency(client, arrivals)
  await app.stop()
  await pool.close()
  receiver.close()
  const baseline = await insertByHand(connectionString, client)
  note({
    what: 'create + reserve + confirm',
    measured: `${perSecond(rate)}`,
    baseline: `same rows by hand ${perSecond(baseline)}`,
    ratio: baseline / rate,
    aim: '≤ 2×',
  })
  for (const table of BOOKED_TABLES)
    if (written[table]! <= before[table]!) throw new Error(`no rows in ${table}`)
  await client.end()
}

async function counts(client: pg.Client): Promise<Record<string, number>> {
  const result: Record<string, number> = {}
  for (const table of BOOKED_TABLES)
    result[table] = (await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n
  return result
}

/** recorded_at is the database's clock in the committing transaction, on this same machine. */
async function noteLatency(client: pg.Client, arrivals: Map<string, number>): Promise<void> {
  const { rows } = await client.query<{ event_id: string; recorded_at: Date }>(
    'select event_id, recorded_at from events order by recorded_at desc limit $1',
    [COUNT],
  )
  const delays = rows.flatMap((row) =>
    arrivals.has(row.event_id) ? [arrivals.get(row.event_id)! - row.recorded_at.getTime()] : [],
  )
  note({
    what: `commit → first webhook attempt (${delays.length} events, one client booking)`,
    measured: `p50 ${ms(percentile(delays, 50))} p95 ${ms(percentile(delays, 95))}`,
    baseline: '',
    ratio: null,
    aim: 'p95 < 100 ms',
  })
}

/**
 * What a person would write who only wants the rows of a booking in place: three commits, one statement per table.
 * It neither searches nor locks, answers no request and makes no hold that is taken away again; what the ratio
 * says is the price of those.
 */
async function insertByHand(connectionString: string, client: pg.Client): Promise<number> {
  const pool = new pg.Pool({ connectionString, max: CONCURRENCY })
  // The server ends right after the last figure, sometimes before a socket of this pool has said goodbye.
  pool.on('error', () => {})
  const tables = BOOKED_TABLES
  const samples: Record<string, Record<string, unknown>[]> = {}
  const { rows: group } = await client.query<{ id: string; booking_id: string; invoice_id: string }>(
    'select id, booking_id, invoice_id from appointment_groups where booking_id is not null limit 1',
  )
  const { id, booking_id, invoice_id } = group[0]!
  const where: Record<string, [string, string]> = {
    bookings: ['id', booking_id],
    invoices: ['id', invoice_id],
    invoice_items: ['invoice_id', invoice_id],
    appointment_groups: ['id', id],
    appointments: ['appointment_group_id', id],
  }
  for (const table of tables) {
    const [column, value] = where[table] ?? ['organization_id', a.id]
    samples[table] = (
      await client.query(
        `select to_jsonb(t) as row from ${table} t where ${column} = $1 limit ${table === 'claims' ? 2 : 1}`,
        [value],
      )
    ).rows.map((r) => (r as { row: Record<string, unknown> }).row)
  }
  const insert = (table: string) =>
    `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`
  const fresh = (table: string, n: number) =>
    JSON.stringify(
      samples[table]!.map((row, i) => ({
        ...row,
        ...('id' in row ? { id: crypto.randomUUID() } : {}),
        ...(table === 'claims' ? { resource_id: crypto.randomUUID() } : {}),
        ...(table === 'invoices' ? { number: 50_000_000 + n } : {}),
        ...(table === 'events' ? { sequence: 50_000_000 + n * 2 + i, relayed_at: row.recorded_at } : {}),
        ...(table === 'appointment_groups' ? { invoice_id: crypto.randomUUID() } : {}),
      })),
    )
  const steps = [
    ['bookings'],
    ['claims'],
    ['invoices', 'invoice_items', 'appointment_groups', 'appointments', 'events'],
  ]
  const one = async (n: number): Promise<void> => {
    for (const step of steps) {
      const connection = await pool.connect()
      await connection.query('begin')
      for (const table of step) await connection.query(insert(table), [fresh(table, n)])
      await connection.query('commit')
      connection.release()
    }
  }
  await inParallel(WARM_UP, CONCURRENCY, (n) => one(n))
  const began = performance.now()
  await inParallel(COUNT, CONCURRENCY, (n) => one(n + WARM_UP))
  const rate = COUNT / ((performance.now() - began) / 1000)
  await pool.end()
  return rate
}
