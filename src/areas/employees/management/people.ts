/** Leaving, moving and signing in: what the original does in its staff screens. */
import { sql } from 'kysely'
import { hashPassword } from '#platform/crypto.ts'
import type { Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { localDay } from '#platform/time.ts'
import { changeAccess } from '../access-changes.ts'
import { isBooked, lockResource } from '../booked.ts'
import { emitEmployee } from '../events.ts'
import { changeEmployee, getEmployee, lockEmployee, type EmployeeWithPlace } from '../store.ts'

/**
 * Takes an employee out of everything that lists people; history keeps the row. Coming shifts and block-outs
 * go, sessions end. Throws employee_not_found, and conflict while somebody is booked with the employee.
 */
export async function removeEmployee(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  now: Date,
): Promise<void> {
  await lockResource(tx, organizationId, employeeId)
  const employee = await lockEmployee(tx, organizationId, employeeId)
  if (await isBooked(tx, organizationId, employee.id, null, now))
    refuse('conflict', {
      field: 'employee_id',
      detail: 'has coming appointments, which must be given to somebody else first',
    })
  await emitEmployee(tx, 'Employee.Deleted', employee, now)
  await changeEmployee(tx, organizationId, employeeId, {
    is_deleted: true,
    is_active: false,
    updated_at: now,
  })
  await sql`
    delete from employee_shifts where organization_id = ${organizationId} and employee_id = ${employeeId}
      and day > ${localDay(now, employee.center_zone)}`.execute(tx)
  await sql`
    delete from block_outs where organization_id = ${organizationId} and resource_id = ${employeeId}
      and source = 0 and starts_at > ${now}`.execute(tx)
  await changeAccess(tx, { organizationId, employeeId, ends: true, at: now })
}

/**
 * Makes these the centers an employee works in; the home center always is one. Coming shifts in centers that
 * were left go. Answers the centers left. Throws employee_not_found, center_not_found, and conflict while somebody
 * is booked with the employee in a center that is left.
 */
export async function setCentersOfEmployee(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  centerIds: readonly string[],
  now: Date,
): Promise<string[]> {
  await lockResource(tx, organizationId, employeeId)
  const employee = await lockEmployee(tx, organizationId, employeeId)
  const wanted = [...new Set([employee.center_id, ...centerIds])]
  const { rows: known } = await sql<{ id: string }>`
    select id from centers where organization_id = ${organizationId} and id = any(${wanted}::uuid[])`.execute(
    tx,
  )
  const unknown = centerIds.findIndex((id) => !known.some((center) => center.id === id))
  if (unknown >= 0) refuse('center_not_found', { field: `center_ids[${unknown}]` })
  const { rows: left } = await sql<{ center_id: string }>`
    delete from employee_centers where organization_id = ${organizationId} and employee_id = ${employeeId}
      and center_id <> all(${wanted}::uuid[]) returning center_id`.execute(tx)
  await sql`
    insert into employee_centers (organization_id, employee_id, center_id)
    select ${organizationId}, ${employeeId}, c.id from unnest(${wanted}::uuid[]) as c (id)
    on conflict do nothing`.execute(tx)
  const leftIds = left.map((row) => row.center_id)
  if (leftIds.length && (await isBooked(tx, organizationId, employeeId, leftIds, now)))
    refuse('conflict', {
      field: 'center_ids',
      detail: 'leaves a center in which the employee has coming appointments',
    })
  await sql`
    delete from employee_shifts where organization_id = ${organizationId} and employee_id = ${employeeId}
      and center_id = any(${leftIds}::uuid[]) and day > ${localDay(now, employee.center_zone)}`.execute(tx)
  await changeAccess(tx, { organizationId, employeeId, ends: false, at: now })
  return leftIds
}

/**
 * Sets user name and password and ends the sessions there were. Throws employee_not_found,
 * employee_user_name_taken.
 */
export async function setLogin(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  login: { userName: string; password: string },
  now: Date,
): Promise<EmployeeWithPlace> {
  // Slow on purpose, so it is done before the profile is locked.
  const passwordHash = await hashPassword(login.password)
  const before = await lockEmployee(tx, organizationId, employeeId)
  const userName = login.userName.trim()
  await changeEmployee(tx, organizationId, employeeId, {
    user_name: userName,
    password_hash: passwordHash,
    updated_at: now,
  })
  await changeAccess(tx, { organizationId, employeeId, ends: true, at: now })
  const employee = await getEmployee(tx, organizationId, employeeId)
  // A password shows in no payload, so only another user name is news to subscribers.
  if (userName !== before.user_name) await emitEmployee(tx, 'Employee.Updated', employee, now)
  return employee
}
