/** Employees with their roles, rosters, lunches and the hours they have clocked. */
import { addDays, dayRange } from '#platform/time.ts'
import {
  instantAt,
  lunchIn,
  ROSTER_DAYS,
  VISIT_DAYS,
  workOn,
  type CenterCalendar,
  type Work,
} from './calendar.ts'
import type { CenterCode } from './data/centers.ts'
import { PEOPLE, type DemoPerson } from './data/staff.ts'
import { createRandom, idOf } from './random.ts'
import { blockOutTypeId, centerId, employeeId, jobId, roleId, type SeedRow, type SeedRows } from './rows.ts'

type Calendars = Readonly<Record<CenterCode, CenterCalendar>>

interface Workday {
  person: DemoPerson
  calendar: CenterCalendar
  offset: number
  day: string
  work: Work
}

function workdays(calendars: Calendars, first: number, last: number): Workday[] {
  const days = Object.fromEntries(
    Object.entries(calendars).map(([code, { today }]) => [
      code,
      dayRange(addDays(today, first), addDays(today, last)),
    ]),
  ) as Record<CenterCode, string[]>
  return PEOPLE.flatMap((person) => {
    const calendar = calendars[person.center]
    return days[person.center].map((day, i) => ({
      person,
      calendar,
      offset: first + i,
      day,
      work: workOn(person, calendar, day, first + i),
    }))
  })
}

/** `passwordHash` opens the logins of owner, manager and front desks. */
export function staffRows(
  calendars: Calendars,
  now: Date,
  founded: Date,
  passwordHash: string | null,
): SeedRows {
  return {
    employees: PEOPLE.map((person, i) => employeeRow(person, i, founded, passwordHash)),
    employee_centers: PEOPLE.map((person) => ({
      employee_id: employeeId(person.code),
      center_id: centerId(person.center),
    })),
    employee_security_roles: PEOPLE.map((person) => ({
      id: idOf(`role held ${person.code}`),
      employee_id: employeeId(person.code),
      role_id: roleId(person.role),
      center_id: person.role === 'Owner' ? null : centerId(person.center),
      created_at: founded,
    })),
    employee_medical_licenses: PEOPLE.filter((person) => person.job === 'NURSE').map((person) => ({
      id: idOf(`license ${person.code}`),
      employee_id: employeeId(person.code),
      center_id: centerId(person.center),
      license_type: 1,
      license_number: 'RN-562014',
      created_at: founded,
    })),
    employee_shifts: workdays(calendars, ROSTER_DAYS.first, ROSTER_DAYS.last).map(shiftRow),
    block_outs: workdays(calendars, VISIT_DAYS.first, ROSTER_DAYS.last).flatMap((day) =>
      lunchRow(day, founded),
    ),
    employee_attendance: workdays(calendars, VISIT_DAYS.first, 0).flatMap((day) => attendanceRow(day, now)),
  }
}

function employeeRow(
  person: DemoPerson,
  index: number,
  founded: Date,
  passwordHash: string | null,
): SeedRow<'employees'> {
  const home = { NYC: 225, BLR: 95, SIN: 191 }[person.center]
  return {
    id: employeeId(person.code),
    center_id: centerId(person.center),
    code: person.code,
    user_name: person.userName ?? null,
    password_hash: person.userName ? passwordHash : null,
    first_name: person.first,
    middle_name: null,
    last_name: person.last,
    nick_name: null,
    gender: person.gender,
    email: `${person.first}.${person.last}@juniper.example.com`.toLowerCase().replaceAll(' ', ''),
    phone_country_id: home,
    phone_number: { NYC: '21255501', BLR: '98800001', SIN: '910001' }[person.center] + String(50 + index),
    job_id: jobId(person.job),
    employed_from: `20${15 + (index % 9)}-0${1 + (index % 9)}-01`,
    employed_until: null,
    is_consultant: null,
    is_therapist: person.skills.length > 0,
    show_in_catalog: person.skills.length > 0,
    repeat_guests_only: person.repeatGuestsOnly ?? false,
    is_active: true,
    is_deleted: false,
    details: person.text ? { catalog_info: { display_name: person.first, description: person.text } } : {},
    created_at: founded,
    updated_at: founded,
  }
}

const shiftRow = ({ person, day, work }: Workday): SeedRow<'employee_shifts'> => ({
  id: idOf(`shift ${person.code} ${day}`),
  employee_id: employeeId(person.code),
  center_id: centerId(person.center),
  day,
  position: 0,
  status: work.status,
  starts: work.status === 1 ? work.starts : null,
  ends: work.status === 1 ? work.ends : null,
  room_id: null,
  details: {},
})

function lunchRow({ person, calendar, day, work }: Workday, founded: Date): SeedRow<'block_outs'>[] {
  if (work.status !== 1 || !person.skills.length) return []
  const lunch = lunchIn(work)
  return [
    {
      id: idOf(`lunch ${person.code} ${day}`),
      source: 0,
      resource_id: employeeId(person.code),
      center_id: centerId(person.center),
      type_id: blockOutTypeId('lunch'),
      starts_at: instantAt(calendar, day, lunch.starts),
      ends_at: instantAt(calendar, day, lunch.ends),
      notes: null,
      series_id: null,
      details: {},
      created_at: founded,
      updated_at: founded,
    },
  ]
}

/** People come a little early and leave a little late; today nobody has left before it is time. */
function attendanceRow(
  { person, calendar, day, work }: Workday,
  now: Date,
): SeedRow<'employee_attendance'>[] {
  if (work.status !== 1) return []
  const random = createRandom(`attendance ${person.code} ${day}`)
  const came = instantAt(calendar, day, work.starts - random.between(2, 14))
  const left = instantAt(calendar, day, work.ends + random.between(1, 12))
  if (came > now) return []
  return [
    {
      id: idOf(`attendance ${person.code} ${day}`),
      employee_id: employeeId(person.code),
      center_id: centerId(person.center),
      day,
      checked_in_at: came,
      checked_out_at: left > now ? null : left,
      details: {},
    },
  ]
}
