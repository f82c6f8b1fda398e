import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import type { EmployeeRow } from './tables.ts'

/** An employee as most answers need it: the row, the home center's name and zone, the job. */
export type EmployeeWithPlace = EmployeeRow & {
  center_name: string
  center_zone: string
  job_code: string | null
  job_name: string | null
}

/** One employee, inactive ones too; deleted ones are not found. */
export async function findEmployee(db: Db, organizationId: string, employeeId: string): Promise<EmployeeWithPlace | null> {
  return (await findEmployees(db, organizationId, [employeeId]))[0] ?? null
}

/** Throws employee_not_found. */
export const getEmployee = async (db: Db, organizationId: string, employeeId: string): Promise<EmployeeWithPlace> =>
  (await findEmployee(db, organizationId, employeeId)) ?? refuse('employee_not_found', { field: 'employee_id' })

/** Those of the ids that are employees and not deleted, in no special order. */
export async function findEmployees(db: Db, organizationId: string, employeeIds: readonly string[]): Promise<EmployeeWithPlace[]> {
  if (employeeIds.length === 0) return []
  const { rows } = await sql<EmployeeWithPlace>`
    select e.*, c.name as center_name, c.time_zone as center_zone, j.code as job_code, j.name as job_name from employees e
    join centers c on c.organization_id = e.organization_id and c.id = e.center_id
    left join jobs j on j.organization_id = e.organization_id and j.id = e.job_id
    where e.organization_id = ${organizationId} and e.id = any(${employeeIds}::uuid[]) and not e.is_deleted`.execute(db)
  return rows
}
