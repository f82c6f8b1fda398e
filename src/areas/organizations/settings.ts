import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'

/** Guest members that an organisation can demand, see `mandatory_guest_fields`. */
export const MANDATORY_GUEST_FIELDS = [
  'mobile',
  'email',
  'birthday',
  'address',
  'city',
  'state',
  'country',
  'nationality',
  'referral',
  'gender',
] as const

/** Switches of an organisation; what a row does not name has the value here. */
export const ORGANIZATION_DEFAULTS = {
  /** Guest members that must be given: any of MANDATORY_GUEST_FIELDS. */
  mandatory_guest_fields: [] as string[],
  unique_guest_email: false,
  unique_guest_mobile: false,
  /** How far a search for guests reaches that names no center: with `center` it is refused, else it is the organisation. */
  guest_search_scope: 'organization' as 'organization' | 'zone' | 'center',
  /** Prefix and first number of guest codes; null: codes stay empty. */
  guest_code_prefix: null as string | null,
  guest_code_start: 1,
  /** Reservation and answer of GET /v1/appointments/{id}: object, or the array some clients know. */
  appointment_as_array: false,

  // Told to clients in GET /v1/organizations/settings/{section}, which act on them by themselves.
  /** Day (YYYY-MM-DD) before which financial data is closed. */
  lock_date: null as string | null,
  /** Or so many days after a day has ended. */
  lock_days: null as number | null,
  enforce_inactivity_login: false,
  /** payment_card_on_booking: 0 off, 1 optional, 2 required. */
  card_entry_for_appointment: 0,
  connect_enabled: false,
  include_tip_in_actual_amount: false,
  fitness_kiosk_enabled: false,
  primary_work_task_enabled: null as boolean | null,
  primary_work_task_id: null as string | null,
  block_app_outside_geofence: false,
  block_guest_data_outside_geofence: false,
  block_check_in_outside_geofence: false,
  pay_period_based_reporting: false,
  allow_tracking_consumables: false,
  allow_employee_signature: false,
  service_custom_data_label: null as string | null,
  guest_custom_data_label: null as string | null,
  unified_view_label: null as string | null,
  custom_fields_label: null as string | null,
  restrict_form: 0,
}
export type OrganizationSettings = typeof ORGANIZATION_DEFAULTS

/** Settings of an organisation with defaults filled in. */
export async function readOrganizationSettings(
  db: Db,
  organizationId: string,
): Promise<OrganizationSettings> {
  const { rows } = await sql<{ settings: Partial<OrganizationSettings> }>`
    select settings from organizations where organization_id = ${organizationId}`.execute(db)
  return { ...ORGANIZATION_DEFAULTS, ...rows[0]?.settings }
}

export interface OrganizationFacts {
  id: string
  name: string
  accountName: string
  currencyCode: string
  /** `60;w=60;b=60`, or null for no limit. */
  rateLimit: string | null
}

/** Writes a new organisation; throws account_taken when another one signs in under this name. */
export async function insertOrganization(tx: Tx, facts: OrganizationFacts, now: Date): Promise<void> {
  const { rows } = await sql`
    insert into organizations (organization_id, name, account_name, currency_code, rate_limit, settings, created_at)
    values (${facts.id}, ${facts.name}, ${facts.accountName}, ${facts.currencyCode}, ${facts.rateLimit}, '{}', ${now})
    on conflict ((lower(account_name))) do nothing returning organization_id`.execute(tx)
  if (!rows.length)
    refuse('account_taken', { field: 'account', detail: 'is the account of another organisation' })
}
