import { personOf } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { checkVisitAccess } from '../access.ts'
import { endVisit, lockVisitOfInvoice } from '../changes.ts'
import { text } from '../refusals.ts'

export const cancelBooking = operation('cancelBooking', 'PUT /v1/invoices/{invoice_id}/cancel', {
  who: { right: 'appointments:write', guest: true },
  refusals: {
    forbidden: [403, 602, text('You do not have access to cancelling')],
    visit_out_of_reach: [403, 438, text('You cannot access this visit')],
    invoice_not_found: [400, 428, text('The invoice is invalid')],
    visit_closed: [400, 428, text('The invoice is closed')],
    invoice_without_visit: [400, 502, text('The invoice has no appointments')],
    invoice_center_mismatch: [400, 502, text('The invoice belongs to another center than the visit')],
    payments_on_invoice: [400, 502, text('Payments or redemptions are on the invoice; remove them first')],
    visit_ended: [400, 502, text('The visit was missed or voided and cannot be cancelled')],
    comments_required: [400, 400, text('This center requires comments for a cancellation')],
  },
  async handler({ path, query, body }, { tx, organizationId, caller, now }) {
    if (path.invoice_id === NIL_GUID) refuse('invalid_input', { field: 'invoice_id', detail: 'is not an id' })
    const visit = await lockVisitOfInvoice(tx, organizationId, path.invoice_id)
    checkVisitAccess(caller, visit.group, { family: true })
    const change = {
      by: personOf(caller),
      comments: body.comments ?? query.comments ?? null,
      reasonId: body.reason_id ?? null,
    }
    const { isChargeApplied } = await endVisit(tx, visit, 'cancel', change, now, 'invoice_id')
    return { success: true, is_charge_applied: isChargeApplied, error: null }
  },
})
