import { checkGuestAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { getGuest as readGuest } from '../store.ts'
import { guestReply } from '../wire.ts'

export const getGuest = operation('getGuest', 'GET /v1/guests/{guest_id}', {
  who: { right: 'guests:read', guest: true },
  refusals: { guest_not_found: [400, 414, 'The guest was not found (guest_id)'] },
  etag: true,
  async handler({ path, query }, { db, organizationId, caller }) {
    checkGuestAccess(caller, path.guest_id)
    const guest = await readGuest(db, organizationId, path.guest_id)
    return guestReply(guest, query.expand)
  },
})
