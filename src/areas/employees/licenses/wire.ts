import type { wire } from '#contract'
import type { EmployeeMedicalLicenseRow } from '../tables.ts'

export const licenseList = (
  licenses: readonly EmployeeMedicalLicenseRow[],
): wire.employees.MedicalLicenseList => ({
  medical_licenses: licenses.map(({ id, employee_id, center_id, license_type, license_number }) => ({
    id,
    employee_id,
    center_id,
    license_type,
    license_number,
  })),
})
