/** Planned visits as rows: appointment groups, appointments, claims, invoices, feedbacks. */
import { instantAt } from './calendar.ts'
import { CANCEL_REASONS, FEEDBACKS } from './data/organization.ts'
import type { DemoService } from './data/services.ts'
import type { DemoPerson } from './data/staff.ts'
import { bill, DESK, groupInvoiceRows } from './invoice-rows.ts'
import { createRandom, idOf } from './random.ts'
import {
  centerId,
  employeeId,
  equipmentId,
  guestId,
  roomId,
  serviceId,
  type SeedRow,
  type SeedRows,
} from './rows.ts'
import type { PlacedService, Taking } from './visit-places.ts'
import {
  CANCELLED,
  CLOSED,
  holdsPlaces,
  NO_SHOW,
  progressOf,
  stateOf,
  type VisitState,
} from './visit-states.ts'
import type { PlannedVisit } from './visits.ts'

/** One service line with its appointment and its place on the invoice. */
export interface VisitLine {
  service: DemoService
  therapist: DemoPerson
  place: PlacedService
  parent: string | null
  appointmentId: string
  itemId: string
  startsAt: Date
  endsAt: Date
}
export interface SeededVisit {
  plan: PlannedVisit
  state: VisitState
  groupId: string
  invoiceId: string
  groupInvoiceId: string | null
  lines: VisitLine[]
}

export interface VisitRows {
  rows: SeedRows
  /** Highest invoice number per center. */
  invoiceCounters: ReadonlyMap<string, number>
}

/** Invoices are numbered per center in the order of booking. */
export function visitRows(plans: readonly PlannedVisit[], now: Date): VisitRows {
  const visits = plans
    .map((plan) => visitOf(plan, now))
    .sort((a, b) => a.state.bookedAt.getTime() - b.state.bookedAt.getTime())
  const invoiceCounters = new Map<string, number>()
  const receipts = new Map<string, number>()
  const invoices: SeedRow<'invoices'>[] = []
  const items: SeedRow<'invoice_items'>[] = []
  const payments: SeedRow<'invoice_payments'>[] = []
  const byClosing = visits.filter(({ state }) => state.closedAt).sort(closedFirst)
  for (const [index, visit] of byClosing.entries()) receipts.set(visit.invoiceId, index + 1)
  for (const visit of visits) {
    const center = centerId(visit.plan.calendar.center.code)
    const number = (invoiceCounters.get(center) ?? 0) + 1
    invoiceCounters.set(center, number)
    const billed = bill(visit, number, receipts.get(visit.invoiceId) ?? null)
    invoices.push(billed.invoice)
    items.push(...billed.items)
    payments.push(...billed.payments)
  }
  const rows: SeedRows = {
    group_invoices: groupInvoiceRows(visits),
    invoices,
    invoice_items: items,
    invoice_payments: payments,
    appointment_groups: visits.map(groupRow),
    appointments: visits.flatMap((visit) =>
      visit.lines.map((line, i) => appointmentRow(visit, line, i, now)),
    ),
    claims: visits.filter(({ state }) => holdsPlaces(state)).flatMap(claimRows),
    appointment_feedbacks: visits.flatMap((visit) => feedbackRow(visit, now)),
  }
  return { rows, invoiceCounters }
}

const closedFirst = (a: SeededVisit, b: SeededVisit): number =>
  a.state.closedAt!.getTime() - b.state.closedAt!.getTime() || (a.plan.key < b.plan.key ? -1 : 1)

function visitOf(plan: PlannedVisit, now: Date): SeededVisit {
  const at = (minute: number) => instantAt(plan.calendar, plan.day, minute)
  const lines = plan.services.flatMap((place, i): VisitLine[] => {
    const name = `${plan.key} ${i}`
    const facts = { place, therapist: place.therapist }
    const main: VisitLine = {
      ...facts,
      service: place.service,
      parent: null,
      appointmentId: idOf(`appointment ${name}`),
      itemId: idOf(`item ${name}`),
      startsAt: at(place.start),
      endsAt: at(place.serviceEnd),
    }
    if (!place.addOn) return [main]
    return [
      main,
      {
        ...facts,
        service: place.addOn,
        parent: main.appointmentId,
        appointmentId: idOf(`appointment ${name} add-on`),
        itemId: idOf(`item ${name} add-on`),
        startsAt: main.endsAt,
        endsAt: at(place.end),
      },
    ]
  })
  return {
    plan,
    state: stateOf(plan, now),
    groupId: idOf(`visit ${plan.key}`),
    invoiceId: idOf(`invoice ${plan.key}`),
    groupInvoiceId: plan.group && idOf(`invoice ${plan.group.key}`),
    lines,
  }
}

