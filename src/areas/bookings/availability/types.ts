/**
 * Plain data of the availability engine.
 *
 * Every time is an integer minute on the day's axis: real minutes elapsed since the first instant of the
 * center's local day. The axis never jumps, so a day with a clock change has 1380 or 1500 minutes and a center
 * open past midnight runs beyond them. `WallClock` says what the clock on the wall shows at each minute.
 * Intervals are half open, [start, end). What began the day before may have a negative start.
 */

export interface Interval {
  start: number
  end: number
}

/** The UTC offset (minutes, east positive) in force from a minute of the axis on. */
export interface OffsetChange {
  fromMinute: number
  offset: number
}

/**
 * Wall-clock reading of the axis.
 * `dayStart`: UTC epoch minute of the axis' zero. `offsets`: ascending; the first holds at minute 0 (its
 * fromMinute is 0 or less). One entry on an ordinary day; one more for each clock change the axis crosses.
 */
export interface WallClock {
  dayStart: number
  offsets: readonly OffsetChange[]
}

// ---------------------------------------------------------------- the center-day

export interface DaySnapshot {
  clock: WallClock
  /** Front-desk appointment interval: 5, 10, 15, 30 or 60. */
  gridMinutes: number
  /** Interval of the online channels; usually coarser. */
  onlineGridMinutes: number
  /** Step to which a run of odd services is rounded up before the next therapist starts (AV32); 1 = never. */
  handoverMinutes: number
  /** Center hours of the day: weekly, or those of a special day. Closed day: empty. */
  openIntervals: readonly Interval[]
  /** Booking hours of the online channels. */
  onlineIntervals: readonly Interval[]
  /** A holiday closes the day (warning 6); give the hours the day would have had, if known. */
  holiday: { type: number } | null
  /** Reason of the caller's why the day as a whole takes no booking of this channel, else null. */
  dayRefusal: DayRefusal | null
  /** Minute of "now"; anything earlier is past. Negative on future days. */
  nowMinute: number
  /** First minute that may be booked: now for staff, now + lead time online. */
  earliestMinute: number

  roomMandatory: boolean
  guestOverlapAllowed: boolean
  /** refuse: only by the request's flag; allow / warn: staff may book a busy therapist, with warning 0. */
  doubleBooking: 'refuse' | 'allow' | 'warn'
  /** A closing part without the therapist may run past the end of the shift (AV08). */
  finishAfterShiftAllowed: boolean
  /** Processing may run over non-bookable block-outs (AV25). */
  processingOverBlockoutsAllowed: boolean
  /** Keep the order in which items were given (AV34). */
  keepBookingOrder: boolean
  /** Starts are re-anchored at the end of each therapist's appointments (AV42). */
  gapFree: boolean
  /** Online bookings for today take only people who are checked in (AV12). */
  sameDayNeedsCheckedIn: boolean

  therapists: readonly TherapistDay[]
  rooms: readonly RoomDay[]
  equipment: readonly EquipmentDay[]
  services: readonly Service[]
  /** Other visits of the guests concerned, by guest id. */
  guestBusy: Readonly<Record<string, readonly Interval[]>>
}

/** Why a whole day takes no booking; decided by the caller, who knows the calendar. */
export type DayRefusal =
  'past' | 'too_far_ahead' | 'same_day_only' | 'center_closed' | 'not_yet_online' | 'not_bookable'

export type TherapistGender = 'male' | 'female' | 'other'

export interface TherapistDay {
  id: string
  gender: TherapistGender
  inCatalog: boolean
  checkedIn: boolean
  repeatGuestsOnly: boolean
  /** Working time; none = off that day and never offered. */
  shifts: readonly Shift[]
  /** Leave within the day. Never offered. */
  leave: readonly Interval[]
  /** Appointments and live holds: working time only (processing left out, recovery included). */
  claims: readonly TherapistClaim[]
  blockouts: readonly Blockout[]
  /** Services the person does in this center, with own lengths if any. */
  services: Readonly<Record<string, TherapistService>>
  /** Minutes booked already, for fairness. */
  load: number
}

