import type { OrganizationSettings } from '#areas/organizations'

/** How far a search for guests reaches that names no center: everywhere, or not at all. */
export type GuestSearchScope = 'organization' | 'zone' | 'center'

/** Setting guest_search_scope; unset it is the whole organisation, as clients search by phone alone. */
export const guestSearchScope = (
  settings: Pick<OrganizationSettings, 'guest_search_scope'>,
): GuestSearchScope => settings.guest_search_scope
