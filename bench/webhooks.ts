/** Webhook delivery: sustained rate, time to the first attempt, a bad neighbour, a million stored deliveries, memory. */
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { openDatabase } from '#platform/db/pool.ts'
import { transact } from '#platform/db/transaction.ts'
import { wakeRelay } from '#platform/events/wake.ts'
import { createWebhook, startHurry } from '#areas/webhooks'
import { claimDue } from '../src/areas/webhooks/delivery/queue.ts'
import { startChild, type Child } from './children.ts'
import { percentile } from './load.ts'
import { ms, note, perSecond } from './table.ts'

const SECRET_KEY = Buffer.alloc(32, 7)
const PAYLOAD = JSON.stringify({ id: randomUUID(), code: 'bench', notes: 'x'.repeat(1_850) })
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

interface Place {
  connectionString: string
  client: pg.Client
  receiver: Child
  organizationId: string
  /** Commits so many events, of the given centers in turn; gives the last sequence and when they were committed. */
  emit(count: number, centers?: readonly string[]): Promise<{ last: number; at: number }>
  subscribe(path: string, centerId?: string): Promise<string>
  close(): Promise<void>
}

export async function openPlace(connectionString: string): Promise<Place> {
  const database = openDatabase({ connectionString, max: 4 })
  const client = new pg.Client({ connectionString })
  await client.connect()
  const receiver = await startChild('webhook-receiver.ts', {})
  const hurry = await startHurry({ connect: database.connect })
  const organizationId = randomUUID()
  return {
    connectionString,
    client,
    receiver,
    organizationId,
    async emit(count, centers = []) {
      const { rows } = await client.query<{ last: number }>(
        `with counter as (
           insert into event_counters as c (organization_id, last_sequence) values ($1, $2)
           on conflict (organization_id) do update set last_sequence = c.last_sequence + $2 returning last_sequence
         ), written as (
           insert into events (organization_id, sequence, event_id, type, resource, center_id, entity_id, occurred_at, data)
           select $1, last_sequence - $2 + n, to_hex(extract(epoch from now())::int) || 'abcdefabcd'
               || lpad(to_hex((last_sequence - $2 + n) * 64 % 16777216), 6, '0'),
             'Guest.Created', 'Guest', ($3::uuid[])[1 + n % greatest(1, cardinality($3::uuid[]))], (n % 500)::text, now(), $4
           from counter, generate_series(1, $2) as n
         ) select last_sequence as last from counter`,
        [organizationId, count, centers, PAYLOAD],
      )
      const at = performance.timeOrigin + performance.now()
      wakeRelay()
      return { last: Number(rows[0]!.last), at }
    },
    async subscribe(path, centerId) {
      const { id } = await transact(database.db, (tx) =>
        createWebhook(
          tx,
          { organizationId, now: new Date(), secretKey: SECRET_KEY },
          {
            name: path,
            url: receiver.origin + path,
            events: ['*'],
            ...(centerId ? { subscriptionType: 'center', centerIds: [centerId] } : {}),
          },
        ),
      )
      return id
    },
    async close() {
      await hurry.stop()
      await receiver.stop()
      await client.end()
      await database.end()
    },
  }
}

const startWorker = (place: Place, options: object = {}): Promise<Child> =>
  startChild('webhook-worker.ts', { connectionString: place.connectionString, options })

const askReceiver = async <T>(place: Place, path: string): Promise<T> =>
  (await (await fetch(place.receiver.origin + path)).json()) as T

type Arrivals = [path: string, sequence: number, at: number][]

async function memoryOf(child: ChildProcess): Promise<number> {
  child.send('memory?')
  const [{ rss }] = (await once(child, 'message')) as [{ rss: number }]
  return rss / 2 ** 20
}

export async function benchWebhooks(
  prepare: (name: string) => Promise<string>,
  seconds: number,
  stored: number,
): Promise<void> {
  const rate = await benchSustained(await openPlace(await prepare('bench_sustained')), seconds)
  await benchFirstAttempt(await openPlace(await prepare('bench_first')), rate)
  await benchNeighbours(await openPlace(await prepare('bench_neighbours')))
  await benchStored(await openPlace(await prepare('bench_stored')), stored)
}

