/** SQL of block-outs. No block-out is longer than a day, so ranges of starts_at bound every overlap search. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import type { BlockOutRow } from '../tables.ts'
import type { RecurrenceRule } from './recurrence.ts'
import type { BlockOutSource } from './types.ts'

/** A block-out with all that its answer shows. */
export interface BlockOutView {
  id: string
  source: BlockOutSource
  resource_id: string
  center_id: string
  starts_at: Date
  ends_at: Date
  notes: string | null
  series_id: string | null
  /** Rule of the series; null: single. */
  rule: RecurrenceRule | null
  zone: string
  type_number: number
  type_name: string
  type_duration: number
  /** Of the employee; null for a room. */
  first_name: string | null
  last_name: string | null
  nick_name: string | null
  room_name: string | null
}

async function viewBlockOuts(
  db: Db,
  organizationId: string,
  where: RawBuilder<unknown>,
): Promise<BlockOutView[]> {
  const { rows } = await sql<BlockOutView>`
    select b.id, b.source, b.resource_id, b.center_id, b.starts_at, b.ends_at, b.notes, b.series_id, s.rule,
      c.time_zone as zone, t.number as type_number, t.name as type_name, t.duration as type_duration,
      e.first_name, e.last_name, e.nick_name, r.name as room_name
    from block_outs b
    join centers c on c.organization_id = b.organization_id and c.id = b.center_id
    join block_out_types t on t.organization_id = b.organization_id and t.id = b.type_id
    left join block_out_series s on s.organization_id = b.organization_id and s.id = b.series_id
    left join employees e on b.source = 0 and e.organization_id = b.organization_id and e.id = b.resource_id
    left join rooms r on b.source = 1 and r.organization_id = b.organization_id and r.id = b.resource_id
    where b.organization_id = ${organizationId} and ${where}
    order by b.starts_at, b.id`.execute(db)
  return rows
}

const overlapping = (from: Date, to: Date) =>
  sql`b.starts_at < ${to} and b.ends_at > ${from} and b.starts_at > ${from}::timestamptz - interval '1 day'`

/** Block-outs of one employee or room in a center that overlap [from, to), earliest first. */
export const viewBlockOutsOfResource = (
  db: Db,
  organizationId: string,
  of: { source: BlockOutSource; resourceId: string; centerId: string },
  from: Date,
  to: Date,
): Promise<BlockOutView[]> =>
  viewBlockOuts(
    db,
    organizationId,
    sql`b.resource_id = ${of.resourceId} and b.source = ${of.source} and b.center_id = ${of.centerId}
      and ${overlapping(from, to)}`,
  )

/** The same of all employees, or all rooms, of a center. */
export const viewBlockOutsOfCenter = (
  db: Db,
  organizationId: string,
  of: { source: number; centerId: string },
  from: Date,
  to: Date,
): Promise<BlockOutView[]> =>
  viewBlockOuts(
    db,
    organizationId,
    sql`b.center_id = ${of.centerId} and b.source = ${of.source} and ${overlapping(from, to)}`,
  )

