/** Employee events: payloads. Shapes: webhooks.yaml, EmployeeEventData. */
import { emit, type EventData } from '#platform/events/emit.ts'
import type { Tx } from '#platform/db/database.ts'
import { NIL_GUID } from '#platform/ids.ts'
import type { EmployeeWithPlace } from './store.ts'
import { addressOf, catalogInfo, jobInfo, payrollInfo, personalInfo, preferenceInfo } from './wire.ts'

type EmployeeEvent = 'Employee.Created' | 'Employee.Updated' | 'Employee.Deleted'

/** The whole employee as events carry it: unset dates and ids by their stand-ins, unset texts empty. */
export function employeeEventData(employee: EmployeeWithPlace): EventData<EmployeeEvent> {
  const { holiday_pay_rate: _h, vacation_pay_rate: _v, employment_type: _e, ...job } = jobInfo(employee, true)
  return {
    id: employee.id,
    code: employee.code,
    center_id: employee.center_id,
    is_consultant: employee.is_consultant,
    created_by: employee.details.created_by ?? NIL_GUID,
    personal_info: personalInfo(employee),
    address: addressOf(employee),
    login_info: { username: employee.user_name ?? '' },
    job_info: job,
    preference_info: preferenceInfo(employee),
    payroll_info: { include_in_payroll: payrollInfo(employee).include_in_payroll },
    vanity_image_url: employee.details.vanity_image_url ?? null,
    roles: { security_profile_id: employee.role_id ?? NIL_GUID },
    catalog_info: catalogInfo(employee),
  }
}

export const emitEmployee = (
  tx: Tx,
  type: EmployeeEvent,
  employee: EmployeeWithPlace,
  at: Date,
): Promise<void> =>
  emit(
    tx,
    { organizationId: employee.organization_id, centerId: employee.center_id, at },
    type,
    employeeEventData(employee),
  )
