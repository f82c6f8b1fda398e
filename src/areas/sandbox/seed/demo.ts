/** The whole demo organisation as rows: a pure function of the time. */
import { addDays, utcText } from '#platform/time.ts'
import { calendars } from './calendar.ts'
import { catalogRows } from './catalog-rows.ts'
import { guestRows } from './guest-rows.ts'
import { GUESTS, listGuests } from './guests.ts'
import { organizationRows } from './organization-rows.ts'
import type { SeedRows } from './rows.ts'
import { staffRows } from './staff-rows.ts'
import { visitRows } from './visit-rows.ts'
import { planVisits } from './visits.ts'

export interface Demo {
  /** Each in the order to be written. */
  parts: SeedRows[]
  lastGuestNumber: number
  /** Highest invoice number per center id. */
  invoiceCounters: ReadonlyMap<string, number>
  founded: Date
}

/** Four weeks of visits around `now`; all that is random about them is the same for the same time. */
export function buildDemo(now: Date, passwordHash: string | null): Demo {
  const today = utcText(now).slice(0, 10)
  const founded = new Date(`${addDays(today, -1_100)}T09:00:00Z`)
  const byCenter = calendars(now)
  const guests = listGuests()
  const visits = visitRows(
    Object.values(byCenter).flatMap((calendar) => planVisits(calendar, guests)),
    now,
  )
  return {
    parts: [
      organizationRows(byCenter, founded),
      catalogRows(founded),
      staffRows(byCenter, now, founded, passwordHash),
      guestRows(guests, today, passwordHash),
      visits.rows,
    ],
    lastGuestNumber: GUESTS,
    invoiceCounters: visits.invoiceCounters,
    founded,
  }
}
