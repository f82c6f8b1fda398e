import { personOf } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { checkVisitAccess } from '../access.ts'
import { endVisit, lockVisit } from '../changes.ts'
import { groupRefusals, outOfReach, text } from '../refusals.ts'

export const markAppointmentNoShow = operation(
  'markAppointmentNoShow',
  'PUT /v1/appointments/{appointment_group_id}/no_show',
  {
    who: { right: 'appointments:write' },
    refusals: {
      ...groupRefusals,
      ...outOfReach(438),
      visit_closed: [400, 400, text('The invoice of the visit is closed')],
      payments_on_invoice: [400, 400, text('Payments or redemptions are on the invoice of the visit')],
      comments_required: [400, 400, text('This center requires comments for a no-show')],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const visit = await lockVisit(tx, organizationId, path.appointment_group_id)
      checkVisitAccess(caller, visit.group)
      const change = { by: personOf(caller), comments: body.comments ?? null }
      const { isChargeApplied } = await endVisit(
        tx,
        visit,
        'mark_no_show',
        change,
        now,
        'appointment_group_id',
      )
      return { success: true, is_charge_applied: isChargeApplied, error: null }
    },
  },
)
