/**
 * Events of visits and their appointments: names, payloads, and reading what goes into them.
 * Shapes and triggers: webhooks.yaml, tags Appointment Group Events, Appointment Events, Appointment Feedback Event.
 */
import { sql } from 'kysely'
import type { wire } from '#contract'
import type { Db, Tx } from '#platform/db/database.ts'
import { emit } from '#platform/events/emit.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { utcText, utcToLocal } from '#platform/time.ts'
import { employeeName } from '#areas/employees'

/** An appointment with the names events say beside the ids. */
interface EventLine {
  id: string
  invoice_item_id: string
  service_id: string
  service_name: string
  is_addon: boolean
  has_add_ons: boolean
  starts_at: Date
  ends_at: Date
  created_at: Date
  progress: number
  therapist_request: number
  therapist_id: string | null
  therapist_first_name: string | null
  therapist_last_name: string | null
  room_id: string | null
  room_name: string | null
  equipment_id: string | null
  equipment_name: string | null
}
export interface EventVisit {
  id: string
  center_id: string
  center_name: string
  time_zone: string
  invoice_id: string
  invoice_number: string
  invoice_prefix: string
  utm_source: string | null
  utm_medium: string | null
  guest: { id: string; first_name: string; last_name: string; email: string }
  lines: EventLine[]
}

interface VisitRow extends Omit<EventVisit, 'guest' | 'lines'> {
  guest_id: string
  guest_first_name: string
  guest_last_name: string
  guest_email: string | null
}
/** A group without appointments comes as one row whose line is null. */
type JoinedRow = VisitRow & (EventLine | { [K in keyof EventLine]: null }) & { group_id: string }

/** The visits in the order asked for, with their appointments; cancelled lines are left out. One query. */
export async function readEventVisits(
  db: Db,
  organizationId: string,
  groupIds: readonly string[],
): Promise<EventVisit[]> {
  const { rows } = await sql<JoinedRow>`
    select g.id as group_id, g.center_id, c.name as center_name, c.time_zone, g.invoice_id,
      i.number::text as invoice_number, i.number_prefix as invoice_prefix,
      g.details->>'utm_source' as utm_source, g.details->>'utm_medium' as utm_medium,
      u.id as guest_id, u.first_name as guest_first_name, u.last_name as guest_last_name, u.email as guest_email,
      a.id, a.invoice_item_id, a.service_id, s.name as service_name, s.is_addon,
      exists (select from appointments o where o.organization_id = a.organization_id
        and o.appointment_group_id = a.appointment_group_id and o.parent_appointment_id = a.id and o.status <> -1) as has_add_ons,
      a.starts_at, a.ends_at, a.created_at, a.progress, a.therapist_request, a.therapist_id,
      e.first_name as therapist_first_name, e.last_name as therapist_last_name,
      a.room_id, r.name as room_name, a.equipment_ids[1] as equipment_id, q.name as equipment_name
    from appointment_groups g
    join centers c on c.organization_id = g.organization_id and c.id = g.center_id
    join guests u on u.organization_id = g.organization_id and u.id = g.guest_id
    join invoices i on i.organization_id = g.organization_id and i.id = g.invoice_id
    left join appointments a on a.organization_id = g.organization_id and a.appointment_group_id = g.id and a.status <> -1
    left join services s on s.organization_id = a.organization_id and s.id = a.service_id
    left join employees e on e.organization_id = a.organization_id and e.id = a.therapist_id
    left join rooms r on r.organization_id = a.organization_id and r.id = a.room_id
    left join equipment q on q.organization_id = a.organization_id and q.id = a.equipment_ids[1]
    where g.organization_id = ${organizationId} and g.id = any(${groupIds}::uuid[])
    order by array_position(${groupIds}::uuid[], g.id), a.position`.execute(db)
  const visits = new Map<string, EventVisit>()
  for (const row of rows) {
    let visit = visits.get(row.group_id)
    if (!visit) visits.set(row.group_id, (visit = visitOf(row)))
    if (row.id) visit.lines.push(row as EventLine)
  }
  return [...visits.values()]
}

