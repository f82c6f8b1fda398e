/** What an employee must be like to be kept. Throws the named refusals of create and update. */
import type { wire } from '#contract'
import { checkAccess, personOf, type Caller } from '#platform/auth.ts'
import { normalizePhoneNumber } from '#platform/phone.ts'
import { refuse, type Refusal, type RefusalReply } from '#platform/refusal.ts'
import { parseDay } from '#platform/time.ts'
import { findCountry, findState, listCountries, NO_PLACE, OTHER_STATE } from '#areas/organizations'
import {
  JOB_DEFAULTS,
  PAY_MEMBERS,
  PAYROLL_DEFAULTS,
  PREFERENCE_DEFAULTS,
  UNSET_DATE,
  type CustomFieldValue,
  type EmployeeDetails,
  type EmployeePhone,
} from './details.ts'
import { checkRank } from './security-roles/rules.ts'

export type EmployeeWrite = wire.employees.EmployeeUpdate

const invalid = (r: Refusal) => `The request is invalid: ${r.field} ${r.detail ?? ''}`.trim()

/** Refusals of writing an employee: codes as the original's. */
export const employeeWriteRefusals: Readonly<Record<string, RefusalReply>> = {
  missing_input: [400, 503, (r) => `A required field is missing: ${r.field}`],
  invalid_input: [400, 400, invalid],
  employee_code_taken: [400, 400, 'Another employee already has this code (code)'],
  employee_email_taken: [400, 400, 'Another employee already has this email (personal_info.email)'],
  employee_user_name_taken: [400, 400, 'Another employee already has this user name (login_info.username)'],
  job_not_found: [400, 400, (r) => `The job id is invalid: ${r.field}`],
  role_not_found: [400, 400, (r) => `The security role id is invalid: ${r.field}`],
  phone_invalid: [400, 400, (r) => `The phone number or its dialling code is invalid: ${r.field}`],
  place_invalid: [400, 400, (r) => `The country or state is not valid: ${r.field}`],
}

/** Throws missing_input unless there is something behind the blanks. */
export const needText = (text: string | null | undefined, field: string): string =>
  text?.trim() || refuse('missing_input', { field, detail: 'is required' })

/** A day the client gave as date or date-time; null: unset. */
export function readDate(text: string | null | undefined, field: string): string | null {
  if (!text?.trim() || text.startsWith('0001-01-01')) return null
  return (
    parseDay(text.replace(/\.\d+Z?$/, '')) ??
    refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DDTHH:MM:SS)' })
  )
}

/**
 * A phone whose country_code is a dialling code. Several countries may share one; of these the given one is
 * taken when it has it. Null: no number. Throws phone_invalid.
 */
export function readPhone(
  phone: wire.employees.PhoneInfo | null | undefined,
  countryId: number,
  field: string,
): EmployeePhone | null {
  if (!phone?.number?.trim()) return null
  const code = phone.country_code || findCountry(countryId)?.phoneCode
  const country =
    findCountry(countryId)?.phoneCode === code
      ? findCountry(countryId)
      : listCountries().find((c) => c.phoneCode === code)
  if (!country) refuse('phone_invalid', { field: `${field}.country_code` })
  const number = normalizePhoneNumber(phone.number, country.phoneCode)
  return number === null
    ? refuse('phone_invalid', { field: `${field}.number` })
    : { country_id: country.id, number }
}

/** Country and state must exist and belong together; -1 and 0 mean none. */
export function checkPlaces(address: wire.employees.EmployeeAddress | null | undefined): void {
  const given = (id: number | null | undefined): id is number =>
    id !== null && id !== undefined && id !== NO_PLACE && id !== 0
  const { country_id, state_id } = address ?? {}
  if (given(country_id) && !findCountry(country_id)) refuse('place_invalid', { field: 'address.country_id' })
  if (!given(state_id) || state_id === OTHER_STATE) return
  const state = findState(state_id)
  if (!state || (given(country_id) && state.countryId !== country_id))
    refuse('place_invalid', { field: 'address.state_id' })
}

/** Members of `known` that were given, over what was there before. */
function over<T extends object>(
  known: T,
  given: object | null | undefined,
  before: Partial<T> | undefined,
): Partial<T> {
  const out: Partial<T> = { ...before }
  for (const name of Object.keys(known) as (keyof T)[]) {
    const value = (given as Partial<T> | null | undefined)?.[name]
    if (value !== undefined && (value !== null || known[name] === null)) out[name] = value
  }
  return out
}

