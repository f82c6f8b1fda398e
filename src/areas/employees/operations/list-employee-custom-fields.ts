import { operation } from '#platform/http/operation.ts'
import { utcText } from '#platform/time.ts'
import { readCustomFields } from '../custom-fields/store.ts'

/** custom_field_type of the employee profile; 1 service, 2 guest and 3 opportunity are elsewhere. */
const OF_EMPLOYEE = 4
/** Widget kinds by data type, as the older lists name them: a switch, or a text field. */
const SWITCH = '5ab7cb86-fc59-400b-9b24-23c18bf0a407'
const TEXT = '2b49052c-d422-41fb-ae55-7cbb6baa8274'

export const listEmployeeCustomFields = operation(
  'listEmployeeCustomFields',
  'GET /v1/organizations/employees/custom_fields',
  {
    who: { right: 'employees:read' },
    async handler({ query }, { db, organizationId }) {
      const active = query.active === 1 ? true : query.active === 2 ? false : null
      const fields = await readCustomFields(db, organizationId, active)
      return {
        custom_field_details: fields.map((field) => ({
          field_id: field.id,
          field_name: field.name,
          field_description: field.description ?? '',
          field_type: field.data_type === 'bool' ? SWITCH : TEXT,
          field_order: field.position,
          custom_field_type: OF_EMPLOYEE,
          active: field.is_active,
          allow_guest_to_view: false,
          allow_guest_to_edit: false,
          is_required: field.is_required,
          print_on_receipt: false,
          group_id: 0,
          updated_on: utcText(field.updated_at),
          data_type: field.data_type,
        })),
      }
    },
  },
)
