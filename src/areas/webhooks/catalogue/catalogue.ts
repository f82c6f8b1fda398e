/**
 * The event catalogue: every event type of the contract, when it is sent, what it is about, whether it
 * happens by itself in what is served so far, and an example.
 */
import { contract, entityPathOf } from '#contract'
import type { EventType } from '#platform/events/emit.ts'
import { completerOf, mergeAll } from '#platform/http/reply.ts'
import { eventIdSource } from '#platform/ids.ts'
import { buildEnvelope } from '../delivery/envelope.ts'
import { exampleCast } from './cast.ts'
import { sampleOf } from './samples.ts'

export interface CatalogueEntry {
  type: EventType
  /** `event_resource` of the envelope. */
  resource: string | null
  tag: string
  /** When it is sent, in a sentence. */
  description: string
  /** Where `data` names the record the event is about. */
  entityPath: string | null
  /** Sent by itself; otherwise only when the sandbox is asked for one. */
  fires: boolean
}

const FIRES = true
const TO_COME = false

/** In the order of the documentation: when each is sent. */
const FACTS: Readonly<Record<EventType, readonly [fires: boolean, description: string]>> = {
  'AppointmentGroup.Status': [
    FIRES,
    "A visit as a whole gets another status: 2 checked in, 4 confirmed, -1 cancelled, -2 no-show, 1 closed, 0 back to booked. It names no guest; the visit's id leads there.",
  ],
  'AppointmentGroup.Created': [
    FIRES,
    'A visit is booked: once for each guest, when a held slot is confirmed. Services come without prices.',
  ],
  'AppointmentGroup.Updated': [
    FIRES,
    'Services, times, people or rooms of a visit change. It carries all appointments that remain; an empty list means that the last one is gone.',
  ],
  'AppointmentGroup.Delete': [FIRES, 'An appointment is deleted from the book, which is not a cancellation.'],
  'Invoice.Closed': [
    TO_COME,
    'An invoice is closed, for whatever was sold on it, with its items and all payments. A refund comes as an invoice of its own, with amounts below zero.',
  ],
  'Invoice.Payments.Added': [
    TO_COME,
    'A payment is put on an invoice, open or closed. Earlier payments are repeated: go by transaction_id.',
  ],
  'Invoice.Payments.Deleted': [
    TO_COME,
    'Payments are taken off an open invoice; the list names those removed.',
  ],
  'Guest.Created': [FIRES, 'A guest is added, from whichever channel.'],
  'Guest.Updated': [FIRES, 'Something in the profile of a guest changes. The whole guest is sent.'],
  'Guest.Deleted': [
    FIRES,
    'A guest is deleted, also by being merged into another one. It carries the last state of the record.',
  ],
  'Guest.Merged': [FIRES, 'A guest record is merged into another one: once for each record that goes.'],
  'Guest.OptedIn': [
    FIRES,
    'A guest agrees to a kind of message on one channel. All six consents are told as they stand afterwards.',
  ],
  'Guest.OptedOut': [
    FIRES,
    'A guest no longer wants a kind of message on one channel. All six consents are told as they stand afterwards.',
  ],
  'Class.Schedule.Created': [TO_COME, 'A class session is put on the schedule, each one of a series too.'],
  'Class.Schedule.Updated': [TO_COME, 'Time, instructor, room, places or texts of a class session change.'],
  'Class.Schedule.Cancelled': [
    TO_COME,
    'A class session is cancelled and stays on the schedule as such; its registrations are cancelled with it.',
  ],
  'Class.Schedule.Deleted': [TO_COME, 'A class session is taken off the schedule.'],
  'Class.Booking.Created': [TO_COME, 'A guest is registered for a class session or put on its waiting list.'],
  'Class.Booking.Deleted': [TO_COME, 'A registration for a class session is removed by the staff.'],
  'Class.Booking.Cancelled': [
    TO_COME,
    'A registration for a class session is cancelled, alone or with its session.',
  ],
  'Class.Booking.NoShow': [TO_COME, 'A registered guest did not come to the class session.'],
  'Class.Booking.Approved': [TO_COME, 'A registration that waited, for consent or for a place, is accepted.'],
  'Class.Booking.Rejected': [
    TO_COME,
    'A registration that waited, for consent or for a place, is turned down.',
  ],
  'Guest.Membership.Created': [
    TO_COME,
    'A guest has bought a membership and the invoice of the sale is closed: once for each membership.',
  ],
  'Guest.Membership.Freeze': [
    TO_COME,
    'A membership is frozen, now or from a later day. Its id leads to the guest, who is not named.',
  ],
  'Guest.Membership.Unfreeze': [
    TO_COME,
    'A frozen membership goes on, on request or at the end of the freeze.',
  ],
  'Guest.Membership.Cancelled': [
    TO_COME,
    'The end of a membership is entered; it may still be in force until the day the event names.',
  ],
  'Guest.Membership.Reinstate': [TO_COME, 'A cancelled membership is put back in force.'],
  'Guestpass.redeemed': [TO_COME, "A guest pass of a membership is used for a companion's place."],
  'Appointment.Started': [FIRES, 'The therapist begins with a service of a visit.'],
  'Appointment.Completed': [FIRES, 'A service of a visit is done; the visit itself may go on.'],
  'Appointment.Feedback.Created': [FIRES, 'A guest has said how the visit was: once for each visit.'],
  'Employee.Created': [FIRES, 'An employee is added.'],
  'Employee.Updated': [
    FIRES,
    'Profile, job or settings of an employee change; shifts and blocked times do not count. The whole employee is sent.',
  ],
  'Employee.Deleted': [FIRES, 'An employee is removed. It carries the last state of the record.'],
  'Guest.Package.Created': [
    TO_COME,
    'A series package is put on an invoice for a guest, before it is paid, with each benefit and its share of the price.',
  ],
  'Guest.Package.Redemption': [
    TO_COME,
    'Benefits of a package are used on an invoice; the lists name those used now.',
  ],
  'Guest.Package.RedemptionReversal': [
    TO_COME,
    'Used benefits of a package are given back, as when a visit is cancelled.',
  ],
  'Guest.Package.StatusUpdate': [
    TO_COME,
    'A package gets another status: paid for, frozen, run out, cancelled or refunded.',
  ],
  'Guest.Package.ValidityUpdate': [TO_COME, 'The dates between which a package is valid are changed.'],
}

