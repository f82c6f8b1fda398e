/** Days and hours of the demo: who works when, and when the centers are closed. Days count from today. */
import { addDays, localDay, localToUtc, weekday } from '#platform/time.ts'
import { CENTERS, type CenterCode, type DemoCenter } from './data/centers.ts'
import { LUNCH_AFTER, LUNCH_MINUTES, SHIFT_MINUTES, type DemoPerson } from './data/staff.ts'

/** Rosters reach from the first to the last of these days. */
export const ROSTER_DAYS = { first: -28, last: 56 }
/** Visits lie within these days. */
export const VISIT_DAYS = { first: -14, last: 14 }

const LUNCH_GRID = 15
const NOON = 720

export interface CenterCalendar {
  center: DemoCenter
  /** Local day of the center. */
  today: string
  holidays: { day: string; name: string }[]
  /** A day with shorter hours. */
  shortDay: { day: string; name: string; opens: number; closes: number } | null
  /** Noon of days already asked for, epoch milliseconds. */
  noons: Map<string, number>
}

export function calendarOf(center: DemoCenter, now: Date): CenterCalendar {
  const today = localDay(now, center.zone)
  const short = addDays(today, 9)
  const [opens, closes] = center.hours[weekday(short)]!
  return {
    center,
    today,
    holidays: holidaysOf(center, today),
    shortDay: center.code === 'NYC' ? { day: short, name: 'Stocktaking', opens, closes: closes - 180 } : null,
    noons: new Map(),
  }
}

/** Holidays of the coming year. Those of the next two weeks are left out: a demo should find its doors open. */
function holidaysOf(center: DemoCenter, today: string): { day: string; name: string }[] {
  const first = addDays(today, VISIT_DAYS.last + 1)
  const year = Number(today.slice(0, 4))
  return [year, year + 1]
    .flatMap((y) => center.holidays.map(({ date, name }) => ({ day: `${y}-${date}`, name })))
    .filter(({ day }) => day >= first && day <= addDays(today, 365))
}

export const calendars = (now: Date): Readonly<Record<CenterCode, CenterCalendar>> =>
  Object.fromEntries(CENTERS.map((center) => [center.code, calendarOf(center, now)])) as Record<
    CenterCode,
    CenterCalendar
  >

/** Opening hours of a day in minutes from midnight; null: closed. */
export function hoursOn(calendar: CenterCalendar, day: string): { opens: number; closes: number } | null {
  if (calendar.holidays.some((holiday) => holiday.day === day)) return null
  if (calendar.shortDay?.day === day) return calendar.shortDay
  const [opens, closes] = calendar.center.hours[weekday(day)]!
  return { opens, closes }
}

/** schedule_status: 1 working, 2 weekly off, 3 leave, 4 special leave, 6 holiday. */
export type Work = { status: 1; starts: number; ends: number } | { status: 2 | 3 | 4 | 6 }

/** Of a day that lies `offset` days from today. */
export function workOn(person: DemoPerson, calendar: CenterCalendar, day: string, offset: number): Work {
  const hours = hoursOn(calendar, day)
  if (!hours) return { status: 6 }
  const { leave } = person
  if (leave && offset >= leave.from && offset <= leave.to) return { status: leave.status as 3 | 4 }
  if (person.daysOff.includes(weekday(day))) return { status: 2 }
  const { opens, closes } = hours
  return person.pattern === 'early'
    ? { status: 1, starts: opens, ends: Math.min(closes, opens + SHIFT_MINUTES) }
    : { status: 1, starts: Math.max(opens, closes - SHIFT_MINUTES), ends: closes }
}

/** Lunch in the middle of a shift, on the grid of the appointment book. */
export function lunchIn(shift: { starts: number }): { starts: number; ends: number } {
  const starts = Math.ceil((shift.starts + LUNCH_AFTER) / LUNCH_GRID) * LUNCH_GRID
  return { starts, ends: starts + LUNCH_MINUTES }
}

/**
 * The instant at a wall minute of a day. Counted from noon, since clocks change at night: right for every
 * minute from early morning on.
 */
export function instantAt(calendar: CenterCalendar, day: string, minute: number): Date {
  let noon = calendar.noons.get(day)
  if (noon === undefined) {
    noon = localToUtc(`${day}T12:00:00`, calendar.center.zone).getTime()
    calendar.noons.set(day, noon)
  }
  return new Date(noon + (minute - NOON) * 60_000)
}
