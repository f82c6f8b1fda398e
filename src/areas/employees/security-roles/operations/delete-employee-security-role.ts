import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { changeAccess } from '../../access-changes.ts'
import { emitEmployee } from '../../events.ts'
import { makesTherapist, readHeldRoles } from '../../roles.ts'
import { changeEmployee, getEmployee, keepJob, lockEmployee } from '../../store.ts'
import { checkRank } from '../rules.ts'
import { listHeldRoles, takeRole } from '../store.ts'

const NOT_HELD: RefusalReply = [404, 404, 'The role assignment was not found (employee_security_profile_id)']

export const deleteEmployeeSecurityRole = operation(
  'deleteEmployeeSecurityRole',
  'DELETE /v1/employees/{employee_id}/security_roles/{employee_security_profile_id}',
  {
    who: { right: 'security_roles:write' },
    refusals: { role_not_held: NOT_HELD, employee_not_found: NOT_HELD },
    async handler({ path }, { tx, organizationId, caller, now }) {
      const employee = await lockEmployee(tx, organizationId, path.employee_id)
      const only = { id: path.employee_security_profile_id }
      const held = (await listHeldRoles(tx, organizationId, employee.id, only))[0] ?? refuse('role_not_held')
      if (held.view_type === 2) checkCenterAccess(caller, held.view_id)
      else if (caller.kind === 'employee' && caller.centerIds)
        refuse('forbidden', { field: 'employee_security_profile_id' })
      checkRank(caller, held.rights)
      await takeRole(tx, organizationId, held.id)
      await changeEmployee(tx, organizationId, employee.id, {
        // A role that does not make therapists takes nothing of it away.
        is_therapist: held.is_provider
          ? makesTherapist(
              employee.job_id ? await keepJob(tx, organizationId, employee.job_id) : null,
              await readHeldRoles(tx, organizationId, employee.id),
            )
          : employee.is_therapist,
        updated_at: now,
      })
      await changeAccess(tx, { organizationId, employeeId: employee.id, ends: false, at: now })
      await emitEmployee(tx, 'Employee.Updated', await getEmployee(tx, organizationId, employee.id), now)
      return { success: true }
    },
  },
)
