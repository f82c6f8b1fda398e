/** Services as booking needs them: everything about a handful of services at one center, in one round trip. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { DayPackageRow, DayPackageServiceRow, ServiceRow, ServiceSegmentRow } from './tables.ts'

/** A service that is sold at the center asked for, active or not. */
export type BookableService = ServiceRow & {
  /** Minor units of the center's currency. */
  price: number
  /** Millionths; null: the center's rate. */
  tax_rate: number | null
  /** Active, and on sale at the center. */
  is_offered: boolean
  /** Shown online, as a service and at the center. */
  in_catalog: boolean
  /** In order; empty: one unbroken piece. They add up to the duration. */
  segments: Pick<ServiceSegmentRow, 'kind' | 'minutes'>[]
  add_on_ids: string[]
  /** Rooms of the center it is tied to, closed ones too: a service tied to rooms takes no other. Empty: any. */
  room_ids: string[]
  /** Pieces it needs of the center's equipment. */
  equipment: { id: string; quantity: number }[]
  /** Who does it at the center: active people, in no order. */
  therapists: BookableTherapist[]
}

export interface BookableTherapist {
  employee_id: string
  /** Minutes: the person's own, else the job level's; null: the service's. */
  duration: number | null
  /** Minor units: the person's own, else the job level's; null: the service's. */
  price: number | null
}

/**
 * Services with what they need and who does them at a center. Ids that are unknown or not sold there are
 * missing from the answer; order is not kept.
 */
export async function readBookableServices(
  db: Db,
  organizationId: string,
  centerId: string,
  serviceIds: readonly string[],
): Promise<BookableService[]> {
  if (!serviceIds.length) return []
  const { rows } = await sql<BookableService>`
    select s.*, sc.price, sc.tax_rate, s.is_active and sc.is_active as is_offered,
      s.show_in_catalog and sc.show_in_catalog as in_catalog,
      (select coalesce(json_agg(json_build_object('kind', g.kind, 'minutes', g.minutes) order by g.position), '[]')
        from service_segments g
        where g.organization_id = s.organization_id and g.service_id = s.id) as segments,
      (select coalesce(json_agg(a.add_on_id order by a.add_on_id), '[]') from service_add_ons a
        where a.organization_id = s.organization_id and a.service_id = s.id) as add_on_ids,
      (select coalesce(json_agg(r.id order by r.id), '[]') from service_rooms l
        join rooms r on r.organization_id = l.organization_id and r.id = l.room_id
        where l.organization_id = s.organization_id and l.service_id = s.id
          and r.center_id = sc.center_id) as room_ids,
      (select coalesce(json_agg(json_build_object('id', e.id, 'quantity', n.quantity) order by e.id), '[]')
        from service_equipment n
        join equipment e on e.organization_id = n.organization_id and e.id = n.equipment_id
        where n.organization_id = s.organization_id and n.service_id = s.id
          and e.center_id = sc.center_id) as equipment,
      (select coalesce(json_agg(json_build_object('employee_id', t.employee_id,
          'duration', coalesce(t.duration, v.duration), 'price', coalesce(t.price, v.price))), '[]')
        from service_therapists t
        join employees p on p.organization_id = t.organization_id and p.id = t.employee_id
          and p.is_active and not p.is_deleted
        left join service_level_prices v on v.organization_id = t.organization_id
          and v.service_id = t.service_id and v.center_id = t.center_id and v.job_id = p.job_id
        where t.organization_id = s.organization_id and t.service_id = s.id
          and t.center_id = sc.center_id) as therapists
    from service_centers sc
    join services s on s.organization_id = sc.organization_id and s.id = sc.service_id
    where sc.organization_id = ${organizationId} and sc.center_id = ${centerId}
      and sc.service_id = any(${serviceIds}::uuid[])`.execute(db)
  return rows
}

/** Services of the organisation by id, active or not, sold anywhere or nowhere; unknown ids are missing. */
export async function findServices(
  db: Db,
  organizationId: string,
  serviceIds: readonly string[],
): Promise<ServiceRow[]> {
  if (!serviceIds.length) return []
  const { rows } = await sql<ServiceRow>`
    select * from services where organization_id = ${organizationId} and id = any(${serviceIds}::uuid[])`.execute(
    db,
  )
  return rows
}

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
