import { Type } from 'typebox'
import { checkCenterAccess } from '#platform/auth.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { hasPayments } from '#areas/invoices'
import { lockVisit, statusOf } from '../changes.ts'
import { deleteVisit } from '../delete.ts'
import { groupRefusals, text } from '../refusals.ts'
import { STATUS } from '../states.ts'

export const deleteAppointmentGroup = managementOperation(
  'deleteAppointmentGroup',
  'DELETE /admin/v1/appointment_groups/{appointment_group_id}',
  {
    summary: 'Delete an unpaid visit as if it had never been booked',
    reply: Type.Object({ success: Type.Boolean() }),
  },
  {
    who: { right: 'management:write' },
    refusals: {
      ...groupRefusals,
      visit_closed: [400, 502, text('The visit is closed and stays on record')],
      payments_on_invoice: [400, 502, text('Payments or redemptions are on the invoice; remove them first')],
    },
    async handler({ path }, { tx, organizationId, caller, now }) {
      const field = 'appointment_group_id'
      const visit = await lockVisit(tx, organizationId, path.appointment_group_id!)
      checkCenterAccess(caller, visit.group.center_id)
      const status = statusOf(visit)
      if (status === STATUS.closed || status === STATUS.voided) refuse('visit_closed', { field })
      if (await hasPayments(tx, organizationId, visit.invoice.id)) refuse('payments_on_invoice', { field })
      await deleteVisit(tx, visit, now)
      return { success: true }
    },
  },
)
