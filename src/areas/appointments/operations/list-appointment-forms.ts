import { operation } from '#platform/http/operation.ts'
import { checkFormAccess, formRefusals } from '../forms.ts'

export const listAppointmentForms = operation(
  'listAppointmentForms',
  'GET /v1/appointments/{appointment_id}/forms',
  {
    who: { right: 'appointments:read', guest: true },
    refusals: formRefusals,
    async handler({ path }, { db, organizationId, caller }) {
      await checkFormAccess(db, organizationId, caller, path.appointment_id)
      return { forms: [], error: null }
    },
  },
)
