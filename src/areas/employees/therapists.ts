/** The people a center can book, with their working times: what availability is computed from. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { displayName } from './names.ts'

/** A shift or a day off. Minutes count from local midnight of `day`; an end above 1440 runs past midnight. */
export interface TherapistShift {
  /** YYYY-MM-DD in the center's zone. */
  day: string
  /** schedule_status: 1 working, 2 weekly off, 3 leave, 4 special leave, 5 unpaid leave, 6 holiday. */
  status: number
  /** Null unless status is 1. */
  starts: number | null
  ends: number | null
  /** Room the person keeps to during the shift. */
  room_id: string | null
}
export interface Therapist {
  id: string
  first_name: string
  last_name: string
  nick_name: string | null
  display_name: string
  email: string | null
  /** -1 not specified, 0 female, 1 male, 3 other. */
  gender: number
  show_in_catalog: boolean
  repeat_guests_only: boolean
  job_id: string | null
  shifts: TherapistShift[]
  /** When the person clocked in on `fromDay` in this center and has not clocked out since; else null. */
  checked_in_today_at: Date | null
}

/**
 * Therapists who are active and employed on some of the days and work in the center, with their shifts there from `fromDay` to `toDay`
 * (YYYY-MM-DD, both included). One round trip.
 */
export async function readTherapistsOfCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  fromDay: string,
  toDay: string,
): Promise<Therapist[]> {
  const { rows } = await sql<Omit<Therapist, 'display_name'>>`
    select e.id, e.first_name, e.last_name, e.nick_name, e.email, e.gender, e.show_in_catalog,
      e.repeat_guests_only, e.job_id, coalesce(s.shifts, '[]') as shifts, a.checked_in_at as checked_in_today_at
    from employee_centers w
    join employees e on e.organization_id = w.organization_id and e.id = w.employee_id
    left join lateral (
      select json_agg(json_build_object('day', s.day, 'status', s.status, 'starts', s.starts, 'ends', s.ends,
        'room_id', s.room_id) order by s.day, s.position) as shifts
      from employee_shifts s
      where s.organization_id = w.organization_id and s.employee_id = w.employee_id and s.center_id = w.center_id
        and s.day between ${fromDay}::date and ${toDay}::date
        and (e.employed_from is null or s.day >= e.employed_from) and (e.employed_until is null or s.day < e.employed_until)
    ) s on true
    left join employee_attendance a on a.organization_id = w.organization_id and a.employee_id = w.employee_id
      and a.center_id = w.center_id and a.day = ${fromDay}::date and a.checked_out_at is null
    where w.organization_id = ${organizationId} and w.center_id = ${centerId}
      and e.is_therapist and e.is_active and not e.is_deleted and e.is_consultant is not true
      and (e.employed_from is null or e.employed_from <= ${toDay}::date)
      and (e.employed_until is null or e.employed_until > ${fromDay}::date)
    order by e.id`.execute(db)
  return rows.map((row) => ({ ...row, display_name: displayName(row) }))
}
