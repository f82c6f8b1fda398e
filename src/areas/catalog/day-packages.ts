/** Day packages as they are read: with their services and the currency of their price. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { DayPackageRow, DayPackageServiceRow } from './tables.ts'

export type DayPackage = DayPackageRow & {
  /** Of the price: the center's, or the organisation's when it is sold in more than one. */
  currency_code: string
  /** By position; `guest_index` says whose it is in a couple package. */
  services: Pick<DayPackageServiceRow, 'position' | 'service_id' | 'guest_index'>[]
}

/** Day packages `p` with their services and currency, up to the word where. */
export const dayPackagesWhere = sql`
  select p.*, coalesce(c.currency_code, o.currency_code) as currency_code,
    (select coalesce(json_agg(json_build_object('position', s.position, 'service_id', s.service_id,
        'guest_index', s.guest_index) order by s.position), '[]')
      from day_package_services s
      where s.organization_id = p.organization_id and s.day_package_id = p.id) as services
  from day_packages p
  join organizations o on o.organization_id = p.organization_id
  left join centers c on c.organization_id = p.organization_id and c.id = p.center_id
  where`

/** A day package with its services, active or not. Whether it may be booked on a day is the caller's question. */
export async function findDayPackage(
  db: Db,
  organizationId: string,
  dayPackageId: string,
): Promise<DayPackage | null> {
  const { rows } = await sql<DayPackage>`
    ${dayPackagesWhere} p.organization_id = ${organizationId} and p.id = ${dayPackageId}`.execute(db)
  return rows[0] ?? null
}