async function bareRate(place: Place, seconds: number): Promise<number> {
  const body = `{"id":"67d999a57c1e94b20d1a2b38","event_id":"67d999a57c1e94b20d1a2b37","event_schema":"v1","event_resource":"Guest","event_type":"Guest.Created","event_timestamp":"2025-03-18T16:04:53.348Z","data":${PAYLOAD}}`
  const loop = await startChild('webhook-loop.ts', {
    origin: place.receiver.origin,
    body,
    seconds,
    concurrency: 64,
  })
  const [{ rate }] = (await once(loop.process, 'message')) as [{ rate: number }]
  return rate
}

const SUBSCRIPTIONS = 4

export async function benchSustained(place: Place, seconds: number): Promise<number> {
  const bare = await bareRate(place, Math.min(10, seconds))
  await askReceiver(place, '/arrivals')
  for (let i = 0; i < SUBSCRIPTIONS; i++) await place.subscribe(`/${i}`)
  const worker = await startWorker(place)
  const count = () => askReceiver<number>(place, '/count')
  const before = await count()
  let emitted = 0
  let warm: { delivered: number; at: number; memory: number } | null = null
  const began = performance.now()
  const warmUp = Math.min(10, seconds / 4)
  while (performance.now() - began < (seconds + warmUp) * 1000) {
    const delivered = (await count()) - before
    // Enough ahead that the worker never waits for work, little enough that nothing piles up.
    if (emitted * SUBSCRIPTIONS - delivered < 6_000) {
      await place.emit(250)
      emitted += 250
    } else await pause(5)
    if (!warm && performance.now() - began > warmUp * 1000)
      warm = { delivered, at: performance.now(), memory: await memoryOf(worker.process) }
    if (emitted % 5_000 === 0) await askReceiver(place, '/arrivals')
  }
  const delivered = (await count()) - before
  const rate = (delivered - warm!.delivered) / ((performance.now() - warm!.at) / 1000)
  const memory = await memoryOf(worker.process)
  note({
    what: `webhook deliveries, 2 kB, ${seconds} s, 1 worker`,
    measured: perSecond(rate),
    baseline: `bare signed loop ${perSecond(bare)}`,
    ratio: bare / rate,
    aim: '≥ 2000/s and ≤ 2.86× (35 %)',
  })
  note({
    what: 'memory of the worker over the run',
    measured: `${memory.toFixed(0)} MB`,
    baseline: `when warm ${warm!.memory.toFixed(0)} MB`,
    ratio: memory / warm!.memory,
    aim: 'flat',
  })
  await worker.stop()
  await place.close()
  return rate
}

/** Milliseconds from commit to arrival, of what was emitted one by one. */
function delaysOf(
  arrivals: Arrivals,
  committed: Map<number, number>,
  path?: (path: string) => boolean,
): number[] {
  return arrivals.flatMap(([at, sequence, time]) => {
    const commit = committed.get(sequence)
    return commit === undefined || (path && !path(at)) ? [] : [time - commit]
  })
}

async function emitSteadily(
  place: Place,
  perSecond: number,
  seconds: number,
  centers?: readonly string[],
): Promise<Map<number, number>> {
  const committed = new Map<number, number>()
  const began = performance.now()
  let emitted = 0
  while (performance.now() - began < seconds * 1000) {
    const wanted = Math.floor(((performance.now() - began) / 1000) * perSecond) - emitted
    if (wanted < 1) {
      await pause(1)
      continue
    }
    const { last, at } = await place.emit(wanted, centers)
    for (let n = 0; n < wanted; n++) committed.set(last - n, at)
    emitted += wanted
  }
  return committed
}