const visitOf = (row: JoinedRow): EventVisit => ({
  id: row.group_id,
  center_id: row.center_id,
  center_name: row.center_name,
  time_zone: row.time_zone,
  invoice_id: row.invoice_id,
  invoice_number: row.invoice_number,
  invoice_prefix: row.invoice_prefix,
  utm_source: row.utm_source,
  utm_medium: row.utm_medium,
  guest: {
    id: row.guest_id,
    first_name: row.guest_first_name,
    last_name: row.guest_last_name,
    email: row.guest_email ?? '',
  },
  lines: [],
})

const minutesOf = (line: EventLine): number =>
  Math.round((line.ends_at.getTime() - line.starts_at.getTime()) / 60_000)

const therapistName = (line: EventLine): string =>
  line.therapist_first_name === null
    ? ''
    : employeeName({ first_name: line.therapist_first_name, last_name: line.therapist_last_name ?? '' })

/** appointment_type of an ordinary service; there is no other so far. */
const SERVICE_APPOINTMENT = 2

/** Every line counts as touched when its group is: `changedAt` is the moment of the event. */
const groupAppointment = (
  line: EventLine,
  zone: string,
  changedAt: Date,
): wire.webhooks.GroupAppointment => ({
  id: line.id,
  invoice_item_id: line.invoice_item_id,
  service_name: line.service_name,
  service_id: line.service_id,
  start_time: utcText(line.starts_at),
  end_time: utcText(line.ends_at),
  start_time_in_center: utcToLocal(line.starts_at, zone),
  end_time_in_center: utcToLocal(line.ends_at, zone),
  creation_date: utcText(line.created_at),
  last_updated_on: utcText(changedAt),
  service_duration_in_minutes: minutesOf(line),
  has_add_ons: line.has_add_ons,
  is_add_on: line.is_addon,
  therapist_name: therapistName(line),
  therapist_id: line.therapist_id ?? NIL_GUID,
  is_recurring: false,
  show_in_calendar: true,
  appointment_type: SERVICE_APPOINTMENT,
  therapist_request_type: line.therapist_request as wire.webhooks.TherapistRequestType,
  room_id: line.room_id ?? '',
  room_name: line.room_name ?? '',
  equipment_name: line.equipment_name ?? '',
})

/** AppointmentGroup.Created for each new visit, in the order given; who has just written them knows all about them. */
export async function announceCreated(
  tx: Tx,
  organizationId: string,
  visits: readonly EventVisit[],
  now: Date,
): Promise<void> {
  for (const visit of visits)
    await emit(tx, { organizationId, centerId: visit.center_id, at: now }, 'AppointmentGroup.Created', {
      invoice_id: visit.invoice_id,
      invoice_number: visit.invoice_number,
      invoice_number_prefix: visit.invoice_prefix,
      utm_source: visit.utm_source,
      utm_medium: visit.utm_medium,
      appointment_group_id: visit.id,
      organization_id: organizationId,
      center_id: visit.center_id,
      center_Name: visit.center_name,
      guest: visit.guest,
      appointments: visit.lines.map((line) => groupAppointment(line, visit.time_zone, now)),
      rebooked_source_group_id: undefined,
    })
}

/**
 * AppointmentGroup.Updated for each visit whose times, people, rooms or services changed. It carries all
 * appointments that remain; with none left it names neither invoice nor center name.
 */
