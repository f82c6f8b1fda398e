import { checkCenterAccess, type Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { findCenter } from '#areas/centers'
import { changeAccess } from '../../access-changes.ts'
import { emitEmployee } from '../../events.ts'
import { addToCenter, changeEmployee, getEmployee, lockEmployee } from '../../store.ts'
import { checkRank } from '../rules.ts'
import { findSecurityRole, giveRole, listHeldRoles } from '../store.ts'
import { heldRoleReply } from '../wire.ts'

export const addEmployeeSecurityRole = operation(
  'addEmployeeSecurityRole',
  'POST /v1/employees/{employee_id}/security_roles',
  {
    who: { right: 'security_roles:write' },
    refusals: {
      role_not_found: [400, 400, 'The request is invalid: security_role.id is not a role'],
      view_not_found: [400, 400, (r) => `The request is invalid: view.id is not ${r.detail}`],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const employee = await lockEmployee(tx, organizationId, path.employee_id)
      const role = await findSecurityRole(tx, organizationId, body.security_role.id)
      if (!role) refuse('role_not_found')
      const centerId = await readView(tx, organizationId, caller, body.view)
      checkRank(caller, role.rights)
      const row = {
        organization_id: organizationId,
        id: newId(now),
        employee_id: employee.id,
        role_id: role.id,
        center_id: centerId,
        created_at: now,
      }
      if (await giveRole(tx, row)) {
        const isProvider = role.is_provider && centerId !== null
        if (isProvider) await addToCenter(tx, organizationId, employee.id, centerId)
        await changeEmployee(tx, organizationId, employee.id, {
          is_therapist: employee.is_therapist || isProvider,
          updated_at: now,
        })
        await changeAccess(tx, { organizationId, employeeId: employee.id, ends: false, at: now })
        await emitEmployee(tx, 'Employee.Updated', await getEmployee(tx, organizationId, employee.id), now)
      }
      const there = { viewId: centerId ?? organizationId }
      const held = (await listHeldRoles(tx, organizationId, employee.id, there)).find(
        (each) => each.role_id === role.id,
      )
      return { success: true, ...heldRoleReply(held!) }
    },
  },
)

/** Center the role is to reach, null for all; throws view_not_found, and forbidden beyond the caller's own reach. */
async function readView(
  db: Db,
  organizationId: string,
  caller: Caller,
  view: { id: string; type: number },
): Promise<string | null> {
  if (view.type === 0) {
    if (view.id !== organizationId) refuse('view_not_found', { detail: 'the organization' })
    if (caller.kind === 'employee' && caller.centerIds) refuse('forbidden', { field: 'view.id' })
    return null
  }
  // Centers are not grouped into zones here.
  if (view.type !== 2) refuse('view_not_found', { detail: 'a zone' })
  const center =
    (await findCenter(db, organizationId, view.id)) ?? refuse('view_not_found', { detail: 'a center' })
  checkCenterAccess(caller, center.id)
  return center.id
}
