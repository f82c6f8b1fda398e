import type { Generated } from 'kysely'
import type { CenterDetails } from './details.ts'
import type { LocationGroupDetails } from './location-groups.ts'
import type { ReasonDetails } from './reasons.ts'
import type { CenterSettings } from './settings.ts'

export interface CenterRow {
  organization_id: string
  id: string
  code: string
  name: string
  display_name: string
  description: string | null
  time_zone: string
  currency_code: string
  country_id: number
  state_id: number | null
  state_other: string | null
  address1: string | null
  address2: string | null
  city: string | null
  zip_code: string | null
  phone: string | null
  email: string | null
  website: string | null
  latitude: number | null
  longitude: number | null
  is_active: boolean
  service_tax_rate: number
  tax_included: boolean
  settings: Partial<CenterSettings>
  details: CenterDetails
  created_at: Date
  updated_at: Date
}
export interface CenterHoursRow {
  organization_id: string
  center_id: string
  weekday: number
  opens: number
  closes: number
  online_opens: number | null
  online_closes: number | null
  off_peak_opens: number | null
  off_peak_closes: number | null
}
export interface CenterSpecialDayRow {
  organization_id: string
  center_id: string
  day: string
  name: string | null
  is_closed: boolean
  holiday_type: number | null
  opens: number | null
  closes: number | null
  online_opens: number | null
  online_closes: number | null
}
export interface ReasonRow {
  organization_id: string
  id: number
  guid: string
  object_type: number
  action_type: number
  name: string
  is_active: boolean
  is_deleted: boolean
  details: ReasonDetails
}
export interface LocationGroupRow {
  organization_id: string
  id: string
  name: string
  center_ids: string[]
  details: LocationGroupDetails
}

declare module '#platform/db/database.ts' {
  interface Database {
    centers: CenterRow
    center_hours: CenterHoursRow
    center_special_days: CenterSpecialDayRow
    reasons: Omit<ReasonRow, 'guid' | 'is_deleted'> & {
      guid: Generated<string>
      is_deleted: Generated<boolean>
    }
    location_groups: LocationGroupRow
  }
}
