/** Security roles: named sets of rights and who holds them where. */
import type { Operation } from '#platform/http/operation.ts'
import { addEmployeeSecurityRole } from './operations/add-employee-security-role.ts'
import { deleteEmployeeSecurityRole } from './operations/delete-employee-security-role.ts'
import { listEmployeeSecurityRoles } from './operations/list-employee-security-roles.ts'
import { listSecurityRoles } from './operations/list-security-roles.ts'

export { checkRank, readRights, RIGHTS } from './rules.ts'
export {
  getSecurityRole,
  insertSecurityRole,
  listRolesByName,
  removeSecurityRole,
  updateSecurityRole,
} from './store.ts'
export type { SecurityRoleRow } from '../tables.ts'

export const securityRoleOperations: Operation[] = [
  listEmployeeSecurityRoles,
  addEmployeeSecurityRole,
  deleteEmployeeSecurityRole,
  listSecurityRoles,
]
