/** Service bookings: basket, slots, hold, confirmation. */
import type { Operation } from '#platform/http/operation.ts'
import { confirmBooking } from './operations/confirm-booking.ts'
import { createBooking } from './operations/create-booking.ts'
import { getBookingSlots } from './operations/get-booking-slots.ts'
import { reserveBookingSlot } from './operations/reserve-booking-slot.ts'

export { explainBookingTime } from './explain.ts'
export { sweepBookings } from './sweep.ts'

export const bookingOperations: Operation[] = [
  createBooking,
  getBookingSlots,
  reserveBookingSlot,
  confirmBooking,
]
