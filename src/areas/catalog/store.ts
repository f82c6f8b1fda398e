/** Reads behind the catalogue of a center. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import type { CategoryRow, ServiceRow } from './tables.ts'

/** A service as sold at one center, with its place in the tree of categories. */
export type ServiceAtCenter = ServiceRow & {
  /** Minor units of the center's currency. */
  price: number
  /** Millionths; null: the center's rate. */
  tax_rate: number | null
  /** Shown online, as a service and at the center. */
  in_catalog: boolean
  category_name: string | null
  parent_category_id: string | null
  parent_category_name: string | null
}

export interface ServiceFilters {
  /** A category or one above it. */
  categoryId?: string | null
  inCatalogOnly?: boolean
  addOnsOnly?: boolean
  serviceId?: string
}

/** What is sold at the center now and passes the filters: `from … where …`. */
const soldAt = (organizationId: string, centerId: string, filters: ServiceFilters) => sql`
  from service_centers sc
  join services s on s.organization_id = sc.organization_id and s.id = sc.service_id
  where sc.organization_id = ${organizationId} and sc.center_id = ${centerId} and sc.is_active and s.is_active
    ${filters.serviceId ? sql`and sc.service_id = ${filters.serviceId}` : sql``}
    ${filters.inCatalogOnly ? sql`and s.show_in_catalog and sc.show_in_catalog` : sql``}
    ${filters.addOnsOnly ? sql`and s.is_addon` : sql``}
    ${
      filters.categoryId
        ? sql`and s.category_id in (select k.id from categories k
            where k.organization_id = ${organizationId}
              and (k.id = ${filters.categoryId} or k.parent_id = ${filters.categoryId}))`
        : sql``
    }`

/** Categories are joined to the rows of the page, not to all that match. */
const withCategories = sql`
  select p.*, c.name as category_name, u.id as parent_category_id, u.name as parent_category_name
  from page p
  left join categories c on c.organization_id = p.organization_id and c.id = p.category_id
  left join categories u on u.organization_id = c.organization_id and u.id = c.parent_id`

const columns = sql`s.*, sc.price, sc.tax_rate, s.show_in_catalog and sc.show_in_catalog as in_catalog`

/** Active services of a center by name, and how many there are. */
export async function listServicesAtCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  filters: ServiceFilters,
  page: Page,
): Promise<{ services: ServiceAtCenter[]; total: number }> {
  const matching = soldAt(organizationId, centerId, filters)
  const { rows: services } = await sql<ServiceAtCenter>`
    with page as (
      select ${columns} ${matching}
      order by lower(left(s.name, 200)), s.id limit ${page.size} offset ${page.offset}
    ) ${withCategories} order by lower(left(p.name, 200)), p.id`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { services, total: counted[0]!.total }
}

/** An active service sold at the center, or null. */
export async function findServiceAtCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  serviceId: string,
): Promise<ServiceAtCenter | null> {
  const { rows } = await sql<ServiceAtCenter>`
    with page as (select ${columns} ${soldAt(organizationId, centerId, { serviceId })}) ${withCategories}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Add-ons that each of the services can take at the center, by service; services without are missing. */
export async function readAddOnsAtCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  serviceIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ service_id: string; ids: string[] }>`
    select a.service_id, json_agg(a.add_on_id order by lower(left(s.name, 200)), s.id) as ids
    from service_add_ons a
    join services s on s.organization_id = a.organization_id and s.id = a.add_on_id and s.is_active
    join service_centers sc on sc.organization_id = a.organization_id and sc.service_id = a.add_on_id
      and sc.center_id = ${centerId} and sc.is_active
    where a.organization_id = ${organizationId} and a.service_id = any(${serviceIds}::uuid[])
    group by a.service_id`.execute(db)
  return new Map(rows.map((row) => [row.service_id, row.ids]))
}

/** Active categories of one kind in their order, and how many there are. */
export async function listCategories(
  db: Db,
  organizationId: string,
  type: number,
  page: Page,
): Promise<{ categories: CategoryRow[]; total: number }> {
  const matching = sql`from categories where organization_id = ${organizationId} and type = ${type} and is_active`
  const { rows: categories } = await sql<CategoryRow>`
    select * ${matching} order by display_order, id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { categories, total: counted[0]!.total }
}

/** A category, active or not, or null. */
export async function findCategory(
  db: Db,
  organizationId: string,
  categoryId: string,
): Promise<CategoryRow | null> {
  const { rows } = await sql<CategoryRow>`
    select * from categories where organization_id = ${organizationId} and id = ${categoryId}`.execute(db)
  return rows[0] ?? null
}
