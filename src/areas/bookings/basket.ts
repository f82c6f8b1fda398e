/**
 * A booking as understood: who wants what, where and on which day. Made once by createBooking, with every id
 * checked, and kept with the booking; slots, reserve and confirm work from it.
 */
import { sql } from 'kysely'
import type { Operations } from '#contract'
import type { Db } from '#platform/db/database.ts'
import { asGuid, NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, localDay, parseDay } from '#platform/time.ts'
import type { Center } from '#areas/centers'
import { findDayPackage } from '#areas/catalog'

/** therapist_request without its last value: nobody asks for "several" of one item. */
export type TherapistWish = { kind: 'any' | 'male' | 'female' } | { kind: 'named'; id: string }

export interface BasketAddOn {
  key: string
  serviceId: string
  therapist: TherapistWish
  invoiceItemId: string | null
  /** Reschedule: the appointment that is moved. */
  appointmentId?: string
}
export interface BasketItem {
  key: string
  serviceId: string
  dayPackageId: string | null
  therapist: TherapistWish
  roomId: string | null
  addOns: BasketAddOn[]
  /** Reschedule: the line this item replaces. */
  invoiceItemId: string | null
  /** Reschedule: the appointment that is moved. */
  appointmentId?: string
}
export interface BasketGuest {
  key: string
  /** Null: anonymous until reserve. */
  id: string | null
  /** Reschedule: invoice of the visit. */
  invoiceId: string | null
  notes: string | null
  singleTherapist: boolean
  /** The visit that is moved, once found. */
  reschedule?: { groupId: string; invoiceId: string }
  items: BasketItem[]
}
export interface Basket {
  centerId: string
  /** Center-local day. */
  day: string
  guests: BasketGuest[]
  hostId: string | null
  online: boolean
  /** appointment_source */
  source: number
  skipCatalogChecks: boolean
  onlyCatalogEmployees: boolean
  onlyCheckedInEmployees: boolean
  doubleBooking: boolean
  nonContiguous: boolean
  differentTimes: boolean
  preserveOrder: boolean
  considerCenterTimings: boolean
  isSurprise: boolean
  /** Further days whose slots come along. */
  futureSlotDays: number
}

type Request = Operations['createBooking']['body']
type RequestItem = Request['guests'][number]['items'][number]
type RequestTherapist = RequestItem['therapist']

const MOST_GUESTS = 20
const MOST_ITEMS = 20
const MOST_FUTURE_DAYS = 60
/** booking_source → appointment_source */
const SOURCES: Record<number, number> = { 0: 0, 1: 2, 2: 1, 3: 0 }

const flag = (value: unknown): boolean => value === true
const guidOrNull = (value: string | null | undefined): string | null => {
  const guid = value ? asGuid(value) : null
  return guid === NIL_GUID ? null : guid
}

function readWish(therapist: RequestTherapist, field: string): TherapistWish {
  const text = therapist?.id || therapist?.Id
  if (text) {
    const id = asGuid(text)
    if (!id) refuse('therapist_not_found', { field: `${field}.id` })
    if (id !== NIL_GUID) return { kind: 'named', id }
  }
  const gender = Number(therapist?.Gender ?? (therapist as { gender?: number } | null)?.gender ?? 0)
  return gender === 1 ? { kind: 'male' } : gender === 2 ? { kind: 'female' } : { kind: 'any' }
}

const readItem = (item: RequestItem, key: string, field: string): BasketItem => ({
  key,
  serviceId: item.item.id,
  dayPackageId: null,
  therapist: readWish(item.therapist, `${field}.therapist`),
  roomId: guidOrNull(item.room?.id),
  addOns: (item.add_ons ?? []).map((addOn, n) => ({
    key: `${key}.${n}`,
    serviceId: addOn.item.id,
    therapist: readWish(addOn.therapist, `${field}.add_ons[${n}].therapist`),
    invoiceItemId: guidOrNull(addOn.invoice_item_id),
  })),
  invoiceItemId: guidOrNull(item.invoice_item_id),
})

/** The day asked for; a full date-time is cut to its day. */
function readBookingDay(text: string, center: Center, now: Date): string {
  const day =
    parseDay(text.slice(0, 10)) ??
    refuse('invalid_input', { field: 'date', detail: 'is not a date (YYYY-MM-DD)' })
  if (
    day < addDays(localDay(now, center.time_zone), -366) ||
    day > addDays(localDay(now, center.time_zone), 3660)
  )
    refuse('invalid_input', { field: 'date', detail: 'is too far away' })
  return day
}

export interface BasketContext {
  organizationId: string
  center: Center
  now: Date
  /** Channel of the calling app (appointment_source) and whether a guest is calling. */
  source: number
  byGuest: boolean
  doubleBookingInQuery: boolean | undefined
}

