/** Background work of a process: webhook delivery, and sweeps of what has run out. */
import type { Logger } from 'pino'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { DatabasePool } from '#platform/db/pool.ts'
import { followClock } from '#areas/sandbox'
import { mailSwitchedOff, pruneDeliveries, startDelivery, type Hurry } from '#areas/webhooks'
import { sweepBookings } from '#areas/bookings'
import { endEmployments } from '#areas/employees'
import { forgetKeys } from '#platform/http/idempotency.ts'
import { startSweep } from '#platform/jobs.ts'
import { pruneMails, smtpSender, startMailer } from '#platform/mail.ts'

const HOUR = 3_600_000

export interface WorkerOptions {
  database: DatabasePool
  /** The line to other processes; the caller ends it, after the workers. */
  hurry: Hurry
  clock: Clock
  secretKey: Buffer
  log: Logger
  config: Pick<
    Config,
    'role' | 'allowPrivateWebhooks' | 'retentionDays' | 'smtpUrl' | 'mailFrom' | 'publicUrl'
  >
  version: string
}

/** For apps that are put together without main.ts. */
export const WORKER_DEFAULTS = {
  allowPrivateWebhooks: false,
  retentionDays: 30,
  smtpUrl: null,
  mailFrom: 'Chaise <chaise@localhost>',
  publicUrl: 'http://localhost:8080',
} as const satisfies Partial<WorkerOptions['config']>

export interface Workers {
  /** Resolves when nothing is due any more; for tests and for a sandbox that moves the clock. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Starts what the role of the process asks for. */
export async function startWorkers({
  database,
  hurry,
  clock,
  secretKey,
  log,
  config,
  version,
}: WorkerOptions): Promise<Workers> {
  const followed = await followClock(database, clock)
  if (config.role === 'api') return { idle: async () => {}, stop: () => followed.stop() }
  const delivery = await startDelivery({
    db: database.db,
    connect: database.connect,
    hurry,
    clock,
    secretKey,
    log,
    allowPrivate: config.allowPrivateWebhooks,
    userAgent: `Chaise/${version}`,
    onSwitchedOff: (tx, webhook, now) => mailSwitchedOff(tx, webhook, now, config.publicUrl),
  })
  const ago = (days: number) => new Date(clock.now().getTime() - days * 24 * HOUR)
  const { db } = database
  const sweep = (name: string, everyMs: number, work: () => Promise<unknown>) =>
    startSweep({ name, everyMs, log, work })
  const sweeps = [
    ...(config.smtpUrl
      ? [startMailer({ db, clock, log, send: await smtpSender(config.smtpUrl, config.mailFrom) })]
      : []),
    sweep('bookings', 5_000, () => sweepBookings(db, clock.now())),
    sweep('ended employments', 60_000, () => endEmployments(db, clock.now())),
    sweep('old deliveries', HOUR, () => pruneDeliveries(db, ago(config.retentionDays))),
    sweep('old mails', HOUR, () => pruneMails(db, ago(config.retentionDays))),
    sweep('idempotency keys', HOUR, () => forgetKeys(db, ago(1))),
  ]
  return {
    idle: () => delivery.idle(),
    async stop() {
      await Promise.all(sweeps.map(({ stop }) => stop()))
      await delivery.stop()
      await followed.stop()
    },
  }
}
