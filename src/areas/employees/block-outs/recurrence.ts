/** How a block-out repeats: reading the rule and listing its days. Pure; days are `YYYY-MM-DD` of the center. */
import { refuse } from '#platform/refusal.ts'
import { addDays, parseDay, weekday } from '#platform/time.ts'

export const PERIODS = ['Daily', 'Weekly', 'Monthly', 'Yearly'] as const
export type Period = (typeof PERIODS)[number]

/** A rule as it is kept; the names are those of the wire. Exactly one of rec_end_date and occurences is set. */
export interface RecurrenceRule {
  time_period: Period
  /** Every n-th period. */
  interval: number
  /** First day that may be one. */
  rec_start_date: string
  /** Last day that may be one. */
  rec_end_date: string | null
  /** Of Weekly: bits Sunday 1 … Saturday 64; 0: the weekday of the first day. Other periods ignore it. */
  week_days: number
  occurences: number | null
}

/** A rule as it is asked for (contract: RecurringBlockOutTime). */
export interface GivenRecurrence {
  time_period?: string | null
  interval?: number | null
  rec_start_date?: string | null
  rec_end_date?: string | null
  week_days?: number | null
  occurences?: number | null
}

/** Bounds of a series: its rows are written in one transaction, and a typing error must not block a decade. */
export const MAX_OCCURRENCES = 366
export const MAX_YEARS = 20
const MAX_INTERVAL = 1000
const ALL_WEEK_DAYS = 127
/** The wire's form of a date that is not set. */
const UNSET = '0001-01-01'

const invalid = (member: string, detail: string): never =>
  refuse('recurrence_invalid', { field: `recurring_block_out_time.${member}`, detail })

const readDate = (text: string | null | undefined, member: string): string | null =>
  !text || text.startsWith(UNSET) ? null : (parseDay(text) ?? invalid(member, 'is not a date'))

/**
 * The rule in a request, or null when there is none; answers echo a rule whose time_period is null for a
 * block-out that does not repeat. Throws recurrence_invalid, which names the member.
 */
export function readRecurrence(given: GivenRecurrence | null | undefined): RecurrenceRule | null {
  if (!given || given.time_period === null || given.time_period === undefined) return null
  const period =
    PERIODS.find((name) => name === given.time_period) ?? invalid('time_period', 'is not a period')
  const interval = given.interval ?? invalid('interval', 'is missing')
  const start = readDate(given.rec_start_date, 'rec_start_date') ?? invalid('rec_start_date', 'is missing')
  const end = readDate(given.rec_end_date, 'rec_end_date')
  const count = given.occurences ?? null
  const weekDays = given.week_days ?? 0
  if (end !== null && count !== null) invalid('occurences', 'and rec_end_date cannot both be given')
  if (end === null && count === null) invalid('occurences', 'or rec_end_date must be given')
  if (interval < 1 || interval > MAX_INTERVAL) invalid('interval', `must be from 1 to ${MAX_INTERVAL}`)
  if (weekDays < 0 || weekDays > ALL_WEEK_DAYS) invalid('week_days', `must be from 0 to ${ALL_WEEK_DAYS}`)
  if (count !== null && (count < 1 || count > MAX_OCCURRENCES))
    invalid('occurences', `must be from 1 to ${MAX_OCCURRENCES}`)
  if (end !== null && end < start) invalid('rec_end_date', 'lies before rec_start_date')
  return {
    time_period: period,
    interval,
    rec_start_date: start,
    rec_end_date: end,
    week_days: weekDays,
    occurences: count,
  }
}

/** The days of a series, earliest first, at least one. Throws recurrence_invalid beyond the bounds. */
export function listOccurrenceDays(rule: RecurrenceRule): string[] {
  const horizon = `${Number(rule.rec_start_date.slice(0, 4)) + MAX_YEARS}${rule.rec_start_date.slice(4)}`
  const days: string[] = []
  for (const day of candidates(rule)) {
    if (rule.rec_end_date !== null && day > rule.rec_end_date) break
    if (day > horizon)
      invalid(
        rule.occurences === null ? 'rec_end_date' : 'occurences',
        `reaches more than ${MAX_YEARS} years ahead`,
      )
    if (days.length === MAX_OCCURRENCES)
      invalid('rec_end_date', `gives more than ${MAX_OCCURRENCES} occurrences`)
    days.push(day)
    if (days.length === rule.occurences) break
  }
  return days.length > 0 ? days : invalid('rec_end_date', 'leaves no day')
}

/** The days of a rule without its end: endless. */
function* candidates(rule: RecurrenceRule): Generator<string> {
  const { rec_start_date: start, interval } = rule
  switch (rule.time_period) {
    case 'Daily':
      for (let n = 0; ; n += interval) yield addDays(start, n)
    case 'Weekly': {
      const mask = rule.week_days || 1 << weekday(start)
      // Weeks begin on Sunday, bit 1 of the mask.
      for (let sunday = addDays(start, -weekday(start)); ; sunday = addDays(sunday, 7 * interval))
        for (let n = 0; n < 7; n++) {
          const day = addDays(sunday, n)
          if (mask & (1 << n) && day >= start) yield day
        }
    }
    case 'Monthly':
      for (let n = 0; ; n += interval) yield addMonths(start, n)
    case 'Yearly':
      for (let n = 0; ; n += interval) yield addMonths(start, 12 * n)
  }
}

/** The same day some months later; the last day of a month that is too short for it (31st, 29 February). */
function addMonths(day: string, months: number): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number]
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const at = new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, lastDay)))
  return at.toISOString().slice(0, 10)
}
