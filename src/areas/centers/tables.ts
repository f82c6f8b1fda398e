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
  details: Record<string, unknown>
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
  object_type: number
  action_type: number
  name: string
  is_active: boolean
  details: Record<string, unknown>
}
export interface LocationGroupRow {
  organization_id: string
  id: string
  name: string
  center_ids: string[]
  details: Record<string, unknown>
}

declare module '#platform/db/database.ts' {
  interface Database {
    centers: CenterRow
    center_hours: CenterHoursRow
    center_special_days: CenterSpecialDayRow
    reasons: ReasonRow
    location_groups: LocationGroupRow
  }
}
