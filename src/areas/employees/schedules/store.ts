/** All SQL of schedules: shifts and templates of them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import type { EmployeeShiftRow, ShiftTemplateRow } from '../tables.ts'
import type { PlannedShift } from './rules.ts'

export type ShiftRow = Pick<
  EmployeeShiftRow,
  'id' | 'center_id' | 'day' | 'position' | 'status' | 'starts' | 'ends' | 'room_id'
>

/** Shifts of an employee in all centers, from one day to another (both included). */
export async function readShiftsOfEmployee(
  db: Db,
  organizationId: string,
  employeeId: string,
  fromDay: string,
  toDay: string,
): Promise<ShiftRow[]> {
  const { rows } = await sql<ShiftRow>`
    select id, center_id, day, position, status, starts, ends, room_id from employee_shifts
    where organization_id = ${organizationId} and employee_id = ${employeeId}
      and day between ${fromDay}::date and ${toDay}::date
    order by day, center_id, position`.execute(db)
  return rows
}

export interface ScheduleDay {
  organizationId: string
  employeeId: string
  centerId: string
  day: string
}
/** Puts the given shifts in the place of all the employee has at the center on these days. */
export async function replaceShifts(
  tx: Tx,
  at: Omit<ScheduleDay, 'day'>,
  days: readonly { day: string; shifts: readonly PlannedShift[] }[],
  now: Date,
): Promise<void> {
  await sql`
    delete from employee_shifts
    where organization_id = ${at.organizationId} and employee_id = ${at.employeeId} and center_id = ${at.centerId}
      and day = any(${days.map((each) => each.day)}::date[])`.execute(tx)
  const rows = days.flatMap(({ day, shifts }) =>
    shifts
      .toSorted((a, b) => (a.starts ?? 0) - (b.starts ?? 0))
      .map((shift, position) => ({ ...shift, id: shift.id ?? newId(now), day, position })),
  )
  if (!rows.length) return
  await sql`
    insert into employee_shifts (organization_id, employee_id, center_id, id, day, position, status, starts, ends, room_id)
    select ${at.organizationId}, ${at.employeeId}, ${at.centerId}, s.*
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.position)}::smallint[],
      ${rows.map((r) => r.status)}::smallint[], ${rows.map((r) => r.starts)}::integer[], ${rows.map((r) => r.ends)}::integer[],
      ${rows.map((r) => r.room_id)}::uuid[]) as s`.execute(tx)
}

/** Those of the ids that are rooms in use at the center. */
export async function findRoomsOfCenter(
  db: Db,
  organizationId: string,
  centerId: string,
  roomIds: readonly string[],
): Promise<Set<string>> {
  if (!roomIds.length) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from rooms where organization_id = ${organizationId} and center_id = ${centerId} and is_active
      and id = any(${roomIds}::uuid[])`.execute(db)
  return new Set(rows.map((row) => row.id))
}

export interface CenterShiftFilter {
  organizationId: string
  centerId: string
  fromDay: string
  toDay: string
  status: number | null
  employeeId: string | null
  jobId: string | null
}
export type CenterShift = ShiftRow & { employee_id: string; first_name: string; last_name: string }

/** Shifts of a center's people on days they are employed, by employee, day and time. Consultants have none. */
export async function readShiftsOfCenter(db: Db, filter: CenterShiftFilter): Promise<CenterShift[]> {
  const { rows } = await sql<CenterShift>`
    select s.id, s.center_id, s.day, s.position, s.status, s.starts, s.ends, s.room_id, s.employee_id, e.first_name, e.last_name
    from employee_shifts s
    join employees e on e.organization_id = s.organization_id and e.id = s.employee_id
    where s.organization_id = ${filter.organizationId} and s.center_id = ${filter.centerId}
      and s.day between ${filter.fromDay}::date and ${filter.toDay}::date
      and not e.is_deleted and e.is_consultant is not true
      and (e.employed_from is null or s.day >= e.employed_from) and (e.employed_until is null or s.day < e.employed_until)
      and (${filter.status}::smallint is null or s.status = ${filter.status})
      and (${filter.employeeId}::uuid is null or s.employee_id = ${filter.employeeId})
      and (${filter.jobId}::uuid is null or e.job_id = ${filter.jobId})
    order by lower(e.first_name), lower(e.last_name), e.id, s.day, s.position`.execute(db)
  return rows
}

export async function findShiftTemplate(
  db: Db,
  organizationId: string,
  templateId: string,
): Promise<ShiftTemplateRow | null> {
  const { rows } = await sql<ShiftTemplateRow>`
    select * from shift_templates where organization_id = ${organizationId} and id = ${templateId}`.execute(
    db,
  )
  return rows[0] ?? null
}
