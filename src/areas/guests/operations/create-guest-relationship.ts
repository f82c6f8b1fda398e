import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse, type Refusal, type RefusalReply } from '#platform/refusal.ts'
import {
  findRelationshipType,
  listRelationships,
  relationshipReply,
  saveRelationship,
} from '../relationships.ts'
import { lockGuests } from '../store.ts'

const invalid: RefusalReply = [400, 'GE002', (r: Refusal) => `Invalid input ${r.field} : Invalid`]

export const createGuestRelationship = operation(
  'createGuestRelationship',
  'POST /v1/guests/{guest_id}/relationships',
  {
    who: { right: 'guests:write' },
    form: 'text_code',
    refusals: { missing_input: invalid, invalid_input: invalid, relationship_invalid: invalid },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const host = path.guest_id
      const found = await lockGuests(tx, organizationId, [host, body.guest_id])
      if (host === body.guest_id || found.length < 2) refuse('relationship_invalid', { field: 'Guest_id' })
      checkCenterAccess(caller, found.find((guest) => guest.id === host)!.center_id)
      const type = await findRelationshipType(tx, organizationId, body.relationship_id)
      if (!type?.is_active) refuse('relationship_invalid', { field: 'id (relationship_id)' })
      const link = {
        id: newId(now),
        hostGuestId: host,
        guestId: body.guest_id,
        type,
        sharesAccounts: body.allow_sharing_accounts ?? false,
      }
      await saveRelationship(tx, organizationId, link, now)
      const [saved] = await listRelationships(tx, organizationId, host, body.guest_id)
      return { guest_relationship: relationshipReply(saved!), error: null }
    },
  },
)
