import type { CategoryDetails, DayPackageDetails, ServiceDetails } from './details.ts'

export interface CategoryRow {
  organization_id: string
  id: string
  code: string
  name: string
  parent_id: string | null
  type: number
  display_order: number
  show_in_catalog: boolean
  is_active: boolean
  details: CategoryDetails
  created_at: Date
}
export interface ServiceRow {
  organization_id: string
  id: string
  code: string
  name: string
  display_name: string
  description: string | null
  html_description: string | null
  category_id: string | null
  duration: number
  recovery_time: number
  is_couple: boolean
  is_addon: boolean
  has_variants: boolean
  variant_of: string | null
  parallel_group: number | null
  sequence: number
  needs_room: boolean
  show_in_catalog: boolean
  can_book: boolean
  allow_cancellation_fee: boolean
  allow_no_show_fee: boolean
  display_order: number
  is_active: boolean
  details: ServiceDetails
  created_at: Date
  updated_at: Date
}
export interface ServiceCenterRow {
  organization_id: string
  service_id: string
  center_id: string
  price: number
  tax_rate: number | null
  is_active: boolean
  show_in_catalog: boolean
}
export interface ServiceSegmentRow {
  organization_id: string
  service_id: string
  position: number
  kind: 'servicing' | 'processing' | 'finishing'
  minutes: number
}
export interface ServiceTherapistRow {
  organization_id: string
  service_id: string
  center_id: string
  employee_id: string
  duration: number | null
  price: number | null
}
export interface ServiceLevelPriceRow {
  organization_id: string
  service_id: string
  center_id: string
  job_id: string
  price: number | null
  duration: number | null
}
export interface EquipmentRow {
  organization_id: string
  id: string
  center_id: string
  name: string
  quantity: number
  is_active: boolean
}
export interface DayPackageRow {
  organization_id: string
  id: string
  code: string
  name: string
  center_id: string | null
  price: number
  is_couple: boolean
  can_book: boolean
  book_from: string | null
  book_until: string | null
  is_active: boolean
  details: DayPackageDetails
  created_at: Date
}
export interface DayPackageServiceRow {
  organization_id: string
  day_package_id: string
  position: number
  service_id: string
  guest_index: number
}

declare module '#platform/db/database.ts' {
  interface Database {
    categories: CategoryRow
    services: ServiceRow
    service_centers: ServiceCenterRow
    service_segments: ServiceSegmentRow
    service_add_ons: { organization_id: string; service_id: string; add_on_id: string }
    service_therapists: ServiceTherapistRow
    service_level_prices: ServiceLevelPriceRow
    service_rooms: { organization_id: string; service_id: string; room_id: string }
    service_equipment: { organization_id: string; service_id: string; equipment_id: string; quantity: number }
    equipment: EquipmentRow
    day_packages: DayPackageRow
    day_package_services: DayPackageServiceRow
  }
}
