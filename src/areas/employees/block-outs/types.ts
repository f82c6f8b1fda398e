/** Kinds of block-outs: what the organisation calls them and whether guests may still book. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { BlockOutTypeRow } from '../tables.ts'

/** blockout_source: 0 employee, 1 room. */
export type BlockOutSource = 0 | 1

/** Members that only the appointment book shows. */
export interface BlockOutTypeDetails {
  code?: string
  description?: string | null
  count_in_utilization?: boolean
  /** `#RRGGBB`. */
  indicator_color?: string
  text_color?: string
}

/** One type, by the guid the management knows it by; throws not_found. */
export async function getBlockOutType(
  db: Db,
  organizationId: string,
  typeId: string,
): Promise<BlockOutTypeRow> {
  const { rows } = await sql<BlockOutTypeRow>`
    select * from block_out_types where organization_id = ${organizationId} and id = ${typeId}`.execute(db)
  return rows[0] ?? refuse('not_found', { field: 'block_out_type_id' })
}

/**
 * The active type of a wire id (a number) for employees or for rooms, kept from being removed until the
 * transaction ends. Throws block_out_type_not_found.
 */
export async function getActiveBlockOutType(
  tx: Tx,
  organizationId: string,
  number: number,
  source: BlockOutSource,
): Promise<BlockOutTypeRow> {
  const notFound = () => refuse('block_out_type_not_found', { field: 'block_out_time_type_id' })
  if (!Number.isSafeInteger(number)) return notFound()
  const { rows } = await sql<BlockOutTypeRow>`
    select * from block_out_types where organization_id = ${organizationId} and number = ${number}
      and source = ${source} and is_active for share`.execute(tx)
  return rows[0] ?? notFound()
}

/** One page of the types in order of their wire ids, and how many there are. */
export async function listBlockOutTypes(
  db: Db,
  organizationId: string,
  filter: { source?: number | null; isActive?: boolean | null },
  page: { size: number; offset: number },
): Promise<{ types: BlockOutTypeRow[]; total: number }> {
  const where = sql`organization_id = ${organizationId}
    and (${filter.source ?? null}::smallint is null or source = ${filter.source ?? null})
    and (${filter.isActive ?? null}::boolean is null or is_active = ${filter.isActive ?? null})`
  const { rows: types } = await sql<BlockOutTypeRow>`
    select * from block_out_types where ${where} order by number limit ${page.size} offset ${page.offset}`.execute(
    db,
  )
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from block_out_types where ${where}`.execute(db)
  return { types, total: counted[0]!.total }
}

export type BlockOutTypeFacts = Pick<
  BlockOutTypeRow,
  'name' | 'source' | 'is_bookable' | 'duration' | 'is_active' | 'details'
>

export async function createBlockOutType(
  tx: Tx,
  organizationId: string,
  facts: BlockOutTypeFacts,
  now: Date,
): Promise<BlockOutTypeRow> {
  const created = await tx
    .insertInto('block_out_types')
    .values({ ...facts, organization_id: organizationId, id: newId(now) })
    .returningAll()
    .executeTakeFirstOrThrow()
  return created
}

/** Changes the members given, for all block-outs of the type, past ones too. The source stays: block-outs of it exist. */
export async function updateBlockOutType(
  tx: Tx,
  type: BlockOutTypeRow,
  change: Partial<Omit<BlockOutTypeFacts, 'source'>>,
): Promise<BlockOutTypeRow> {
  const { details = {}, ...columns } = change
  return tx
    .updateTable('block_out_types')
    .set({ ...columns, details: sql`details || ${JSON.stringify(details)}::jsonb` })
    .where('organization_id', '=', type.organization_id)
    .where('id', '=', type.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Removes a type, or deactivates it when block-outs of it exist. */
export async function removeBlockOutType(tx: Tx, type: BlockOutTypeRow): Promise<{ deactivated: boolean }> {
  const { organization_id: organizationId, id } = type
  // Against a block-out of it that is just being created, see getActiveBlockOutType.
  await sql`
    select 1 from block_out_types where organization_id = ${organizationId} and id = ${id} for update`.execute(
    tx,
  )
  const { rows: uses } = await sql`
    select 1 from block_outs where organization_id = ${organizationId} and type_id = ${id} limit 1`.execute(
    tx,
  )
  if (uses.length > 0) await updateBlockOutType(tx, type, { is_active: false })
  else
    await sql`delete from block_out_types where organization_id = ${organizationId} and id = ${id}`.execute(
      tx,
    )
  return { deactivated: uses.length > 0 }
}
