/** The only upward links: areas that act on what an area above them did, connected here. */
import type { Tx } from '#platform/db/database.ts'
import { afterCommit } from '#platform/db/transaction.ts'
import { react } from '#platform/events/reactions.ts'
import { endSessionsOf, forgetCallers } from '#areas/access-tokens'
import { moveVisitsOfGuest } from '#areas/appointments'
import { onAccessChange } from '#areas/employees'
import { followEmployee, mirrorEmployee, onFamilyChange } from '#areas/guests'
import { moveInvoicesOfGuest } from '#areas/invoices'

let wired = false

async function endAccess(tx: Tx, organizationId: string, userId: string, at: Date): Promise<void> {
  await endSessionsOf(tx, organizationId, userId, at)
  afterCommit(tx, 'callers', forgetCallers)
}

/** Connects everything, once in a process however many apps it holds. */
export function wireAreas(): void {
  if (wired) return
  wired = true
  // A new password, a deleted profile or the end of an employment ends the sessions of an employee.
  onAccessChange(async (tx, { organizationId, employeeId, ends, at }) => {
    if (ends) await endAccess(tx, organizationId, employeeId, at)
    else afterCommit(tx, 'callers', forgetCallers)
  })
  onFamilyChange(forgetCallers)
  // Whoever works here can be booked for as well.
  react('Employee.Created', (tx, { organizationId, at }, { id }) =>
    mirrorEmployee(tx, organizationId, id, at),
  )
  react('Employee.Updated', (tx, { organizationId, at }, { id }) =>
    followEmployee(tx, organizationId, id, at),
  )
  react('Guest.Merged', async (tx, { organizationId }, { guest, merged_guest_id: from }) => {
    await moveInvoicesOfGuest(tx, organizationId, from, guest.id)
    await moveVisitsOfGuest(tx, organizationId, from, guest.id)
  })
  react('Guest.Deleted', (tx, { organizationId, at }, guest) => endAccess(tx, organizationId, guest.id, at))
}
