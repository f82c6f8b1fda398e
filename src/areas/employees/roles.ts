/** The role an employee profile names: the one role, or the organisation's default. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'

export interface GivenRole {
  id: string
  /** Who holds it at a center is a therapist there. */
  is_provider: boolean
  rights: string[]
}

/** The role, kept from being removed until the transaction ends; throws role_not_found. */
export async function getRole(tx: Tx, organizationId: string, roleId: string): Promise<GivenRole> {
  const { rows } = await sql<GivenRole>`
    select id, is_provider, rights from security_roles
    where organization_id = ${organizationId} and id = ${roleId} for share`.execute(tx)
  return rows[0] ?? refuse('role_not_found', { field: 'roles.security_profile_id' })
}

/**
 * The role of a new employee nobody named one for: by name, Therapist in jobs that perform services,
 * Admin Staff in others; null where the organisation has no such role.
 */
export async function findDefaultRole(
  tx: Tx,
  organizationId: string,
  providesServices: boolean,
): Promise<GivenRole | null> {
  const name = providesServices ? 'therapist' : 'admin staff'
  const { rows } = await sql<GivenRole>`
    select id, is_provider, rights from security_roles
    where organization_id = ${organizationId} and lower(name) = ${name} order by id limit 1 for share`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Does a job, or a role that is held, make somebody a therapist? */
export const makesTherapist = (
  job: { provides_services: boolean } | null,
  roles: readonly Pick<GivenRole, 'is_provider'>[],
): boolean => Boolean(job?.provides_services) || roles.some((role) => role.is_provider)

/** The roles an employee holds, each once, wherever it counts. */
export async function readHeldRoles(
  tx: Tx,
  organizationId: string,
  employeeId: string,
): Promise<GivenRole[]> {
  const { rows } = await sql<GivenRole>`
    select distinct r.id, r.is_provider, r.rights from employee_security_roles h
    join security_roles r on r.organization_id = h.organization_id and r.id = h.role_id
    where h.organization_id = ${organizationId} and h.employee_id = ${employeeId}`.execute(tx)
  return rows
}

/** Makes a role the only one of an employee: at the given center, unless it is held already, then as it is held. */
export async function giveOnlyRole(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  held: { roleId: string; centerId: string },
  now: Date,
): Promise<void> {
  await sql`
    delete from employee_security_roles
    where organization_id = ${organizationId} and employee_id = ${employeeId} and role_id <> ${held.roleId}`.execute(
    tx,
  )
  if ((await readHeldRoles(tx, organizationId, employeeId)).length) return
  await tx
    .insertInto('employee_security_roles')
    .values({
      organization_id: organizationId,
      id: newId(now),
      employee_id: employeeId,
      role_id: held.roleId,
      center_id: held.centerId,
      created_at: now,
    })
    .execute()
}
