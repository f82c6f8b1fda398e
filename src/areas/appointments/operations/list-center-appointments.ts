import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, dayStartUtc, parseDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { findEmployees } from '#areas/employees'
import type { Db } from '#platform/db/database.ts'
import { viewAppointmentsOfCenter, viewBlockOuts, type AppointmentView, type ViewTherapist } from '../rows.ts'
import { text } from '../refusals.ts'
import { appointmentRows, blockOutReply } from '../wire.ts'

/** end_date may lie so many days after start_date. */
const LONGEST_SPAN = 7

export const listCenterAppointments = operation('listCenterAppointments', 'GET /v1/appointments', {
  who: { right: 'appointments:read' },
  refusals: {
    'missing_input:center_id': [400, 502, text('The center id is missing')],
    span_too_long: [400, 400, text('The dates may be at most seven days apart')],
  },
  async handler({ query }, { db, organizationId, caller }) {
    checkCenterAccess(caller, query.center_id)
    const center = await getCenter(db, organizationId, query.center_id)
    const [first, last] = [readDay(query.start_date, 'start_date'), readDay(query.end_date, 'end_date')]
    if (last < first) refuse('invalid_input', { field: 'end_date', detail: 'is before start_date' })
    if (last > addDays(first, LONGEST_SPAN)) refuse('span_too_long', { field: 'end_date' })
    const therapistId = query.therapist_id ?? null
    const span = {
      centerId: center.id,
      from: dayStartUtc(first, center.time_zone),
      to: dayStartUtc(addDays(last, 1), center.time_zone),
      therapistId,
    }
    const withHidden = String(query.include_no_show_cancel ?? false).toLowerCase() === 'true'
    const views = await viewAppointmentsOfCenter(db, organizationId, { ...span, withHidden })
    const blocks = await viewBlockOuts(db, organizationId, span)
    const therapists = await therapistsOfSegments(db, organizationId, views)
    const rows = views
      .flatMap((view) => appointmentRows(view, therapists))
      .filter((row) => !therapistId || !row.appointment_segment_id || row.therapist?.id === therapistId)
    return [...rows, ...blocks.map(blockOutReply)].toSorted((a, b) =>
      a.start_time_utc < b.start_time_utc ? -1 : a.start_time_utc > b.start_time_utc ? 1 : 0,
    )
  },
})

const readDay = (value: string, field: string): string =>
  parseDay(value) ?? refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DD)' })

/** Segments may have other people than their appointment. */
async function therapistsOfSegments(
  db: Db,
  organizationId: string,
  views: readonly AppointmentView[],
): Promise<ReadonlyMap<string, ViewTherapist>> {
  const ids = new Set(views.flatMap((view) => view.segments.map((segment) => segment.therapist_id)))
  const people = await findEmployees(db, organizationId, [...ids])
  return new Map(
    people.map(({ id, first_name, last_name, nick_name, email, gender }) => [
      id,
      { id, first_name, last_name, nick_name, email, gender },
    ]),
  )
}
