/** Held and confirmed visits → the contract's BookingInvoice. */
import type { wire } from '#contract'
import { NIL_GUID } from '#platform/ids.ts'
import { findCurrencyByCode, units } from '#platform/money.ts'
import { utcToLocal } from '#platform/time.ts'
import { priceLines } from '#areas/invoices'
import type { HeldItem, HeldVisit } from './hold.ts'
import type { Snapshot } from './snapshot.ts'

type BookingInvoice = wire.bookings.BookingInvoice
type BookedItem = wire.bookings.BookedItem

/** `real`: the visit exists, so its ids count; before that they are the nil guid and the invoice is null. */
export function bookingInvoice(visit: HeldVisit, snapshot: Snapshot, real: boolean): BookingInvoice {
  const { center } = snapshot
  const currency = findCurrencyByCode(center.currency_code)
  const exponent = currency?.exponent ?? 2
  const priced = priceLines(
    visit.items.map(({ listPrice, taxRate }) => ({ listPrice, discount: 0, taxRate })),
    center.tax_included,
  )
  const hasIds = real || visit.hasInvoice
  const lines = visit.items.map((item, i): BookedItem => ({
    ...bookedItem(item, snapshot, real, hasIds),
    price: {
      currency_id: currency?.id ?? 0,
      sales: units(priced.lines[i]!.net, exponent),
      tax: units(priced.lines[i]!.tax, exponent),
      final: units(priced.lines[i]!.final, exponent),
    },
  }))
  const guest = snapshot.guests.find((known) => known.id === visit.guestId)
  return {
    guest: {
      Id: visit.guestId,
      FirstName: guest?.first_name ?? '',
      LastName: guest?.last_name ?? null,
      Gender: guest?.gender ?? -1,
      Email: guest?.email ?? null,
      MobileNumber: guest?.mobile_number ?? null,
    },
    invoice_id: hasIds || visit.isReschedule ? visit.invoiceId : null,
    items: visit.items.flatMap((item, i) => {
      if (item.parentAppointmentId) return []
      const addOns = visit.items.flatMap((other, n) =>
        other.parentAppointmentId === item.appointmentId ? [lines[n]!] : [],
      )
      return [{ ...lines[i]!, add_ons: addOns.length ? addOns : null }]
    }),
  }
}

function bookedItem(item: HeldItem, snapshot: Snapshot, real: boolean, hasIds: boolean): BookedItem {
  const zone = snapshot.center.time_zone
  const therapist = snapshot.therapists.find((known) => known.id === item.therapistId)
  const room = snapshot.rooms.find((known) => known.id === item.roomId)
  const equipment = snapshot.equipment.find((known) => known.id === item.equipmentIds[0])
  return {
    appointment_id: real ? item.appointmentId : NIL_GUID,
    item: { id: item.serviceId, name: item.name, item_type: 0, item_display_name: item.displayName },
    therapist: {
      id: item.therapistId,
      full_name: therapist ? `${therapist.first_name} ${therapist.last_name}`.trim() : '',
      first_name: therapist?.first_name ?? '',
      last_name: therapist?.last_name ?? null,
      email: therapist?.email ?? null,
      therapist_request_type: item.therapistRequest,
    },
    room: { id: room?.id ?? null, name: room?.name ?? null },
    equipment: equipment ? { id: equipment.id, name: equipment.name } : null,
    start_time: utcToLocal(new Date(item.startsAt), zone),
    end_time: utcToLocal(new Date(item.endsAt), zone),
    invoice_item_id: hasIds ? item.invoiceItemId : NIL_GUID,
    add_ons: null,
    join_link: null,
  }
}
