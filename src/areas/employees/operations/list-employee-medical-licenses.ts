import { operation } from '#platform/http/operation.ts'
import { checkReach, checkSelfOr } from '../access.ts'
import { readLicenses } from '../licenses/store.ts'
import { licenseList } from '../licenses/wire.ts'
import { getEmployee } from '../store.ts'

export const listEmployeeMedicalLicenses = operation(
  'listEmployeeMedicalLicenses',
  'GET /v1/employees/{employee_id}/medical_licenses',
  {
    who: { right: null },
    async handler({ path, query }, { db, organizationId, caller }) {
      checkSelfOr(caller, path.employee_id, 'employees:read')
      const employee = await getEmployee(db, organizationId, path.employee_id)
      await checkReach(db, caller, employee.id)
      return licenseList(await readLicenses(db, organizationId, employee.id, query.center_id ?? null))
    },
  },
)