export async function benchFirstAttempt(place: Place, sustained: number): Promise<void> {
  await place.subscribe('/0')
  const worker = await startWorker(place)
  await emitSteadily(place, 50, 2)
  const idle = await emitSteadily(place, 20, 10)
  await pause(500)
  const quiet = delaysOf(await askReceiver(place, '/arrivals'), idle)
  note({
    what: `commit → first attempt, idle (${quiet.length} events)`,
    measured: `p50 ${ms(percentile(quiet, 50))} p95 ${ms(percentile(quiet, 95))}`,
    baseline: '',
    ratio: null,
    aim: 'p95 < 50 ms',
  })
  for (let i = 1; i < SUBSCRIPTIONS; i++) await place.subscribe(`/${i}`)
  const busy = await emitSteadily(place, sustained / 2 / SUBSCRIPTIONS, 15)
  await pause(2_000)
  const loaded = delaysOf(await askReceiver(place, '/arrivals'), busy)
  note({
    what: `commit → first attempt, half the rate (${loaded.length} sends)`,
    measured: `p50 ${ms(percentile(loaded, 50))} p95 ${ms(percentile(loaded, 95))}`,
    baseline: '',
    ratio: null,
    aim: 'p95 < 500 ms',
  })
  await worker.stop()
  await place.close()
}

export async function benchNeighbours(place: Place): Promise<void> {
  const centers = Array.from({ length: 100 }, () => randomUUID())
  const bad = centers.slice(0, 2)
  for (const [i, center] of centers.slice(2).entries()) await place.subscribe(`/fine/${i}`, center)
  const fine = (path: string) => path.startsWith('/fine')
  const worker = await startWorker(place)
  const run = async (): Promise<number> => {
    await emitSteadily(place, 300, 3, centers)
    await askReceiver(place, '/arrivals')
    const committed = await emitSteadily(place, 300, 12, centers)
    await pause(1_000)
    return percentile(delaysOf(await askReceiver(place, '/arrivals'), committed, fine), 95)
  }
  const alone = await run()
  await place.subscribe('/dead', bad[0])
  await place.subscribe('/slow', bad[1])
  const beside = await run()
  note({
    what: 'p95 of 98 webhooks beside a dead and a slow one',
    measured: ms(beside),
    baseline: `without them ${ms(alone)}`,
    ratio: beside / alone,
    aim: '≤ 1.2×',
  })
  worker.process.kill('SIGKILL')
  await place.close()
}

export async function benchStored(place: Place, stored: number): Promise<void> {
  const { client, organizationId } = place
  const webhookId = await place.subscribe('/0')
  const database = openDatabase({ connectionString: place.connectionString, max: 2 })
  const fill = async (count: number, state: 'delivered' | 'waiting') => {
    const { last } = await place.emit(count)
    await client.query(
      `insert into deliveries (organization_id, webhook_id, event_sequence, id, state, attempts, due_at, created_at, finished_at)
       select $1, $2, n, to_hex(n) || '-' || gen_random_uuid(), $3, 0, now(), now(), case when $3 = 'delivered' then now() end
       from generate_series($4::bigint, $5::bigint) as n`,
      [organizationId, webhookId, state, last - count + 1, last],
    )
  }
  const claimTime = async (): Promise<number> => {
    await client.query('vacuum analyze deliveries, events')
    const lane = { organizationId, webhookId, capped: false }
    const times: number[] = []
    for (let i = 0; i < 300; i++) {
      if (i % 100 === 0) await fill(2_000, 'waiting')
      const began = performance.now()
      const { claims } = await claimDue(database.db, lane, 16, 60_000, new Date())
      times.push(performance.now() - began)
      if (claims.length !== 16) throw new Error(`${claims.length} claimed`)
      await client.query(
        `update deliveries set state = 'delivered', finished_at = now(), claimed_until = null
         where organization_id = $1 and webhook_id = $2 and event_sequence = any($3)`,
        [organizationId, webhookId, claims.map((claim) => claim.sequence)],
      )
    }
    await client.query(
      `update deliveries set state = 'delivered', finished_at = now() where state = 'waiting'`,
    )
    return percentile(times.slice(50), 50)
  }
  await fill(10_000, 'delivered')
  const small = await claimTime()
  for (let done = 0; done < stored; done += 100_000) await fill(100_000, 'delivered')
  const large = await claimTime()
  note({
    what: `claiming 16, ${stored.toLocaleString('en')} deliveries stored`,
    measured: ms(large),
    baseline: `10,000 stored ${ms(small)}`,
    ratio: large / small,
    aim: '≤ 1.2×',
  })
  await database.end()
  await place.close()
}
