import { operation } from '#platform/http/operation.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { readOrganizationSettings } from '#areas/organizations'
import { checkVisitAccess } from '../access.ts'
import { outOfReach, text } from '../refusals.ts'
import { findAppointmentView } from '../rows.ts'
import { appointmentReply } from '../wire.ts'

export const getAppointment = operation('getAppointment', 'GET /v1/appointments/{appointment_id}', {
  who: { right: 'appointments:read', guest: true },
  refusals: {
    ...outOfReach(438),
    appointment_id_invalid: [400, 502, text('The appointment id is invalid')],
    appointment_not_found: [400, 410, text('The appointment was not found')],
  },
  etag: true,
  async handler({ path }, { db, organizationId, caller }) {
    const field = 'appointment_id'
    if (path.appointment_id === NIL_GUID) refuse('appointment_id_invalid', { field })
    const view = await findAppointmentView(db, organizationId, path.appointment_id)
    if (!view) refuse('appointment_not_found', { field })
    checkVisitAccess(caller, view)
    const row = appointmentReply(view)
    // One live client indexes the answer as an array; an organisation can choose that.
    const { appointment_as_array } = await readOrganizationSettings(db, organizationId)
    return appointment_as_array ? [row] : row
  },
})
