import { checkGuestAccess, personOf } from '#platform/auth.ts'
import { operation, type WriteScope } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { Operations } from '#contract'
import {
  announceCreated,
  announceUpdated,
  createVisits,
  findGroup,
  keepClaims,
  moveClaims,
  moveVisit,
} from '#areas/appointments'
import { adoptInvoice, createGroupInvoice, createInvoices, lockInvoice } from '#areas/invoices'
import type { Basket } from '../basket.ts'
import { appointmentOf, eventVisitOf, invoiceOf, MOVING_LANE, type HeldVisit } from '../hold.ts'
import { discountForbidsChange, holdLost, rescheduleRefused } from '../refusals.ts'
import { checkMovable } from '../reschedule.ts'
import { finishBooking, holdGuests, lockBookingToConfirm, type BookingToConfirm } from '../store.ts'
import { checkBasketAccess } from './create-booking.ts'

type Body = Operations['confirmBooking']['body']
type Reply = Operations['confirmBooking']['reply']

export const confirmBooking = operation('confirmBooking', 'POST /v1/bookings/{booking_id}/slots/confirm', {
  who: { right: 'appointments:write', guest: true },
  form: 'both',
  refusals: {
    booking_not_found: [200, 503, 'The booking id is missing or invalid (booking_id)'],
    hold_lost: holdLost,
    slot_taken: holdLost,
    guest_not_found: [
      200,
      4072,
      (r) => `The appointment could not be confirmed: the guest does not exist any more (${r.field})`,
    ],
    reschedule_refused: rescheduleRefused(200),
    discount_forbids_change: discountForbidsChange(200),
  },
  async handler({ path, body }, scope) {
    const { tx, organizationId, caller, now } = scope
    // One round trip. Guests before visits and claims: in that order their deletion and merge lock, too.
    const [found, guests] = await Promise.all([
      lockBookingToConfirm(tx, organizationId, path.booking_id, now),
      holdGuests(tx, organizationId, path.booking_id),
    ])
    const booking = found ?? refuse('booking_not_found')
    const basket = booking.request
    for (const guest of basket.guests) if (guest.id) checkGuestAccess(caller, guest.id)
    checkBasketAccess(caller, basket)
    // A repeated confirm gets the answer of the first: one visit, however often a client asks.
    if (booking.confirmed) return asReply(booking.confirmed as Confirmed)
    const { placement, center, reservation_id: holdId } = booking
    if (!holdId || !placement || !booking.held_until || booking.held_until <= now) refuse('hold_lost')
    checkGuestsExist(basket, guests)

    const moved = placement.filter((visit) => visit.isReschedule)
    const fresh = placement.filter((visit) => !visit.isReschedule)
    for (const visit of moved) await move(scope, visit, center, basket, holdId, body)
    const reply = replyOf(placement, basket)
    const groupInvoiceId = fresh.length > 1 ? newId(now) : null
    // One round trip. Numbers come last: they lock a row that all bookings of the center share; then events.
    const [, , , numbers] = await Promise.all([
      finishBooking(tx, organizationId, booking.id, holdId, reply),
      keepClaims(tx, organizationId, holdId, booking.claims ?? 0),
      create(scope, fresh, center, groupInvoiceId, basket, booking.id, body),
      bill(scope, fresh, center, groupInvoiceId, body),
    ])
    await announceCreated(
      tx,
      organizationId,
      fresh.map((visit) => eventVisitOf(visit, center, numbers.get(visit.invoiceId)!, now)),
      now,
    )
    if (moved.length)
      await announceUpdated(
        tx,
        organizationId,
        moved.map((visit) => visit.groupId),
        now,
      )
    return asReply(reply)
  },
})

/** They may have been deleted or merged into others since the hold was made. */
function checkGuestsExist(basket: Basket, existing: ReadonlySet<string>): void {
  for (const [g, { id }] of basket.guests.entries())
    if (!id || !existing.has(id)) refuse('guest_not_found', { field: `guests[${g}].id` })
  if (basket.hostId && !existing.has(basket.hostId)) refuse('guest_not_found', { field: 'host_id' })
}

