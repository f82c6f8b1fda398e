import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { EmployeeCustomFieldRow } from '../tables.ts'

/** Definitions of the organisation's own profile members, in their order; `active` null: all. */
export async function readCustomFields(
  db: Db,
  organizationId: string,
  active: boolean | null,
): Promise<EmployeeCustomFieldRow[]> {
  const { rows } = await sql<EmployeeCustomFieldRow>`
    select * from employee_custom_fields
    where organization_id = ${organizationId} and (${active}::boolean is null or is_active = ${active})
    order by position, id`.execute(db)
  return rows
}

export async function findCustomField(
  db: Db,
  organizationId: string,
  fieldId: string,
): Promise<EmployeeCustomFieldRow | null> {
  const { rows } = await sql<EmployeeCustomFieldRow>`
    select * from employee_custom_fields where organization_id = ${organizationId} and id = ${fieldId}`.execute(
    db,
  )
  return rows[0] ?? null
}
