/** The services a person does at a center, from the person's side; from the service's side: offers.ts. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'
import { refuse } from '#platform/refusal.ts'
import type { ServiceTherapistRow } from '../tables.ts'
import { checkDistinct, checkExist } from './checks.ts'

/** Minutes and minor units of the person's own; null: the job level's or the service's. */
export type Skill = Pick<ServiceTherapistRow, 'service_id' | 'duration' | 'price'>

interface Person {
  organizationId: string
  centerId: string
  employeeId: string
}

export async function readSkills(db: Db, of: Person): Promise<Skill[]> {
  const { rows } = await sql<Skill>`
    select service_id, duration, price from service_therapists
    where organization_id = ${of.organizationId} and employee_id = ${of.employeeId} and center_id = ${of.centerId}
    order by service_id`.execute(db)
  return rows
}

/**
 * Makes these the services of the person at the center; nobody else's terms are touched. Throws
 * employee_not_found, service_not_found (unknown, or without a price there) or invalid_input.
 */
export async function setSkills(tx: Tx, of: Person, skills: readonly Skill[]): Promise<Skill[]> {
  const { organizationId, centerId, employeeId } = of
  const field = (i: number) => `services[${i}].service_id`
  const ids = skills.map((skill) => skill.service_id)
  checkDistinct(ids, field)
  await lockUntilCommit(tx, 'skills', organizationId, employeeId)
  await checkExist(tx, organizationId, 'employee', [employeeId], () => 'employee_id')
  // Keeps the services still for a moment: from their side therapists are replaced as a whole.
  await checkExist(tx, organizationId, 'service', ids, field)
  const { rows } = await sql<{ service_id: string }>`
    select service_id from service_centers where organization_id = ${organizationId} and center_id = ${centerId}
      and service_id = any(${ids}::uuid[])`.execute(tx)
  const sold = new Set(rows.map((row) => row.service_id))
  const unsold = ids.findIndex((id) => !sold.has(id))
  if (unsold >= 0)
    refuse('service_not_found', { field: field(unsold), detail: 'has no price at this center yet' })
  await sql`delete from service_therapists
    where organization_id = ${organizationId} and employee_id = ${employeeId} and center_id = ${centerId}`.execute(
    tx,
  )
  await sql`
    insert into service_therapists (organization_id, service_id, center_id, employee_id, duration, price)
    select ${organizationId}, s.service_id, ${centerId}, ${employeeId}, s.duration, s.price
    from unnest(${ids}::uuid[], ${skills.map((skill) => skill.duration)}::integer[],
      ${skills.map((skill) => skill.price)}::bigint[]) as s (service_id, duration, price)`.execute(tx)
  return readSkills(tx, of)
}