export async function announceUpdated(
  tx: Tx,
  organizationId: string,
  groupIds: readonly string[],
  now: Date,
): Promise<void> {
  for (const visit of await readEventVisits(tx, organizationId, groupIds)) {
    const left = visit.lines.length > 0
    await emit(tx, { organizationId, centerId: visit.center_id, at: now }, 'AppointmentGroup.Updated', {
      invoice_id: left ? visit.invoice_id : undefined,
      invoice_number: left ? visit.invoice_number : undefined,
      invoice_number_prefix: left ? visit.invoice_prefix : undefined,
      appointment_group_id: visit.id,
      organization_id: organizationId,
      center_id: visit.center_id,
      center_Name: left ? visit.center_name : undefined,
      guest: visit.guest,
      appointments: visit.lines.map((line) => groupAppointment(line, visit.time_zone, now)),
    })
  }
}

/** Appointment.Started (progress 1) or Appointment.Completed (2) of one service line. */
export async function announceProgress(
  tx: Tx,
  organizationId: string,
  groupId: string,
  appointmentId: string,
  now: Date,
): Promise<void> {
  const [visit] = await readEventVisits(tx, organizationId, [groupId])
  const line = visit?.lines.find((l) => l.id === appointmentId)
  if (!visit || !line) throw new Error(`Appointment ${appointmentId} is not in group ${groupId}`)
  const type = line.progress === 2 ? 'Appointment.Completed' : 'Appointment.Started'
  await emit(tx, { organizationId, centerId: visit.center_id, at: now }, type, {
    invoice_id: visit.invoice_id,
    invoice_number: visit.invoice_number,
    appointment_group_id: visit.id,
    center_id: visit.center_id,
    appointments: [
      {
        id: line.id,
        invoice_item_id: line.invoice_item_id,
        service_name: line.service_name,
        service_id: line.service_id,
        start_time: utcText(line.starts_at),
        end_time: utcText(line.ends_at),
        serviceduration_in_miutes: minutesOf(line),
        has_add_ons: line.has_add_ons,
        is_add_on: line.is_addon,
        therapist_name: therapistName(line),
        TherapistId: line.therapist_id ?? NIL_GUID,
        is_recurring: false,
        appointment_type: SERVICE_APPOINTMENT,
        therapist_request_type: line.therapist_request as wire.webhooks.TherapistRequestType,
        room_name: line.room_name ?? '',
        equipment_name: line.equipment_name ?? '',
        room_id: line.room_id ?? '',
        equipment_id: line.equipment_id ?? '',
        appointment_progress: line.progress as wire.webhooks.AppointmentProgress,
      },
    ],
  })
}

const yesNo = (flag: boolean): wire.webhooks.YesNo => (flag ? 'Yes' : 'No')

export interface StatusNews {
  centerId: string
  groupId: string
  invoiceId: string
  /** Number without prefix. */
  invoiceNumber: number
  receiptNumber: string | null
  status: number
  noShowFeeRequired: boolean
  cancellationFeeRequired: boolean
}

/** AppointmentGroup.Status: the visit has another status now. */
export async function announceStatus(
  tx: Tx,
  organizationId: string,
  news: StatusNews,
  now: Date,
): Promise<void> {
  await emit(tx, { organizationId, centerId: news.centerId, at: now }, 'AppointmentGroup.Status', {
    invoice_id: news.invoiceId,
    invoice_number: String(news.invoiceNumber),
    receipt_number: news.receiptNumber ?? '0',
    appointment_group_id: news.groupId,
    appointment_group_status: news.status as wire.webhooks.AppointmentGroupStatus,
    is_noshowfeerequired: yesNo(news.noShowFeeRequired),
    is_cancellationfeerequired: yesNo(news.cancellationFeeRequired),
  })
}

/** AppointmentGroup.Delete: the visit is gone. It names the appointment when there was but one. */
export async function announceDeleted(
  tx: Tx,
  organizationId: string,
  group: { id: string; center_id: string },
  appointments: readonly { id: string }[],
  now: Date,
): Promise<void> {
  await emit(tx, { organizationId, centerId: group.center_id, at: now }, 'AppointmentGroup.Delete', {
    appointment_group_id: group.id,
    appointment_id: appointments.length === 1 ? appointments[0]!.id : null,
  })
}
