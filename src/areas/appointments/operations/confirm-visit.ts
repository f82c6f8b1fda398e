import { personOf } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { findEmployee } from '#areas/employees'
import { checkVisitAccess } from '../access.ts'
import { lockVisitOfInvoice, takeStep } from '../changes.ts'
import { outOfReach, text } from '../refusals.ts'

export const confirmVisit = operation('confirmVisit', 'PUT /v1/invoices/{invoice_id}/confirm', {
  who: { right: 'appointments:write', guest: true },
  refusals: {
    ...outOfReach(438),
    invoice_not_found: [400, 428, text('The invoice does not exist')],
    invoice_without_visit: [400, 428, text('The invoice has no visit')],
    invoice_center_mismatch: [400, 502, text('The invoice belongs to another center than the visit')],
    visit_closed: [400, 502, text('The visit is closed; its status cannot be changed')],
    visit_ended: [400, 502, text('The visit was cancelled, missed or voided; its status cannot be changed')],
    visit_checked_in: [
      400,
      502,
      text('The guest is checked in; the visit cannot be confirmed or unconfirmed'),
    ],
  },
  async handler({ path, query, body }, { tx, organizationId, caller, now }) {
    const visit = await lockVisitOfInvoice(tx, organizationId, path.invoice_id)
    checkVisitAccess(caller, visit.group)
    const undo = String(query.undo_confirm ?? false).toLowerCase() === 'true'
    // Only an API key speaks for somebody else; a user it does not know is not worth failing for.
    const named =
      caller.kind === 'key' && body.updated_by_id
        ? await findEmployee(tx, organizationId, body.updated_by_id)
        : null
    const by = named?.id ?? personOf(caller)
    await takeStep(tx, visit, undo ? 'undo_confirm' : 'confirm', { by }, now, 'invoice_id')
    return { error: null }
  },
})
