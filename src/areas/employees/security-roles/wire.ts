/** A role held → the contract's EmployeeSecurityRole. */
import type { wire } from '#contract'
import type { HeldRole } from './store.ts'

export const heldRoleReply = (held: HeldRole): wire.employees.EmployeeSecurityRole => ({
  id: held.id,
  employee_security_profile_id: held.id,
  security_role: { id: held.role_id, name: held.role_name },
  view: { id: held.view_id, name: held.view_name, type: held.view_type },
})
