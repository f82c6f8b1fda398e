import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { CENTER_DEFAULTS, type CenterSettings } from './settings.ts'
import type { CenterRow } from './tables.ts'

/** A center with its settings complete. */
export type Center = Omit<CenterRow, 'settings'> & { settings: CenterSettings }

const complete = <Row extends CenterRow>(row: Row): Omit<Row, 'settings'> & { settings: CenterSettings } => ({
  ...row,
  settings: { ...CENTER_DEFAULTS, ...row.settings },
})

export async function findCenter(db: Db, organizationId: string, centerId: string): Promise<Center | null> {
  const { rows } = await sql<CenterRow>`
    select * from centers where organization_id = ${organizationId} and id = ${centerId}`.execute(db)
  return rows[0] ? complete(rows[0]) : null
}

/** Throws center_not_found. */
export const getCenter = async (db: Db, organizationId: string, centerId: string): Promise<Center> =>
  (await findCenter(db, organizationId, centerId)) ?? refuse('center_not_found', { field: 'center_id' })

/** The center, locked until the transaction ends, so that its members change one after the other. Throws center_not_found. */
export async function lockCenter(tx: Tx, organizationId: string, centerId: string): Promise<Center> {
  const { rows } = await sql<CenterRow>`
    select * from centers where organization_id = ${organizationId} and id = ${centerId} for update`.execute(
    tx,
  )
  return rows[0] ? complete(rows[0]) : refuse('center_not_found', { field: 'center_id' })
}

/** Centers of these ids, active or not, by name; unknown ids are left out. */
export async function findCenters(
  db: Db,
  organizationId: string,
  centerIds: readonly string[],
): Promise<Center[]> {
  if (!centerIds.length) return []
  const { rows } = await sql<CenterRow>`
    select * from centers where organization_id = ${organizationId} and id = any(${centerIds}::uuid[])
    order by lower(left(name, 200)), id`.execute(db)
  return rows.map(complete)
}

/** Ids of a list that are no center of the organisation. */
export async function findUnknownCenters(
  db: Db,
  organizationId: string,
  centerIds: readonly string[],
): Promise<string[]> {
  const known = new Set((await findCenters(db, organizationId, centerIds)).map((center) => center.id))
  return centerIds.filter((id) => !known.has(id))
}

export interface Point {
  latitude: number
  longitude: number
}

export interface CenterFilter {
  isActive?: boolean
  /** Only centers with online sale. */
  catalogOnly?: boolean
  /** Only these, as the roles of an employee reach; null: all. */
  centerIds?: readonly string[] | null
  exceptId?: string | null
  search?: string | null
  /** Nearest to the point first, those without a place last. Without it by name. */
  near?: Point | null
}

/** Mean radius of the earth in kilometres. */
const EARTH = 6371.0088

/** Kilometres on the sphere (haversine); null without a place. */
const distanceTo = ({ latitude, longitude }: Point) => sql<number | null>`
  2 * ${EARTH}::float8 * asin(sqrt(least(1,
    power(sin(radians(latitude - ${latitude}::float8) / 2), 2)
    + cos(radians(latitude)) * cos(radians(${latitude}::float8)) * power(sin(radians(longitude - ${longitude}::float8) / 2), 2))))`

export type CenterInList = Center & { distance: number | null }

/** Centers of a filter and how many there are in all; all of them without a page. */
export async function listCenters(
  db: Db,
  organizationId: string,
  filter: CenterFilter,
  page: Page | null,
): Promise<{ centers: CenterInList[]; total: number }> {
  const { isActive, catalogOnly, centerIds, exceptId, search, near } = filter
  const where = sql`organization_id = ${organizationId}
    ${isActive === undefined ? sql`` : sql`and is_active = ${isActive}`}
    ${catalogOnly ? sql`and coalesce((details #>> '{catalog,enabled}')::boolean, true)` : sql``}
    ${centerIds ? sql`and id = any(${centerIds}::uuid[])` : sql``}
    ${exceptId ? sql`and id <> ${exceptId}` : sql``}
    ${search ? sql`and (position(lower(${search}) in lower(name)) > 0 or position(lower(${search}) in lower(code)) > 0)` : sql``}`
  const { rows } = await sql<CenterRow & { distance: number | null }>`
    select *, ${near ? distanceTo(near) : sql`null::float8`} as distance from centers where ${where}
    order by ${near ? sql`distance nulls last,` : sql``} lower(left(name, 200)), id
    ${page ? sql`limit ${page.size} offset ${page.offset}` : sql``}`.execute(db)
  if (!page) return { centers: rows.map(complete), total: rows.length }
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from centers where ${where}`.execute(db)
  return { centers: rows.map(complete), total: counted[0]!.total }
}

/** Is the code, in any case, that of a center (other than one)? */
export async function isCodeTaken(
  db: Db,
  organizationId: string,
  code: string,
  exceptId: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from centers where organization_id = ${organizationId} and lower(code) = lower(${code})
      and id is distinct from ${exceptId}::uuid limit 1`.execute(db)
  return rows.length > 0
}

/** Is something sold at the center, or was it? */
export async function hasPrices(db: Db, organizationId: string, centerId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select 1 from service_centers where organization_id = ${organizationId} and center_id = ${centerId})
      or exists (select 1 from day_packages where organization_id = ${organizationId} and center_id = ${centerId})
      or exists (select 1 from invoices where organization_id = ${organizationId} and center_id = ${centerId}) as has`.execute(
    db,
  )
  return rows[0]!.has
}

export async function insertCenter(tx: Tx, center: CenterRow): Promise<void> {
  await tx
    .insertInto('centers')
    .values({
      ...center,
      settings: JSON.stringify(center.settings) as never,
      details: JSON.stringify(center.details) as never,
    })
    .execute()
}

/** Columns to change; settings and details are merged member by member. */
export type CenterColumns = Partial<Omit<CenterRow, 'organization_id' | 'id' | 'created_at'>>

export async function updateCenter(
  tx: Tx,
  organizationId: string,
  centerId: string,
  { settings = {}, details = {}, ...columns }: CenterColumns,
): Promise<void> {
  await tx
    .updateTable('centers')
    .set({
      ...columns,
      settings: sql`settings || ${JSON.stringify(settings)}::jsonb`,
      details: sql`details || ${JSON.stringify(details)}::jsonb`,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', centerId)
    .execute()
}
