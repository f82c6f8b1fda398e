/** Puts one process together: database, clock, server, workers. Used by main.ts and by the tests. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino, type Logger } from 'pino'
import type { FastifyInstance } from 'fastify'
import { createAuthenticator } from '#areas/access-tokens'
import { addEventStream, streamEvents } from '#areas/admin'
import { addEmployeeImages } from '#areas/employees'
import { bindSandbox } from '#areas/sandbox'
import { eventCatalogue, exampleOf, startHurry, startStreams } from '#areas/webhooks'
import { createClock, type Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { openDatabase, type DatabasePool } from '#platform/db/pool.ts'
import { isMigrated, migrate } from '#platform/db/migrate.ts'
import { buildOpenApi } from '#platform/http/openapi.ts'
import { buildServer, type ServerOptions } from '#platform/http/server.ts'
import { registry } from '#platform/metrics.ts'
import { operations } from './operations.ts'
import { addPages } from './pages.ts'
import { wireAreas } from './wiring.ts'
import { startWorkers, WORKER_DEFAULTS, type WorkerOptions, type Workers } from './workers.ts'

export const version = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string }
).version

export interface AppOptions {
  config: Pick<Config, 'role' | 'sandbox' | 'rateLimit' | 'logLevel'> & Partial<WorkerOptions['config']>
  connectionString: string
  /** 32 bytes; encrypts webhook secrets at rest. */
  secretKey: Buffer
  /** Sees every SQL statement; tests hold scope rules with it. */
  inspect?: (sql: string) => void
  connections?: number
  log?: Logger
}

export interface App {
  server: FastifyInstance
  database: DatabasePool
  clock: Clock
  secretKey: Buffer
  log: Logger
  workers: Workers
  /** Ends requests, workers and connections, in this order. */
  stop(): Promise<void>
}

/** Migrates, builds, starts the workers; the caller listens. */
export async function startApp(options: AppOptions): Promise<App> {
  const log = options.log ?? createLog(options.config.logLevel)
  const database = openDatabase({
    connectionString: options.connectionString,
    ...(options.inspect ? { inspect: options.inspect } : {}),
    ...(options.connections ? { max: options.connections } : {}),
  })
  const { db } = database
  await migrate(db)
  wireAreas()
  const clock = createClock()
  const shift = await sql<{ milliseconds: number }>`select milliseconds from clock_shift`.execute(db)
  clock.setShift(shift.rows[0]?.milliseconds ?? 0)
  const serverOptions: ServerOptions = {
    operations: bindSandbox(operations, { enabled: options.config.sandbox, clock, db }),
    db,
    clock,
    authenticator: createAuthenticator(db, clock),
    rateLimit: options.config.rateLimit,
    secretKey: options.secretKey,
    allowPrivate: options.config.allowPrivateWebhooks ?? false,
    log,
  }
  const server = buildServer(serverOptions)
  const events = eventCatalogue.map((entry) => ({ ...entry, example: exampleOf(entry) }))
  const document = JSON.stringify(buildOpenApi([...operations, streamEvents], events, version))
  server.get('/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document),
  )
  server.get('/healthz', () => ({ status: 'ok' }))
  server.get('/readyz', async (_request, reply) => {
    const ready = await isMigrated(db).catch(() => false)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
  server.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
  addEmployeeImages(server, db)
  const hurry = await startHurry(database)
  addEventStream(server, serverOptions, startStreams({ db, hurry, log }))
  addPages(server, { sandbox: options.config.sandbox, version })
  const workers = await startWorkers({
    database,
    hurry,
    clock,
    secretKey: options.secretKey,
    log,
    config: { ...WORKER_DEFAULTS, ...options.config },
    version,
  })
  await server.ready()
  return {
    server,
    database,
    clock,
    secretKey: options.secretKey,
    log,
    workers,
    async stop() {
      await server.close()
      await workers.stop()
      await hurry.stop()
      await database.end()
    },
  }
}

export const createLog = (level: string): Logger =>
  pino({
    level,
    redact: ['req.headers.authorization', 'headers.authorization', '*.password', '*.app_secret'],
  })