/** Reads the request into a basket; its ids are not looked up yet. */
function readRequest(request: Request, context: BasketContext): Basket {
  if (request.guests.length > MOST_GUESTS)
    refuse('invalid_input', { field: 'guests', detail: `has more than ${MOST_GUESTS} entries` })
  const guests: BasketGuest[] = []
  for (const [g, guest] of request.guests.entries()) {
    if (guest.items.length > MOST_ITEMS)
      refuse('invalid_input', { field: `guests[${g}].items`, detail: `has more than ${MOST_ITEMS} entries` })
    guests.push({
      key: `g${g}`,
      id: guidOrNull(guest.id),
      invoiceId: guidOrNull(guest.invoice_id),
      notes: guest.notes ?? null,
      singleTherapist: flag(guest.consider_single_therapist_slot),
      items: guest.items.map((item, i) => readItem(item, `g${g}i${i}`, `guests[${g}].items[${i}]`)),
    })
  }
  const day = readBookingDay(request.date, context.center, context.now)
  const source =
    request.booking_source === null || request.booking_source === undefined
      ? context.source
      : (SOURCES[request.booking_source] ?? context.source)
  const basket: Basket = {
    centerId: context.center.id,
    day,
    guests,
    hostId: guidOrNull(request.host_id) ?? guidOrNull(request.relationship_host_id),
    online: flag(request.use_online_booking_template) || context.byGuest || source === 1 || source === 2,
    source,
    skipCatalogChecks: flag(request.skip_catalog_validations),
    onlyCatalogEmployees: flag(request.is_only_catalog_employees),
    onlyCheckedInEmployees: flag(request.is_only_checked_in_employees),
    doubleBooking: context.doubleBookingInQuery ?? flag(request.is_double_booking_enabled),
    nonContiguous: flag(request.is_noncontiguous_slots),
    differentTimes: flag(request.is_booking_at_different_times_for_different_guests),
    preserveOrder: flag(request.preserve_order),
    considerCenterTimings: flag(request.consider_center_timings),
    isSurprise: flag(request.is_surprise),
    futureSlotDays: Math.min(request.future_slot_days ?? 0, MOST_FUTURE_DAYS),
  }
  return basket
}

/** Replaces a day package by its services; wishes per contained service may come in `items`. */
async function expandDayPackages(
  db: Db,
  organizationId: string,
  basket: Basket,
  request: Request,
): Promise<void> {
  const ids = basket.guests.flatMap((guest) => guest.items.map((item) => item.serviceId))
  const { rows } = await sql<{ id: string }>`
    select id from day_packages where organization_id = ${organizationId} and id = any(${ids}::uuid[]) and is_active`.execute(
    db,
  )
  if (!rows.length) return
  for (const [g, guest] of [...basket.guests].entries()) {
    const items: BasketItem[] = []
    for (const [i, item] of guest.items.entries()) {
      if (!rows.some((row) => row.id === item.serviceId)) {
        items.push(item)
        continue
      }
      const field = `guests[${g}].items[${i}].item.id`
      const pack =
        (await findDayPackage(db, organizationId, item.serviceId)) ?? refuse('service_not_found', { field })
      if (
        !pack.can_book ||
        (pack.book_from && basket.day < pack.book_from) ||
        (pack.book_until && basket.day > pack.book_until)
      )
        refuse('service_not_found', { field, detail: 'the package cannot be booked on this day' })
      const wishes = request.guests[g]?.items[i]?.items ?? []
      for (const [n, part] of pack.services.entries()) {
        const wish = wishes.find((w) => w.item.id === part.service_id) ?? wishes[n]
        const placed: BasketItem = {
          ...(wish ? readItem(wish, '', field) : item),
          key: `${item.key}p${n}`,
          serviceId: part.service_id,
          dayPackageId: pack.id,
          addOns: [],
        }
        const other = part.guest_index > 0 ? basket.guests[g + part.guest_index] : undefined
        // The second guest of a couple package stands beside the first; without one, the first does all.
        if (other && other !== guest) other.items.push({ ...placed, key: `${placed.key}x` })
        else items.push(placed)
      }
    }
    guest.items = items
  }
}

export const servicesOf = (basket: Basket): string[] => [
  ...new Set(
    basket.guests.flatMap((guest) =>
      guest.items.flatMap((item) => [item.serviceId, ...item.addOns.map((a) => a.serviceId)]),
    ),
  ),
]

export const guestsOf = (basket: Basket): string[] =>
  basket.guests.flatMap((guest) => (guest.id ? [guest.id] : []))

/**
 * Reads the request into a basket with every id checked, day packages expanded into their services. Throws
 * the named refusal with the member at fault.
 */
