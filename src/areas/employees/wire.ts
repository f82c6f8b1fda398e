/** Employee rows → the contract's Employee. */
import type { wire } from '#contract'
import { NIL_GUID } from '#platform/ids.ts'
import { findCountry, NO_PLACE } from '#areas/organizations'
import {
  JOB_DEFAULTS,
  PAY_MEMBERS,
  PAYROLL_DEFAULTS,
  PREFERENCE_DEFAULTS,
  UNSET_DATE,
  type EmployeePhone,
} from './details.ts'
import { employeeName } from './names.ts'
import type { EmployeeWithPlace } from './store.ts'

/** Midnight form of a day, or the stand-in for an unset one. */
const dateOf = (day: string | null | undefined): string => (day ? `${day}T00:00:00` : UNSET_DATE)

/** Phone of an employee: country_code is the dialling code; without a number that of the home center's country. */
function phoneOf(
  employee: EmployeeWithPlace,
  phone: EmployeePhone | null | undefined,
): { country_code: number; number: string } {
  const country = findCountry(phone?.country_id ?? employee.center_country_id)
  return { country_code: country?.phoneCode ?? 0, number: phone?.number ?? '' }
}

export function personalInfo(employee: EmployeeWithPlace) {
  const own = employee.details.personal_info ?? {}
  const { phone_number: number, phone_country_id } = employee
  return {
    first_name: employee.first_name,
    middle_name: employee.middle_name ?? '',
    last_name: employee.last_name,
    nick_name: employee.nick_name ?? '',
    notification_name: own.notification_name || employeeName(employee),
    email: employee.email ?? '',
    mobile_phone: phoneOf(
      employee,
      number ? { country_id: phone_country_id ?? employee.center_country_id, number } : null,
    ),
    home_phone: phoneOf(employee, own.home_phone),
    work_phone: phoneOf(employee, own.work_phone),
    gender: employee.gender,
    birth_date: dateOf(own.birth_date),
    anniversary_date: dateOf(own.anniversary_date),
  } satisfies wire.employees.EmployeePersonalInfo
}

export function addressOf(employee: EmployeeWithPlace) {
  const own = employee.details.address ?? {}
  return {
    address_1: own.address_1 ?? '',
    address_2: own.address_2 ?? '',
    city: own.city ?? '',
    country_id: own.country_id ?? NO_PLACE,
    state_id: own.state_id ?? NO_PLACE,
    zip_code: own.zip_code ?? '',
  } satisfies wire.employees.EmployeeAddress
}

export function jobInfo(employee: EmployeeWithPlace, withPay: boolean) {
  const job = { ...JOB_DEFAULTS, ...employee.details.job_info }
  const hidden = withPay ? {} : Object.fromEntries(PAY_MEMBERS.map((name) => [name, JOB_DEFAULTS[name]]))
  return {
    job_id: employee.job_id ?? NIL_GUID,
    job_name: employee.job_name ?? '',
    ...job,
    ...hidden,
    start_date: dateOf(employee.employed_from),
    end_date: dateOf(employee.employed_until),
  } satisfies wire.employees.EmployeeJobInfo
}

export const preferenceInfo = (employee: EmployeeWithPlace) => ({
  ...PREFERENCE_DEFAULTS,
  ...employee.details.preference_info,
})

export const payrollInfo = (employee: EmployeeWithPlace) => ({
  ...PAYROLL_DEFAULTS,
  ...employee.details.payroll_info,
})

export const catalogInfo = (employee: EmployeeWithPlace) => ({
  show_in_catalog: employee.show_in_catalog,
  display_name: employee.details.catalog_info?.display_name ?? '',
  description: employee.details.catalog_info?.description ?? '',
})

/** The employee object, bare. Without pay its salaries and rates read as never entered. */
export function employeeReply(
  employee: EmployeeWithPlace,
  options: { withPay: boolean },
): wire.employees.Employee {
  return {
    id: employee.id,
    code: employee.code,
    center_id: employee.center_id,
    is_consultant: employee.is_consultant,
    created_by: employee.details.created_by ?? NIL_GUID,
    personal_info: personalInfo(employee),
    address: addressOf(employee),
    login_info: { username: employee.user_name ?? '' },
    job_info: jobInfo(employee, options.withPay),
    preference_info: preferenceInfo(employee),
    payroll_info: payrollInfo(employee),
    vanity_image_url: employee.details.vanity_image_url ?? null,
    roles: { security_profile_id: employee.role_id ?? NIL_GUID },
    catalog_info: catalogInfo(employee),
    custom_fields: employee.details.custom_fields ?? [],
  }
}
