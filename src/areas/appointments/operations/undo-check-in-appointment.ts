import { personOf } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { checkVisitAccess } from '../access.ts'
import { lockVisit } from '../changes.ts'
import { undoCheckIn } from '../check-in.ts'
import { groupRefusals, outOfReach, text } from '../refusals.ts'

export const undoCheckInAppointment = operation(
  'undoCheckInAppointment',
  'PUT /v1/appointments/{appointment_group_id}/undo_check_in',
  {
    who: { right: 'appointments:write', guest: true },
    refusals: {
      ...groupRefusals,
      ...outOfReach(4051),
      visit_closed: [400, 735, text('The invoice of the visit is closed')],
      visit_on_later_day: [400, 736, text('The visit is on a future date')],
      progress_not_open: [
        400,
        502,
        text('A service of the visit is started or completed; set its progress to open first'),
      ],
    },
    async handler({ path }, { tx, organizationId, caller, now }) {
      const visit = await lockVisit(tx, organizationId, path.appointment_group_id)
      checkVisitAccess(caller, visit.group)
      await undoCheckIn(tx, visit, { by: personOf(caller) }, now, 'appointment_group_id')
      return { success: true, error: null }
    },
  },
)
