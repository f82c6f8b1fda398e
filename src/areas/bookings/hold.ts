/** From a placement of the engine to a hold: visits with ids, prices and claims, ready to become real at confirm. */
import type { wire } from '#contract'
import { newId } from '#platform/ids.ts'
import type { AppointmentSegment, EventVisit, NewAppointment, NewClaim } from '#areas/appointments'
import type { NewInvoice } from '#areas/invoices'
import type { PlacedItem, Placement } from './availability/index.ts'
import type { Basket, BasketAddOn, BasketGuest, BasketItem, TherapistWish } from './basket.ts'
import type { Axis } from './day.ts'
import type { Snapshot } from './snapshot.ts'

/** One service line of a held visit. Times are ISO instants (UTC), prices minor units. */
export interface HeldItem {
  appointmentId: string
  invoiceItemId: string
  parentAppointmentId: string | null
  dayPackageId: string | null
  serviceId: string
  name: string
  displayName: string
  therapistId: string
  secondTherapistId: string | null
  therapistRequest: number
  roomId: string | null
  equipmentIds: string[]
  startsAt: string
  endsAt: string
  recoveryTime: number
  segments: AppointmentSegment[]
  listPrice: number
  /** Millionths. */
  taxRate: number
  isAddOn: boolean
  /** As they are called when the hold is made. */
  therapist: { first_name: string; last_name: string }
  roomName: string | null
  equipmentName: string | null
}
export interface HeldVisit {
  guestId: string
  guest: { first_name: string; last_name: string; email: string | null }
  groupId: string
  invoiceId: string
  /** A temporary invoice was made at reserve. */
  hasInvoice: boolean
  notes: string | null
  /** The visit exists already and is moved. */
  isReschedule: boolean
  items: HeldItem[]
  /** The answer confirm will give for this visit. */
  wire?: wire.bookings.BookingInvoice
}

const REQUESTS: Record<TherapistWish['kind'], number> = { any: 0, male: 1, female: 2, named: 3 }

/** Claims of a visit that is being moved stand on lanes of their own until confirm frees the old ones. */
export const MOVING_LANE = 100

interface HoldContext {
  basket: Basket
  snapshot: Snapshot
  axis: Axis
  bookingId: string
  now: Date
}

/** Visits of a placement, one per guest, lines in the order they are done. */
export function heldVisits(placement: Placement, context: HoldContext): HeldVisit[] {
  return context.basket.guests.map((guest) => {
    const { first_name, last_name, email } = context.snapshot.guests.find((known) => known.id === guest.id)!
    const visit: HeldVisit = {
      guestId: guest.id!,
      guest: { first_name, last_name, email },
      groupId: guest.reschedule?.groupId ?? newId(context.now),
      invoiceId: guest.reschedule?.invoiceId ?? newId(context.now),
      hasInvoice: false,
      notes: guest.notes,
      isReschedule: Boolean(guest.reschedule),
      items: [],
    }
    const placed = placement.items
      .filter((item) => item.guestKey === guest.key)
      .toSorted((a, b) => a.start - b.start)
    for (const item of placed) visit.items.push(...heldItems(item, guest, context))
    return visit
  })
}

function heldItems(placed: PlacedItem, guest: BasketGuest, context: HoldContext): HeldItem[] {
  const item = guest.items.find((wanted) => wanted.key === placed.itemKey)!
  const own = placed.segments.filter((segment) => segment.addOnKey === null)
  const parent = heldItem(
    item,
    placed.serviceId,
    placed.therapistId,
    placed.start,
    Math.max(...own.map((s) => s.end)),
    context,
  )
  parent.secondTherapistId = placed.secondTherapistId
  const { rooms, equipment } = context.snapshot
  parent.roomId = placed.roomId
  parent.roomName = rooms.find((room) => room.id === placed.roomId)?.name ?? null
  parent.equipmentIds = [...placed.equipmentIds]
  parent.equipmentName = equipment.find((piece) => piece.id === placed.equipmentIds[0])?.name ?? null
  parent.dayPackageId = item.dayPackageId
  const service = context.snapshot.services.find((known) => known.id === placed.serviceId)!
  parent.recoveryTime = service.recovery_time
  if (service.segments.length)
    parent.segments = own.map((segment) => ({
      id: newId(context.now),
      kind: segment.kind,
      starts_at: context.axis.instantAt(segment.start).toISOString(),
      ends_at: context.axis.instantAt(segment.end).toISOString(),
      therapist_id: segment.therapistId,
    }))
  const addOns = placed.addOns.map((done) => {
    const addOn = item.addOns.find((wanted) => wanted.key === done.addOnKey)!
    const held = heldItem(addOn, done.serviceId, done.therapistId, done.start, done.end, context)
    return {
      ...held,
      parentAppointmentId: parent.appointmentId,
      roomId: parent.roomId,
      roomName: parent.roomName,
      dayPackageId: item.dayPackageId,
    }
  })
  return [parent, ...addOns]
}

