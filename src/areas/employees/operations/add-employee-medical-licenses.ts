import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { checkHomeReach } from '../access.ts'
import { keepLicense } from '../licenses/store.ts'
import { licenseList } from '../licenses/wire.ts'
import { lockEmployee } from '../store.ts'
import type { EmployeeMedicalLicenseRow } from '../tables.ts'

/** Keeps the numbers; without a center they count for the home center. Answers those that were given. */
export const addEmployeeMedicalLicenses = operation(
  'addEmployeeMedicalLicenses',
  'POST /v1/employees/{employee_id}/medical_licenses',
  {
    who: { right: 'employees:write' },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const employee = await lockEmployee(tx, organizationId, path.employee_id)
      checkHomeReach(caller, employee)
      const kept = new Map<string, EmployeeMedicalLicenseRow>()
      for (const [i, given] of body.medical_licenses.entries()) {
        const field = `medical_licenses[${i}]`
        const number =
          given.license_number.trim() || refuse('missing_input', { field: `${field}.license_number` })
        const centerId = given.center_id ?? employee.center_id
        checkCenterAccess(caller, centerId)
        await getCenter(tx, organizationId, centerId)
        const license = await keepLicense(tx, {
          organization_id: organizationId,
          id: newId(now),
          employee_id: employee.id,
          center_id: centerId,
          license_type: given.license_type,
          license_number: number,
          created_at: now,
        })
        kept.set(license.id, license)
      }
      return licenseList([...kept.values()])
    },
  },
)
