/**
 * Employees have a guest profile of their own, so that they can be booked for. It follows the employee's
 * name and contact data; only its home center stays as the employee's says (employees.yaml, createEmployee).
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { phoneKey } from '#platform/phone.ts'
import { refuse } from '#platform/refusal.ts'
import { findEmployee, type EmployeeRow } from '#areas/employees'
import { findCountry, NO_PLACE } from '#areas/organizations'
import { emitCreated, emitUpdated } from './events.ts'
import type { GuestProfile } from './profile.ts'
import type { GuestWrite } from './rules.ts'
import { getGuest, insertGuest, nextGuestNumber, updateGuestRow, type GuestWithCenter } from './store.ts'
import type { GuestRow } from './tables.ts'

type Mirrored = Pick<
  GuestRow,
  | 'center_id'
  | 'first_name'
  | 'middle_name'
  | 'last_name'
  | 'email'
  | 'gender'
  | 'mobile_country_id'
  | 'mobile_number'
  | 'mobile_digits'
>

function mirrored(employee: EmployeeRow): Mirrored {
  const { phone_country_id: countryId, phone_number: number } = employee
  return {
    center_id: employee.center_id,
    first_name: employee.first_name,
    middle_name: employee.middle_name,
    last_name: employee.last_name,
    email: employee.email,
    gender: employee.gender,
    mobile_country_id: number ? (countryId ?? NO_PLACE) : null,
    mobile_number: number,
    mobile_digits: number ? phoneKey(number, findCountry(countryId ?? NO_PLACE)?.phoneCode ?? null) : null,
  }
}

/** Makes the guest profile of a new employee; raises Guest.Created. */
export async function mirrorEmployee(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  now: Date,
): Promise<void> {
  const employee = await findEmployee(tx, organizationId, employeeId)
  if (!employee) return
  const id = newId(now)
  await insertGuest(tx, {
    ...mirrored(employee),
    organization_id: organizationId,
    id,
    number: await nextGuestNumber(tx, organizationId),
    code: null,
    user_name: null,
    password_hash: null,
    user_type: 0,
    is_deleted: false,
    merged_into: null,
    details: { employee_id: employeeId },
    created_at: now,
    updated_at: now,
  })
  await emitCreated(tx, await getGuest(tx, organizationId, id), now)
}

/** Brings the guest profile of an employee up to date, if there is one; raises Guest.Updated when it changes. */
export async function followEmployee(
  tx: Tx,
  organizationId: string,
  employeeId: string,
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from guests
    where organization_id = ${organizationId} and details->>'employee_id' = ${employeeId} and not is_deleted
    for update`.execute(tx)
  const known = rows[0]
  const employee = known && (await findEmployee(tx, organizationId, employeeId))
  if (!employee) return
  const before = await getGuest(tx, organizationId, known.id)
  const facts = mirrored(employee)
  if (Object.entries(facts).every(([name, value]) => before[name as keyof Mirrored] === value)) return
  await updateGuestRow(tx, organizationId, known.id, { ...facts, updated_at: now })
  await emitUpdated(tx, before, await getGuest(tx, organizationId, known.id), now)
}

/**
 * The profile a request asks for, with what the employee's profile decides left as it is. Throws
 * employee_decides when the request would change that.
 */
export function keepMirrored(asked: GuestProfile, write: GuestWrite, before: GuestWithCenter): GuestProfile {
  const person = write.personal_info
  const said: [member: keyof Mirrored, isSaid: boolean, field: string][] = [
    ['center_id', true, 'center_id'],
    ['first_name', true, 'personal_info.first_name'],
    ['middle_name', Boolean(person.middle_name), 'personal_info.middle_name'],
    ['last_name', true, 'personal_info.last_name'],
    ['email', Boolean(person.email), 'personal_info.email'],
    ['gender', typeof person.gender === 'number', 'personal_info.gender'],
    ['mobile_digits', Boolean(person.mobile_phone?.number), 'personal_info.mobile_phone'],
  ]
  for (const [member, isSaid, field] of said)
    if (isSaid && asked[member] !== before[member]) refuse('employee_decides', { field })
  const { center_id, first_name, middle_name, last_name, email, gender } = before
  const { mobile_country_id, mobile_number, mobile_digits } = before
  const kept: Mirrored = {
    center_id,
    first_name,
    middle_name,
    last_name,
    email,
    gender,
    mobile_country_id,
    mobile_number,
    mobile_digits,
  }
  return { ...asked, ...kept }
}
