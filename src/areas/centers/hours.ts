/** Weekly hours and special days as they are entered, and their rules. What a day comes to: days.ts. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { pageInfo, type Page } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { lockCenter } from './store.ts'
import type { CenterHoursRow, CenterSpecialDayRow } from './tables.ts'

const DAY = 1440

/** Times of one kind, `HH:MM`. Closing at or before opening means the next day; "24:00" is midnight. */
export interface EnteredHours {
  opens?: string | null
  closes?: string | null
}

const CLOCK = /^(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/

function readClock(text: string, field: string): number {
  const match = CLOCK.exec(text)
  if (!match) refuse('invalid_input', { field, detail: 'must be a time of day, HH:MM' })
  return Number(match[1] ?? match[3]) * 60 + Number(match[2] ?? match[4])
}

/** Minutes from local midnight as `HH:MM`; past midnight the clock starts anew. */
export const clockText = (minute: number | null): string | null => {
  if (minute === null) return null
  const of = minute > DAY ? minute - DAY : minute
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`
}

/** Reads two times of one day into minutes from its midnight; null when both are missing. */
export function readHours(
  entered: EnteredHours,
  names: [opens: string, closes: string],
): { opens: number; closes: number } | null {
  const given = [entered.opens, entered.closes].map((text) => text ?? null)
  if (given[0] === null && given[1] === null) return null
  const missing = given.indexOf(null)
  if (missing >= 0)
    refuse('missing_input', { field: names[missing], detail: `is required beside ${names[1 - missing]}` })
  const opens = readClock(given[0]!, names[0])
  const closes = readClock(given[1]!, names[1])
  if (opens === DAY) refuse('invalid_input', { field: names[0], detail: 'must be before 24:00' })
  if (opens === closes) refuse('invalid_input', { field: names[1], detail: `must differ from ${names[0]}` })
  return { opens, closes: closes > opens ? closes : closes + DAY }
}

/** Hours inside others, such as those of the online channels; throws invalid_input when they stand out. */
export function readHoursWithin(
  entered: EnteredHours,
  names: [string, string],
  outer: { opens: number; closes: number },
): { opens: number; closes: number } | null {
  const read = readHours(entered, names)
  if (!read) return null
  // A center open until 02:00 may take online bookings from 00:30 on: that is the next day too.
  const shift = read.opens < outer.opens ? DAY : 0
  const inner = { opens: read.opens + shift, closes: read.closes + shift }
  if (inner.opens >= outer.closes || inner.closes > outer.closes)
    refuse('invalid_input', { field: names[0], detail: 'must lie within the hours the center is open' })
  return inner
}

/** Refuses hours that run into those of the next weekday. */
export function checkWeek(days: readonly Pick<CenterHoursRow, 'weekday' | 'opens' | 'closes'>[]): void {
  const byWeekday = new Map(days.map((day) => [day.weekday, day]))
  for (const day of days) {
    const next = byWeekday.get((day.weekday + 1) % 7)
    if (next && day.closes - DAY > next.opens)
      refuse('invalid_input', {
        field: 'days',
        detail: `weekday ${day.weekday} closes after weekday ${next.weekday} has opened`,
      })
  }
}

/** Weekly hours of some centers, by center. */
export async function readWeeklyHours(
  db: Db,
  organizationId: string,
  centerIds: readonly string[],
): Promise<Map<string, CenterHoursRow[]>> {
  const found = new Map<string, CenterHoursRow[]>()
  if (!centerIds.length) return found
  const { rows } = await sql<CenterHoursRow>`
    select * from center_hours where organization_id = ${organizationId} and center_id = any(${centerIds}::uuid[])
    order by center_id, weekday`.execute(db)
  for (const row of rows) found.set(row.center_id, [...(found.get(row.center_id) ?? []), row])
  return found
}

/** Puts the week of a center in place of what was there; weekdays that are not named are closed. */
export async function replaceWeeklyHours(
  tx: Tx,
  organizationId: string,
  centerId: string,
  days: readonly Omit<CenterHoursRow, 'organization_id' | 'center_id'>[],
): Promise<void> {
  checkWeek(days)
  await lockCenter(tx, organizationId, centerId)
  await sql`delete from center_hours where organization_id = ${organizationId} and center_id = ${centerId}`.execute(
    tx,
  )
  if (!days.length) return
  await tx
    .insertInto('center_hours')
    .values(days.map((day) => ({ ...day, organization_id: organizationId, center_id: centerId })))
    .execute()
}

/** Special days of a center from one day to another (either may be open), earliest first. */
export async function listSpecialDays(
  db: Db,
  organizationId: string,
  centerId: string,
  period: { fromDay: string | null; toDay: string | null },
  page: Page,
): Promise<{ days: CenterSpecialDayRow[]; page_info: ReturnType<typeof pageInfo> }> {
  const where = sql`organization_id = ${organizationId} and center_id = ${centerId}
    ${period.fromDay ? sql`and day >= ${period.fromDay}::date` : sql``}
    ${period.toDay ? sql`and day <= ${period.toDay}::date` : sql``}`
  const { rows } = await sql<CenterSpecialDayRow>`
    select * from center_special_days where ${where} order by day limit ${page.size} offset ${page.offset}`.execute(
    db,
  )
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from center_special_days where ${where}`.execute(db)
  return { days: rows, page_info: pageInfo(counted[0]!.total, page) }
}

/** Enters a special day or changes it. */
export async function putSpecialDay(tx: Tx, day: CenterSpecialDayRow): Promise<void> {
  const { organization_id: _o, center_id: _c, day: _d, ...facts } = day
  await tx
    .insertInto('center_special_days')
    .values(day)
    .onConflict((conflict) => conflict.columns(['organization_id', 'center_id', 'day']).doUpdateSet(facts))
    .execute()
}

/** Makes a day like its weekday again; false when it already was. */
export async function deleteSpecialDay(
  tx: Tx,
  organizationId: string,
  centerId: string,
  day: string,
): Promise<boolean> {
  const { rows } = await sql`
    delete from center_special_days
    where organization_id = ${organizationId} and center_id = ${centerId} and day = ${day}::date returning day`.execute(
    tx,
  )
  return rows.length > 0
}
