import type { Basket } from './basket.ts'
import type { HeldVisit } from './hold.ts'

export interface BookingRow {
  organization_id: string
  id: string
  center_id: string
  day: string
  /** Last day whose slots come along. */
  last_day: string
  /** First instant of the day by the center's clock when the booking was made. */
  day_starts_at: Date
  request: Basket
  service_ids: string[]
  guest_ids: string[]
  moved_ids: string[]
  confirmed: unknown
  reservation_id: string | null
  created_at: Date
  expires_at: Date
}
export interface ReservationRow {
  organization_id: string
  id: string
  booking_id: string
  center_id: string
  starts_at: Date
  held_until: Date
  placement: HeldVisit[]
  claims: number
  created_at: Date
}

declare module '#platform/db/database.ts' {
  interface Database {
    bookings: BookingRow
    reservations: ReservationRow
  }
}
