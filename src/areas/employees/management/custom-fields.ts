/** Members an organisation adds to the employee profile. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { findCustomField } from '../custom-fields/store.ts'
import type { EmployeeCustomFieldRow } from '../tables.ts'

export type CustomFieldFacts = Omit<EmployeeCustomFieldRow, 'organization_id' | 'id' | 'updated_at'>

export async function createCustomField(
  tx: Tx,
  organizationId: string,
  facts: CustomFieldFacts,
  now: Date,
): Promise<EmployeeCustomFieldRow> {
  const field = { organization_id: organizationId, id: newId(now), ...facts, updated_at: now }
  await tx.insertInto('employee_custom_fields').values(field).execute()
  return field
}

/** Throws not_found. */
export const getCustomField = async (
  db: Db,
  organizationId: string,
  fieldId: string,
): Promise<EmployeeCustomFieldRow> =>
  (await findCustomField(db, organizationId, fieldId)) ?? refuse('not_found', { field: 'custom_field_id' })

export async function listCustomFields(
  db: Db,
  organizationId: string,
  page: Page,
): Promise<{ fields: EmployeeCustomFieldRow[]; total: number }> {
  const { rows: fields } = await sql<EmployeeCustomFieldRow>`
    select * from employee_custom_fields where organization_id = ${organizationId}
    order by position, id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from employee_custom_fields where organization_id = ${organizationId}`.execute(
    db,
  )
  return { fields, total: rows[0]!.total }
}

/** Throws not_found. */
export async function changeCustomField(
  tx: Tx,
  organizationId: string,
  fieldId: string,
  change: Partial<CustomFieldFacts>,
  now: Date,
): Promise<EmployeeCustomFieldRow> {
  await getCustomField(tx, organizationId, fieldId)
  await tx
    .updateTable('employee_custom_fields')
    .set({ ...change, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', fieldId)
    .execute()
  return getCustomField(tx, organizationId, fieldId)
}

/** Takes the definition away; values in profiles stay as they are. Throws not_found. */
export async function removeCustomField(tx: Tx, organizationId: string, fieldId: string): Promise<void> {
  await getCustomField(tx, organizationId, fieldId)
  await sql`delete from employee_custom_fields where organization_id = ${organizationId} and id = ${fieldId}`.execute(
    tx,
  )
}
