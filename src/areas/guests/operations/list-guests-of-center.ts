import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { localToUtc, parseLocalDateTime } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { findGuests } from '../search.ts'
import { guestReply, guestsReply } from '../wire.ts'

export const listGuestsOfCenter = operation('listGuestsOfCenter', 'GET /v1/guests', {
  who: { right: 'guests:read' },
  refusals: { missing_input: [400, 502, (r) => `The center id is invalid: ${r.field} is required`] },
  async handler({ query }, { db, organizationId, caller }) {
    const page = readPage(query)
    checkCenterAccess(caller, query.center_id)
    const center = await getCenter(db, organizationId, query.center_id)
    const updatedSince = readMoment(query.last_updated, center.time_zone)
    const { total, guests } = await findGuests(
      db,
      organizationId,
      { centerIds: [center.id], updatedSince },
      page,
    )
    const found = guests.map((guest) => guestReply(guest, query.expand))
    return guestsReply(found, pageInfo(total, page))
  },
})

/** A day or time on the center's wall. */
function readMoment(text: string | undefined, zone: string): Date | null {
  if (!text?.trim()) return null
  const local = parseLocalDateTime(text)
  if (!local) refuse('invalid_input', { field: 'last_updated', detail: 'is not a date or a time' })
  return localToUtc(local, zone)
}
