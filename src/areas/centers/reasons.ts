/** Reasons for cancelling, turning away and deleting, kept by the organisation. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'
import type { Page } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import type { ReasonRow } from './tables.ts'

export interface ReasonDetails {
  code?: string | null
  description?: string | null
  /** Offered to guests who cancel by themselves. */
  show_in_online_booking?: boolean
}

export interface ReasonFilter {
  /** Part of the name or of the code. */
  search?: string | null
  objectType?: number | null
  actionType?: number | null
  isActive?: boolean | null
  isOnline?: boolean | null
  descending?: boolean
}

/** One page of reasons by name, and how many match in all. */
export async function listReasons(
  db: Db,
  organizationId: string,
  { search, objectType, actionType, isActive, isOnline, descending }: ReasonFilter,
  page: Page,
): Promise<{ reasons: ReasonRow[]; total: number }> {
  const given = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined
  const where = sql`organization_id = ${organizationId} and not is_deleted
    ${search ? sql`and (position(lower(${search}) in lower(name)) > 0 or position(lower(${search}) in lower(details ->> 'code')) > 0)` : sql``}
    ${given(objectType) ? sql`and object_type = ${objectType}` : sql``}
    ${given(actionType) ? sql`and action_type = ${actionType}` : sql``}
    ${given(isActive) ? sql`and is_active = ${isActive}` : sql``}
    ${given(isOnline) ? sql`and coalesce((details ->> 'show_in_online_booking')::boolean, false) = ${isOnline}` : sql``}`
  const direction = descending ? sql`desc` : sql`asc`
  const { rows } = await sql<ReasonRow>`
    select * from reasons where ${where} order by lower(left(name, 200)) ${direction}, id ${direction}
    limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from reasons where ${where}`.execute(db)
  return { reasons: rows, total: counted[0]!.total }
}

/** The reason of the number other objects keep, deleted ones included; null when there is none such. */
export async function findReason(
  db: Db,
  organizationId: string,
  reasonId: number,
): Promise<ReasonRow | null> {
  const { rows } = await sql<ReasonRow>`
    select * from reasons where organization_id = ${organizationId} and id = ${reasonId}`.execute(db)
  return rows[0] ?? null
}

/** Throws reason_not_found. */
export async function getReason(db: Db, organizationId: string, guid: string): Promise<ReasonRow> {
  const { rows } = await sql<ReasonRow>`
    select * from reasons where organization_id = ${organizationId} and guid = ${guid} and not is_deleted`.execute(
    db,
  )
  return (
    rows[0] ??
    refuse('reason_not_found', { field: 'reason_id', detail: `there is no reason with the id ${guid}` })
  )
}

export type ReasonFacts = Pick<ReasonRow, 'object_type' | 'action_type' | 'name' | 'is_active' | 'details'>

/** Numbers are given in the order of creation and never again. */
export async function insertReason(
  tx: Tx,
  organizationId: string,
  guid: string,
  facts: ReasonFacts,
): Promise<void> {
  await lockUntilCommit(tx, 'reasons', organizationId)
  const { rows } = await sql<{ id: number }>`
    select coalesce(max(id), 0) + 1 as id from reasons where organization_id = ${organizationId}`.execute(tx)
  await tx
    .insertInto('reasons')
    .values({
      organization_id: organizationId,
      id: rows[0]!.id,
      guid,
      ...facts,
      details: JSON.stringify(facts.details) as never,
    })
    .execute()
}

/** Details are merged member by member. */
export async function updateReason(
  tx: Tx,
  organizationId: string,
  guid: string,
  { details = {}, ...columns }: Partial<ReasonFacts & Pick<ReasonRow, 'is_deleted'>>,
): Promise<void> {
  await tx
    .updateTable('reasons')
    .set({ ...columns, details: sql`details || ${JSON.stringify(details)}::jsonb` })
    .where('organization_id', '=', organizationId)
    .where('guid', '=', guid)
    .execute()
}
