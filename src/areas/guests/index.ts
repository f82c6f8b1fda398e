/** Guests: profiles, relationships, merges. */
import type { Operation } from '#platform/http/operation.ts'
import { createGuest } from './operations/create-guest.ts'
import { getGuest } from './operations/get-guest.ts'

export { findFamily, findGuestLogin } from './logins.ts'
export { findGuest, getGuest, type GuestWithCenter } from './store.ts'
export type { GuestRow } from './tables.ts'

export const guestOperations: Operation[] = [createGuest, getGuest]
