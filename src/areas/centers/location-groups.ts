/** Groups of centers, such as the salons of a town. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { findUnknownCenters } from './store.ts'
import type { LocationGroupRow } from './tables.ts'

export interface LocationGroupDetails {
  code?: string | null
  description?: string | null
}

/** Groups by name and how many there are; all of them without a page. */
export async function listLocationGroups(
  db: Db,
  organizationId: string,
  page: Page | null,
): Promise<{ groups: LocationGroupRow[]; total: number }> {
  const { rows } = await sql<LocationGroupRow>`
    select * from location_groups where organization_id = ${organizationId} order by lower(left(name, 200)), id
    ${page ? sql`limit ${page.size} offset ${page.offset}` : sql``}`.execute(db)
  if (!page) return { groups: rows, total: rows.length }
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from location_groups where organization_id = ${organizationId}`.execute(db)
  return { groups: rows, total: counted[0]!.total }
}

/** Throws location_group_not_found. */
export async function getLocationGroup(
  db: Db,
  organizationId: string,
  groupId: string,
): Promise<LocationGroupRow> {
  const { rows } = await sql<LocationGroupRow>`
    select * from location_groups where organization_id = ${organizationId} and id = ${groupId}`.execute(db)
  return (
    rows[0] ??
    refuse('location_group_not_found', {
      field: 'location_group_id',
      detail: `there is no group with the id ${groupId}`,
    })
  )
}

async function checkCenters(tx: Tx, organizationId: string, centerIds: readonly string[]): Promise<void> {
  const [unknown] = await findUnknownCenters(tx, organizationId, centerIds)
  if (unknown)
    refuse('center_not_found', { field: 'center_ids', detail: `there is no center with the id ${unknown}` })
}

/** Throws center_not_found for a center the organisation does not have. */
export async function insertLocationGroup(tx: Tx, group: LocationGroupRow): Promise<void> {
  await checkCenters(tx, group.organization_id, group.center_ids)
  await tx
    .insertInto('location_groups')
    .values({
      ...group,
      center_ids: [...new Set(group.center_ids)],
      details: JSON.stringify(group.details) as never,
    })
    .execute()
}

/** Details are merged member by member, centers replaced. Throws center_not_found. */
export async function updateLocationGroup(
  tx: Tx,
  organizationId: string,
  groupId: string,
  {
    details = {},
    center_ids,
    ...columns
  }: Partial<Pick<LocationGroupRow, 'name' | 'center_ids' | 'details'>>,
): Promise<void> {
  if (center_ids) await checkCenters(tx, organizationId, center_ids)
  await tx
    .updateTable('location_groups')
    .set({
      ...columns,
      ...(center_ids ? { center_ids: [...new Set(center_ids)] } : {}),
      details: sql`details || ${JSON.stringify(details)}::jsonb`,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', groupId)
    .execute()
}

export async function deleteLocationGroup(tx: Tx, organizationId: string, groupId: string): Promise<void> {
  await sql`delete from location_groups where organization_id = ${organizationId} and id = ${groupId}`.execute(
    tx,
  )
}
