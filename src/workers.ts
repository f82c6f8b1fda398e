/** Background work of a process: webhook delivery, and sweeps of what has run out. */
import type { Logger } from 'pino'
import type { Clock } from '#platform/clock.ts'
import type { DatabasePool } from '#platform/db/pool.ts'
import { followClock } from '#areas/sandbox'
import { pruneDeliveries, startDelivery, startHurry } from '#areas/webhooks'
import { sweepBookings } from '#areas/bookings'
import { forgetKeys } from '#platform/http/idempotency.ts'
import { startSweep } from '#platform/jobs.ts'

const HOUR = 3_600_000
/** How long sent deliveries and their log are kept. */
const KEPT_DAYS = 30

export interface WorkerOptions {
  database: DatabasePool
  clock: Clock
  secretKey: Buffer
  log: Logger
  role: 'all' | 'api' | 'worker'
}

export interface Workers {
  /** Resolves when nothing is due any more; for tests and for a sandbox that moves the clock. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Starts what the role of the process asks for. */
export async function startWorkers({
  database,
  clock,
  secretKey,
  log,
  role,
}: WorkerOptions): Promise<Workers> {
  const followed = await followClock(database, clock)
  if (role === 'api') {
    const hurry = await startHurry({ connect: database.connect })
    return {
      idle: async () => {},
      stop: async () => {
        await hurry.stop()
        await followed.stop()
      },
    }
  }
  const delivery = await startDelivery({
    db: database.db,
    connect: database.connect,
    clock,
    secretKey,
    log,
    pollMs: 1_000,
  })
  const ago = (days: number) => new Date(clock.now().getTime() - days * 24 * HOUR)
  const sweeps = [
    startSweep({
      name: 'bookings',
      everyMs: 5_000,
      log,
      work: () => sweepBookings(database.db, clock.now()),
    }),
  ]
  return {
    idle: () => delivery.idle(),
    async stop() {
      await Promise.all(sweeps.map((sweep) => sweep.stop()))
      await delivery.stop()
      await followed.stop()
    },
  }
}
