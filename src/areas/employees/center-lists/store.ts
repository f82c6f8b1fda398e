/** Lists of a center's people. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { employedOn } from '../store.ts'
import type { EmployeeRow } from '../tables.ts'

/** A person in a list of a center, with the job. */
export type ListedEmployee = Pick<
  EmployeeRow,
  'id' | 'code' | 'first_name' | 'last_name' | 'nick_name' | 'gender' | 'job_id' | 'details'
> & { job_name: string | null }

const columns = sql`e.id, e.code, e.first_name, e.last_name, e.nick_name, e.gender, e.job_id, e.details, j.name as job_name`

/** People who work in the center and are employed on the day, by name. */
export async function listEmployeesOfCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  day: string,
  page: Page,
): Promise<{ employees: ListedEmployee[]; total: number }> {
  const matching = sql`
    from employee_centers w
    join employees e on e.organization_id = w.organization_id and e.id = w.employee_id
    left join jobs j on j.organization_id = e.organization_id and j.id = e.job_id
    where w.organization_id = ${organizationId} and w.center_id = ${centerId} and ${employedOn(day)}`
  const { rows: employees } = await sql<ListedEmployee>`
    select ${columns} ${matching}
    order by lower(e.first_name), lower(e.last_name), e.id limit ${page.size} offset ${page.offset}`.execute(
    db,
  )
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { employees, total: counted[0]!.total }
}

export interface TherapistFilter {
  day: string
  /** Part of the name; null: everybody. */
  searchText: string | null
  /** Does something sold online: any service, or a couple service. Null: whatever they do. */
  sold: 'any' | 'couple' | null
  /** Only people shown online. */
  onlineOnly: boolean
}

/** Therapists of the center employed on the day, by the name guests know them by. */
export async function listTherapistsOfCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  { day, searchText, sold, onlineOnly }: TherapistFilter,
): Promise<ListedEmployee[]> {
  const pattern = searchText === null ? null : `%${searchText.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<ListedEmployee>`
    select ${columns}
    from employee_centers w
    join employees e on e.organization_id = w.organization_id and e.id = w.employee_id
    left join jobs j on j.organization_id = e.organization_id and j.id = e.job_id
    where w.organization_id = ${organizationId} and w.center_id = ${centerId} and ${employedOn(day)}
      and e.is_therapist and e.is_consultant is not true
      and (not ${onlineOnly} or e.show_in_catalog)
      and (${pattern}::text is null or concat(e.first_name, ' ', e.last_name) ilike ${pattern} or e.nick_name ilike ${pattern})
      and (${sold}::text is null or exists (
        select 1 from service_therapists t
        join services s on s.organization_id = t.organization_id and s.id = t.service_id
          and s.is_active and s.can_book and s.show_in_catalog and (${sold} <> 'couple' or s.is_couple)
        join service_centers o on o.organization_id = t.organization_id and o.service_id = t.service_id
          and o.center_id = t.center_id and o.is_active and o.show_in_catalog
        where t.organization_id = w.organization_id and t.employee_id = w.employee_id and t.center_id = w.center_id))
    order by lower(coalesce(nullif(trim(e.nick_name), ''), concat(e.first_name, ' ', e.last_name))), e.id`.execute(
    db,
  )
  return rows
}

export interface FormReviewer {
  id: string
  first_name: string
  last_name: string
  is_supervisor: boolean
}

/**
 * People of a center with what their roles say of forms: members `can_review_forms` and `is_supervisor` of a
 * role's details, which the right `*` includes. Roles held at another center do not count.
 */
export async function listFormReviewers(
  db: Db,
  organizationId: string,
  centerId: string,
  filter: { day: string; employeeId: string | null; reviewersOnly: boolean },
): Promise<FormReviewer[]> {
  const { rows } = await sql<FormReviewer>`
    select e.id, e.first_name, e.last_name, coalesce(r.is_supervisor, false) as is_supervisor
    from employee_centers w
    join employees e on e.organization_id = w.organization_id and e.id = w.employee_id
    left join lateral (
      select bool_or('*' = any(s.rights) or s.details->>'can_review_forms' = 'true') as can_review,
        bool_or('*' = any(s.rights) or s.details->>'is_supervisor' = 'true') as is_supervisor
      from employee_security_roles h
      join security_roles s on s.organization_id = h.organization_id and s.id = h.role_id
      where h.organization_id = w.organization_id and h.employee_id = w.employee_id
        and (h.center_id is null or h.center_id = w.center_id)
    ) r on true
    where w.organization_id = ${organizationId} and w.center_id = ${centerId} and ${employedOn(filter.day)}
      and (${filter.employeeId}::uuid is null or e.id = ${filter.employeeId})
      and (not ${filter.reviewersOnly} or r.can_review)
    order by lower(e.first_name), lower(e.last_name), e.id`.execute(db)
  return rows
}

/** Of the ids, the people employed on the day who work in the center. */
export async function findPeopleOfCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  day: string,
  employeeIds: readonly string[],
): Promise<(ListedEmployee & { show_in_catalog: boolean })[]> {
  if (!employeeIds.length) return []
  const { rows } = await sql<ListedEmployee & { show_in_catalog: boolean }>`
    select ${columns}, e.show_in_catalog
    from employee_centers w
    join employees e on e.organization_id = w.organization_id and e.id = w.employee_id
    left join jobs j on j.organization_id = e.organization_id and j.id = e.job_id
    where w.organization_id = ${organizationId} and w.center_id = ${centerId} and ${employedOn(day)}
      and e.is_therapist and e.is_consultant is not true and e.id = any(${employeeIds}::uuid[])
    order by lower(coalesce(nullif(trim(e.nick_name), ''), concat(e.first_name, ' ', e.last_name))), e.id`.execute(
    db,
  )
  return rows
}
