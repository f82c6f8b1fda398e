/** The only upward links: areas that act on what an area above them did, connected here. */
import { afterCommit } from '#platform/db/transaction.ts'
import { endSessionsOf, forgetCallers } from '#areas/access-tokens'
import { onAccessChange } from '#areas/employees'

/** Connects everything; called once when a process is put together. */
export function wireAreas(): void {
  // A new password, a deleted profile or the end of an employment ends the sessions of an employee.
  onAccessChange(async (tx, { organizationId, employeeId, ends, at }) => {
    if (ends) await endSessionsOf(tx, organizationId, employeeId, at)
    afterCommit(tx, 'callers', forgetCallers)
  })
}
