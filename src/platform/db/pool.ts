import { CompiledQuery, Kysely, PostgresDialect, type Dialect } from 'kysely'
import pg from 'pg'
import type { Database, Db } from './database.ts'

// Counts fit a number; dates stay the text they are (a day has no zone); int8 sequence numbers stay text.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : text
})

export interface PoolOptions {
  connectionString: string
  /** Connections of this process. */
  max?: number
  applicationName?: string
  /** Sees the text of every statement before it runs; throwing stops it. Tests hold scope rules with it. */
  inspect?: (sql: string) => void
}

export interface DatabasePool {
  db: Db
  pool: pg.Pool
  /** A connection of its own for LISTEN; the caller ends it. */
  connect(): Promise<pg.Client>
  end(): Promise<void>
}

/** Opens the pool. Sessions think in UTC and give up on a statement after 30 s. */
export function openDatabase(options: PoolOptions): DatabasePool {
  const settings: pg.ClientConfig = {
    connectionString: options.connectionString,
    application_name: options.applicationName ?? 'chaise',
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    options: '-c timezone=UTC',
  }
  const pool = new pg.Pool({ ...settings, max: options.max ?? 12, idleTimeoutMillis: 30_000 })
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  if (options.inspect) {
    const inspect = options.inspect
    pool.on('connect', (client) => {
      const original = client.query.bind(client) as (...args: unknown[]) => unknown
      client.query = ((...args: unknown[]) => {
        const first = args[0]
        const text = typeof first === 'string' ? first : (first as { text?: string } | null)?.text
        if (text) inspect(text)
        return original(...args)
      }) as typeof client.query
    })
  }
  const dialect: Dialect = new PostgresDialect({ pool })
  const db = new Kysely<Database>({ dialect })
  return {
    db,
    pool,
    async connect() {
      const client = new pg.Client(settings)
      client.on('error', () => {})
      await client.connect()
      return client
    },
    end: () => db.destroy(),
  }
}

/** Runs bare SQL text, for migrations and maintenance. */
export const runSql = (db: Db, text: string): Promise<unknown> => db.executeQuery(CompiledQuery.raw(text))
