/** Guests that became one: who went into whom, and when. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { addDays } from '#platform/time.ts'
import type { GuestWithCenter } from './store.ts'

/** Ends the sources in favour of the target and writes one line of history for each. */
export async function recordMerges(
  tx: Tx,
  target: GuestWithCenter,
  sources: readonly GuestWithCenter[],
  mergedBy: string | null,
  now: Date,
): Promise<void> {
  const organizationId = target.organization_id
  const ids = sources.map((source) => source.id)
  await sql`
    update guests set is_deleted = true, merged_into = ${target.id}, updated_at = ${now}
    where organization_id = ${organizationId} and id = any(${ids}::uuid[])`.execute(tx)
  await tx
    .insertInto('guest_merges')
    .values(
      sources.map((source) => ({
        organization_id: organizationId,
        id: newId(now),
        target_guest_id: target.id,
        source_guest_id: source.id,
        center_id: target.center_id,
        merged_by: mergedBy,
        details: {},
        merged_at: now,
      })),
    )
    .execute()
}

/** Whoever was referred by a merged guest was referred by the one that remains. */
export async function moveReferrals(
  tx: Tx,
  organizationId: string,
  fromIds: readonly string[],
  toId: string,
): Promise<void> {
  await sql`
    update guests set details = jsonb_set(details, '{referral,referred_by_id}',
      case when id = ${toId} then 'null'::jsonb else to_jsonb(${toId}::text) end)
    where organization_id = ${organizationId} and details #>> '{referral,referred_by_id}' = any(${fromIds}::text[])`.execute(
    tx,
  )
}

export interface MergedSide {
  id: string
  code: string | null
  first_name: string
  last_name: string
  center_id: string
  center_name: string
}
export interface Merge {
  merged_at: Date
  /** IANA zone of the center of the guest that stayed. */
  zone: string
  from_guest: MergedSide
  to_guest: MergedSide
}

const side = (guest: string, center: string): RawBuilder<unknown> =>
  sql.raw(
    `json_build_object('id', ${guest}.id, 'code', ${guest}.code, 'first_name', ${guest}.first_name,
    'last_name', ${guest}.last_name, 'center_id', ${center}.id, 'center_name', ${center}.name)`,
  )

/** The window in days of the centers, so a row's own zone decides; no zone is further than a day from UTC. */
export interface MergeWindow {
  /** YYYY-MM-DD, both included. */
  startDay: string
  endDay: string
  /** Only merges that one of this center's guests was part of. */
  centerId: string | null
}

/** One page of the merges of a window, newest first, and the number of all. */
export async function listMerges(
  db: Db,
  organizationId: string,
  { startDay, endDay, centerId }: MergeWindow,
  page: Page,
): Promise<{ total: number; merges: Merge[] }> {
  const from = sql`
    from guest_merges m
    join guests s on s.organization_id = m.organization_id and s.id = m.source_guest_id
    join centers sc on sc.organization_id = s.organization_id and sc.id = s.center_id
    join guests t on t.organization_id = m.organization_id and t.id = m.target_guest_id
    join centers tc on tc.organization_id = t.organization_id and tc.id = t.center_id
    where m.organization_id = ${organizationId}
      and m.merged_at >= ${`${addDays(startDay, -1)}T00:00:00Z`}::timestamptz
      and m.merged_at < ${`${addDays(endDay, 2)}T00:00:00Z`}::timestamptz
      and (m.merged_at at time zone tc.time_zone)::date between ${startDay} and ${endDay}
      and (${centerId}::uuid is null or s.center_id = ${centerId} or t.center_id = ${centerId})`
  const [counted, listed] = await Promise.all([
    sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db),
    sql<Merge>`
      select m.merged_at, tc.time_zone as zone, ${side('s', 'sc')} as from_guest, ${side('t', 'tc')} as to_guest
      ${from} order by m.merged_at desc, m.id limit ${page.size} offset ${page.offset}`.execute(db),
  ])
  return { total: counted.rows[0]!.total, merges: listed.rows }
}
