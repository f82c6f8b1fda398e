/** Appointments and block-outs → rows of the appointment answers. Shape: bookings.yaml, Appointment. */
import type { wire } from '#contract'
import { NIL_GUID } from '#platform/ids.ts'
import { findCurrencyByCode, units } from '#platform/money.ts'
import { displayPhone } from '#platform/phone.ts'
import { utcText, utcToLocal } from '#platform/time.ts'
import { displayName } from '#areas/employees'
import { findCountry, NO_PLACE } from '#areas/organizations'
import { progressStateOf } from './progress.ts'
import type { AppointmentView, BlockOutRowView, ViewTherapist } from './rows.ts'
import type { AppointmentSegment } from './tables.ts'

type Row = wire.bookings.Appointment

/** Status of a block-out's row. */
const BREAK = 10
/** Clients know this one for "no time". */
const NO_TIME = '0001-01-01T00:00:00'
/** No forms filled, none waiting. */
const NO_FORMS = '0#0#0#0#0#0#0'

const localOrNull = (date: Date | null, zone: string): string | null => (date ? utcToLocal(date, zone) : null)

const times = (startsAt: Date, endsAt: Date, createdAt: Date, zone: string) => ({
  start_time: utcToLocal(startsAt, zone),
  start_time_utc: utcText(startsAt),
  end_time: utcToLocal(endsAt, zone),
  end_time_utc: utcText(endsAt),
  creation_date: utcToLocal(createdAt, zone),
  creation_date_utc: utcText(createdAt),
})

/** Members that say the same in every row: parts of the product this one has no more of. */
const constants = {
  locked: false,
  invoice_locked: false,
  has_active_membership_for_auto_pay: false,
  auto_pay_authorize_status: 0,
  has_unexpired_packages: false,
  show_in_calender: 1,
  invoice_processed_in_integrations: 0,
  selected_time: NO_TIME,
  requested_alternative: 0,
} satisfies Partial<Row>

const therapistReply = (therapist: ViewTherapist): wire.bookings.AppointmentTherapist => ({
  ...therapist,
  display_name: displayName(therapist),
  vanity_image_url: '',
})

function guestReply(view: AppointmentView): wire.bookings.AppointmentGuest {
  const country = view.guest_country_id ?? NO_PLACE
  const first = view.is_first_visit ? 1 : 0
  return {
    id: view.guest_id,
    first_name: view.guest_first_name,
    last_name: view.guest_last_name,
    gender: view.guest_gender,
    mobile: view.guest_phone
      ? {
          country_id: country,
          number: view.guest_phone,
          display_number: displayPhone(view.guest_phone, findCountry(country)?.phoneCode ?? null),
        }
      : null,
    email: view.guest_email,
    // The places of the flags are those of GuestIndicatorValue below.
    indicator: `0@0@0@0@${first}@0@0@x@0@0@0@0@0#0@0@0@0`,
    lp_tier_info: '0@x',
    is_virtual_user: false,
    preferred_pronoun: undefined,
    GuestIndicatorValue: {
      Member: 0,
      FirstTimer: view.is_first_visit,
      RebookedAppointment: view.is_rebooking || null,
      hasAddOns: view.has_add_ons || null,
      IsSurpriseVisit: view.is_surprise || null,
    },
  }
}

const NO_PRICE: wire.bookings.PriceFull = {
  currency_id: 0,
  sales: 0,
  tax: 0,
  final: 0,
  final1: 0,
  discount: 0,
  tip: 0,
  ssg: null,
  rounding_correction: 0,
}

function priceReply(view: AppointmentView): wire.bookings.PriceFull {
  const currency = findCurrencyByCode(view.currency_code)
  const amount = (minor: number) => units(minor, currency?.exponent ?? 2)
  return {
    currency_id: currency?.id ?? 0,
    sales: amount(view.list_price),
    tax: amount(view.tax),
    final: amount(view.final),
    final1: amount(view.final),
    discount: amount(view.discount),
    tip: 0,
    ssg: null,
    rounding_correction: 0,
  }
}