export interface Shift extends Interval {
  /** Fixed room of this shift. */
  roomId: string | null
}

export interface TherapistClaim extends Interval {
  /** Lane of the claim row; 0 unless double booked. */
  lane?: number
}

export interface Blockout extends Interval {
  /** A bookable block-out does not block. */
  bookable: boolean
}

/** Own lengths of a therapist; own minutes without own segments make one unbroken servicing piece. */
export interface TherapistService {
  minutes?: number
  segments?: readonly Segment[]
}

export interface RoomDay {
  id: string
  /** People at the same time. */
  capacity: number
  canExceedCapacity: boolean
  oneAppointmentAtATime: boolean
  oneGroupAtATime: boolean
  /** Not empty: the room takes only these. */
  serviceIds: readonly string[]
  claims: readonly RoomClaim[]
  blockouts: readonly Interval[]
}

export interface RoomClaim extends Interval {
  /** People in the room for this appointment. */
  places: number
  /** Visits of one group share the key; null = a group of its own. */
  groupKey: string | null
  /** Lanes of the claim rows, one per place. */
  lanes?: readonly number[]
}

export interface EquipmentDay {
  id: string
  quantity: number
  claims: readonly EquipmentClaim[]
}

export interface EquipmentClaim extends Interval {
  quantity: number
  lanes?: readonly number[]
}

export type SegmentKind = 'servicing' | 'processing' | 'finishing'

export interface Segment {
  kind: SegmentKind
  minutes: number
}

export interface Service {
  id: string
  /** Length; not read when segments are given, whose sum counts. */
  minutes: number
  /** Kept free afterwards for therapist and room; not part of the end. */
  recoveryMinutes: number
  /** Empty for an unsegmented service. */
  segments: readonly Segment[]
  /** Not empty: takes only these rooms. */
  roomIds: readonly string[]
  needsRoom: boolean
  equipment: readonly { id: string; quantity: number }[]
  /** Two therapists at once and a room for two; always of the service's own length. */
  isCouple: boolean
  /** As an add-on: whether the therapist must have it among the services done. */
  addOnNeedsSkill: boolean
}

// ---------------------------------------------------------------- the request

export type TherapistPreference = { kind: 'any' | 'male' | 'female' } | { kind: 'named'; id: string }

export type Channel = 'staff' | 'online'

export interface BookingRequest {
  channel: Channel
  isToday: boolean
  guests: readonly RequestGuest[]
  onlyCatalogEmployees: boolean
  onlyCheckedInEmployees: boolean
  /** A busy therapist may be offered, with warning 0 (staff). */
  doubleBooking: boolean
  /** Gaps between the items of a guest are fine. */
  nonContiguous: boolean
  differentTimesForGuests: boolean
  preserveOrder: boolean
  /** Nothing may run past closing, not even for staff. */
  considerCenterTimings: boolean
  /** Group of this visit, for rooms that take one group at a time. */
  groupKey: string | null
  /** Warnings under which a slot is still available; absent = `defaultTolerance`. */
  tolerates?: readonly WarningType[]
}

export interface RequestGuest {
  key: string
  guestId: string | null
  isFirstTime: boolean
  /** One person does all items. */
  singleTherapist: boolean
  items: readonly RequestItem[]
}

export interface RequestItem {
  key: string
  serviceId: string
  therapist: TherapistPreference
  /** Couple service: wish for the second person; absent = same as the first, or any when that one is named. */
  secondTherapist?: TherapistPreference
  roomId: string | null
  addOns: readonly RequestAddOn[]
  /** Items of a guest with the same value run at the same time. */
  parallelGroup: string | null
  /** Configured rank; lower comes first unless the order is kept. */
  sequence: number
  /** Length for this guest, over every other; makes one unbroken servicing piece. */
  guestMinutes?: number
}

export interface RequestAddOn {
  key: string
  serviceId: string
  /** Only a named person differs from the parent's therapist. */
  therapist: TherapistPreference
}

// ---------------------------------------------------------------- the answer

