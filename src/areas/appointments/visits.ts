/** Writing visits: a group per guest with its appointments. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { AppointmentGroupRow, AppointmentRow, AppointmentSegment } from './tables.ts'

export interface NewAppointment {
  id: string
  invoiceItemId: string
  serviceId: string
  parentAppointmentId: string | null
  dayPackageId: string | null
  therapistId: string
  secondTherapistId: string | null
  therapistRequest: number
  roomId: string | null
  equipmentIds: readonly string[]
  startsAt: Date
  endsAt: Date
  /** Minutes. */
  recoveryTime: number
  segments: readonly AppointmentSegment[]
}
export interface NewVisit {
  organizationId: string
  id: string
  centerId: string
  guestId: string
  invoiceId: string
  groupInvoiceId: string | null
  groupName: string | null
  hostGuestId: string | null
  bookingId: string | null
  /** appointment_source */
  source: number
  notes: string | null
  isSurprise: boolean
  createdBy: string | null
  appointments: readonly NewAppointment[]
}

/** Writes new visits (status 0) of one booking. */
export async function createVisits(tx: Tx, visits: readonly NewVisit[], now: Date): Promise<void> {
  const { organizationId } = visits[0]!
  const groups = visits.map((visit) => groupRow(visit, now))
  const appointments = visits.flatMap((visit) =>
    visit.appointments.map((appointment, i) => appointmentRow(visit, appointment, i, now)),
  )
  await sql`
    with groups as (
      insert into appointment_groups
      select * from jsonb_populate_recordset(null::appointment_groups, ${JSON.stringify(groups)}::jsonb)
      where organization_id = ${organizationId}
    )
    insert into appointments
    select * from jsonb_populate_recordset(null::appointments, ${JSON.stringify(appointments)}::jsonb)
    where organization_id = ${organizationId}`.execute(tx)
}

const earliest = (dates: readonly Date[]) => new Date(Math.min(...dates.map((d) => d.getTime())))
const latest = (dates: readonly Date[]) => new Date(Math.max(...dates.map((d) => d.getTime())))

const groupRow = (visit: NewVisit, now: Date): AppointmentGroupRow => ({
  organization_id: visit.organizationId,
  id: visit.id,
  center_id: visit.centerId,
  guest_id: visit.guestId,
  invoice_id: visit.invoiceId,
  group_invoice_id: visit.groupInvoiceId,
  group_name: visit.groupName,
  status: 0,
  source: visit.source,
  booking_id: visit.bookingId,
  host_guest_id: visit.hostGuestId,
  notes: visit.notes,
  is_rebooking: false,
  is_surprise: visit.isSurprise,
  starts_at: earliest(visit.appointments.map((a) => a.startsAt)),
  ends_at: latest(visit.appointments.map((a) => a.endsAt)),
  checked_in_at: null,
  confirmed_at: null,
  cancelled_at: null,
  no_show_at: null,
  status_comments: null,
  reason_id: null,
  fee_applied: false,
  created_by: visit.createdBy,
  created_at: now,
  updated_by: visit.createdBy,
  updated_at: now,
  details: {},
})

const appointmentRow = (
  visit: NewVisit,
  appointment: NewAppointment,
  position: number,
  now: Date,
): AppointmentRow => ({
  organization_id: visit.organizationId,
  id: appointment.id,
  appointment_group_id: visit.id,
  invoice_item_id: appointment.invoiceItemId,
  center_id: visit.centerId,
  guest_id: visit.guestId,
  service_id: appointment.serviceId,
  parent_appointment_id: appointment.parentAppointmentId,
  day_package_id: appointment.dayPackageId,
  position,
  therapist_id: appointment.therapistId,
  second_therapist_id: appointment.secondTherapistId,
  therapist_request: appointment.therapistRequest,
  room_id: appointment.roomId,
  equipment_ids: [...appointment.equipmentIds],
  starts_at: appointment.startsAt,
  ends_at: appointment.endsAt,
  recovery_time: appointment.recoveryTime,
  segments: [...appointment.segments],
  status: 0,
  progress: 0,
  started_at: null,
  completed_at: null,
  created_at: now,
  updated_at: now,
  details: {},
})

/** Moves appointments of a visit to other times, people and rooms; ids and invoice stay. */
export async function moveVisit(
  tx: Tx,
  organizationId: string,
  groupId: string,
  appointments: readonly NewAppointment[],
  change: { notes: string | null; by: string | null },
  now: Date,
): Promise<void> {
  for (const a of appointments)
    await sql`
      update appointments set therapist_id = ${a.therapistId}, second_therapist_id = ${a.secondTherapistId},
        therapist_request = ${a.therapistRequest}, room_id = ${a.roomId}, equipment_ids = ${[...a.equipmentIds]}::uuid[],
        starts_at = ${a.startsAt}, ends_at = ${a.endsAt}, recovery_time = ${a.recoveryTime},
        segments = ${JSON.stringify(a.segments)}::jsonb, updated_at = ${now}
      where organization_id = ${organizationId} and id = ${a.id}`.execute(tx)
  await sql`
    update appointment_groups g set starts_at = t.starts_at, ends_at = t.ends_at, updated_at = ${now}, updated_by = ${change.by},
      notes = coalesce(${change.notes}, g.notes)
    from (select min(starts_at) as starts_at, max(ends_at) as ends_at from appointments
          where organization_id = ${organizationId} and appointment_group_id = ${groupId} and status <> -1) t
    where g.organization_id = ${organizationId} and g.id = ${groupId}`.execute(tx)
}

export async function findGroup(
  db: Db,
  organizationId: string,
  groupId: string,
): Promise<AppointmentGroupRow | null> {
  const { rows } = await sql<AppointmentGroupRow>`
    select * from appointment_groups where organization_id = ${organizationId} and id = ${groupId}`.execute(
    db,
  )
  return rows[0] ?? null
}

export async function findGroupOfInvoice(
  db: Db,
  organizationId: string,
  invoiceId: string,
): Promise<AppointmentGroupRow | null> {
  const { rows } = await sql<AppointmentGroupRow>`
    select * from appointment_groups where organization_id = ${organizationId} and invoice_id = ${invoiceId}`.execute(
    db,
  )
  return rows[0] ?? null
}

export async function listAppointmentsOfGroup(
  db: Db,
  organizationId: string,
  groupId: string,
): Promise<AppointmentRow[]> {
  const { rows } = await sql<AppointmentRow>`
    select * from appointments where organization_id = ${organizationId} and appointment_group_id = ${groupId}
    order by position`.execute(db)
  return rows
}
