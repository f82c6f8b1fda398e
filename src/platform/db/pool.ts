import { CompiledQuery, Kysely, PostgresDialect, type Dialect } from 'kysely'
import pg from 'pg'
import type { Database, Db } from './database.ts'
import { pipelined } from './pipeline.ts'

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
  const pool = new pg.Pool({ ...settings, ...pipelined, max: options.max ?? 12, idleTimeoutMillis: 30_000 })
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const { inspect } = options
  pool.on('connect', (client) => {
    // The same for one that breaks in use: its statements fail, and that is enough.
    client.on('error', () => {})
    const names = new Map<string, string>()
    const original = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const [text, values] = args
      if (typeof text !== 'string') return original(...args)
      inspect?.(text)
      // Migrations send several statements in one text, which cannot be prepared; they have no values.
      const name = Array.isArray(values) && values.length ? preparedName(names, text) : null
      return name ? original({ name, text, values }, ...args.slice(2)) : original(...args)
    }) as typeof client.query
  })
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

/** Statements of one connection that keep their plan: planning a large one costs more than running it. */
const MOST_PREPARED = 300

/** Name under which a connection prepares a statement; null once it has enough of them. */
function preparedName(names: Map<string, string>, text: string): string | null {
  const known = names.get(text)
  if (known) return known
  if (names.size >= MOST_PREPARED) return null
  const name = `c${names.size}`
  names.set(text, name)
  return name
}

/** Runs bare SQL text, for migrations and maintenance. */
export const runSql = (db: Db, text: string): Promise<unknown> => db.executeQuery(CompiledQuery.raw(text))