/** Wire numbers of slot warnings. */
export const warningTypes = {
  therapistDoubleBooked: 0,
  therapistOutsideSchedule: 1,
  guestDoubleBooked: 2,
  roomCapacityExceeded: 3,
  endsOutsideCenterHours: 4,
  equipmentCapacityExceeded: 5,
  dayIsHoliday: 6,
  therapistDoubleSelected: 7,
  roomDoubleSelected: 8,
  equipmentDoubleSelected: 9,
} as const

export type WarningType = (typeof warningTypes)[keyof typeof warningTypes]

export interface Warning {
  type: WarningType
  itemKey: string | null
  guestKey: string | null
  guestId: string | null
  serviceId: string | null
  therapistId: string | null
  roomId: string | null
  equipmentId: string | null
}

export interface Slot {
  /** Start of the whole visit, minute of the axis. */
  minute: number
  available: boolean
  warnings: readonly Warning[]
  /** With `placements: true`. */
  placement?: Placement
  /** With `explain: true`, on slots that are not available. */
  reasons?: readonly Reason[]
}

export interface FindOptions {
  /** List every start of the grid, those not available with their reasons and would-be warnings. */
  explain?: boolean
  /** Give the chosen placement with each available slot. */
  placements?: boolean
}

export interface Placement {
  minute: number
  /** Last end over all items, without recovery. */
  end: number
  items: readonly PlacedItem[]
  warnings: readonly Warning[]
}

export interface PlacedItem {
  itemKey: string
  guestKey: string
  serviceId: string
  therapistId: string
  /** Second person of a couple service. */
  secondTherapistId: string | null
  roomId: string | null
  equipmentIds: readonly string[]
  start: number
  /** Includes add-ons, excludes recovery. */
  end: number
  /** Parts of the item in time order, add-ons last. */
  segments: readonly PlacedSegment[]
  addOns: readonly PlacedAddOn[]
  /**
   * Rows to hold. Therapist: working time with recovery, processing left out. Room and equipment: one row per
   * place or piece. Lanes are the lowest not used by an overlapping claim; the capacity itself is counted here,
   * not by the number of lanes, so the caller keeps the resource locked between snapshot and insert.
   */
  claims: readonly Claim[]
  warnings: readonly Warning[]
}

export interface PlacedSegment {
  kind: SegmentKind
  start: number
  end: number
  therapistId: string
  /** Set on the parts of an add-on. */
  addOnKey: string | null
}

export interface PlacedAddOn {
  addOnKey: string
  serviceId: string
  therapistId: string
  start: number
  end: number
}

export interface Claim {
  resourceKind: 'therapist' | 'room' | 'equipment'
  resourceId: string
  start: number
  end: number
  lane: number
}

export type Reason =
  | 'closed'
  | 'holiday'
  | 'day_not_bookable'
  | 'outside_center_hours'
  | 'outside_online_hours'
  | 'beyond_closing'
  | 'off_grid'
  | 'past'
  | 'lead_time'
  | 'not_scheduled'
  | 'outside_shift'
  | 'on_leave'
  | 'blocked_out'
  | 'booked'
  | 'cannot_perform_service'
  | 'not_in_catalog'
  | 'not_checked_in'
  | 'gender'
  | 'not_requested'
  | 'repeat_guests_only'
  | 'room_unavailable'
  | 'equipment_unavailable'
  | 'guest_busy'
  | 'unknown_service'
  | 'no_therapist'
  | 'no_combination'

export type PlaceResult = { ok: true; placement: Placement } | { ok: false; reasons: readonly Reason[] }

export interface Explanation {
  minute: number
  /** True exactly when `findSlots` lists the minute as available; `reasons` is then empty. */
  offered: boolean
  warnings: readonly Warning[]
  /** Why the visit as a whole does not start here. */
  reasons: readonly Reason[]
  items: readonly ItemExplanation[]
}

/** An item taken by itself at the minute it would start with the services' standard lengths. */
export interface ItemExplanation {
  itemKey: string
  guestKey: string
  minute: number
  therapists: readonly TherapistExplanation[]
}

export interface TherapistExplanation {
  therapistId: string
  /** Empty: could do this item here, were it the only one. */
  reasons: readonly Reason[]
}
