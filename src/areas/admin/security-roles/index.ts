import type { Operation } from '#platform/http/operation.ts'
import { changeRole, createRole, deleteRole, getRole, listRoles } from './roles.ts'

export const securityRolesManagement: Operation[] = [createRole, listRoles, getRole, changeRole, deleteRole]
