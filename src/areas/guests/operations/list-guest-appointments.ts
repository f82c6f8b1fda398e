import { checkGuestAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { parseDay } from '#platform/time.ts'
import { getGuest } from '../store.ts'
import { visitReply } from '../visits-wire.ts'
import { findServicesOfVisits, findVisits } from '../visits.ts'

export const listGuestAppointments = operation(
  'listGuestAppointments',
  'GET /v1/guests/{guest_id}/appointments',
  {
    who: { right: 'guests:read', guest: true },
    async handler({ path, query }, { db, organizationId, caller }) {
      const page = readPage(query)
      checkGuestAccess(caller, path.guest_id)
      const guest = await getGuest(db, organizationId, path.guest_id)
      const withCancelled = query.include_no_show_cancel ?? false
      const filter = {
        guestId: guest.id,
        startDay: readDay(query.start_date, 'start_date'),
        endDay: readDay(query.end_date, 'end_date'),
        withCancelled,
      }
      const { total, visits } = await findVisits(db, organizationId, filter, page)
      const ids = visits.map((visit) => visit.id)
      const services = await findServicesOfVisits(db, organizationId, ids, withCancelled)
      const ofVisit = Map.groupBy(services, (service) => service.appointment_group_id)
      return {
        appointments: visits.map((visit) => visitReply(visit, ofVisit.get(visit.id) ?? [])),
        page_info: pageInfo(total, page),
        error: null,
      }
    },
  },
)

function readDay(text: string | undefined, field: string): string | null {
  if (!text?.trim()) return null
  return parseDay(text) ?? refuse('invalid_input', { field, detail: 'is not a date' })
}
