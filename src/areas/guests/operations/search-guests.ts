import { checkCenterAccess } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { readOrganizationSettings } from '#areas/organizations'
import { findGuests, findZoneOf } from '../search.ts'
import { guestReply, guestsReply } from '../wire.ts'

export const searchGuests = operation('searchGuests', 'GET /v1/guests/search', {
  who: { right: 'guests:read' },
  refusals: {
    center_needed: [400, 502, 'center_id is required: this organization does not search across centers'],
  },
  async handler({ query }, { db, organizationId, caller }) {
    const page = readPage(query)
    if (query.center_id) {
      checkCenterAccess(caller, query.center_id)
      await getCenter(db, organizationId, query.center_id)
    }
    const centerIds = await chooseCenters(db, organizationId, query)
    const { total, guests } = await findGuests(
      db,
      organizationId,
      {
        centerIds,
        firstName: query.first_name,
        lastName: query.last_name,
        zipCode: query.zip_code,
        phone: query.phone,
        tags: query.tags,
        userName: query.user_name,
        code: query.user_code,
        email: query.email,
      },
      page,
    )
    // This one call gives ids in upper case.
    const found = guests.map((guest) => ({ ...guestReply(guest, query.expand), id: guest.id.toUpperCase() }))
    return guestsReply(found, pageInfo(total, page))
  },
})

interface Where {
  center_id?: string
  search_across_zone?: boolean
  search_across_center?: boolean
}

/** Home centers to look in, null for all. Without a center only an organisation that searches across them is served. */
async function chooseCenters(
  db: Db,
  organizationId: string,
  query: Where,
): Promise<readonly string[] | null> {
  if (query.center_id && query.search_across_zone) return findZoneOf(db, organizationId, query.center_id)
  if (query.center_id) return [query.center_id]
  const settings = await readOrganizationSettings(db, organizationId)
  const across = query.search_across_center ?? settings.guest_search_scope !== 'center'
  return across ? null : refuse('center_needed', { field: 'center_id' })
}
