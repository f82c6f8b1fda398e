import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, dayRange } from '#platform/time.ts'
import { bookingNotFound } from '../refusals.ts'
import { searchOf, slotsOfDay, slotTime, type DaySlots } from '../slots.ts'
import { checkBasketAccess } from './create-booking.ts'

export const getBookingSlots = operation('getBookingSlots', 'GET /v1/bookings/{booking_id}/slots', {
  who: { right: 'appointments:read', guest: true },
  form: 'nested_upper',
  refusals: { booking_not_found: bookingNotFound },
  async handler({ path, query }, { db, organizationId, caller, now }) {
    const wantsFuture = String(query.check_future_day_availability) === 'true'
    const search =
      (await searchOf(db, organizationId, path.booking_id, wantsFuture, now)) ?? refuse('booking_not_found')
    const basket = search.booking.request
    checkBasketAccess(caller, basket)
    const week = wantsFuture ? dayRange(addDays(basket.day, 1), search.weekEnd) : []
    const lastOfSlots = addDays(basket.day, basket.futureSlotDays)
    const days = new Map(
      dayRange(basket.day, search.lastDay).map((day) => [day, slotsOfDay(search, day, now)] as const),
    )
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
