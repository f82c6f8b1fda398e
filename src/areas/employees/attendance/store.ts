/** All SQL of attendance. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { violatedConstraint } from '#platform/db/transaction.ts'
import type { EmployeeAttendanceRow } from '../tables.ts'

export interface AttendanceDay {
  organizationId: string
  employeeId: string
  centerId: string
  /** Local day of the center. */
  day: string
}

export async function hasCheckedIn(db: Db, at: AttendanceDay): Promise<boolean> {
  const { rows } = await sql`
    select 1 from employee_attendance
    where organization_id = ${at.organizationId} and employee_id = ${at.employeeId} and center_id = ${at.centerId}
      and day = ${at.day} limit 1`.execute(db)
  return rows.length > 0
}

/** Attendance of an employee from one day to another in one center, or in all (null), by time. */
export async function readAttendance(
  db: Db,
  organizationId: string,
  employeeId: string,
  range: { centerId: string | null; fromDay: string; toDay: string },
): Promise<EmployeeAttendanceRow[]> {
  const { rows } = await sql<EmployeeAttendanceRow>`
    select * from employee_attendance
    where organization_id = ${organizationId} and employee_id = ${employeeId}
      and (${range.centerId}::uuid is null or center_id = ${range.centerId})
      and day between ${range.fromDay}::date and ${range.toDay}::date
    order by checked_in_at, id`.execute(db)
  return rows
}

/** Throws already_checked_in when another check-in of the day is open. */
export async function insertAttendance(tx: Tx, attendance: EmployeeAttendanceRow): Promise<void> {
  try {
    await tx
      .insertInto('employee_attendance')
      .values({ ...attendance, details: JSON.stringify(attendance.details) as never })
      .execute()
  } catch (error) {
    if (violatedConstraint(error) === 'employee_attendance_one_open')
      refuse('already_checked_in', { field: 'employee_id' })
    throw error
  }
}

/** Ends a check-in that is open; false when it no longer is. */
export async function closeAttendance(
  tx: Tx,
  attendance: Pick<EmployeeAttendanceRow, 'organization_id' | 'id' | 'details'>,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update employee_attendance set checked_out_at = ${at}, details = ${JSON.stringify(attendance.details)}::jsonb
    where organization_id = ${attendance.organization_id} and id = ${attendance.id} and checked_out_at is null
    returning id`.execute(tx)
  return rows.length > 0
}

export interface CenterAttendance {
  employee_id: string
  /** First start and last end of the working shifts, minutes from local midnight; null: not scheduled. */
  starts: number | null
  ends: number | null
  checked_in_at: Date | null
  checked_out_at: Date | null
}

/** Who was to come to a center on a day and who came: one entry per check-in, one for those who did not come. */
export async function readAttendanceOfCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  day: string,
): Promise<CenterAttendance[]> {
  const { rows } = await sql<CenterAttendance>`
    with expected as (
      select employee_id, min(starts) as starts, max(ends) as ends from employee_shifts
      where organization_id = ${organizationId} and center_id = ${centerId} and day = ${day} and status = 1
      group by employee_id
    ), actual as (
      select employee_id, checked_in_at, checked_out_at from employee_attendance
      where organization_id = ${organizationId} and center_id = ${centerId} and day = ${day}
    )
    select e.id as employee_id, x.starts, x.ends, a.checked_in_at, a.checked_out_at
    from expected x full join actual a on a.employee_id = x.employee_id
    join employees e on e.organization_id = ${organizationId} and e.id = coalesce(x.employee_id, a.employee_id)
    where not e.is_deleted and e.is_consultant is not true
      and (a.employee_id is not null or ((e.employed_from is null or e.employed_from <= ${day}::date)
        and (e.employed_until is null or e.employed_until > ${day}::date)))
    order by lower(e.first_name), lower(e.last_name), e.id, a.checked_in_at`.execute(db)
  return rows
}
