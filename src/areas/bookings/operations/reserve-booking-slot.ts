import { checkGuestAccess } from '#platform/auth.ts'
import type { Tx } from '#platform/db/database.ts'
import { operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { fractionText, localToUtc, parseLocalDateTime, utcToLocal } from '#platform/time.ts'
import { createInvoices } from '#areas/invoices'
import { insertClaims } from '#areas/appointments'
import type { Basket } from '../basket.ts'
import { invoiceOf, type HeldVisit } from '../hold.ts'
import { placeUnderLock } from '../place.ts'
import { bookingNotFound, slotTaken } from '../refusals.ts'
import type { Snapshot } from '../snapshot.ts'
import { dropReservation, findReservation, insertReservation, lockBooking } from '../store.ts'
import { bookingInvoice } from '../wire.ts'
import { checkBasketAccess } from './create-booking.ts'

export const reserveBookingSlot = operation(
  'reserveBookingSlot',
  'POST /v1/bookings/{booking_id}/slots/reserve',
  {
    who: { right: 'appointments:write', guest: true },
    form: 'both',
    refusals: {
      booking_not_found: bookingNotFound,
      slot_taken: slotTaken,
      guest_missing: [400, 400, (r) => `The guest id is missing or invalid: ${r.field}`],
      guest_not_found: [400, 400, (r) => `The guest id is missing or invalid: ${r.field}`],
      not_online: [200, 500, 'A service of this booking cannot be booked online'],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const booking =
        (await lockBooking(tx, organizationId, path.booking_id, now)) ?? refuse('booking_not_found')
      if (booking.confirmed)
        refuse('slot_taken', { detail: 'the booking is confirmed already', field: 'booking_id' })
      const basket = booking.request
      nameGuests(basket, body.guests ?? [])
      for (const guest of basket.guests) checkGuestAccess(caller, guest.id!)
      checkBasketAccess(caller, basket)
      const text =
        parseLocalDateTime(body.slot_time) ??
        refuse('invalid_input', { field: 'slot_time', detail: 'is not a date and time' })
      const at = localToUtc(text, booking.time_zone)
      // An hour that the clock skips is no time to meet.
      if (utcToLocal(at, booking.time_zone) !== text)
        refuse('slot_taken', { field: 'slot_time', detail: 'does not exist on that day' })
      const { visits, claims, snapshot, expired } = await placeUnderLock(
        tx,
        organizationId,
        booking,
        at,
        text,
        now,
      )
      if (booking.reservation_id) {
        const earlier = await findReservation(tx, organizationId, booking.reservation_id)
        if (earlier) await dropReservation(tx, organizationId, earlier, now)
      }
      const minutes = snapshot.center.settings.hold_minutes
      const heldUntil = new Date(now.getTime() + minutes * 60_000)
      const reservationId = newId(now)
      if (String(body.create_invoice) === 'true')
        await makeTemporaryInvoices(tx, organizationId, visits, snapshot, heldUntil, now)
      for (const visit of visits) visit.wire = bookingInvoice(visit, snapshot, true)
      insertClaims(
        tx,
        { organizationId, centerId: booking.center_id, reservationId, heldUntil, clearExpired: expired },
        claims,
        now,
      )
      insertReservation(
        tx,
        {
          organizationId,
          id: reservationId,
          bookingId: booking.id,
          centerId: booking.center_id,
          startsAt: at,
          heldUntil,
          visits,
          claims: claims.length,
        },
        basket,
        now,
      )
      return {
        is_reserved: true,
        reservation_id: reservationId,
        expiry_time: fractionText(heldUntil),
        blocking_time: minutes,
        invoices: visits.map((visit) => bookingInvoice(visit, snapshot, false)),
        error: null,
        Error: undefined,
      }
    },
  },
)

/** Guests of an anonymous booking are named here, in the order they were asked for. Whether they exist, the search tells. */
function nameGuests(basket: Basket, named: readonly { id?: string | null }[]): void {
  for (const [g, guest] of basket.guests.entries()) {
    const id = named[g]?.id
    if (id && !guest.reschedule) guest.id = id
    if (!guest.id) refuse('guest_missing', { field: `guests[${g}].id` })
  }
}

/** Open invoices with real ids, so that a deposit can be taken before confirm. A moved visit has its invoice already. */
async function makeTemporaryInvoices(
  tx: Tx,
  organizationId: string,
  visits: HeldVisit[],
  snapshot: Snapshot,
  heldUntil: Date,
  now: Date,
): Promise<void> {
  const fresh = visits.filter((visit) => !visit.isReschedule)
  for (const visit of fresh) visit.hasInvoice = true
  if (!fresh.length) return
  await createInvoices(
    tx,
    fresh.map((visit) => ({
      ...invoiceOf(visit, organizationId, snapshot.center),
      temporaryUntil: heldUntil,
    })),
    now,
  )
}
