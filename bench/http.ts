/** (b) and (d): reads over HTTP beside a bare route with the one necessary statement, small and grown. */
import pg from 'pg'
import { startApp, createLog } from '../src/app.ts'
import { NOW, world } from '../test/world.ts'
import { startChild } from './children.ts'
import { growTo } from './grow.ts'
import { drive, type Load } from './load.ts'
import { ms, note, perSecond } from './table.ts'

const { a } = world
const DAY = '2026-03-05'
const headers = { authorization: `apikey ${a.apiKey}` }
const COUNT = 3_000
const CONCURRENCY = 4

interface Read {
  name: string
  path: string
}
interface Statement {
  text: string
  values: unknown[]
}

/** Books a few visits on the measured day and gives the reads to time. */
async function prepare(origin: string): Promise<Read[]> {
  const post = async (path: string, body: object) => {
    const response = await fetch(origin + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { id: string; is_confirmed?: boolean }
  }
  const booking = (therapist: string) => ({
    center_id: a.centers.newYork,
    date: DAY,
    guests: [
      { id: a.guests.ana, items: [{ item: { id: a.services.massage }, therapist: { id: therapist } }] },
    ],
  })
  for (const therapist of [a.employees.nora, a.employees.mia, a.employees.otto, a.employees.liam])
    for (const hour of ['09', '10', '11', '13', '14']) {
      const { id } = await post('/v1/bookings', {
        ...booking(therapist),
        guests: [{ ...booking(therapist).guests[0], id: a.guests.ben }],
      })
      await post(`/v1/bookings/${id}/slots/reserve`, { slot_time: `${DAY}T${hour}:00:00` })
      await post(`/v1/bookings/${id}/slots/confirm`, {})
    }
  const { id } = await post('/v1/bookings', {
    center_id: a.centers.newYork,
    date: DAY,
    guests: [{ id: a.guests.ana, items: [{ item: { id: a.services.massage } }] }],
  })
  return [
    { name: 'GET slots', path: `/v1/bookings/${id}/slots` },
    { name: 'GET guest', path: `/v1/guests/${a.guests.ana}` },
    {
      name: 'GET appointments of a day',
      path: `/v1/appointments?center_id=${a.centers.newYork}&start_date=${DAY}&end_date=${DAY}`,
    },
  ]
}

/** The statement of an operation that does the work: the longest it sends. */
async function captureStatements(connectionString: string, reads: Read[]): Promise<Statement[]> {
  let seen: Statement[] = []
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const first = args[0] as { text?: string; values?: unknown[] } | string
    if (typeof first === 'object' && first.text)
      seen.push({ text: first.text, values: first.values ?? (args[1] as unknown[]) ?? [] })
    else if (typeof first === 'string') seen.push({ text: first, values: (args[1] as unknown[]) ?? [] })
    return original.apply(this, args)
  } as never
  const app = await startApp({
    config: { role: 'api', sandbox: false, rateLimit: null, logLevel: 'error' },
    connectionString,
    secretKey: Buffer.alloc(32, 7),
    log: createLog('error'),
  })
  app.clock.setShift(new Date(NOW).getTime() - Date.now())
  const statements: Statement[] = []
  for (const read of reads) {
    await app.server.inject({ url: read.path, headers })
    seen = []
    const answer = await app.server.inject({ url: read.path, headers })
    if (answer.statusCode !== 200) throw new Error(`${read.path}: ${answer.body.slice(0, 300)}`)
    statements.push(seen.toSorted((x, y) => y.text.length - x.text.length)[0]!)
  }
  pg.Client.prototype.query = original as never
  await app.stop()
  return statements
}

export async function benchHttp(connectionString: string, sizes: readonly number[]): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const app = await startChild('app-server.ts', { connectionString, now: NOW })
  const reads = await prepare(app.origin)
  const statements = await captureStatements(connectionString, reads)
  const smallest = new Map<string, Load>()
  for (const size of sizes) {
    console.log(`… growing to ${size.toLocaleString('en')} appointments`)
    await growTo(client, size)
    for (const [i, read] of reads.entries()) {
      const bare = await startChild('bare-server.ts', { connectionString, ...statements[i] })
      const baseline = await drive(bare.origin, { path: '/' }, COUNT, CONCURRENCY)
      const ours = await drive(app.origin, { path: read.path, headers }, COUNT, CONCURRENCY)
      await bare.stop()
      note({
        what: `${read.name}, ${size.toLocaleString('en')} appointments`,
        measured: `${perSecond(ours.rate)} p95 ${ms(ours.p95)}`,
        baseline: `bare ${perSecond(baseline.rate)} p95 ${ms(baseline.p95)}`,
        ratio: baseline.rate / ours.rate,
        aim: '≤ 1.5×',
      })
      const small = smallest.get(read.name)
      if (!small) smallest.set(read.name, ours)
      else
        note({
          what: `${read.name}: growth`,
          measured: perSecond(ours.rate),
          baseline: `small ${perSecond(small.rate)}`,
          ratio: small.rate / ours.rate,
          aim: '≤ 1.2×',
        })
    }
  }
  await app.stop()
  await client.end()
}
