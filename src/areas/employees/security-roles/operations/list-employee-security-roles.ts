import { operation } from '#platform/http/operation.ts'
import { checkReach } from '../../access.ts'
import { getEmployee } from '../../store.ts'
import { listHeldRoles } from '../store.ts'
import { heldRoleReply } from '../wire.ts'

export const listEmployeeSecurityRoles = operation(
  'listEmployeeSecurityRoles',
  'GET /v1/employees/{employee_id}/security_roles',
  {
    who: { right: 'security_roles:read' },
    async handler({ path, query }, { db, organizationId, caller }) {
      const employee = await getEmployee(db, organizationId, path.employee_id)
      await checkReach(db, caller, employee.id)
      const view = { viewId: query.view_id ?? null, viewType: query.view_type ?? null }
      return {
        security_roles: (await listHeldRoles(db, organizationId, employee.id, view)).map(heldRoleReply),
      }
    },
  },
)