export const eventCatalogue: readonly CatalogueEntry[] = (
  Object.entries(FACTS) as [EventType, (typeof FACTS)[EventType]][]
).map(([type, [fires, description]]) => {
  const { resource, tag } = contract.events.get(type)!
  return { type, resource, tag, description, entityPath: entityPathOf(type), fires }
})

const byName = new Map(eventCatalogue.map((entry) => [entry.type.toLowerCase(), entry]))

/** The event type of a name in any letter case; null: there is none. */
export const findEventType = (name: string): CatalogueEntry | null =>
  byName.get(name.trim().toLowerCase()) ?? null

/** Moment of the documentation's examples. */
const EXAMPLE_TIME = new Date('2026-03-17T15:42:08.375Z')

/** A whole event as a receiver would get it. */
export function exampleOf({ type, resource }: CatalogueEntry): Record<string, unknown> {
  const { eventId, ids } = eventIdSource('5c0a17e9d2', 0x2b4f00)(EXAMPLE_TIME, 1)
  // As it is recorded: in the order of the contract.
  const complete = completerOf(mergeAll(contract.events.get(type)!.schema!).properties!.data!)
  const body = buildEnvelope({
    wireId: ids[0]!,
    eventId,
    type,
    resource,
    occurredAt: EXAMPLE_TIME,
    data: JSON.stringify(complete(sampleOf(type, exampleCast, EXAMPLE_TIME))),
  })
  return JSON.parse(body.toString('utf8')) as Record<string, unknown>
}
