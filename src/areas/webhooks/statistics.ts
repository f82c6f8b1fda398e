/** How a webhook does: sends by the hour in classes of time, and what waits. Small enough to keep, quick to read. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Upper bounds in milliseconds; the last class has none. */
export const BUCKETS: readonly number[] = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, Infinity]

export const bucketOf = (milliseconds: number): number => BUCKETS.findIndex((bound) => milliseconds <= bound)

/** The bound below which a share (0 to 1) of the sends stayed; null without sends, Infinity for the open class. */
export function quantile(times: readonly number[], share: number): number | null {
  const total = times.reduce((sum, count) => sum + count, 0)
  if (!total) return null
  let seen = 0
  return BUCKETS.find((_bound, i) => (seen += times[i] ?? 0) >= total * share) ?? Infinity
}

interface Sends {
  sends: number
  /** Sends that were received. */
  delivered: number
  /** Deliveries given up. */
  failed: number
}

export interface WebhookStatistics extends Sends {
  /** Of the sends, by class; see BUCKETS. */
  times: number[]
  /** Hours with sends, oldest first. */
  hours: (Sends & { hour: Date })[]
  waiting: number
  /** Of these, for an earlier event of their record. */
  held: number
  /** There are more than were counted. */
  more: boolean
  /** Of those counted, when the oldest was queued. */
  oldestWaiting: Date | null
}

/** Waiting deliveries that are counted, of each kind. */
const MOST_COUNTED = 10_000

/** The last `hours` hours, the one that runs included. Reads a row per hour, and a bounded part of what waits. */
export async function readStatistics(
  db: Db,
  organizationId: string,
  webhookId: string,
  { hours, now }: { hours: number; now: Date },
): Promise<WebhookStatistics> {
  const { rows } = await sql<Sends & { hour: Date; times: number[] }>`
    select hour, sends, delivered, failed, times from webhook_hours
    where organization_id = ${organizationId} and webhook_id = ${webhookId}
      and hour > date_trunc('hour', ${now}::timestamptz) - ${hours} * interval '1 hour' and hour <= ${now}
    order by hour`.execute(db)
  const sum = (read: (row: Sends) => number) => rows.reduce((total, row) => total + read(row), 0)
  return {
    sends: sum((row) => row.sends),
    delivered: sum((row) => row.delivered),
    failed: sum((row) => row.failed),
    times: BUCKETS.map((_bound, i) => rows.reduce((total, row) => total + (row.times[i] ?? 0), 0)),
    hours: rows.map(({ times: _times, ...row }) => row),
    ...(await countWaiting(db, organizationId, webhookId)),
  }
}

async function countWaiting(
  db: Db,
  organizationId: string,
  webhookId: string,
): Promise<Pick<WebhookStatistics, 'waiting' | 'held' | 'more' | 'oldestWaiting'>> {
  const { rows } = await sql<{ free: number; held: number; oldest: Date | null }>`
    select count(*) filter (where not held) as free, count(*) filter (where held) as held, min(created_at) as oldest
    from (
      (select held, created_at from deliveries
        where organization_id = ${organizationId} and webhook_id = ${webhookId} and state = 'waiting' and not held
        order by due_at, event_sequence limit ${MOST_COUNTED + 1})
      union all
      (select held, created_at from deliveries
        where organization_id = ${organizationId} and webhook_id = ${webhookId} and state = 'waiting' and held
        order by created_at limit ${MOST_COUNTED + 1})
    ) w`.execute(db)
  const { free, held, oldest } = rows[0]!
  return {
    waiting: Math.min(free, MOST_COUNTED) + Math.min(held, MOST_COUNTED),
    held: Math.min(held, MOST_COUNTED),
    more: free > MOST_COUNTED || held > MOST_COUNTED,
    oldestWaiting: oldest,
  }
}
