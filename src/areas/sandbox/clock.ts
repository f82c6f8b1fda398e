/** Moving the installation's one clock: a row that all processes share, and a word to each of them. */
import { sql } from 'kysely'
import type { Clock } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { afterCommit } from '#platform/db/transaction.ts'
import { wakeRelay } from '#platform/events/wake.ts'
import { CLOCK_CHANNEL } from './clock-follower.ts'

/** Milliseconds between the wall and the installation's clock, as agreed; locked until the commit. */
export async function lockShift(tx: Tx): Promise<number> {
  const { rows } = await sql<{ milliseconds: number }>`select milliseconds from clock_shift for update`.execute(
    tx,
  )
  return rows[0]!.milliseconds
}

/**
 * Sets the shift for all processes once the transaction commits: for this one at once, so that its next answer
 * has the new time. `moved` runs after that; timers of other processes hear of it through the database.
 */
export async function setShift(tx: Tx, clock: Clock, milliseconds: number, moved: () => void): Promise<void> {
  await sql`update clock_shift set milliseconds = ${milliseconds}`.execute(tx)
  // Delivered at the commit, in the order of commits.
  await sql`select pg_notify(${CLOCK_CHANNEL}, ${String(milliseconds)})`.execute(tx)
  afterCommit(tx, 'clock', () => {
    clock.setShift(milliseconds)
    wakeRelay()
    moved()
  })
}
