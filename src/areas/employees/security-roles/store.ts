/** SQL of security roles and of who holds them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { violatedConstraint } from '#platform/db/transaction.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { EmployeeSecurityRoleRow, SecurityRoleRow } from '../tables.ts'

export async function findSecurityRole(
  db: Db,
  organizationId: string,
  roleId: string,
): Promise<SecurityRoleRow | null> {
  const { rows } = await sql<SecurityRoleRow>`
    select * from security_roles where organization_id = ${organizationId} and id = ${roleId}`.execute(db)
  return rows[0] ?? null
}

/** Throws not_found. */
export const getSecurityRole = async (
  db: Db,
  organizationId: string,
  roleId: string,
): Promise<SecurityRoleRow> =>
  (await findSecurityRole(db, organizationId, roleId)) ?? refuse('not_found', { field: 'security_role_id' })

/** One page of the organisation's roles by name, and how many there are. */
export async function listRolesByName(
  db: Db,
  organizationId: string,
  page: { size: number; offset: number },
): Promise<{ roles: SecurityRoleRow[]; total: number }> {
  const { rows: roles } = await sql<SecurityRoleRow>`
    select * from security_roles where organization_id = ${organizationId}
    order by lower(name), id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from security_roles where organization_id = ${organizationId}`.execute(db)
  return { roles, total: counted[0]!.total }
}

export type SecurityRoleFacts = Pick<SecurityRoleRow, 'name' | 'rights' | 'is_provider'>

/** Names are unique without regard to case; the database says who came second. */
async function refuseTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (violatedConstraint(error) === 'security_roles_by_name')
      refuse('conflict', { field: 'name', detail: 'another role has this name' })
    throw error
  }
}

/** Throws conflict (the name). */
export async function insertSecurityRole(
  tx: Tx,
  organizationId: string,
  facts: SecurityRoleFacts,
  now: Date,
): Promise<SecurityRoleRow> {
  const role: SecurityRoleRow = { ...facts, organization_id: organizationId, id: newId(now), details: {} }
  await refuseTaken(tx.insertInto('security_roles').values(role).execute())
  return role
}

/** Changes the members given, for all who hold the role. Throws conflict (the name). */
export async function updateSecurityRole(
  tx: Tx,
  role: SecurityRoleRow,
  change: Partial<SecurityRoleFacts>,
): Promise<SecurityRoleRow> {
  if (!Object.keys(change).length) return role
  return refuseTaken(
    tx
      .updateTable('security_roles')
      .set(change)
      .where('organization_id', '=', role.organization_id)
      .where('id', '=', role.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

/** Removes a role nobody holds; throws conflict. */
export async function removeSecurityRole(tx: Tx, organizationId: string, roleId: string): Promise<void> {
  await sql`
    select 1 from security_roles where organization_id = ${organizationId} and id = ${roleId} for update`.execute(
    tx,
  )
  const { rows: held } = await sql`
    select 1 from employee_security_roles
    where organization_id = ${organizationId} and role_id = ${roleId} limit 1`.execute(tx)
  if (held.length > 0) refuse('conflict', { field: 'security_role_id', detail: 'employees hold the role' })
  await sql`delete from security_roles where organization_id = ${organizationId} and id = ${roleId}`.execute(
    tx,
  )
}

/** role_view_type: 0 organisation, 1 zone (none here), 2 center. */
export type ViewType = 0 | 1 | 2

/** A role held, with the names of both. */
export interface HeldRole {
  id: string
  role_id: string
  role_name: string
  rights: string[]
  is_provider: boolean
  view_type: ViewType
  view_id: string
  view_name: string
}

/** The roles an employee holds, oldest first; narrowed to one holding or to one level or place. */
export async function listHeldRoles(
  db: Db,
  organizationId: string,
  employeeId: string,
  filter: { id?: string; viewId?: string | null; viewType?: number | null } = {},
): Promise<HeldRole[]> {
  const { rows } = await sql<HeldRole>`
    select h.id, h.role_id, r.name as role_name, r.rights, r.is_provider, case when h.center_id is null then 0 else 2 end as view_type,
      coalesce(h.center_id, h.organization_id) as view_id, coalesce(c.name, o.name) as view_name
    from employee_security_roles h
    join security_roles r on r.organization_id = h.organization_id and r.id = h.role_id
    join organizations o on o.organization_id = h.organization_id
    left join centers c on c.organization_id = h.organization_id and c.id = h.center_id
    where h.organization_id = ${organizationId} and h.employee_id = ${employeeId}
      and (${filter.id ?? null}::uuid is null or h.id = ${filter.id ?? null})
      and (${filter.viewId ?? null}::uuid is null or coalesce(h.center_id, h.organization_id) = ${filter.viewId ?? null})
      and (${filter.viewType ?? null}::int is null
        or case when h.center_id is null then 0 else 2 end = ${filter.viewType ?? null})
    order by h.created_at, h.id`.execute(db)
  return rows
}

/** Lets an employee hold a role, at a center or (null) everywhere. False when it is held there already. */
export async function giveRole(tx: Tx, held: EmployeeSecurityRoleRow): Promise<boolean> {
  // Keeps the role from being removed meanwhile.
  await sql`
    select 1 from security_roles
    where organization_id = ${held.organization_id} and id = ${held.role_id} for share`.execute(tx)
  const given = await tx
    .insertInto('employee_security_roles')
    .values(held)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(given.numInsertedOrUpdatedRows) > 0
}

export async function takeRole(tx: Tx, organizationId: string, heldId: string): Promise<void> {
  await sql`
    delete from employee_security_roles where organization_id = ${organizationId} and id = ${heldId}`.execute(
    tx,
  )
}
