import { checkGuestAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { listRelationships, relationshipReply } from '../relationships.ts'
import { getGuest } from '../store.ts'

export const listGuestRelationships = operation(
  'listGuestRelationships',
  'GET /v1/guests/{guest_id}/relationships',
  {
    who: { right: 'guests:read', guest: true },
    async handler({ path }, { db, organizationId, caller }) {
      checkGuestAccess(caller, path.guest_id)
      await getGuest(db, organizationId, path.guest_id)
      const links = await listRelationships(db, organizationId, path.guest_id)
      return { guest_relationships: links.map(relationshipReply), error: null }
    },
  },
)
