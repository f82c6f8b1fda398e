import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

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

type Hook = () => void | Promise<void>
interface Hooks {
  beforeCommit: Map<string, Hook>
  afterCommit: Map<string, Hook>
}
const hooksOf = new WeakMap<Tx, Hooks>()

function hooks(tx: Tx): Hooks {
  const found = hooksOf.get(tx)
  if (!found) throw new Error('transact() was not used to open this transaction')
  return found
}

/** Runs `hook` as the last thing before the commit; one hook per name. */
export const beforeCommit = (tx: Tx, name: string, hook: Hook): void => {
  hooks(tx).beforeCommit.set(name, hook)
}

/** Runs `hook` once the change is durable; one hook per name, never after a rollback. */
export const afterCommit = (tx: Tx, name: string, hook: () => void): void => {
  hooks(tx).afterCommit.set(name, hook)
}

/**
 * The one way to write: runs `work` in a transaction, again from the start when the database reports a
 * deadlock or a serialization failure. `work` must therefore have no effect outside the transaction.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const own: Hooks = { beforeCommit: new Map(), afterCommit: new Map() }
      const result = await db.transaction().execute(async (tx) => {
        hooksOf.set(tx, own)
        const value = await work(tx)
        for (const hook of own.beforeCommit.values()) await hook()
        return value
      })
      for (const hook of own.afterCommit.values()) void hook()
      return result
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error) ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
    }
  }
}

/** Holds a named lock until the transaction ends; whoever asks second waits. */
export async function lockUntilCommit(tx: Tx, ...name: string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name.join(':')}, 0))`.execute(tx)
}
