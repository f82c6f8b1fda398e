/** The organisation and its switches. */
import { Type, type Static } from 'typebox'
import { afterCommit } from '#platform/db/transaction.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { forgetCallers } from '#areas/access-tokens'
import {
  changeOrganization,
  getOrganization as findOrganization,
  MANDATORY_GUEST_FIELDS,
  type Organization,
} from '#areas/organizations'
import { Guid, orNull, words } from '../shapes.ts'

const label = orNull(Type.String({ maxLength: 100 }))

/** Every switch of ORGANIZATION_DEFAULTS with its range. */
export const Settings = Type.Object({
  mandatory_guest_fields: Type.Array(Type.String({ enum: [...MANDATORY_GUEST_FIELDS] }), {
    uniqueItems: true,
  }),
  unique_guest_email: Type.Boolean(),
  unique_guest_mobile: Type.Boolean(),
  guest_search_scope: Type.Enum(['organization', 'zone', 'center']),
  guest_code_prefix: orNull(Type.String({ maxLength: 20 })),
  guest_code_start: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  appointment_as_array: Type.Boolean(),
  lock_date: orNull(Type.String({ format: 'date' })),
  lock_days: orNull(Type.Integer({ minimum: 0, maximum: 3650 })),
  enforce_inactivity_login: Type.Boolean(),
  card_entry_for_appointment: Type.Integer({ enum: [0, 1, 2] }),
  connect_enabled: Type.Boolean(),
  include_tip_in_actual_amount: Type.Boolean(),
  fitness_kiosk_enabled: Type.Boolean(),
  primary_work_task_enabled: orNull(Type.Boolean()),
  primary_work_task_id: orNull(Guid),
  block_app_outside_geofence: Type.Boolean(),
  block_guest_data_outside_geofence: Type.Boolean(),
  block_check_in_outside_geofence: Type.Boolean(),
  pay_period_based_reporting: Type.Boolean(),
  allow_tracking_consumables: Type.Boolean(),
  allow_employee_signature: Type.Boolean(),
  service_custom_data_label: label,
  guest_custom_data_label: label,
  unified_view_label: label,
  custom_fields_label: label,
  restrict_form: Type.Integer({ minimum: 0, maximum: 100 }),
})

const rateLimit = orNull(
  Type.String({
    maxLength: 50,
    description: '`60;w=60;b=60`: calls added, every so many seconds, at most so many; null: no limit',
  }),
)

const Reply = Type.Object({
  id: Guid,
  name: Type.String(),
  account_name: Type.String(),
  currency: Type.String({ description: 'ISO 4217' }),
  rate_limit: rateLimit,
  settings: Settings,
})

const show = (organization: Organization): Static<typeof Reply> => ({
  id: organization.organization_id,
  name: organization.name,
  account_name: organization.account_name,
  currency: organization.currency_code,
  rate_limit: organization.rate_limit,
  settings: organization.settings,
})

export const getOrganization = managementOperation(
  'getOrganization',
  'GET /admin/v1/organization',
  { summary: 'The organisation with its settings', reply: Reply },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async (_input, { db, organizationId }) => show(await findOrganization(db, organizationId)),
  },
)

export const updateOrganization = managementOperation(
  'updateOrganization',
  'PATCH /admin/v1/organization',
  {
    summary: 'Change the organisation; what is not named stays',
    body: Type.Object({
      name: Type.Optional(words(200)),
      currency: Type.Optional(Type.String({ description: 'ISO 4217' })),
      rate_limit: Type.Optional(rateLimit),
      settings: Type.Optional(Type.Partial(Settings)),
    }),
    reply: Reply,
  },
  {
    who: { right: 'management:write' },
    async handler({ body: { currency, ...change } }, { tx, organizationId }) {
      const organization = await changeOrganization(tx, organizationId, {
        ...change,
        ...(currency === undefined ? {} : { currency_code: currency }),
      })
      // Callers are remembered with the limit of their organisation.
      if (change.rate_limit !== undefined) afterCommit(tx, 'callers', forgetCallers)
      return show(organization)
    },
  },
)
