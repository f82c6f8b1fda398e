/** Booking switches of a center; what a row does not name has the value here. Rules: bookings.yaml, x-availability-rules. */
export const CENTER_DEFAULTS = {
  /** Start times lie on multiples of so many minutes of the hour: 5, 10, 15, 30 or 60. */
  slot_interval: 15,
  /** The same for online channels; null: as above. */
  online_slot_interval: null as number | null,
  /** Minutes a reservation holds its slot. */
  hold_minutes: 10,
  /** Online bookings start at least so many minutes from now. */
  online_lead_minutes: 0,
  /** Furthest day, counted from today, that can be booked. */
  furthest_days: 365,
  room_mandatory: false,
  double_booking_enabled: false,
  guest_overlap_allowed: false,
  /** Only people who have clocked in are offered for today. */
  same_day_needs_check_in: false,
  gap_free_scheduling: false,
  keep_booking_order: false,
  processing_over_block_outs: false,
  finishing_after_shift: false,
  comments_mandatory: false,
  /** Cancellation fee: off, or a part of the list price, of the price charged, or an amount in minor units. */
  cancellation_fee: null as FeeRule | null,
  /** Cancelling earlier than so many hours before the start is free. */
  cancellation_window_hours: 24,
  no_show_fee: null as FeeRule | null,
}
export interface FeeRule {
  kind: 'list_price_percent' | 'price_percent' | 'amount'
  /** Percent in hundredths (5000 = 50 %), or minor units. */
  value: number
}
export type CenterSettings = typeof CENTER_DEFAULTS
