import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Switches of an organisation; what a row does not name has the value here. */
export const ORGANIZATION_DEFAULTS = {
  /** Guest members that must be given: any of mobile, email, birthday, address, city, state, country, nationality, referral, gender. */
  mandatory_guest_fields: [] as string[],
  unique_guest_email: false,
  unique_guest_mobile: false,
  /** Prefix and first number of guest codes; null: codes stay empty. */
  guest_code_prefix: null as string | null,
  guest_code_start: 1,
  /** Reservation and answer of GET /v1/appointments/{id}: object, or the array some clients know. */
  appointment_as_array: false,
}
export type OrganizationSettings = typeof ORGANIZATION_DEFAULTS

/** Settings of an organisation with defaults filled in. */
export async function readOrganizationSettings(db: Db, organizationId: string): Promise<OrganizationSettings> {
  const { rows } = await sql<{ settings: Partial<OrganizationSettings> }>`
    select settings from organizations where organization_id = ${organizationId}`.execute(db)
  return { ...ORGANIZATION_DEFAULTS, ...rows[0]?.settings }
}
