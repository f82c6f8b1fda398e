/** Samples about visits: their groups, the progress of one service, feedback. */
import type { EventData } from '#platform/events/emit.ts'
import { utcText, utcToLocal } from '#platform/time.ts'
import type { Cast } from '../cast.ts'
import { therapistName, visitAhead, visitBefore, visitNow, daysBefore, type Span } from './common.ts'

/** An ordinary service. */
const SERVICE_APPOINTMENT = 2
/** therapist_request: a certain person was asked for. */
const SPECIFIC_THERAPIST = 3
const CHECKED_IN = 2

type GroupData = EventData<'AppointmentGroup.Created'>

function groupAppointment(
  cast: Cast,
  { starts, ends }: Span,
  created: Date,
  changed: Date,
): GroupData['appointments'][number] {
  const zone = cast.center.time_zone
  return {
    id: cast.ids.appointment,
    invoice_item_id: cast.ids.invoiceItem,
    service_name: cast.service.name,
    service_id: cast.service.id,
    start_time: utcText(starts),
    end_time: utcText(ends),
    start_time_in_center: utcToLocal(starts, zone),
    end_time_in_center: utcToLocal(ends, zone),
    creation_date: utcText(created),
    last_updated_on: utcText(changed),
    service_duration_in_minutes: cast.service.duration,
    has_add_ons: false,
    is_add_on: false,
    therapist_name: therapistName(cast),
    therapist_id: cast.therapist.id,
    is_recurring: false,
    show_in_calendar: true,
    appointment_type: SERVICE_APPOINTMENT,
    therapist_request_type: SPECIFIC_THERAPIST,
    room_id: cast.room.id,
    room_name: cast.room.name,
    equipment_name: '',
  }
}

const visitor = ({ guest }: Cast): GroupData['guest'] => ({
  id: guest.id,
  first_name: guest.first_name,
  last_name: guest.last_name,
  email: guest.email,
})

export const groupCreated = (cast: Cast, at: Date): GroupData => ({
  invoice_id: cast.ids.invoice,
  invoice_number: String(cast.numbers.invoice),
  invoice_number_prefix: cast.center.code,
  utm_source: 'newsletter',
  utm_medium: 'email',
  appointment_group_id: cast.ids.appointmentGroup,
  organization_id: cast.organization.id,
  center_id: cast.center.id,
  center_Name: cast.center.name,
  guest: visitor(cast),
  appointments: [groupAppointment(cast, visitAhead(cast, at), at, at)],
  // Documented, but never sent.
  rebooked_source_group_id: undefined,
})

/** The visit was booked the day before, and is moved. */
export const groupUpdated = (cast: Cast, at: Date): EventData<'AppointmentGroup.Updated'> => ({
  invoice_id: cast.ids.invoice,
  invoice_number: String(cast.numbers.invoice),
  invoice_number_prefix: cast.center.code,
  appointment_group_id: cast.ids.appointmentGroup,
  organization_id: cast.organization.id,
  center_id: cast.center.id,
  center_Name: cast.center.name,
  guest: visitor(cast),
  appointments: [groupAppointment(cast, visitAhead(cast, at), daysBefore(at, 1), at)],
})

export const groupStatus = (cast: Cast): EventData<'AppointmentGroup.Status'> => ({
  invoice_id: cast.ids.invoice,
  invoice_number: String(cast.numbers.invoice),
  receipt_number: '0',
  appointment_group_id: cast.ids.appointmentGroup,
  appointment_group_status: CHECKED_IN,
  is_noshowfeerequired: 'Yes',
  is_cancellationfeerequired: 'Yes',
})

export const groupDeleted = (cast: Cast): EventData<'AppointmentGroup.Delete'> => ({
  appointment_group_id: cast.ids.appointmentGroup,
  appointment_id: cast.ids.appointment,
})

/** A line of a visit as invoices and progress events spell it, `miutes` and all. */
export const lineOf = (cast: Cast, { starts, ends }: Span) => ({
  id: cast.ids.appointment,
  invoice_item_id: cast.ids.invoiceItem,
  service_name: cast.service.name,
  service_id: cast.service.id,
  start_time: utcText(starts),
  end_time: utcText(ends),
  serviceduration_in_miutes: cast.service.duration,
  has_add_ons: false,
  is_add_on: false,
  therapist_name: therapistName(cast),
  TherapistId: cast.therapist.id,
  is_recurring: false,
  appointment_type: SERVICE_APPOINTMENT,
  therapist_request_type: SPECIFIC_THERAPIST,
  room_name: cast.room.name,
  equipment_name: '',
})

const progress = (cast: Cast, span: Span, state: 1 | 2): EventData<'Appointment.Started'> => ({
  invoice_id: cast.ids.invoice,
  invoice_number: String(cast.numbers.invoice),
  appointment_group_id: cast.ids.appointmentGroup,
  center_id: cast.center.id,
  appointments: [
    { ...lineOf(cast, span), room_id: cast.room.id, equipment_id: '', appointment_progress: state },
  ],
})
export const started = (cast: Cast, at: Date) => progress(cast, visitNow(cast, at), 1)
export const completed = (cast: Cast, at: Date) => progress(cast, visitBefore(cast, at), 2)

export const feedback = (cast: Cast): EventData<'Appointment.Feedback.Created'> =>
  ({
    // Ids are in capitals here.
    organization_id: cast.organization.id.toUpperCase(),
    center_id: cast.center.id.toUpperCase(),
    user_id: cast.guest.id.toUpperCase(),
    version: 2,
    appointment_group_id: cast.ids.appointmentGroup.toUpperCase(),
    rating_value: 5,
    guest_feedback_tags: [
      { id: 1, name: 'punctuality' },
      { id: 4, name: 'friendliness' },
    ],
    comments: 'Calm room, and exactly the pressure I asked for.',
    source: 0,
    // Members of the older form, version 1.
    recommendation: undefined,
    share_feedback: undefined,
  }) as EventData<'Appointment.Feedback.Created'>
