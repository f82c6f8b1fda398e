/** What the tests of this folder share: a database, an organisation of its own, workers to start, events to cause. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { createClock, type Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { openDatabase, type DatabasePool } from '#platform/db/pool.ts'
import { transact } from '#platform/db/transaction.ts'
import { emit, type EventData } from '#platform/events/emit.ts'
import { createDatabase } from '../../../test/harness.ts'
import { checkScope } from '../../../test/scope.ts'
import {
  createWebhook,
  startDelivery,
  type Delivery,
  type DeliveryOptions,
  type WebhookSettings,
  type WriteContext,
} from './index.ts'
import type { DeliveryAttemptRow, DeliveryRow, WebhookRow } from './tables.ts'

export const SECRET_KEY = Buffer.alloc(32, 7)

export interface Bench {
  database: DatabasePool
  db: Db
  clock: Clock
  connectionString: string
  organizationId: string
  context(): WriteContext
  /** Lines of the log, as objects. */
  logged: Record<string, unknown>[]
  /** A webhook for everything in the organisation, unless told otherwise. */
  makeWebhook(url: string, settings?: Partial<WebhookSettings>): Promise<{ id: string; secret: string }>
  /** Commits one event per name, in one transaction; about one guest each unless `of` names the guest. */
  cause(
    names: string[],
    options?: { centerId?: string | null; type?: 'Guest.Created' | 'Guest.Deleted'; of?: string },
  ): Promise<void>
  /** Moves the clock on; workers notice at their next poll or wake. */
  pass(seconds: number): void
  /** Ended by close(). */
  start(options?: Partial<DeliveryOptions>): Promise<Delivery>
  webhook(id: string): Promise<WebhookRow>
  deliveries(): Promise<DeliveryRow[]>
  attempts(): Promise<DeliveryAttemptRow[]>
  close(): Promise<void>
}

/** Data of a guest event; the members left out are sent as null. */
export const guestCalled = (code: string, id: string = randomUUID()) =>
  ({ id, code }) as EventData<'Guest.Created'>

export async function openBench(): Promise<Bench> {
  const connectionString = await createDatabase()
  const database = openDatabase({ connectionString, inspect: checkScope })
  const { db } = database
  const clock = createClock()
  const organizationId = randomUUID()
  const logged: Record<string, unknown>[] = []
  const log = pino(
    { level: 'info' },
    { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const started: Delivery[] = []
  const context = (): WriteContext => ({ organizationId, now: clock.now(), secretKey: SECRET_KEY })
  return {
    database,
    db,
    clock,
    connectionString,
    organizationId,
    context,
    logged,
    makeWebhook: (url, settings = {}) =>
      transact(db, (tx) =>
        createWebhook(tx, context(), {
          name: 'Receiver',
          url,
          events: ['*'],
          ...settings,
        }),
      ),
    cause: (names, { centerId = null, type = 'Guest.Created', of } = {}) =>
      transact(db, async (tx) => {
        for (const name of names)
          await emit(tx, { organizationId, centerId, at: clock.now() }, type, guestCalled(name, of))
      }),
    pass: (seconds) => clock.setShift(clock.shift() + seconds * 1000),
    async start(options = {}) {
      const delivery = await startDelivery({
        db,
        connect: database.connect,
        clock,
        secretKey: SECRET_KEY,
        log,
        pollMs: 50,
        allowPrivate: true,
        ...options,
      })
      started.push(delivery)
      return delivery
    },
    webhook: (id) =>
      db
        .selectFrom('webhooks')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    deliveries: () =>
      db
        .selectFrom('deliveries')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('event_sequence')
        .execute(),
    attempts: () =>
      db
        .selectFrom('delivery_attempts')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('sent_at')
        .orderBy('attempt')
        .execute(),
    async close() {
      await Promise.all(started.map((delivery) => delivery.stop()))
      await database.end()
    },
  }
}

export interface WorkerProcess {
  stop(): Promise<void>
  /** Ends it without a farewell. */
  kill(): Promise<void>
}

export interface WorkerProcessOptions extends Pick<
  DeliveryOptions,
  'pollMs' | 'leaseMs' | 'answerMs' | 'concurrency' | 'concurrencyPerWebhook'
> {
  /** Follows the clock that `moveClock` moves, looking this often. */
  clockMs?: number
}

/** Moves the clock of the worker processes that follow it. */
export const moveClock = (db: Db, milliseconds: number): Promise<unknown> =>
  sql`update clock_shift set milliseconds = ${milliseconds}`.execute(db)

/** A worker in a process of its own: it hears of this one only through the database. Ready once it looks for work. */
export async function startWorkerProcess(
  connectionString: string,
  { clockMs = 0, ...options }: WorkerProcessOptions,
): Promise<WorkerProcess> {
  const src = join(import.meta.dirname, '../..')
  const code = `
    import { pino } from 'pino'
    import { createClock } from '${src}/platform/clock.ts'
    import { openDatabase } from '${src}/platform/db/pool.ts'
    import { startDelivery } from '${src}/areas/webhooks/delivery/worker.ts'
    const { db, connect, end } = openDatabase({ connectionString: process.env.DATABASE })
    const clock = createClock()
    if (${clockMs}) {
      const client = await connect()
      const follow = async () => {
        const { rows } = await client.query('select milliseconds from clock_shift')
        clock.setShift(Number(rows[0].milliseconds))
      }
      await follow()
      setInterval(() => void follow().catch(() => {}), ${clockMs}).unref()
    }
    const delivery = await startDelivery({
      db, connect, clock, secretKey: Buffer.alloc(32, 7), log: pino({ level: 'error' }, process.stderr), allowPrivate: true,
      ...${JSON.stringify(options)},
    })
    process.on('SIGTERM', () => delivery.stop().then(end).then(() => process.exit(0)))
    process.stdout.write('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: join(src, '..'),
    env: { DATABASE: connectionString },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  await Promise.race([
    once(child.stdout, 'data'),
    exited.then(() => Promise.reject(new Error('the worker process ended at once'))),
  ])
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  return { stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
