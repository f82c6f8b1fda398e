import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { getOrganization, type Organization } from '#areas/organizations'
import { reachCenter } from '../access.ts'
import { CENTER_DEFAULTS } from '../settings.ts'

/** The groups of settings by the name they are asked for. What single centers override is not shown. */
const SECTIONS = {
  booking_wizard: () => ({
    holdtime: CENTER_DEFAULTS.hold_minutes,
    overlap: Number(CENTER_DEFAULTS.double_booking_enabled),
    interval: CENTER_DEFAULTS.slot_interval,
  }),
  training: ({ settings }: Organization) => ({ fitness_kiosk_enabled: settings.fitness_kiosk_enabled }),
  primary_work_task: ({ settings }: Organization) => ({
    is_primary_work_task_enabled: settings.primary_work_task_enabled,
    id: settings.primary_work_task_id,
  }),
  zenoti_mobile: ({ settings }: Organization) => ({
    BlockAccessOutsideGeofence: {
      BlockAccessToEntireApplication: settings.block_app_outside_geofence,
      BlockAccessToGuestData: settings.block_guest_data_outside_geofence,
    },
    PayPeriodBasedReporting: settings.pay_period_based_reporting,
    AllowTrackingConsumables: settings.allow_tracking_consumables,
    disable_employee_checkin_outside_geofence: settings.block_check_in_outside_geofence,
    allow_capturing_employee_signature_in_mobile: settings.allow_employee_signature,
  }),
  custom_data_labels: ({ settings }: Organization) => ({
    Service_CustomData_label: settings.service_custom_data_label,
    Guest_CustomData_label: settings.guest_custom_data_label,
    UnifiedView_label: settings.unified_view_label,
    CustomFields_label: settings.custom_fields_label,
    restrict_form: settings.restrict_form,
  }),
  general: ({ settings, account_name }: Organization) => ({
    lock_date: settings.lock_date && `${settings.lock_date}T00:00:00`,
    lock_days: settings.lock_days,
    account_name,
    enforce_inactvity_login: settings.enforce_inactivity_login,
    creditcard_entry_for_appointment: settings.card_entry_for_appointment as 0 | 1 | 2,
    enable_connect: settings.connect_enabled,
    include_tip_and_ssg_in_actual_amt: settings.include_tip_in_actual_amount,
  }),
}
type Section = keyof typeof SECTIONS

const isSection = (name: string): name is Section => Object.hasOwn(SECTIONS, name)

/** Answers with the section asked for alone; the others are not even named. */
const unasked = Object.fromEntries(Object.keys(SECTIONS).map((name) => [name, undefined]))

export const getOrganizationSettings = operation(
  'getOrganizationSettings',
  'GET /v1/organizations/settings/{section}',
  {
    who: { right: 'organization:read' },
    refusals: {
      section_not_found: [400, 502, (r) => `The section is invalid: ${r.field}`],
      invalid_input: [400, 502, (r) => `The request is invalid: ${r.field} ${r.detail}`],
    },
    etag: true,
    async handler({ path, query }, { db, organizationId, caller }) {
      const section = path.section.toLowerCase()
      if (!isSection(section)) refuse('section_not_found', { field: 'section' })
      if (query.center_id) await reachCenter(db, organizationId, caller, query.center_id)
      const organization = await getOrganization(db, organizationId)
      return { ...unasked, [section]: SECTIONS[section](organization) }
    },
  },
)
