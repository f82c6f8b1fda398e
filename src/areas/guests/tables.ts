import type { Generated } from 'kysely'
import type { GuestDetails } from './details.ts'

/** `phone_keys`, made by the database from the three phones, is left out: nobody writes or shows it. */
export interface GuestRow {
  organization_id: string
  id: string
  number: number
  center_id: string
  code: string | null
  user_name: string | null
  password_hash: string | null
  first_name: string
  middle_name: string | null
  last_name: string
  email: string | null
  mobile_country_id: number | null
  mobile_number: string | null
  mobile_digits: string | null
  gender: number
  user_type: number
  is_deleted: boolean
  merged_into: string | null
  details: GuestDetails
  created_at: Date
  updated_at: Date
}
export interface GuestRelationshipTypeRow {
  organization_id: string
  id: string
  code: string
  name: string
  is_active: boolean
  allows_sharing: boolean
  created_at: Date
}
export interface GuestRelationshipRow {
  organization_id: string
  id: string
  host_guest_id: string
  guest_id: string
  relationship: string | null
  relationship_type_id: string | null
  allows_sharing: Generated<boolean>
  details: Record<string, unknown>
  created_at: Date
}
export interface GuestMergeRow {
  organization_id: string
  id: string
  target_guest_id: string
  source_guest_id: string
  center_id: string | null
  merged_by: string | null
  details: Record<string, unknown>
  merged_at: Date
}

declare module '#platform/db/database.ts' {
  interface Database {
    guests: GuestRow
    guest_counters: { organization_id: string; last_number: number }
    guest_relationship_types: GuestRelationshipTypeRow
    guest_relationships: GuestRelationshipRow
    guest_merges: GuestMergeRow
  }
}
