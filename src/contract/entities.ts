/** Which record an event is about: the thing whose events a receiver may want in their order. */

/** By the beginning of the event type; the most particular first. Paths lead into `data`. */
const PATHS: readonly (readonly [string, string])[] = [
  ['AppointmentGroup.', 'appointment_group_id'],
  ['Appointment.', 'appointment_group_id'],
  ['Invoice.Payments.', 'invoice_id'],
  ['Invoice.', 'invoice.id'],
  ['Guest.Membership.', 'user_membership_id'],
  ['Guest.Package.', 'user_package_id'],
  ['Guest.Merged', 'guest.id'],
  ['Guest.', 'id'],
  ['Guestpass.', 'guestpass_id'],
  // Spelled so on the wire.
  ['Class.Schedule.', 'sesion_id'],
  ['Class.Booking.', 'registration_id'],
  ['Employee.', 'id'],
]

/** Where an event type names its record, as a dotted path into `data`. */
export const entityPathOf = (type: string): string | null =>
  PATHS.find(([start]) => type.startsWith(start))?.[1] ?? null

/** Id of the record an event is about, lower case; null when its data names none. Sessions and registrations are numbered. */
export function entityOf(type: string, data: unknown): string | null {
  let at = data
  for (const name of entityPathOf(type)?.split('.') ?? [])
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined
  if (typeof at === 'number') return String(at)
  return typeof at === 'string' && at ? at.toLowerCase() : null
}
