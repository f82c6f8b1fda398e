/** Feedback of guests: one per visit. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { emit, type EventData } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import type { AppointmentGroupRow } from './tables.ts'

export interface Feedback {
  /** Stars, 1 to 10. */
  rating: number
  comments: string | null
}

type VisitOfFeedback = Pick<AppointmentGroupRow, 'organization_id' | 'id' | 'center_id' | 'guest_id'>

/** Keeps the feedback and tells of it. False when the visit has some already; then nothing happens. */
export async function keepFeedback(
  tx: Tx,
  visit: VisitOfFeedback,
  feedback: Feedback,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into appointment_feedbacks (organization_id, id, appointment_group_id, rating, comments, created_at)
    values (${visit.organization_id}, ${newId(now)}, ${visit.id}, ${feedback.rating}, ${feedback.comments}, ${now})
    on conflict (organization_id, appointment_group_id) do nothing
    returning id`.execute(tx)
  if (!rows.length) return false
  const { organization_id: organizationId, center_id: centerId } = visit
  await emit(tx, { organizationId, centerId, at: now }, 'Appointment.Feedback.Created', {
    // Ids are in capitals in this event alone, as in its published samples.
    organization_id: organizationId.toUpperCase(),
    center_id: centerId.toUpperCase(),
    user_id: visit.guest_id.toUpperCase(),
    version: 2,
    appointment_group_id: visit.id.toUpperCase(),
    rating_value: feedback.rating,
    guest_feedback_tags: [],
    comments: feedback.comments ?? '',
    source: 0,
    // Members of the older form, version 1.
    recommendation: undefined,
    share_feedback: undefined,
  } as EventData<'Appointment.Feedback.Created'>)
  return true
}

/** The other visits of a group booking that took or may take place, in a fixed order. */
export async function listCompanions(tx: Tx, group: AppointmentGroupRow): Promise<VisitOfFeedback[]> {
  if (!group.group_invoice_id) return []
  const { rows } = await sql<VisitOfFeedback>`
    select organization_id, id, center_id, guest_id from appointment_groups
    where organization_id = ${group.organization_id} and group_invoice_id = ${group.group_invoice_id}
      and id <> ${group.id} and status not in (-1, -2, 21)
    order by id`.execute(tx)
  return rows
}
