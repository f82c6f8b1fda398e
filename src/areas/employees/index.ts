/** Employees, their schedules, attendance, block-outs and security roles. */
import type { Operation } from '#platform/http/operation.ts'
import { blockOutOperations } from './block-outs/index.ts'
import { securityRoleOperations } from './security-roles/index.ts'

export { findEmployeeLogin, findRightsOfEmployee } from './logins.ts'
export { displayName, employeeName } from './names.ts'
export { findEmployee, findEmployees, getEmployee, type EmployeeWithPlace } from './store.ts'
export { readTherapistsOfCenter, type Therapist, type TherapistShift } from './therapists.ts'
export type { EmployeeRow } from './tables.ts'

export const employeeOperations: Operation[] = [...blockOutOperations, ...securityRoleOperations]
