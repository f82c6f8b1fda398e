import type { RefusalReply } from '#platform/refusal.ts'

const named = (text: string) => (r: { field: string | null; detail: string | null }) =>
  r.field ? `${text} (${r.field}${r.detail ? `: ${r.detail}` : ''})` : text

/** Refusals the booking calls share; statuses follow the rule that slots, reserve and confirm fail with HTTP 200. */
export const bookingNotFound: RefusalReply = [
  200,
  500,
  'The booking id is invalid or the booking has expired (booking_id)',
]
export const slotTaken: RefusalReply = [200, 500, named('The slot is not available, choose another time')]
export const holdLost: RefusalReply = [
  200,
  4072,
  'The appointment could not be confirmed: the slot is not held any more. Choose date and time again.',
]
export const rescheduleRefused = (status: number): RefusalReply => [
  status,
  5001,
  named('The appointment cannot be rescheduled'),
]
export const discountForbidsChange = (status: number): RefusalReply => [
  status,
  5002,
  'The service cannot be changed because an in-time discount was applied to it',
]
