/** Guests: profiles, search, visits, relationships, merges. */
import type { Operation } from '#platform/http/operation.ts'
import { deleteGuest } from './management/delete-guest.ts'
import { relationshipTypeOperations } from './management/relationship-types.ts'
import { activateGuestEmail } from './operations/activate-guest-email.ts'
import { createGuest } from './operations/create-guest.ts'
import { createGuestRelationship } from './operations/create-guest-relationship.ts'
import { deleteGuestRelationship } from './operations/delete-guest-relationship.ts'
import { getGuest } from './operations/get-guest.ts'
import { listGuestAppointments } from './operations/list-guest-appointments.ts'
import { listGuestMergeHistory } from './operations/list-guest-merge-history.ts'
import { listGuestRelationships } from './operations/list-guest-relationships.ts'
import { listGuestsOfCenter } from './operations/list-guests-of-center.ts'
import { mergeGuests } from './operations/merge-guests.ts'
import { searchGuests } from './operations/search-guests.ts'
import { updateGuest } from './operations/update-guest.ts'

export { findFamily, findGuestLogin, keepGuestLogin } from './logins.ts'
export { followEmployee, mirrorEmployee } from './mirror.ts'
export { onFamilyChange, saveRelationshipType } from './relationships.ts'

export const guestOperations: Operation[] = [
  createGuest,
  getGuest,
  updateGuest,
  searchGuests,
  listGuestsOfCenter,
  listGuestAppointments,
  listGuestRelationships,
  createGuestRelationship,
  deleteGuestRelationship,
  mergeGuests,
  listGuestMergeHistory,
  activateGuestEmail,
  deleteGuest,
  ...relationshipTypeOperations,
]
