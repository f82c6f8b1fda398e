import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { violatedConstraint } from '#platform/db/transaction.ts'
import { refuse } from '#platform/refusal.ts'
import type { EmployeeRow, JobRow } from './tables.ts'

/** An employee as most answers need it: the row, facts of the home center, the job, the role held longest. */
export type EmployeeWithPlace = EmployeeRow & {
  center_name: string
  center_zone: string
  center_country_id: number
  job_code: string | null
  job_name: string | null
  role_id: string | null
}

/** One employee, former ones too; deleted ones are not found. */
export async function findEmployee(
  db: Db,
  organizationId: string,
  employeeId: string,
): Promise<EmployeeWithPlace | null> {
  return (await findEmployees(db, organizationId, [employeeId]))[0] ?? null
}

/** Throws employee_not_found. */
export const getEmployee = async (
  db: Db,
  organizationId: string,
  employeeId: string,
): Promise<EmployeeWithPlace> =>
  (await findEmployee(db, organizationId, employeeId)) ??
  refuse('employee_not_found', { field: 'employee_id' })

/** Those of the ids that are employees and not deleted, in no special order. */
export async function findEmployees(
  db: Db,
  organizationId: string,
  employeeIds: readonly string[],
): Promise<EmployeeWithPlace[]> {
  if (employeeIds.length === 0) return []
  const { rows } = await sql<EmployeeWithPlace>`
    select e.*, c.name as center_name, c.time_zone as center_zone, c.country_id as center_country_id,
      j.code as job_code, j.name as job_name, r.role_id
    from employees e
    join centers c on c.organization_id = e.organization_id and c.id = e.center_id
    left join jobs j on j.organization_id = e.organization_id and j.id = e.job_id
    left join lateral (
      select h.role_id from employee_security_roles h
      where h.organization_id = e.organization_id and h.employee_id = e.id
      order by h.created_at, h.id limit 1
    ) r on true
    where e.organization_id = ${organizationId} and e.id = any(${employeeIds}::uuid[]) and not e.is_deleted`.execute(
    db,
  )
  return rows
}

/** The employee, locked until the transaction ends; throws employee_not_found. */
export async function lockEmployee(
  tx: Tx,
  organizationId: string,
  employeeId: string,
): Promise<EmployeeWithPlace> {
  await sql`select 1 from employees where organization_id = ${organizationId} and id = ${employeeId} for update`.execute(
    tx,
  )
  return getEmployee(tx, organizationId, employeeId)
}

const TAKEN: Readonly<Record<string, [refusal: string, field: string]>> = {
  employees_by_code: ['employee_code_taken', 'code'],
  employees_by_email: ['employee_email_taken', 'personal_info.email'],
  employees_by_user_name: ['employee_user_name_taken', 'login_info.username'],
}
/** Codes, mail addresses and user names are unique in the organisation; the database says who came second. */
async function refuseTaken(write: Promise<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    const [refusal, field] = TAKEN[violatedConstraint(error) ?? ''] ?? []
    if (refusal && field) refuse(refusal, { field })
    throw error
  }
}

/** Throws employee_code_taken, employee_email_taken or employee_user_name_taken. */
export async function insertEmployee(tx: Tx, employee: EmployeeRow): Promise<void> {
  await refuseTaken(
    tx
      .insertInto('employees')
      .values({ ...employee, details: JSON.stringify(employee.details) as never })
      .execute(),
  )
}

/** Writes the changed columns; throws as insertEmployee does. */
export async function changeEmployee(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  change: Partial<Omit<EmployeeRow, 'organization_id' | 'id' | 'created_at'>>,
): Promise<void> {
  const { details, ...columns } = change
  await refuseTaken(
    tx
      .updateTable('employees')
      .set({ ...columns, ...(details ? { details: JSON.stringify(details) as never } : {}) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', employeeId)
      .execute(),
  )
}

export async function findJob(db: Db, organizationId: string, jobId: string): Promise<JobRow | null> {
  const { rows } =
    await sql<JobRow>`select * from jobs where organization_id = ${organizationId} and id = ${jobId}`.execute(
      db,
    )
  return rows[0] ?? null
}

/** The job, kept from being removed until the transaction ends; null when there is none. */
export async function keepJob(tx: Tx, organizationId: string, jobId: string): Promise<JobRow | null> {
  const { rows } = await sql<JobRow>`
    select * from jobs where organization_id = ${organizationId} and id = ${jobId} for share`.execute(tx)
  return rows[0] ?? null
}

/** Centers an employee works in, home center included. */
export async function readCentersOfEmployee(
  db: Db,
  organizationId: string,
  employeeId: string,
): Promise<string[]> {
  const { rows } = await sql<{ center_id: string }>`
    select center_id from employee_centers
    where organization_id = ${organizationId} and employee_id = ${employeeId} order by center_id`.execute(db)
  return rows.map((row) => row.center_id)
}

export async function worksIn(
  db: Db,
  organizationId: string,
  employeeId: string,
  centerId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from employee_centers
    where organization_id = ${organizationId} and employee_id = ${employeeId} and center_id = ${centerId}`.execute(
    db,
  )
  return rows.length > 0
}

/** Lets an employee work in a center, which may be known already. */
export async function addToCenter(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  centerId: string,
): Promise<void> {
  await sql`
    insert into employee_centers (organization_id, employee_id, center_id)
    values (${organizationId}, ${employeeId}, ${centerId}) on conflict do nothing`.execute(tx)
}

/** Condition on employees `e`: employed on a local day (YYYY-MM-DD). */
export const employedOn = (day: string) => sql<boolean>`(not e.is_deleted
  and (e.employed_from is null or e.employed_from <= ${day}::date)
  and (e.employed_until is null or e.employed_until > ${day}::date))`