export async function readBasket(db: Db, request: Request, context: BasketContext): Promise<Basket> {
  const basket = readRequest(request, context)
  let known = await findNamed(db, context.organizationId, basket)
  // What is no service may be a day package; most bookings have none and ask once.
  if (servicesOf(basket).some((id) => !known.services.includes(id))) {
    await expandDayPackages(db, context.organizationId, basket, request)
    known = await findNamed(db, context.organizationId, basket)
  }
  checkNamed(basket, known)
  return basket
}

interface Named {
  wishes: { id: string; field: string }[]
  rooms: { id: string; field: string }[]
  guests: { id: string; field: string }[]
}

/** Therapists, rooms and guests a basket names, with the member that names them. */
function namedIn(basket: Basket): Named {
  const wishes = basket.guests.flatMap((g, gi) =>
    g.items.flatMap((item, ii) => [
      { wish: item.therapist, field: `guests[${gi}].items[${ii}].therapist.id` },
      ...item.addOns.map((a, ai) => ({
        wish: a.therapist,
        field: `guests[${gi}].items[${ii}].add_ons[${ai}].therapist.id`,
      })),
    ]),
  )
  const therapists = wishes.flatMap(({ wish, field }) =>
    wish.kind === 'named' ? [{ id: wish.id, field }] : [],
  )
  const rooms = basket.guests.flatMap((g, gi) =>
    g.items.flatMap((item, ii) =>
      item.roomId ? [{ id: item.roomId, field: `guests[${gi}].items[${ii}].room.id` }] : [],
    ),
  )
  const guests = [
    ...basket.guests.flatMap((g, gi) => (g.id ? [{ id: g.id, field: `guests[${gi}].id` }] : [])),
    ...(basket.hostId ? [{ id: basket.hostId, field: 'host_id' }] : []),
  ]
  return { wishes: therapists, rooms, guests }
}

interface Known {
  services: string[]
  therapists: string[]
  rooms: string[]
  guests: string[]
  add_ons: string[]
}

/** Which of the ids exist in the organisation and belong to the center. */
async function findNamed(db: Db, organizationId: string, basket: Basket): Promise<Known> {
  const { wishes: therapists, rooms, guests } = namedIn(basket)
  const { rows } = await sql<Known>`
    select
      array(select s.id from services s join service_centers c on c.organization_id = s.organization_id and c.service_id = s.id
            where s.organization_id = ${organizationId} and s.id = any(${servicesOf(basket)}::uuid[]) and s.is_active
              and c.organization_id = ${organizationId} and c.center_id = ${basket.centerId} and c.is_active)::text[] as services,
      array(select e.id from employees e join employee_centers c on c.organization_id = e.organization_id and c.employee_id = e.id
            where e.organization_id = ${organizationId} and e.id = any(${therapists.map((t) => t.id)}::uuid[]) and e.is_active and not e.is_deleted
              and c.organization_id = ${organizationId} and c.center_id = ${basket.centerId})::text[] as therapists,
      array(select id from rooms where organization_id = ${organizationId} and id = any(${rooms.map((r) => r.id)}::uuid[])
              and center_id = ${basket.centerId} and is_active)::text[] as rooms,
      array(select id from guests where organization_id = ${organizationId} and id = any(${guests.map((g) => g.id)}::uuid[])
              and not is_deleted)::text[] as guests,
      array(select service_id || ' ' || add_on_id from service_add_ons
            where organization_id = ${organizationId} and service_id = any(${servicesOf(basket)}::uuid[]))::text[] as add_ons`.execute(
    db,
  )
  return rows[0]!
}

/** An add-on must be configured for its service. */
function checkNamed(basket: Basket, known: Known): void {
  const { wishes: therapists, rooms, guests } = namedIn(basket)
  for (const [gi, guest] of basket.guests.entries())
    for (const [ii, item] of guest.items.entries()) {
      const field = `guests[${gi}].items[${ii}]`
      if (!known.services.includes(item.serviceId)) refuse('service_not_found', { field: `${field}.item.id` })
      for (const [ai, addOn] of item.addOns.entries())
        if (
          !known.services.includes(addOn.serviceId) ||
          !known.add_ons.includes(`${item.serviceId} ${addOn.serviceId}`)
        )
          refuse('service_not_found', {
            field: `${field}.add_ons[${ai}].item.id`,
            detail: 'is not an add-on of the service',
          })
    }
  for (const { id, field } of therapists)
    if (!known.therapists.includes(id)) refuse('therapist_not_found', { field })
  for (const { id, field } of rooms) if (!known.rooms.includes(id)) refuse('room_not_found', { field })
  for (const { id, field } of guests) if (!known.guests.includes(id)) refuse('guest_not_found', { field })
}
