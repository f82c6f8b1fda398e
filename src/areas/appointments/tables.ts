export interface AppointmentGroupRow {
  organization_id: string
  id: string
  center_id: string
  guest_id: string
  invoice_id: string
  group_invoice_id: string | null
  group_name: string | null
  status: number
  source: number
  booking_id: string | null
  host_guest_id: string | null
  notes: string | null
  is_rebooking: boolean
  is_surprise: boolean
  starts_at: Date
  ends_at: Date
  checked_in_at: Date | null
  confirmed_at: Date | null
  cancelled_at: Date | null
  no_show_at: Date | null
  status_comments: string | null
  reason_id: number | null
  fee_applied: boolean
  created_by: string | null
  created_at: Date
  updated_by: string | null
  updated_at: Date
  details: Record<string, unknown>
}
/** A part of a segmented service. */
export interface AppointmentSegment {
  id: string
  kind: 'servicing' | 'processing' | 'finishing'
  /** ISO instants, UTC. */
  starts_at: string
  ends_at: string
  therapist_id: string
}
export interface AppointmentRow {
  organization_id: string
  id: string
  appointment_group_id: string
  invoice_item_id: string
  center_id: string
  guest_id: string
  service_id: string
  parent_appointment_id: string | null
  day_package_id: string | null
  position: number
  therapist_id: string | null
  second_therapist_id: string | null
  therapist_request: number
  room_id: string | null
  equipment_ids: string[]
  starts_at: Date
  ends_at: Date
  recovery_time: number
  segments: AppointmentSegment[]
  status: number
  progress: number
  started_at: Date | null
  completed_at: Date | null
  created_at: Date
  updated_at: Date
  details: Record<string, unknown>
}
export interface AppointmentFeedbackRow {
  organization_id: string
  id: string
  appointment_group_id: string
  rating: number
  comments: string | null
  details: Record<string, unknown>
  created_at: Date
}
export interface ClaimRow {
  organization_id: string
  id: string
  kind: 'therapist' | 'room' | 'equipment'
  resource_id: string
  center_id: string
  lane: number
  /** Range text `[from,to)`. */
  during: string
  active: boolean
  guest_id: string | null
  group_key: string | null
  reservation_id: string | null
  appointment_id: string | null
  held_until: Date | null
}

declare module '#platform/db/database.ts' {
  interface Database {
    appointment_groups: AppointmentGroupRow
    appointments: AppointmentRow
    appointment_feedbacks: AppointmentFeedbackRow
    claims: ClaimRow
  }
}
