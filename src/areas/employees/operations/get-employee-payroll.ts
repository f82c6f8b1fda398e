import { operation } from '#platform/http/operation.ts'
import { findCurrencyByCode, units } from '#platform/money.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { checkReach, checkSelfOr, maySeePay } from '../access.ts'
import { readFigureFilter } from '../figures/filter.ts'
import { readEarnings } from '../figures/store.ts'
import { getEmployee } from '../store.ts'

/**
 * Earnings of the days asked for: the salary as agreed, attendance at the hourly rate, tips of closed invoices
 * in the home center's currency. Commissions and service charges are null: nothing here defines them.
 */
export const getEmployeePayroll = operation('getEmployeePayroll', 'GET /v1/employees/{employee_id}/payroll', {
  who: { right: null },
  async handler({ path, query }, { db, organizationId, caller, now }) {
    checkSelfOr(caller, path.employee_id, 'employees:read')
    const employee = await getEmployee(db, organizationId, path.employee_id)
    await checkReach(db, caller, employee.id)
    if (!maySeePay(caller, employee.id)) refuse('forbidden', { field: 'employee_id' })
    const center = await getCenter(db, organizationId, employee.center_id)
    const filter = await readFigureFilter(db, caller, { ...query, employee_id: employee.id }, now)
    const { minutes, tips } = await readEarnings(db, { ...filter, employeeId: employee.id, centerIds: null })
    const exponent = findCurrencyByCode(center.currency_code)?.exponent ?? 2
    const tip = tips.find((each) => each.currency_code === center.currency_code)?.amount ?? 0
    const { salary = 0, hourly_rate = 0 } = employee.details.job_info ?? {}
    const cents = Math.round((minutes / 60) * hourly_rate * 10 ** exponent)
    return {
      employee_id: employee.id,
      salary,
      hourly_pay: units(cents, exponent),
      tips: units(tip, exponent),
    }
  },
})
