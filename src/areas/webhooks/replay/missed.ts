/** What a webhook that went off has not received. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { WebhookRow } from '../tables.ts'

export interface Missed {
  since: Date | null
  /** All that was missed comes after this event. */
  afterSequence: number
  events: number
  /** There may be more than was counted. */
  more: boolean
}

/** Events of its types that are looked at to count. */
const MOST_COUNTED = 10_000

/** Of a webhook as it is, or was, while inactive; null for one that misses nothing. */
export async function countMissed(
  db: Db,
  organizationId: string,
  webhook: Pick<
    WebhookRow,
    'id' | 'events' | 'center_ids' | 'deactivated_at' | 'inactive_since_sequence' | 'is_active'
  >,
): Promise<Missed | null> {
  const after = webhook.inactive_since_sequence
  if (webhook.is_active || after === null) return null
  const all = webhook.events.includes('*')
  const next = sql`
    select e.sequence, e.center_id from events e
    where e.organization_id = ${organizationId} and e.sequence > ${after} ${all ? sql`` : sql`and e.type = t.type`}
    order by e.sequence limit ${MOST_COUNTED + 1}`
  const { rows } = await sql<{ missed: number; looked_at: number }>`
    select count(*) as looked_at, count(*) filter (
      where (${!webhook.center_ids.length} or e.center_id = any(${webhook.center_ids}::uuid[]))
        and (d.state is null or d.state in ('failed', 'cancelled'))) as missed
    from (
      select n.* from unnest(${all ? ['*'] : webhook.events}::text[]) as t (type), lateral (${next}) n
      limit ${MOST_COUNTED + 1}
    ) e left join deliveries d
      on d.organization_id = ${organizationId} and d.webhook_id = ${webhook.id} and d.event_sequence = e.sequence
        and d.event_sequence > ${after}`.execute(db)
  const { missed, looked_at: lookedAt } = rows[0]!
  return {
    since: webhook.deactivated_at,
    afterSequence: after,
    events: Math.min(missed, MOST_COUNTED),
    more: lookedAt > MOST_COUNTED,
  }
}
