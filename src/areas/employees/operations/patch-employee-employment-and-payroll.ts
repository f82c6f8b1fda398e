import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { checkHomeReach, maySeePay } from '../access.ts'
import { emitEmployee } from '../events.ts'
import { employeeWriteRefusals } from '../rules.ts'
import { changeEmployee, getEmployee, lockEmployee } from '../store.ts'
import { employeeReply } from '../wire.ts'

/** Changes employment type and payroll inclusion, given at the top or in their groups, and nothing else. */
export const patchEmployeeEmploymentAndPayroll = operation(
  'patchEmployeeEmploymentAndPayroll',
  'PATCH /v1/employees/{employee_id}',
  {
    who: { right: 'employees:write' },
    refusals: {
      ...employeeWriteRefusals,
      missing_input: [400, 400, (r) => `The request is invalid: ${r.field} is required`],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const employment = body.employment_type ?? body.job_info?.employment_type ?? null
      const inPayroll = body.include_in_payroll ?? body.payroll_info?.include_in_payroll ?? null
      if (employment === null && inPayroll === null)
        refuse('missing_input', { field: 'employment_type or include_in_payroll' })
      const before = await lockEmployee(tx, organizationId, path.employee_id)
      checkHomeReach(caller, before)
      await changeEmployee(tx, organizationId, before.id, {
        details: {
          ...before.details,
          job_info: {
            ...before.details.job_info,
            ...(employment === null ? {} : { employment_type: employment }),
          },
          payroll_info: {
            ...before.details.payroll_info,
            ...(inPayroll === null ? {} : { include_in_payroll: inPayroll }),
          },
        },
        updated_at: now,
      })
      const employee = await getEmployee(tx, organizationId, before.id)
      await emitEmployee(tx, 'Employee.Updated', employee, now)
      return employeeReply(employee, { withPay: maySeePay(caller, employee.id) })
    },
  },
)
