import { operation } from '#platform/http/operation.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { checkVisitAccess } from '../access.ts'
import { lockVisit } from '../changes.ts'
import { keepFeedback, listCompanions } from '../feedback.ts'
import { groupRefusals, outOfReach, text } from '../refusals.ts'
import { isEnded } from '../states.ts'

export const addAppointmentFeedback = operation(
  'addAppointmentFeedback',
  'POST /v1/appointments/{appointment_group_id}/feedbacks',
  {
    who: { right: 'appointments:write', guest: true },
    form: 'flag_and_text',
    refusals: {
      ...groupRefusals,
      ...outOfReach(438),
      group_id_invalid: [400, 502, text('The appointment group id is invalid')],
      appointment_group_not_found: [400, 410, text('The appointment group was not found')],
      feedback_given: [400, 4020, text('Feedback has already been given for this visit')],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const field = 'appointment_group_id'
      if (path.appointment_group_id === NIL_GUID) refuse('group_id_invalid', { field })
      const { group } = await lockVisit(tx, organizationId, path.appointment_group_id)
      checkVisitAccess(caller, group)
      if (isEnded(group.status)) refuse('visit_ended', { field })
      const feedback = { rating: body.rating, comments: body.comments?.trim() || null }
      if (!(await keepFeedback(tx, group, feedback, now))) refuse('feedback_given', { field })
      if (body.apply_for_group_invoice)
        for (const other of await listCompanions(tx, group)) await keepFeedback(tx, other, feedback, now)
      return { success: true, error: null, Message: undefined }
    },
  },
)