function groupRow({
  plan,
  state,
  groupId,
  invoiceId,
  groupInvoiceId,
}: SeededVisit): SeedRow<'appointment_groups'> {
  const random = createRandom(`reason ${plan.key}`)
  const byDesk = plan.source === 0 ? DESK[plan.calendar.center.code] : null
  return {
    id: groupId,
    center_id: centerId(plan.calendar.center.code),
    guest_id: guestId(plan.guest.number),
    invoice_id: invoiceId,
    group_invoice_id: groupInvoiceId,
    group_name: plan.group?.name ?? null,
    status: state.status,
    source: plan.source,
    booking_id: null,
    host_guest_id: plan.group && guestId(plan.group.host),
    notes: plan.notes,
    is_rebooking: false,
    is_surprise: false,
    starts_at: state.startsAt,
    ends_at: state.endsAt,
    checked_in_at: state.checkedInAt,
    confirmed_at: state.confirmedAt,
    cancelled_at: state.cancelledAt,
    no_show_at: state.noShowAt,
    status_comments: state.status === NO_SHOW ? 'Did not come, did not call' : null,
    reason_id: state.status === CANCELLED ? random.pick(CANCEL_REASONS) : null,
    fee_applied: false,
    created_by: byDesk,
    created_at: state.bookedAt,
    updated_by: byDesk,
    updated_at:
      state.closedAt ??
      state.checkedInAt ??
      state.noShowAt ??
      state.cancelledAt ??
      state.confirmedAt ??
      state.bookedAt,
    details: {},
  }
}

function appointmentRow(
  visit: SeededVisit,
  line: VisitLine,
  position: number,
  now: Date,
): SeedRow<'appointments'> {
  const { plan, state, groupId } = visit
  const { place, startsAt, endsAt } = line
  const progress = progressOf(state, startsAt, endsAt, now)
  return {
    id: line.appointmentId,
    appointment_group_id: groupId,
    invoice_item_id: line.itemId,
    center_id: centerId(plan.calendar.center.code),
    guest_id: guestId(plan.guest.number),
    service_id: serviceId(line.service.code),
    parent_appointment_id: line.parent,
    day_package_id: null,
    position,
    therapist_id: employeeId(place.therapist.code),
    second_therapist_id: line.parent === null && place.second ? employeeId(place.second.code) : null,
    therapist_request: wishOf(line),
    room_id: roomId(plan.calendar.center.code, place.roomCode),
    equipment_ids: line.service.equipment ? [equipmentId(line.service.equipment)] : [],
    starts_at: startsAt,
    ends_at: endsAt,
    recovery_time: line.parent === null ? line.service.recovery : 0,
    segments: segmentsOf(visit, line),
    status: state.status,
    progress,
    started_at: progress > 0 ? startsAt : null,
    completed_at: progress === 2 ? endsAt : null,
    created_at: state.bookedAt,
    updated_at: state.bookedAt,
    details: {},
  }
}

/** therapist_request: 0 any, 1 male, 2 female, 3 this one. */
function wishOf({ appointmentId, therapist }: VisitLine): number {
  const luck = createRandom(`wish ${appointmentId}`).next()
  if (luck < 0.25) return 3
  if (luck > 0.35) return 0
  return therapist.gender === 3 ? 0 : therapist.gender === 1 ? 1 : 2
}

function segmentsOf(
  { plan }: SeededVisit,
  { service, appointmentId, place }: VisitLine,
): SeedRow<'appointments'>['segments'] {
  let minute = place.start
  return (service.segments ?? []).map(([kind, minutes], i) => {
    const starts = minute
    minute += minutes
    return {
      id: idOf(`segment ${appointmentId} ${i}`),
      kind,
      starts_at: instantAt(plan.calendar, plan.day, starts).toISOString(),
      ends_at: instantAt(plan.calendar, plan.day, minute).toISOString(),
      therapist_id: employeeId(place.therapist.code),
    }
  })
}

/** What an add-on occupies belongs to the service it goes with. */
function claimRows({ plan, lines }: SeededVisit): SeedRow<'claims'>[] {
  const center = plan.calendar.center.code
  const resource = ({ kind, key }: Taking): string =>
    kind === 'therapist' ? employeeId(key) : kind === 'room' ? roomId(center, key) : equipmentId(key)
  return lines
    .filter((line) => line.parent === null)
    .flatMap((line) =>
      line.place.takings.map((taking, i) => ({
        id: idOf(`claim ${line.appointmentId} ${i}`),
        kind: taking.kind,
        resource_id: resource(taking),
        center_id: centerId(center),
        lane: taking.lane,
        during: `[${instantAt(plan.calendar, plan.day, taking.start).toISOString()},${instantAt(plan.calendar, plan.day, taking.end).toISOString()})`,
        active: true,
        guest_id: guestId(plan.guest.number),
        group_key: plan.group && idOf(plan.group.key),
        reservation_id: null,
        appointment_id: line.appointmentId,
        held_until: null,
      })),
    )
}

function feedbackRow({ plan, state, groupId }: SeededVisit, now: Date): SeedRow<'appointment_feedbacks'>[] {
  const random = createRandom(`feedback ${plan.key}`)
  if (state.status !== CLOSED || !random.chance(0.35)) return []
  const given = new Date(state.closedAt!.getTime() + random.between(30, 1_500) * 60_000)
  if (given > now) return []
  const [rating, comments] = random.pick(FEEDBACKS)
  return [
    {
      id: idOf(`feedback ${plan.key}`),
      appointment_group_id: groupId,
      rating,
      comments: comments || null,
      details: {},
      created_at: given,
    },
  ]
}