/** One service line. With `segment` the row of that segment alone. */
export function appointmentReply(view: AppointmentView, segment: AppointmentSegment | null = null): Row {
  const state = progressStateOf(view)
  const own = segment ? state.segments[segment.id] : undefined
  const startedAt = own ? own.started_at && new Date(own.started_at) : state.startedAt
  const completedAt = own ? own.completed_at && new Date(own.completed_at) : state.completedAt
  return {
    appointment_id: view.id,
    appointment_segment_id: segment?.id ?? null,
    parent_service_name: view.service_name,
    appointment_group_id: view.appointment_group_id,
    invoice_id: view.invoice_id,
    service: {
      id: view.service_id,
      segment_id: segment?.id ?? NIL_GUID,
      name: view.service_name,
      is_addon: view.is_addon,
      has_addons: view.has_add_ons,
      parent_appointment_id: view.parent_appointment_id,
      business_unit: null,
      category: view.category,
      sub_category: view.sub_category,
      override_product_consumption: false,
      override_default_product_consumption: false,
      is_virtual_service: false,
    },
    ...times(
      segment ? new Date(segment.starts_at) : view.starts_at,
      segment ? new Date(segment.ends_at) : view.ends_at,
      view.created_at,
      view.zone,
    ),
    status: view.status,
    source: view.source,
    progress: own?.progress ?? state.progress,
    ...constants,
    guest: guestReply(view),
    therapist: view.therapist && therapistReply(view.therapist),
    room: view.room,
    equipment: view.equipment,
    service_custom_data_indicator: NO_FORMS,
    notes: view.notes,
    price: priceReply(view),
    actual_start_time: localOrNull(startedAt || null, view.zone),
    actual_completed_time: localOrNull(completedAt || null, view.zone),
    checkin_time: localOrNull(view.checked_in_at, view.zone),
    therapist_preference_type: view.therapist_request,
    blockout: null,
    created_by_id: view.created_by,
    closed_by_id: view.closed_by,
    group_invoice_id: view.group_invoice_id,
    group_name: view.group_name,
    canUpdateTherapist: true,
    package_id: view.day_package_id ?? NIL_GUID,
    error: null,
  }
}

/**
 * Rows of one appointment in a list: one, or one per segment of a segmented service. The other therapists of
 * segments are looked up in `therapists`.
 */
export function appointmentRows(
  view: AppointmentView,
  therapists: ReadonlyMap<string, ViewTherapist>,
): Row[] {
  if (!view.segments.length) return [appointmentReply(view)]
  return view.segments.map((segment, i) => {
    const therapist = therapists.get(segment.therapist_id) ?? view.therapist
    const row = appointmentReply({ ...view, therapist }, segment)
    // Only the first carries the price, so that adding rows up gives the right sum.
    return i === 0 ? row : { ...row, price: NO_PRICE }
  })
}

/** A block-out of an employee as a row among the appointments. */
export const blockOutReply = (block: BlockOutRowView): Row => ({
  appointment_id: block.id,
  parent_service_name: null,
  appointment_group_id: block.id,
  invoice_id: NIL_GUID,
  service: null,
  ...times(block.starts_at, block.ends_at, block.created_at, block.zone),
  status: BREAK,
  source: 0,
  progress: 0,
  ...constants,
  guest: null,
  therapist: therapistReply(block.therapist),
  room: null,
  equipment: null,
  notes: block.notes,
  price: NO_PRICE,
  therapist_preference_type: null,
  blockout: {
    id: block.type.number,
    name: block.type.name,
    code: block.type.details.code ?? block.type.name,
    description: block.type.details.description ?? null,
    duration: block.type.duration,
    active: block.type.is_active,
    count_in_utilization: block.type.details.count_in_utilization ?? false,
    bookable: block.type.is_bookable,
    indicator_color: block.type.details.indicator_color ?? '#8D8DCF',
    text_color: block.type.details.text_color ?? '#000000',
  },
  canUpdateTherapist: false,
  package_id: NIL_GUID,
  error: null,
})
