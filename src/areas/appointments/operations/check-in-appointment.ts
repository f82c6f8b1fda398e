import { personOf } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { checkVisitAccess } from '../access.ts'
import { checkInVisit } from '../check-in.ts'
import { lockVisit } from '../changes.ts'
import { groupRefusals, outOfReach, text } from '../refusals.ts'

export const checkInAppointment = operation(
  'checkInAppointment',
  'PUT /v1/appointments/{appointment_group_id}/check_in',
  {
    who: { right: 'appointments:write', guest: true },
    refusals: {
      ...groupRefusals,
      ...outOfReach(4051),
      visit_closed: [400, 734, text('The invoice of the visit is closed')],
      visit_on_later_day: [400, 727, text('The visit is on a future date')],
    },
    async handler({ path }, { tx, organizationId, caller, now }) {
      const visit = await lockVisit(tx, organizationId, path.appointment_group_id)
      checkVisitAccess(caller, visit.group)
      await checkInVisit(tx, visit, { by: personOf(caller) }, now, 'appointment_group_id')
      return { success: true, error: null }
    },
  },
)