export const viewBlockOutsById = (
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<BlockOutView[]> => viewBlockOuts(db, organizationId, sql`b.id = any(${ids}::uuid[])`)

/** One block-out of the wanted kind; throws block_out_not_found. */
export async function getBlockOutView(
  db: Db,
  organizationId: string,
  blockOutId: string,
  of: { source: number; centerId: string },
): Promise<BlockOutView> {
  const [found] = await viewBlockOuts(
    db,
    organizationId,
    sql`b.id = ${blockOutId} and b.source = ${of.source} and b.center_id = ${of.centerId}`,
  )
  return found ?? refuse('block_out_not_found', { field: 'block_out_time_id' })
}

/** A block-out of one employee or room, and the rows of its series (itself when single); throws block_out_not_found. */
export async function getBlockOutWithSeries(
  tx: Tx,
  organizationId: string,
  blockOutId: string,
  of: { source: BlockOutSource; resourceId: string },
): Promise<{ blockOut: BlockOutRow; series: BlockOutRow[] }> {
  const { rows } = await sql<BlockOutRow>`
    select * from block_outs where organization_id = ${organizationId} and id = ${blockOutId}
      and source = ${of.source} and resource_id = ${of.resourceId}`.execute(tx)
  const blockOut = rows[0] ?? refuse('block_out_not_found', { field: 'block_out_time_id' })
  if (blockOut.series_id === null) return { blockOut, series: [blockOut] }
  const { rows: series } = await sql<BlockOutRow>`
    select * from block_outs where organization_id = ${organizationId} and series_id = ${blockOut.series_id}
    order by starts_at, id`.execute(tx)
  return { blockOut, series }
}

export async function insertBlockOuts(tx: Tx, rows: readonly BlockOutRow[]): Promise<void> {
  await tx
    .insertInto('block_outs')
    .values([...rows])
    .execute()
}

export async function updateBlockOut(tx: Tx, row: BlockOutRow): Promise<void> {
  const { center_id, type_id, starts_at, ends_at, notes, updated_at } = row
  await tx
    .updateTable('block_outs')
    .set({ center_id, type_id, starts_at, ends_at, notes, updated_at })
    .where('organization_id', '=', row.organization_id)
    .where('id', '=', row.id)
    .execute()
}

/** Removes block-outs and the series that have none left. */
export async function deleteBlockOuts(
  tx: Tx,
  organizationId: string,
  rows: readonly BlockOutRow[],
): Promise<void> {
  await sql`delete from block_outs
    where organization_id = ${organizationId} and id = any(${rows.map((row) => row.id)}::uuid[])`.execute(tx)
  const series = [...new Set(rows.flatMap((row) => row.series_id ?? []))]
  if (series.length === 0) return
  await sql`
    delete from block_out_series s where s.organization_id = ${organizationId} and s.id = any(${series}::uuid[])
      and not exists (select 1 from block_outs b where b.organization_id = s.organization_id and b.series_id = s.id)
  `.execute(tx)
}

/** Keeps the rule of a series, over the one it had. */
export async function saveSeries(
  tx: Tx,
  organizationId: string,
  seriesId: string,
  rule: RecurrenceRule,
  now: Date,
): Promise<void> {
  await sql`
    insert into block_out_series (organization_id, id, rule, created_at)
    values (${organizationId}, ${seriesId}, ${JSON.stringify(rule)}::jsonb, ${now})
    on conflict (organization_id, id) do update set rule = excluded.rule`.execute(tx)
}

/**
 * The first of the times at which the employee or room is taken, or null: by a visit or a hold that has not
 * run out, an employee also by another block-out. Rooms may be blocked twice.
 */
export async function findBusyTime(
  tx: Tx,
  organizationId: string,
  of: { source: BlockOutSource; resourceId: string },
  times: readonly { startsAt: Date; endsAt: Date }[],
  except: readonly string[],
  now: Date,
): Promise<Date | null> {
  const { rows } = await sql<{ starts_at: Date }>`
    select o.starts_at
    from unnest(${times.map((t) => t.startsAt)}::timestamptz[], ${times.map((t) => t.endsAt)}::timestamptz[])
      as o (starts_at, ends_at)
    where exists (
      select 1 from claims c where c.organization_id = ${organizationId} and c.resource_id = ${of.resourceId}
        and c.active and (c.held_until is null or c.held_until > ${now})
        and c.during && tstzrange(o.starts_at, o.ends_at)
    ) or (${of.source}::int = 0 and exists (
      select 1 from block_outs b where b.organization_id = ${organizationId} and b.resource_id = ${of.resourceId}
        and b.starts_at < o.ends_at and b.ends_at > o.starts_at and b.starts_at > o.starts_at - interval '1 day'
        and b.id <> all(${except}::uuid[])
    ))
    order by o.starts_at limit 1`.execute(tx)
  return rows[0]?.starts_at ?? null
}

/** Of the days, those for which the employee has no schedule in the center, not even a day off. */
export async function findDaysWithoutSchedule(
  db: Db,
  organizationId: string,
  employeeId: string,
  centerId: string,
  days: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select d.day from unnest(${days}::date[]) as d (day)
    where not exists (
      select 1 from employee_shifts s where s.organization_id = ${organizationId}
        and s.employee_id = ${employeeId} and s.center_id = ${centerId}
        and (s.day = d.day or (s.day = d.day - 1 and s.ends > 1440))
    )
    order by d.day`.execute(db)
  return rows.map((row) => row.day)
}
