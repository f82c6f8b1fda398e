/** Two guests become one: visits and what they claim go to the guest that remains. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

export async function moveVisitsOfGuest(
  tx: Tx,
  organizationId: string,
  fromGuestId: string,
  toGuestId: string,
): Promise<void> {
  await sql`update appointment_groups set guest_id = ${toGuestId}
    where organization_id = ${organizationId} and guest_id = ${fromGuestId}`.execute(tx)
  await sql`update appointment_groups set host_guest_id = ${toGuestId}
    where organization_id = ${organizationId} and host_guest_id = ${fromGuestId}`.execute(tx)
  await sql`update appointments set guest_id = ${toGuestId}
    where organization_id = ${organizationId} and guest_id = ${fromGuestId}`.execute(tx)
  await sql`update claims set guest_id = ${toGuestId}
    where organization_id = ${organizationId} and guest_id = ${fromGuestId}`.execute(tx)
}
