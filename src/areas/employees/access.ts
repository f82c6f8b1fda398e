/** Who may see and change an employee. */
import { checkAccess, checkCenterAccess, type Caller, type Right } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { readCentersOfEmployee } from './store.ts'

/** People may always look at themselves, as far as the app's scopes go; anybody else needs the right. */
export function checkSelfOr(caller: Caller, employeeId: string, right: Right): void {
  const isSelf = caller.kind === 'employee' && caller.employeeId === employeeId
  checkAccess(isSelf ? { ...caller, rights: new Set(['*']) } : caller, { right })
}

/** Throws forbidden when none of the employee's centers is within reach of the caller's roles. */
export async function checkReach(db: Db, caller: Caller, employeeId: string): Promise<void> {
  if (caller.kind !== 'employee' || !caller.centerIds || caller.employeeId === employeeId) return
  const centers = await readCentersOfEmployee(db, caller.organizationId, employeeId)
  if (!centers.some((center) => caller.centerIds!.has(center))) refuse('forbidden', { field: 'employee_id' })
}

/** Changing a profile takes reach over the home center. */
export const checkHomeReach = (caller: Caller, employee: { center_id: string }): void =>
  checkCenterAccess(caller, employee.center_id)

/** Salaries and rates are shown to apps, to managers and to the person. */
export function maySeePay(caller: Caller, employeeId: string | null): boolean {
  if (caller.kind === 'key') return true
  if (caller.kind === 'guest') return false
  if (caller.employeeId === employeeId) return true
  return ['*', 'management:read', 'management:write'].some((right) => caller.rights.has(right))
}

/** May the caller change pay? Nobody sets their own without being a manager. */
export const mayChangePay = (caller: Caller): boolean => maySeePay(caller, null)
