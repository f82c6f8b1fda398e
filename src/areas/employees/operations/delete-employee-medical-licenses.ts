import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { checkHomeReach } from '../access.ts'
import { deleteLicenses } from '../licenses/store.ts'
import { lockEmployee } from '../store.ts'

export const deleteEmployeeMedicalLicenses = operation(
  'deleteEmployeeMedicalLicenses',
  'DELETE /v1/employees/medical_licenses',
  {
    who: { right: 'employees:write' },
    refusals: { license_not_found: [404, 404, 'The license was not found (license_id)'] },
    async handler({ query }, { tx, organizationId, caller }) {
      const employee = await lockEmployee(tx, organizationId, query.employee_id)
      checkHomeReach(caller, employee)
      const filter = {
        centerId: query.center_id ?? null,
        type: query.license_type ?? null,
        id: query.license_id ?? null,
      }
      const gone = await deleteLicenses(tx, organizationId, employee.id, filter)
      if (filter.id && gone === 0) refuse('license_not_found', { field: 'license_id' })
      return { error: null }
    },
  },
)
