/** Replays: which events a webhook is to get again, and how far that has come. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import type { Page } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { sequencesOf, type TimeRange } from '../log/times.ts'
import { checkEvents } from '../settings.ts'
import { relayPosition } from '../store.ts'
import type { ReplayScope, WebhookReplayRow, WebhookRow } from '../tables.ts'

/** Which events, by any of: time, number, type. */
export interface ReplayRequest extends Partial<TimeRange> {
  scope: ReplayScope
  /** Only events numbered higher. */
  afterSequence?: number | null
  /** In any letter case; null: all. */
  eventTypes?: readonly string[] | null
}

/**
 * Has the worker queue events again, for a webhook whose row the caller has locked. What the relay has not come to
 * yet comes by itself. Refusals webhook_inactive, invalid_input.
 */
export async function createReplay(
  tx: Tx,
  organizationId: string,
  webhook: Pick<WebhookRow, 'id' | 'is_active'>,
  { scope, afterSequence, eventTypes, from = null, to = null }: ReplayRequest,
  now: Date,
): Promise<WebhookReplayRow> {
  if (!webhook.is_active) refuse('webhook_inactive', { detail: 'is inactive; activate it first' })
  if (from && to && from > to) refuse('invalid_input', { field: 'to', detail: 'must not be before from' })
  const types = eventTypes?.length ? checkEvents(eventTypes, 'event_types') : null
  const range = await sequencesOf(tx, organizationId, { from, to })
  const { rows } = await sql<{
    position: number
  }>`select ${relayPosition(organizationId)} as position`.execute(tx)
  const last = Math.min(range.last, rows[0]!.position)
  const first = Math.max(range.first - 1, afterSequence ?? 0)
  const after = Math.min(first, last)
  return tx
    .insertInto('webhook_replays')
    .values({
      organization_id: organizationId,
      id: newId(now),
      webhook_id: webhook.id,
      scope,
      event_types: types?.includes('*') ? null : types,
      from_time: from,
      to_time: to,
      after_sequence: after,
      last_sequence: last,
      sequence: after,
      queued: 0,
      state: 'running',
      created_at: now,
      finished_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function getReplay(
  db: Db,
  organizationId: string,
  webhookId: string,
  id: string,
): Promise<WebhookReplayRow | null> {
  const row = await db
    .selectFrom('webhook_replays')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Replays of a webhook, the newest first. */
export async function listReplays(
  db: Db,
  organizationId: string,
  webhookId: string,
  page: Page,
): Promise<{ replays: WebhookReplayRow[]; total: number }> {
  const own = db
    .selectFrom('webhook_replays')
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
  const replays = await own.selectAll().orderBy('id', 'desc').limit(page.size).offset(page.offset).execute()
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { replays, total }
}
