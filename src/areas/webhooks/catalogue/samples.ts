/** Realistic data for each event type: what the wire would carry if it happened to this cast at this moment. */
import type { EventData, EventType } from '#platform/events/emit.ts'
import type { Cast } from './cast.ts'
import {
  bookingCreated,
  bookingDecided,
  bookingEnded,
  sessionCreated,
  sessionUpdated,
} from './samples/classes.ts'
import { employee } from './samples/employees.ts'
import { guestCreated, guestDeleted, guestMerged, guestUpdated, optedIn, optedOut } from './samples/guests.ts'
import { invoiceClosed, payments } from './samples/invoices.ts'
import {
  guestPassRedeemed,
  membershipCancelled,
  membershipCreated,
  membershipFrozen,
  membershipReinstated,
  membershipUnfrozen,
} from './samples/memberships.ts'
import {
  packageCreated,
  packageGivenBack,
  packageRedeemed,
  packageStatus,
  packageValidity,
} from './samples/packages.ts'
import {
  completed,
  feedback,
  groupCreated,
  groupDeleted,
  groupStatus,
  groupUpdated,
  started,
} from './samples/visits.ts'

const SAMPLES: { [T in EventType]: (cast: Cast, at: Date) => EventData<T> } = {
  'AppointmentGroup.Status': groupStatus,
  'AppointmentGroup.Created': groupCreated,
  'AppointmentGroup.Updated': groupUpdated,
  'AppointmentGroup.Delete': groupDeleted,
  'Invoice.Closed': invoiceClosed,
  'Invoice.Payments.Added': payments,
  'Invoice.Payments.Deleted': payments,
  'Guest.Created': guestCreated,
  'Guest.Updated': guestUpdated,
  'Guest.Deleted': guestDeleted,
  'Guest.Merged': guestMerged,
  'Guest.OptedIn': optedIn,
  'Guest.OptedOut': optedOut,
  'Class.Schedule.Created': sessionCreated,
  'Class.Schedule.Updated': sessionUpdated,
  'Class.Schedule.Cancelled': sessionUpdated,
  'Class.Schedule.Deleted': sessionUpdated,
  'Class.Booking.Created': bookingCreated,
  'Class.Booking.Deleted': bookingEnded,
  'Class.Booking.Cancelled': bookingEnded,
  'Class.Booking.NoShow': bookingEnded,
  'Class.Booking.Approved': bookingDecided,
  'Class.Booking.Rejected': bookingDecided,
  'Guest.Membership.Created': membershipCreated,
  'Guest.Membership.Freeze': membershipFrozen,
  'Guest.Membership.Unfreeze': membershipUnfrozen,
  'Guest.Membership.Cancelled': membershipCancelled,
  'Guest.Membership.Reinstate': membershipReinstated,
  'Guestpass.redeemed': guestPassRedeemed,
  'Appointment.Started': started,
  'Appointment.Completed': completed,
  'Appointment.Feedback.Created': feedback,
  'Employee.Created': employee,
  'Employee.Updated': employee,
  'Employee.Deleted': employee,
  'Guest.Package.Created': packageCreated,
  'Guest.Package.Redemption': packageRedeemed,
  'Guest.Package.RedemptionReversal': packageGivenBack,
  'Guest.Package.StatusUpdate': packageStatus,
  'Guest.Package.ValidityUpdate': packageValidity,
}

/** Pure: the same cast and moment give the same data. Members that real events leave out are `undefined`. */
export const sampleOf = <T extends EventType>(type: T, cast: Cast, at: Date): EventData<T> =>
  SAMPLES[type](cast, at)
