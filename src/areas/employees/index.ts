/** Employees, their schedules, attendance, block-outs and security roles. */
import type { Operation } from '#platform/http/operation.ts'
import { blockOutOperations } from './block-outs/index.ts'
import { addEmployeeMedicalLicenses } from './operations/add-employee-medical-licenses.ts'
import { checkInEmployee } from './operations/check-in-employee.ts'
import { checkOutEmployee } from './operations/check-out-employee.ts'
import { createEmployee } from './operations/create-employee.ts'
import { deleteEmployeeMedicalLicenses } from './operations/delete-employee-medical-licenses.ts'
import { getCenterAttendance } from './operations/get-center-attendance.ts'
import { getEmployee } from './operations/get-employee.ts'
import { getEmployeeAttendance } from './operations/get-employee-attendance.ts'
import { getEmployeePayroll } from './operations/get-employee-payroll.ts'
import { getEmployeesPerformance } from './operations/get-employees-performance.ts'
import { getEmployeesSales } from './operations/get-employees-sales.ts'
import { listCenterEmployees } from './operations/list-center-employees.ts'
import { listCenterEmployeeSchedules } from './operations/list-center-employee-schedules.ts'
import { listCenterTherapists } from './operations/list-center-therapists.ts'
import { listEmployeeCustomFields } from './operations/list-employee-custom-fields.ts'
import { listEmployeeMedicalLicenses } from './operations/list-employee-medical-licenses.ts'
import { listFormReviewEmployees } from './operations/list-form-review-employees.ts'
import { listServiceTherapists } from './operations/list-service-therapists.ts'
import { patchEmployeeEmploymentAndPayroll } from './operations/patch-employee-employment-and-payroll.ts'
import { updateEmployee } from './operations/update-employee.ts'
import { updateEmployeeSchedule } from './operations/update-employee-schedule.ts'
import { uploadEmployeeCustomFieldImage } from './operations/upload-employee-custom-field-image.ts'
import { securityRoleOperations } from './security-roles/index.ts'

export {
  createBlockOutType,
  getBlockOutType,
  listBlockOutTypes,
  removeBlockOutType,
  updateBlockOutType,
} from './block-outs/index.ts'
export {
  checkRank,
  getSecurityRole,
  insertSecurityRole,
  listRolesByName,
  readRights,
  removeSecurityRole,
  RIGHTS,
  updateSecurityRole,
} from './security-roles/index.ts'
export { onAccessChange, type AccessChange } from './access-changes.ts'
export { addEmployeeImages } from './custom-fields/images.ts'
export { endEmployments } from './employment.ts'
export { findEmployeeLogin, findRightsOfEmployee, keepEmployeeLogin } from './logins.ts'
export * from './management.ts'
export { displayName, employeeName } from './names.ts'
export { findEmployee, findEmployees, getEmployee as readEmployee } from './store.ts'
export type { BlockOutTypeRow, EmployeeRow, SecurityRoleRow } from './tables.ts'

export const employeeOperations: Operation[] = [
  createEmployee,
  getEmployee,
  updateEmployee,
  patchEmployeeEmploymentAndPayroll,
  updateEmployeeSchedule,
  checkInEmployee,
  checkOutEmployee,
  getEmployeeAttendance,
  uploadEmployeeCustomFieldImage,
  listEmployeeCustomFields,
  listEmployeeMedicalLicenses,
  addEmployeeMedicalLicenses,
  deleteEmployeeMedicalLicenses,
  listCenterEmployees,
  listCenterTherapists,
  getCenterAttendance,
  listCenterEmployeeSchedules,
  listFormReviewEmployees,
  listServiceTherapists,
  getEmployeesPerformance,
  getEmployeesSales,
  getEmployeePayroll,
  ...blockOutOperations,
  ...securityRoleOperations,
]
