import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { lockGuest, updateGuestRow } from '../store.ts'

/** Lets mails go out to the guest's address again after a bounce; as often as one likes. */
export const activateGuestEmail = operation(
  'activateGuestEmail',
  'PUT /v1/guests/{guest_id}/email_activate',
  {
    who: { right: 'guests:write' },
    refusals: { guest_without_email: [400, 502, 'The guest has no email to activate (guest_id)'] },
    async handler({ path }, { tx, organizationId, caller, now }) {
      const guest = await lockGuest(tx, organizationId, path.guest_id)
      checkCenterAccess(caller, guest.center_id)
      if (!guest.email) refuse('guest_without_email', { field: 'guest_id' })
      const { email_blocked, ...details } = guest.details
      if (email_blocked) await updateGuestRow(tx, organizationId, guest.id, { details, updated_at: now })
      return { error: null }
    },
  },
)