function heldItem(
  wanted: BasketItem | BasketAddOn,
  serviceId: string,
  therapistId: string,
  start: number,
  end: number,
  { snapshot, axis, now }: HoldContext,
): HeldItem {
  const service = snapshot.services.find((known) => known.id === serviceId)!
  const therapist = snapshot.therapists.find((known) => known.id === therapistId)
  const own = therapist?.services.find(([id]) => id === serviceId)
  return {
    appointmentId: wanted.appointmentId ?? newId(now),
    invoiceItemId: wanted.invoiceItemId ?? newId(now),
    parentAppointmentId: null,
    dayPackageId: null,
    serviceId,
    name: service.name,
    displayName: service.display_name,
    therapistId,
    secondTherapistId: null,
    therapistRequest: REQUESTS[wanted.therapist.kind],
    roomId: null,
    equipmentIds: [],
    startsAt: axis.instantAt(start).toISOString(),
    endsAt: axis.instantAt(end).toISOString(),
    recoveryTime: 0,
    segments: [],
    listPrice: own?.[2] ?? service.price,
    taxRate: service.tax_rate,
    isAddOn: service.is_addon,
    therapist: { first_name: therapist?.first_name ?? '', last_name: therapist?.last_name ?? '' },
    roomName: null,
    equipmentName: null,
  }
}

/** The claims of a placement. */
export function claimsOf(
  placement: Placement,
  visits: readonly HeldVisit[],
  { basket, axis, bookingId }: HoldContext,
): NewClaim[] {
  const isGroup = basket.guests.length > 1
  return basket.guests.flatMap((guest, g) => {
    const visit = visits[g]!
    const mains = visit.items.filter((item) => item.parentAppointmentId === null)
    const placed = placement.items
      .filter((item) => item.guestKey === guest.key)
      .toSorted((a, b) => a.start - b.start)
    return placed.flatMap((item, n) =>
      item.claims.map((claim): NewClaim => ({
        kind: claim.resourceKind,
        resourceId: claim.resourceId,
        lane: claim.lane + (visit.isReschedule ? MOVING_LANE : 0),
        from: axis.instantAt(claim.start),
        to: axis.instantAt(claim.end),
        guestId: visit.guestId,
        groupKey: isGroup ? bookingId : null,
        appointmentId: mains[n]!.appointmentId,
      })),
    )
  })
}

/** A held line as the appointment it becomes. */
export const appointmentOf = (item: HeldItem): NewAppointment => ({
  id: item.appointmentId,
  invoiceItemId: item.invoiceItemId,
  serviceId: item.serviceId,
  parentAppointmentId: item.parentAppointmentId,
  dayPackageId: item.dayPackageId,
  therapistId: item.therapistId,
  secondTherapistId: item.secondTherapistId,
  therapistRequest: item.therapistRequest,
  roomId: item.roomId,
  equipmentIds: item.equipmentIds,
  startsAt: new Date(item.startsAt),
  endsAt: new Date(item.endsAt),
  recoveryTime: item.recoveryTime,
  segments: item.segments,
})

/** The invoice of a held visit. */
export const invoiceOf = (
  visit: HeldVisit,
  organizationId: string,
  center: NewInvoice['center'],
): NewInvoice => ({
  organizationId,
  id: visit.invoiceId,
  center,
  guestId: visit.guestId,
  groupInvoiceId: null,
  notes: null,
  items: visit.items.map((item) => ({
    id: item.invoiceItemId,
    type: 0,
    itemId: item.serviceId,
    name: item.name,
    listPrice: item.listPrice,
    taxRate: item.taxRate,
    saleBy: item.therapistId,
  })),
})

/** A held visit that has just been confirmed, as its event tells of it. */
export const eventVisitOf = (
  visit: HeldVisit,
  center: { id: string; name: string; time_zone: string; code: string },
  invoiceNumber: number,
  now: Date,
): EventVisit => ({
  id: visit.groupId,
  center_id: center.id,
  center_name: center.name,
  time_zone: center.time_zone,
  invoice_id: visit.invoiceId,
  invoice_number: String(invoiceNumber),
  invoice_prefix: center.code,
  utm_source: null,
  utm_medium: null,
  guest: { id: visit.guestId, ...visit.guest, email: visit.guest.email ?? '' },
  lines: visit.items.map((item) => ({
    id: item.appointmentId,
    invoice_item_id: item.invoiceItemId,
    service_id: item.serviceId,
    service_name: item.name,
    is_addon: item.isAddOn,
    has_add_ons: visit.items.some((other) => other.parentAppointmentId === item.appointmentId),
    starts_at: new Date(item.startsAt),
    ends_at: new Date(item.endsAt),
    created_at: now,
    progress: 0,
    therapist_request: item.therapistRequest,
    therapist_id: item.therapistId,
    therapist_first_name: item.therapist.first_name,
    therapist_last_name: item.therapist.last_name,
    room_id: item.roomId,
    room_name: item.roomName,
    equipment_id: item.equipmentIds[0] ?? null,
    equipment_name: item.equipmentName,
  })),
})
