/** What a service is sold for at a center, and who does it there on what terms. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export interface ServiceTerms {
  /** Minutes. */
  duration: number
  /** Minor units of the center's currency. */
  price: number
  /** Millionths; null: the center's rate. */
  tax_rate: number | null
  /** Active people, in no order. */
  therapists: TherapistTerms[]
}
export interface TherapistTerms {
  employee_id: string
  /** Minutes: the person's own, else the job level's; null: the service's. */
  duration: number | null
  /** Minor units: the person's own, else the job level's; null: the service's. */
  price: number | null
}

/** The terms of a service that is on sale at the center, or null. */
export async function findServiceTerms(
  db: Db,
  organizationId: string,
  centerId: string,
  serviceId: string,
): Promise<ServiceTerms | null> {
  const { rows } = await sql<ServiceTerms>`
    select s.duration, sc.price, sc.tax_rate,
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
    where sc.organization_id = ${organizationId} and sc.center_id = ${centerId} and sc.service_id = ${serviceId}
      and sc.is_active and s.is_active`.execute(db)
  return rows[0] ?? null
}
