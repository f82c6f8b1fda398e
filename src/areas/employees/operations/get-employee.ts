import { operation } from '#platform/http/operation.ts'
import { checkReach, checkSelfOr, maySeePay } from '../access.ts'
import { getEmployee as readEmployee } from '../store.ts'
import { employeeReply } from '../wire.ts'

export const getEmployee = operation('getEmployee', 'GET /v1/employees/{employee_id}', {
  who: { right: null },
  etag: true,
  async handler({ path }, { db, organizationId, caller }) {
    checkSelfOr(caller, path.employee_id, 'employees:read')
    const employee = await readEmployee(db, organizationId, path.employee_id)
    await checkReach(db, caller, employee.id)
    return employeeReply(employee, { withPay: maySeePay(caller, employee.id) })
  },
})
