import { Type } from 'typebox'
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { emitDeleted } from '../events.ts'
import { removeRelationshipsOf } from '../relationships.ts'
import { lockGuest, updateGuestRow } from '../store.ts'

/** Deletes a guest: afterwards it is not found, cannot sign in, and is nobody's relative; its past visits keep its name. */
export const deleteGuest = managementOperation(
  'deleteGuest',
  'DELETE /admin/v1/guests/{guest_id}',
  { summary: 'Delete a guest', reply: Type.Object({ success: Type.Boolean() }) },
  {
    who: { right: 'management:write' },
    refusals: {
      guest_expected: [400, 400, 'The guest still has visits that are not over (guest_id)'],
      guest_is_employee: [400, 400, 'The guest is an employee, who has to be deleted first (guest_id)'],
    },
    async handler({ path }, { tx, organizationId, now }) {
      const guest = await lockGuest(tx, organizationId, path.guest_id!)
      if (guest.is_employee) refuse('guest_is_employee', { field: 'guest_id' })
      if (await isExpected(tx, organizationId, guest.id)) refuse('guest_expected', { field: 'guest_id' })
      await updateGuestRow(tx, organizationId, guest.id, { is_deleted: true, updated_at: now })
      await removeRelationshipsOf(tx, organizationId, [guest.id])
      await emitDeleted(tx, guest, now)
      return { success: true }
    },
  },
)

/** Has the guest a visit that is booked, confirmed or checked in? */
async function isExpected(db: Db, organizationId: string, guestId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from appointment_groups where organization_id = ${organizationId} and guest_id = ${guestId}
      and status in (0, 2, 4) limit 1`.execute(db)
  return rows.length > 0
}
