/** Where times lie in the sequence of an organisation's events. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export interface TimeRange {
  /** Of the event, the first included; null: open. */
  from: Date | null
  to: Date | null
}

export interface SequenceRange {
  /** Both included; an empty range has its first after its last. */
  first: number
  last: number
}

/** Events are numbered at their commit, a little after the time they carry. */
const DISORDER_MS = 10 * 60_000
/** So few are looked at one by one: a sandbox may have set its clock back. */
const FEW = 100_000

/** A range of sequence numbers that holds all events of a time; events beside it may be in there too. */
export async function sequencesOf(
  db: Db,
  organizationId: string,
  { from, to }: TimeRange,
  few = FEW,
): Promise<SequenceRange> {
  const { rows } = await sql<SequenceRange>`
    select coalesce(min(sequence), 1) as first, coalesce(max(sequence), 0) as last
    from events where organization_id = ${organizationId}`.execute(db)
  const all = rows[0]!
  if (!from && !to) return all
  if (all.last - all.first < few) return exactSequences(db, organizationId, { from, to })
  const shifted = (time: Date, by: number) => new Date(time.getTime() + by)
  return {
    first: from ? await firstFrom(db, organizationId, all, shifted(from, -DISORDER_MS)) : all.first,
    last: to ? (await firstFrom(db, organizationId, all, shifted(to, DISORDER_MS))) - 1 : all.last,
  }
}

async function exactSequences(
  db: Db,
  organizationId: string,
  { from, to }: TimeRange,
): Promise<SequenceRange> {
  const { rows } = await sql<SequenceRange>`
    select coalesce(min(sequence), 1) as first, coalesce(max(sequence), 0) as last from events
    where organization_id = ${organizationId} and (${from}::timestamptz is null or occurred_at >= ${from})
      and (${to}::timestamptz is null or occurred_at <= ${to})`.execute(db)
  return rows[0]!
}

/** The first event from a time on, found by halving; one after the last when there is none. */
async function firstFrom(
  db: Db,
  organizationId: string,
  { first, last }: SequenceRange,
  time: Date,
): Promise<number> {
  const { rows } = await sql<{ at: number }>`
    with recursive halves (low, high) as (
      select ${first}::bigint, ${last}::bigint + 1
      union all
      select case when e.occurred_at < ${time} then h.middle + 1 else h.low end,
        case when e.occurred_at < ${time} then h.high else h.middle end
      from (select low, high, (low + high) / 2 as middle from halves where low < high) h, lateral (
        select occurred_at from events where organization_id = ${organizationId} and sequence >= h.middle
        order by sequence limit 1) e
    )
    select low as at from halves where low >= high`.execute(db)
  return rows[0]?.at ?? last + 1
}
