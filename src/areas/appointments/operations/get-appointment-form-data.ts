import { operation } from '#platform/http/operation.ts'
import { asGuid } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { checkFormAccess, formRefusals } from '../forms.ts'

const wrong = 'Something went wrong'

export const getAppointmentFormData = operation(
  'getAppointmentFormData',
  'GET /v1/appointments/{appointment_id}/forms_data',
  {
    who: { right: 'appointments:read', guest: true },
    refusals: {
      ...formRefusals,
      missing_input: [400, 4023, (r) => `${wrong}: ${r.field} is required`],
      invalid_input: [400, 4023, (r) => `${wrong}: ${r.field} ${r.detail ?? 'is invalid'}`],
    },
    async handler({ path, query }, { db, organizationId, caller }) {
      await checkFormAccess(db, organizationId, caller, path.appointment_id)
      // Empty asks for the form of the service.
      if (query.tag_Id.trim() && !asGuid(query.tag_Id))
        refuse('invalid_input', { field: 'tag_Id', detail: 'is not an id' })
      return { data: null, guest_data: null, is_form_submitted: false, error: null }
    },
  },
)
