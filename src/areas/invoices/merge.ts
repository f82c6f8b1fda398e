/** Two guests become one: invoices go to the guest that remains. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

export async function moveInvoicesOfGuest(
  tx: Tx,
  organizationId: string,
  fromGuestId: string,
  toGuestId: string,
): Promise<void> {
  await sql`update invoices set guest_id = ${toGuestId}
    where organization_id = ${organizationId} and guest_id = ${fromGuestId}`.execute(tx)
  await sql`update group_invoices set host_guest_id = ${toGuestId}
    where organization_id = ${organizationId} and host_guest_id = ${fromGuestId}`.execute(tx)
}