interface Confirmed {
  is_confirmed: boolean
  invoice: NonNullable<HeldVisit['wire']>
  invoices?: NonNullable<HeldVisit['wire']>[]
  error: null
}

/** The invoice of the host, or of the first guest; all of them when there are several. */
function replyOf(placement: readonly HeldVisit[], basket: Basket): Confirmed {
  const host = placement.find((visit) => visit.guestId === basket.hostId) ?? placement[0]!
  return {
    is_confirmed: true,
    invoice: host.wire!,
    ...(placement.length > 1 ? { invoices: placement.map((visit) => visit.wire!) } : {}),
    error: null,
  }
}

/** `invoices` is there only for several guests; the capitalised alias only on failure. */
const asReply = (confirmed: Confirmed): Reply =>
  ({ ...confirmed, invoices: confirmed.invoices, Error: undefined }) as Reply

/** New visits, a group per guest, and the common group invoice of several. */
async function create(
  { tx, organizationId, caller, now }: WriteScope,
  visits: HeldVisit[],
  center: BookingToConfirm['center'],
  groupInvoiceId: string | null,
  basket: Basket,
  bookingId: string,
  body: Body,
): Promise<void> {
  if (!visits.length) return
  const hostGuestId = basket.hostId ?? visits[0]!.guestId
  const groupName = body?.group_name ?? null
  await Promise.all([
    groupInvoiceId &&
      createGroupInvoice(
        tx,
        { organizationId, id: groupInvoiceId, centerId: center.id, hostGuestId, name: groupName },
        now,
      ),
    createVisits(
      tx,
      visits.map((visit) => ({
        organizationId,
        id: visit.groupId,
        centerId: center.id,
        guestId: visit.guestId,
        invoiceId: visit.invoiceId,
        groupInvoiceId,
        groupName: groupInvoiceId ? groupName : null,
        hostGuestId: groupInvoiceId ? hostGuestId : basket.hostId,
        bookingId,
        source: basket.source,
        notes: body?.notes ?? visit.notes,
        isSurprise: basket.isSurprise,
        createdBy: personOf(caller),
        appointments: visit.items.map(appointmentOf),
      })),
      now,
    ),
  ])
}

/** Their invoices, or the temporary ones made real. Gives the number of each by its id. */
async function bill(
  { tx, organizationId, now }: WriteScope,
  visits: HeldVisit[],
  center: BookingToConfirm['center'],
  groupInvoiceId: string | null,
  body: Body,
): Promise<Map<string, number>> {
  const notesOf = (visit: HeldVisit) => body?.notes ?? visit.notes
  const temporary = visits.filter((visit) => visit.hasInvoice)
  const missing = visits.filter((visit) => !visit.hasInvoice)
  const [adopted, created] = await Promise.all([
    Promise.all(
      temporary.map(async (visit) => {
        const change = { groupInvoiceId, notes: notesOf(visit) }
        const number = await adoptInvoice(tx, organizationId, visit.invoiceId, change, now)
        return [visit.invoiceId, number] as const
      }),
    ),
    createInvoices(
      tx,
      missing.map((visit) => ({
        ...invoiceOf(visit, organizationId, center),
        groupInvoiceId,
        notes: notesOf(visit),
      })),
      now,
    ),
  ])
  return new Map([...adopted, ...created])
}

/** A visit that exists is moved: same ids, same invoice, other times and people. */
async function move(
  scope: WriteScope,
  visit: HeldVisit,
  center: BookingToConfirm['center'],
  basket: Basket,
  holdId: string,
  body: Body,
): Promise<void> {
  const { tx, organizationId, caller, now } = scope
  const invoice = await lockInvoice(tx, organizationId, visit.invoiceId)
  const group = await findGroup(tx, organizationId, visit.groupId)
  if (!invoice || !group || invoice.state !== 'open') refuse('reschedule_refused')
  checkMovable(group, center, basket.online, now)
  const ids = visit.items.map((item) => item.appointmentId)
  await moveClaims(tx, organizationId, holdId, ids, MOVING_LANE)
  await moveVisit(
    tx,
    organizationId,
    group.id,
    visit.items.map(appointmentOf),
    { notes: body?.notes ?? null, by: personOf(caller) },
    now,
  )
}
