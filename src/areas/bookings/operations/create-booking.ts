import { checkCenterAccess, checkGuestAccess, type Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { findFamily } from '#areas/guests'
import { readBasket, type Basket } from '../basket.ts'
import { discountForbidsChange, rescheduleRefused } from '../refusals.ts'
import { attachVisits } from '../reschedule.ts'
import { insertBooking } from '../store.ts'

export const createBooking = operation('createBooking', 'POST /v1/bookings', {
  who: { right: 'appointments:write', guest: true },
  refusals: {
    missing_input: [400, 503, (r) => `The id is missing: ${r.field}`],
    therapist_not_found: [400, 502, (r) => `The therapist id is invalid: ${r.field}`],
    service_not_found: [
      400,
      502,
      (r) => `The service id is invalid: ${r.field}${r.detail ? ` (${r.detail})` : ''}`,
    ],
    invoice_not_found: [400, 502, (r) => `The invoice id is invalid: ${r.field}`],
    reschedule_refused: rescheduleRefused(400),
    discount_forbids_change: discountForbidsChange(400),
  },
  async handler({ body, query }, { tx, organizationId, caller, now }) {
    checkCenterAccess(caller, body.center_id)
    const center = await getCenter(tx, organizationId, body.center_id)
    if (body['service_applied_with_in-time_discount']) refuse('discount_forbids_change')
    const basket = await readBasket(tx, body, {
      organizationId,
      center,
      now,
      source: caller.source,
      byGuest: caller.kind === 'guest',
      doubleBookingInQuery: query.is_double_booking_enabled as boolean | undefined,
    })
    if (caller.kind === 'guest' && basket.guests.length === 1) basket.guests[0]!.id ??= caller.guestId
    await attachVisits(tx, organizationId, basket, center, now)
    await checkFamily(tx, organizationId, basket, caller, body.is_family_booking === true)
    const id = newId(now)
    insertBooking(tx, organizationId, id, basket, center.time_zone, now)
    return { id, error: null }
  },
})

/** A guest books for themselves and the relatives they host; a family booking needs the relationship, whoever calls. */
async function checkFamily(
  db: Db,
  organizationId: string,
  basket: Basket,
  caller: Caller,
  isFamily: boolean,
): Promise<void> {
  checkBasketAccess(caller, basket)
  if (!isFamily || !basket.hostId) return
  const family = await findFamily(db, organizationId, basket.hostId)
  for (const [g, guest] of basket.guests.entries())
    if (guest.id && guest.id !== basket.hostId && !family.includes(guest.id))
      refuse('forbidden', { field: `guests[${g}].id` })
}

/** Throws forbidden when a guest's token meets a booking for somebody else. */
export function checkBasketAccess(caller: Caller, basket: Basket): void {
  checkCenterAccess(caller, basket.centerId)
  for (const guest of basket.guests) if (guest.id) checkGuestAccess(caller, guest.id)
}
