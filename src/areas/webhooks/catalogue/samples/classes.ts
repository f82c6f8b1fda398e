/** Samples about classes: sessions on the schedule and registrations for them. Sessions are told in the center's time. */
import type { EventData } from '#platform/events/emit.ts'
import type { Cast } from '../cast.ts'
import { dayOf, diallingCode, therapistName } from './common.ts'

const CLASS = 1
/** Outside workshops. */
const NO_TRACK = -1

type Schedule = EventData<'Class.Schedule.Created'>
type Booking = EventData<'Class.Booking.Created'>
type Decision = EventData<'Class.Booking.Approved'>

/** Tomorrow at half past six in the evening. */
export const sessionCreated = (cast: Cast, at: Date): Schedule => ({
  sesion_id: cast.numbers.session,
  center_id: cast.center.id,
  class_name: 'Slow flow yoga',
  start_time: `${dayOf(cast, at, 1)}T18:30:00`,
  end_time: `${dayOf(cast, at, 1)}T19:30:00`,
  duration_in_mins: 60,
  instructor_details_list: [{ id: cast.therapist.id, name: therapistName(cast) }],
  room_id: cast.room.id,
  capacity: 14,
  web_capacity: 9,
  show_in_catalog: 1,
  is_free_session: false,
  description: 'An unhurried hour for every level; mats are there.',
  html_description: '<p>An unhurried hour for every level; mats are there.</p>',
  is_recurring: false,
  recurrence_start_time: null,
  recurrence_end_time: null,
  recurrence_type: null,
  frequency: null,
  num_occurences: null,
  weekdays: null,
  override_conflict_check: false,
  enforce_add_on_conflict: false,
  class_type: CLASS,
  code: 'SFY',
  event_id: null,
  student_virtual_link: null,
  instructor_virtual_link: null,
  recurrence_id: null,
  recurrence_session_ids: null,
})

/** After an edit, what is not set is told otherwise. */
export const sessionUpdated = (cast: Cast, at: Date): Schedule => ({
  ...sessionCreated(cast, at),
  end_time: `${dayOf(cast, at, 1)}T19:45:00`,
  duration_in_mins: 75,
  event_id: -1,
  student_virtual_link: '',
  instructor_virtual_link: '',
})

const registration = (cast: Cast) => ({
  // The same number twice for what is no workshop.
  workshop_id: cast.numbers.class,
  track_id: NO_TRACK,
  class_id: cast.numbers.class,
  session_id: cast.numbers.session,
  guest_id: cast.guest.id,
  center_id: cast.center.id,
  registration_id: cast.numbers.registration,
})

export const bookingCreated = (cast: Cast): Booking => ({
  ...registration(cast),
  add_to_all: 0,
  training_virtual_guests: null,
  waitlist: false,
  booking_source: null,
  group_invoice_id: null,
  is_recurring: false,
  recurrence_id: null,
  recurrence_registration_ids: null,
  guest_registration_ids: null,
})

/** How a registration ended; these are known at its beginning only. */
export const bookingEnded = (cast: Cast): Booking => ({
  ...bookingCreated(cast),
  add_to_all: null,
  waitlist: null,
  booking_source: null,
})

/** A place from the waiting list for two, on a series of two dates. */
export const bookingDecided = (cast: Cast): Decision => ({
  ...registration(cast),
  add_to_all: 0,
  waitlist: true,
  booking_source: 0,
  // In capitals, like the companion.
  group_invoice_id: cast.ids.saleInvoice.toUpperCase(),
  training_virtual_guests: [
    {
      guest_id: cast.ids.companion.toUpperCase(),
      registration_id: cast.numbers.registration + 2,
      first_name: 'Noor',
      last_name: 'Marchetti',
      email: 'noor.marchetti@example.com',
      // A dialling code and a bare number here.
      mobile_phone: { country_code: diallingCode(cast.center.country_id), number: 6175550188 },
      gender: 0,
    },
  ],
  recurrence_id: cast.numbers.recurrence,
  recurrence_registration_ids: [cast.numbers.registration, cast.numbers.registration + 1],
  is_recurring: true,
  guest_registration_ids: [cast.numbers.registration + 2],
})
