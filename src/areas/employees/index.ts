/** Employees, their schedules, attendance, block-outs and security roles. */
import type { Operation } from '#platform/http/operation.ts'

export { findEmployeeLogin, findRightsOfEmployee } from './logins.ts'

export const employeeOperations: Operation[] = []
