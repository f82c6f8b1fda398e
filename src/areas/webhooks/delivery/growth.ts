/**
 * Keeps the database's picture of the queue right while it grows. Statements keep the plan that fitted a small
 * table until the statistics change, and the database's own turn may come a minute and a million rows later.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

const FIRST = 100
const FACTOR = 4

/** Tell it of rows as they are added; it analyses at 100, 400, 1600 … of them. Never fails its caller. */
export function watchGrowth(db: Db, failed: (error: unknown) => void): (rows: number) => void {
  let added = 0
  let next = FIRST
  return (rows) => {
    added += rows
    if (added < next) return
    while (next <= added) next *= FACTOR
    sql`/* any organisation */ analyze (skip_locked) events, deliveries, delivery_attempts, webhooks`
      .execute(db)
      .catch(failed)
  }
}
