import {
  CompiledQuery,
  PostgresDialect,
  sql,
  Transaction,
  type DatabaseConnection,
  type RawBuilder,
} from 'kysely'
import type { Database, Db, Tx } from './database.ts'

const RETRIED = new Set(['40001', '40P01'])
const ATTEMPTS = 6

/** SQLSTATE of a database error, else null. */
export const sqlState = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && typeof (error as { code?: unknown }).code === 'string'
    ? (error as { code: string }).code
    : null

/** Name of the constraint a database error is about, else null. */
export const violatedConstraint = (error: unknown): string | null =>
  typeof error === 'object' && error !== null ? ((error as { constraint?: string }).constraint ?? null) : null

/** Statements that nobody waits for, and what an error of theirs means: it may throw another one instead. */
interface LastStatements {
  make: () => readonly RawBuilder<unknown>[]
  onError?: (error: unknown) => void
}
interface Hooks {
  beforeCommit: Map<string, LastStatements>
  afterCommit: Map<string, () => void>
}
const hooksOf = new WeakMap<Tx, Hooks>()

function hooks(tx: Tx): Hooks {
  const found = hooksOf.get(tx)
  if (!found) throw new Error('transact() was not used to open this transaction')
  return found
}

/**
 * Sends statements as the last thing, together with the commit; of several calls with one name the last counts.
 * For what is written and not looked at again: it costs no round trip, and what it locks is locked shortest.
 */
export const beforeCommit = (
  tx: Tx,
  name: string,
  make: LastStatements['make'],
  onError?: LastStatements['onError'],
): void => {
  const { beforeCommit } = hooks(tx)
  beforeCommit.delete(name)
  beforeCommit.set(name, { make, onError })
}

/** Runs `hook` once the change is durable; one hook per name, never after a rollback. */
export const afterCommit = (tx: Tx, name: string, hook: () => void): void => {
  hooks(tx).afterCommit.set(name, hook)
}

/**
 * The one way to write: runs `work` in a transaction, again from the start when the database reports a
 * deadlock or a serialization failure. `work` must therefore have no effect outside the transaction.
 * Statements that do not need each other's answers may be sent at once with `Promise.all`.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (db.isTransaction) throw new Error('A transaction is open already')
  for (let attempt = 1; ; attempt++) {
    try {
      const own: Hooks = { beforeCommit: new Map(), afterCommit: new Map() }
      const result = await db
        .getExecutor()
        .provideConnection((connection) => runOnce(db, connection, own, work))
      for (const hook of own.afterCommit.values()) hook()
      return result
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error) ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
    }
  }
}

/**
 * A transaction of Kysely's own waits for `begin`, for every statement and for `commit` one by one. This one
 * waits for answers only: a failed statement fails those sent behind it, and a commit behind it rolls back.
 */
async function runOnce<T>(
  db: Db,
  connection: DatabaseConnection,
  own: Hooks,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  let isOpen = true
  const say = (text: string) => connection.executeQuery<{ command: string }>(CompiledQuery.raw(text))
  const begun = say('begin')
  // Heard by the first statement; a `work` that sends none hears it at the commit.
  begun.catch(() => {})
  const executor = db.getExecutor().withConnectionProvider({
    async provideConnection(use) {
      if (!isOpen) throw new Error('The transaction has ended')
      return (await Promise.all([use(connection), begun]))[0]
    },
  })
  const tx: Tx = new Transaction<Database>({ ...unused, executor })
  hooksOf.set(tx, own)
  try {
    const value = await work(tx)
    const last = [...own.beforeCommit.values()].flatMap(({ make, onError }) =>
      make().map((statement) => ({ query: statement.compile(tx), onError })),
    )
    isOpen = false
    const answers = last.map(({ query, onError }) =>
      connection.executeQuery(query).catch((error: unknown) => {
        onError?.(error)
        throw error
      }),
    )
    const committed = say('commit')
    await Promise.all([begun, ...answers, committed])
    // What an aborted transaction answers to a commit, when somebody has caught its error and gone on.
    if ((await committed).rows[0]?.command !== 'COMMIT') throw new Error('The transaction was rolled back')
    return value
  } catch (error) {
    isOpen = false
    // It waits for everything sent before. When it fails the connection is gone, and the change with it.
    await say('rollback').catch(() => {})
    throw error
  }
}

/** What a Transaction wants to be made of besides its executor, the only thing it asks. */
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('A transaction has no pool')) })
const unused = { config: { dialect }, dialect, driver: dialect.createDriver() }

/** Holds a named lock until the transaction ends; whoever asks second waits. */
export async function lockUntilCommit(tx: Tx, ...name: string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name.join(':')}, 0))`.execute(tx)
}
