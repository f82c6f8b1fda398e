/** Visits of a guest → the contract's GuestAppointmentGroup. Times are on the center's wall. */
import type { wire } from '#contract'
import { findCurrencyByCode, units } from '#platform/money.ts'
import { utcToLocal } from '#platform/time.ts'
import type { Visit, VisitService } from './visits.ts'

type GroupReply = wire.guests.GuestAppointmentGroup
type ServiceReply = wire.guests.GuestAppointmentService
interface Money {
  net: number
  tax: number
  final: number
}

/** invoice_status; what was called off is void like what was voided. */
const INVOICE_STATUS = { open: 0, closed: 4, cancelled: 99, void: 99 } as const

export function visitReply(visit: Visit, services: readonly VisitService[]): GroupReply {
  const status = INVOICE_STATUS[visit.invoice_state]
  return {
    appointment_group_id: visit.id,
    no_of_guests: visit.guest_count,
    invoice_id: visit.invoice_id,
    invoice_status: status,
    invoice: { id: visit.invoice_id, no: visit.invoice_number, status, receipt_no: visit.receipt_number },
    is_rebooking: visit.is_rebooking,
    notes: visit.notes,
    center_id: visit.center_id,
    appointment_services: services
      .filter((service) => !service.day_package)
      .map((service) => serviceReply(visit, service)),
    appointment_packages: packagesOf(visit, services),
    price: priceOf(visit, sumOf(services)),
    group_invoice_id: visit.group_invoice_id,
    is_feedback_submitted: visit.has_feedback,
  }
}

function packagesOf(visit: Visit, services: readonly VisitService[]): GroupReply['appointment_packages'] {
  const inPackages = Map.groupBy(
    services.filter((service) => service.day_package),
    (service) => service.day_package!.id,
  )
  return [...inPackages.values()].map((members) => ({
    ...members[0]!.day_package!,
    appointment_services: members.map((service) => serviceReply(visit, service)),
  }))
}

/** Minor units of several lines together. */
const sumOf = (lines: readonly Money[]): Money =>
  lines.reduce(
    (sum, line) => ({ net: sum.net + line.net, tax: sum.tax + line.tax, final: sum.final + line.final }),
    { net: 0, tax: 0, final: 0 },
  )

function priceOf(visit: Visit, { net, tax, final }: Money): wire.guests.Price {
  const currency = findCurrencyByCode(visit.currency_code)
  const exponent = currency?.exponent ?? 2
  return {
    currency_id: currency?.id ?? 0,
    sales: units(net, exponent),
    tax: units(tax, exponent),
    final: units(final, exponent),
  }
}

const minutesBetween = (start: Date, end: Date): number =>
  Math.round((end.getTime() - start.getTime()) / 60_000)

function serviceReply(visit: Visit, a: VisitService): ServiceReply {
  const local = (at: Date | null) => at && utcToLocal(at, visit.zone)
  const segments = a.segments.map((segment) => ({
    type: segment.kind,
    start_time: utcToLocal(new Date(segment.starts_at), visit.zone),
    end_time: utcToLocal(new Date(segment.ends_at), visit.zone),
    therapist_id: segment.therapist_id ?? a.therapist?.id ?? null,
  }))
  return {
    appointment_id: a.id,
    invoice_item_id: a.invoice_item_id,
    cart_item_id: null,
    appointment_segment_id: null,
    service: {
      id: a.service_id,
      name: a.service_name,
      display_name: a.service_display_name,
      price: priceOf(visit, a),
      duration: minutesBetween(a.starts_at, a.ends_at),
      category_id: a.category_id,
      is_addon: a.is_addon,
      has_addons: a.has_addons,
      addons: null,
      is_variant: a.variant_of !== null,
      has_variant: a.has_variants,
      parent_service_id: a.variant_of,
    },
    requested_therapist_gender: a.therapist_request,
    requested_therapist_id: a.therapist?.id ?? null,
    therapist: a.therapist && {
      ...a.therapist,
      display_name: a.therapist.nick_name ?? a.therapist.first_name,
    },
    therapist_specific_type: null,
    start_time: utcToLocal(a.starts_at, visit.zone),
    end_time: utcToLocal(a.ends_at, visit.zone),
    room: a.room,
    equipment: a.equipment,
    appointment_status: a.status,
    quantity: a.quantity,
    service_custom_data_indicator: null,
    service_custom_Data: null,
    actual_start_time: local(a.started_at),
    completed_time: local(a.completed_at),
    progress: a.progress,
    parent_appointment_id: a.parent_appointment_id,
    item_actions: '',
    is_membership_applied: false,
    is_addon: a.is_addon,
    addon_appointment_id: null,
    has_service_form: false,
    has_segments: segments.length > 0,
    segments: segments.length ? segments : null,
  }
}
