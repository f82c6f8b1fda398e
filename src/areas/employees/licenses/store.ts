/** All SQL of medical licences. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { EmployeeMedicalLicenseRow } from '../tables.ts'

export async function readLicenses(
  db: Db,
  organizationId: string,
  employeeId: string,
  centerId: string | null,
): Promise<EmployeeMedicalLicenseRow[]> {
  const { rows } = await sql<EmployeeMedicalLicenseRow>`
    select * from employee_medical_licenses
    where organization_id = ${organizationId} and employee_id = ${employeeId}
      and (${centerId}::uuid is null or center_id = ${centerId})
    order by center_id, license_type`.execute(db)
  return rows
}

/** Keeps one number per employee, center and type: a later one takes the place of the earlier. */
export async function keepLicense(
  tx: Tx,
  license: EmployeeMedicalLicenseRow,
): Promise<EmployeeMedicalLicenseRow> {
  const { rows } = await sql<EmployeeMedicalLicenseRow>`
    insert into employee_medical_licenses as l
      (organization_id, id, employee_id, center_id, license_type, license_number, created_at)
    values (${license.organization_id}, ${license.id}, ${license.employee_id}, ${license.center_id},
      ${license.license_type}, ${license.license_number}, ${license.created_at})
    on conflict (organization_id, employee_id, center_id, license_type)
    do update set license_number = excluded.license_number
    returning *`.execute(tx)
  return rows[0]!
}

export interface LicenseFilter {
  centerId: string | null
  type: number | null
  id: string | null
}

/** Answers how many went. */
export async function deleteLicenses(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  filter: LicenseFilter,
): Promise<number> {
  const { rows } = await sql`
    delete from employee_medical_licenses
    where organization_id = ${organizationId} and employee_id = ${employeeId}
      and (${filter.centerId}::uuid is null or center_id = ${filter.centerId})
      and (${filter.type}::smallint is null or license_type = ${filter.type})
      and (${filter.id}::uuid is null or id = ${filter.id})
    returning id`.execute(tx)
  return rows.length
}
