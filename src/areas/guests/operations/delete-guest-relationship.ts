import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { removeRelationship } from '../relationships.ts'
import { getGuest } from '../store.ts'

export const deleteGuestRelationship = operation(
  'deleteGuestRelationship',
  'DELETE /v1/guests/{guest_id}/relationships/{guest_relationship_id}',
  {
    who: { right: 'guests:write' },
    form: 'text_code',
    refusals: {
      guest_not_found: [400, 'GE002', 'Invalid input Guest_id : Invalid'],
      relationship_not_found: [400, 'GE002', 'Invalid input id : Invalid (guest_relationship_id)'],
    },
    async handler({ path }, { tx, organizationId, caller }) {
      const host = await getGuest(tx, organizationId, path.guest_id)
      checkCenterAccess(caller, host.center_id)
      const removed = await removeRelationship(tx, organizationId, host.id, path.guest_relationship_id)
      if (!removed) refuse('relationship_not_found', { field: 'guest_relationship_id' })
      return { success: true, error: null }
    },
  },
)
