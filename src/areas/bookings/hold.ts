/** From a placement of the engine to a hold: visits with ids, prices and claims, ready to become real at confirm. */
import type { wire } from '#contract'
import { newId } from '#platform/ids.ts'
import type { AppointmentSegment, NewAppointment, NewClaim } from '#areas/appointments'
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
}
export interface HeldVisit {
  guestId: string
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
    const visit: HeldVisit = {
      guestId: guest.id!,
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
  parent.roomId = placed.roomId
  parent.equipmentIds = [...placed.equipmentIds]
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
      roomId: placed.roomId,
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
  const own = snapshot.therapists.find((t) => t.id === therapistId)?.services.find(([id]) => id === serviceId)
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