/** Text date members in the one form they are kept in. */
const dated = <T extends object>(values: T, prefix: string, names: readonly (keyof T & string)[]): T => {
  const out = { ...values }
  for (const name of names)
    if (typeof out[name] === 'string') {
      const day = readDate(out[name], `${prefix}.${name}`)
      out[name] = (day ? `${day}T00:00:00` : UNSET_DATE) as T[typeof name]
    }
  return out
}

export interface WriteContext {
  /** Country of the home center: its dialling code is meant where none is given. */
  countryId: number
  /** False keeps salaries and rates as they were, whatever was sent. */
  payChangeable: boolean
}

/** The kept-as-given members of an employee, from a request over what was there before. */
export function readDetails(
  write: EmployeeWrite,
  context: WriteContext,
  before: EmployeeDetails = {},
): EmployeeDetails {
  const { personal_info: person, job_info: job } = write
  const kept = before.personal_info ?? {}
  const phone = (name: 'home_phone' | 'work_phone') =>
    person?.[name] === undefined
      ? (kept[name] ?? null)
      : readPhone(person[name], context.countryId, `personal_info.${name}`)
  const date = (name: 'birth_date' | 'anniversary_date') =>
    person?.[name] === undefined ? (kept[name] ?? null) : readDate(person[name], `personal_info.${name}`)
  const pay = context.payChangeable
    ? job
    : { ...job, ...Object.fromEntries(PAY_MEMBERS.map((name) => [name, undefined])) }
  return {
    ...before,
    personal_info: {
      ...(person?.notification_name === undefined
        ? kept
        : { ...kept, notification_name: person.notification_name ?? '' }),
      home_phone: phone('home_phone'),
      work_phone: phone('work_phone'),
      birth_date: date('birth_date'),
      anniversary_date: date('anniversary_date'),
    },
    address: over(
      { address_1: '', address_2: '', city: '', country_id: 0, state_id: 0, zip_code: '' },
      write.address,
      before.address,
    ),
    job_info: dated(over(JOB_DEFAULTS, pay, before.job_info), 'job_info', ['tenure_start_date']),
    preference_info: dated(
      over(PREFERENCE_DEFAULTS, write.preference_info, before.preference_info),
      'preference_info',
      ['additional_date_1', 'additional_date_2'],
    ),
    payroll_info: over(PAYROLL_DEFAULTS, write.payroll_info, before.payroll_info),
    // Replaced as a whole: what a request leaves out falls back to nothing.
    catalog_info: {
      display_name: write.catalog_info?.display_name ?? '',
      description: write.catalog_info?.description ?? '',
    },
    custom_fields: readCustomFields(write.custom_fields, before.custom_fields),
    vanity_image_url:
      write.vanity_image_url === undefined ? (before.vanity_image_url ?? null) : write.vanity_image_url,
  }
}

function readCustomFields(
  given: EmployeeWrite['custom_fields'],
  before: CustomFieldValue[] = [],
): CustomFieldValue[] {
  const values = new Map(before.map((value) => [value.field_id, value]))
  for (const [i, { field_id, field_value }] of (given ?? []).entries()) {
    if (!field_id) refuse('missing_input', { field: `custom_fields[${i}].field_id` })
    values.set(field_id, { field_id, field_value: field_value ?? null })
  }
  return [...values.values()]
}

/** Throws invalid_input when the employment would end before it begins. */
export function checkEmployment(from: string | null, until: string | null): void {
  if (from && until && until < from)
    refuse('invalid_input', { field: 'job_info.end_date', detail: 'lies before job_info.start_date' })
}

/** Handing out a role is a right of its own, and nobody hands out more than they can do; throws forbidden. */
export function checkMayAssign(caller: Caller, role: { rights: readonly string[] }): void {
  checkAccess(caller, { right: 'security_roles:write' })
  checkRank(caller, role.rights)
}

/** Who made the profile, as kept. */
export const createdBy = (caller: Caller): Pick<EmployeeDetails, 'created_by'> => {
  const person = personOf(caller)
  return person ? { created_by: person } : {}
}
