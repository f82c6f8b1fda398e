import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays } from '#platform/time.ts'
import { bookingNotFound } from '../refusals.ts'
import { restOfWeek, slotsOfDay, slotTime, snapshotFor, type DaySlots } from '../slots.ts'
import { findBooking } from '../store.ts'
import { checkBasketAccess } from './create-booking.ts'

export const getBookingSlots = operation('getBookingSlots', 'GET /v1/bookings/{booking_id}/slots', {
  who: { right: 'appointments:read', guest: true },
  form: 'nested_upper',
  refusals: { booking_not_found: bookingNotFound },
  async handler({ path, query }, { db, organizationId, caller, now }) {
    const booking =
      (await findBooking(db, organizationId, path.booking_id, now)) ?? refuse('booking_not_found')
    const basket = booking.request
    checkBasketAccess(caller, basket)
    const wantsFuture = String(query.check_future_day_availability) === 'true'
    const lastOfSlots = addDays(basket.day, basket.futureSlotDays)
    const week = wantsFuture ? restOfWeek(basket.day) : []
    const last = week.length && week.at(-1)! > lastOfSlots ? week.at(-1)! : lastOfSlots
    const snapshot =
      (await snapshotFor(db, organizationId, booking, basket.day, last, now)) ?? refuse('booking_not_found')
    const days = new Map<string, DaySlots>()
    for (let day = basket.day; day <= last; day = addDays(day, 1))
      days.set(day, slotsOfDay(snapshot, booking, day, now))
    const slots = [...days]
      .filter(([day]) => day <= lastOfSlots)
      .flatMap(([, { axis, slots: found }]) =>
        found.map((slot) => wireSlot(slotTime(axis, slot.minute), slot.warnings)),
      )
    const future = week.map((day) => ({
      Day: `${day}T00:00:00`,
      IsAvailable: days.get(day)!.slots.length > 0,
      HolidayType: days.get(day)!.holidayType,
    }))
    return {
      slots,
      future_days: wantsFuture ? future : null,
      next_available_day: future.find((day) => day.IsAvailable)?.Day ?? null,
      Error: null,
    }
  },
})

type SlotWarnings = DaySlots['slots'][number]['warnings']

const wireSlot = (time: string, warnings: SlotWarnings) => ({
  Time: time,
  Warnings: warnings.length
    ? warnings.map((w) => ({
        Type: w.type,
        Message: null,
        GuestId: w.guestId,
        TherapistId: w.therapistId,
        ServiceId: w.serviceId,
        RoomId: w.roomId,
      }))
    : null,
  Priority: 0,
  Available: true,
  SalePrice: null,
})
