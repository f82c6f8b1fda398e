import type { JsonSchema, wire } from '#contract'
import { operation } from '#platform/http/operation.ts'
import { mayChangePay } from '../access.ts'
import { plainBody } from '../bodies.ts'
import { fromLegacy, legacyReply } from '../legacy.ts'
import { addEmployee } from '../new-employee.ts'
import { employeeWriteRefusals, type EmployeeWrite } from '../rules.ts'
import { employeeReply } from '../wire.ts'

const [current, older] = plainBody('createEmployee').anyOf as [JsonSchema, JsonSchema]

interface LegacyBody {
  EmployeeDetail?: wire.employees.LegacyEmployeeDetail
}

export const createEmployee = {
  ...operation('createEmployee', 'POST /v1/employees', {
    who: { right: 'employees:write' },
    refusals: employeeWriteRefusals,
    async handler({ body }, scope) {
      const withPay = mayChangePay(scope.caller)
      const { EmployeeDetail: detail } = body as LegacyBody
      if (!detail) return employeeReply(await addEmployee(scope, body as EmployeeWrite, null), { withPay })
      const employee = await addEmployee(scope, fromLegacy(detail), detail.Credentials.Password || null)
      return { ...nothingOfCurrent, ...legacyReply(employee, { withPay }) }
    },
  }),
  // One object for both forms; what is required of it is said by the handler, field by field.
  body: { type: 'object', properties: { ...current.properties, ...older.properties } },
}

/** Members of the current answer, which has no place in the older one. */
const nothingOfCurrent = Object.fromEntries(
  [
    ...Object.keys(current.properties!),
    'calendar_sync_Id',
    'freshchat_restore_id',
    'employee_history',
    'error',
  ].map((name) => [name, undefined]),
)
