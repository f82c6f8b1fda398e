import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, dayStartUtc, parseDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { findEmployees } from '#areas/employees'
import type { Db } from '#platform/db/database.ts'
import { viewCenterSpan, type AppointmentView, type ViewTherapist } from '../rows.ts'
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
    const { center_id: centerId, start_date, end_date } = query
    checkCenterAccess(caller, centerId)
    const zone = await zoneOf(db, organizationId, centerId)
    const [first, last] = [readDay(start_date, 'start_date'), readDay(end_date, 'end_date')]
    if (last < first) refuse('invalid_input', { field: 'end_date', detail: 'is before start_date' })
    if (last > addDays(first, LONGEST_SPAN)) refuse('span_too_long', { field: 'end_date' })
    const therapistId = query.therapist_id ?? null
    const withHidden = String(query.include_no_show_cancel ?? false).toLowerCase() === 'true'
    const view = (byZone: string) =>
      viewCenterSpan(db, organizationId, {
        centerId,
        from: dayStartUtc(first, byZone),
        to: dayStartUtc(addDays(last, 1), byZone),
        therapistId,
        withHidden,
      })
    let found = await view(zone)
    // The center has moved to another zone since it was remembered.
    if (found && found.zone !== zone) found = await view(remember(organizationId, centerId, found.zone))
    if (!found) refuse('center_not_found', { field: 'center_id' })
    const { appointments: views, blocks } = found
    const therapists = await therapistsOfSegments(db, organizationId, views)
    const rows = views
      .flatMap((view) => appointmentRows(view, therapists))
      .filter((row) => !therapistId || !row.appointment_segment_id || row.therapist?.id === therapistId)
    return [...rows, ...blocks.map(blockOutReply)].toSorted((a, b) =>
      a.start_time_utc < b.start_time_utc ? -1 : a.start_time_utc > b.start_time_utc ? 1 : 0,
    )
  },
})

/**
 * Zones of centers, which say when a day begins; they hardly ever change, and an answer that comes with another
 * zone is asked for again.
 */
const zones = new Map<string, string>()
const MOST_ZONES = 10_000

function remember(organizationId: string, centerId: string, zone: string): string {
  if (zones.size >= MOST_ZONES) zones.clear()
  zones.set(`${organizationId} ${centerId}`, zone)
  return zone
}

const zoneOf = async (db: Db, organizationId: string, centerId: string): Promise<string> =>
  zones.get(`${organizationId} ${centerId}`) ??
  remember(organizationId, centerId, (await getCenter(db, organizationId, centerId)).time_zone)

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
