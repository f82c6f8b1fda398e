/** What signing in needs to know of employees. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

/** The active employee of a user name (case does not count), with the password's hash. */
export async function findEmployeeLogin(
  db: Db,
  organizationId: string,
  userName: string,
): Promise<{ id: string; passwordHash: string | null } | null> {
  const { rows } = await sql<{ id: string; password_hash: string | null }>`
    select id, password_hash from employees
    where organization_id = ${organizationId} and lower(left(user_name, 200)) = lower(${userName})
      and user_name is not null and not is_deleted and is_active`.execute(db)
  const row = rows[0]
  return row ? { id: row.id, passwordHash: row.password_hash } : null
}

/**
 * May the employee still sign in, with the password of this hash or (null) at all? The answer stays true until
 * the commit: whoever ends the access waits, and then ends the session that is just being opened as well.
 */
export async function keepEmployeeLogin(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  passwordHash: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from employees where organization_id = ${organizationId} and id = ${employeeId}
      and is_active and not is_deleted and (${passwordHash}::text is null or password_hash = ${passwordHash})
    for share`.execute(tx)
  return rows.length > 0
}

/** Rights of an employee over all roles held; centerIds null means every center. */
export async function findRightsOfEmployee(
  db: Db,
  organizationId: string,
  employeeId: string,
): Promise<{ rights: ReadonlySet<string>; centerIds: ReadonlySet<string> | null }> {
  const { rows } = await sql<{ rights: string[]; center_id: string | null }>`
    select r.rights, h.center_id from employee_security_roles h
    join security_roles r on r.organization_id = h.organization_id and r.id = h.role_id
    where h.organization_id = ${organizationId} and h.employee_id = ${employeeId}`.execute(db)
  const everywhere = rows.some((row) => row.center_id === null)
  return {
    rights: new Set(rows.flatMap((row) => row.rights)),
    centerIds: everywhere ? null : new Set(rows.map((row) => row.center_id!)),
  }
}
