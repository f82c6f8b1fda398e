/** Pay cycles: the periods for which employees of a center are paid. Pure rules on days (YYYY-MM-DD). */
import { addDays, weekday } from '#platform/time.ts'

export type PayCycleKind = 'weekly' | 'biweekly' | 'semimonthly' | 'monthly'

export interface PayCycleRule {
  kind: PayCycleKind
  /** First day of the first cycle; none lies before it. Monthly kinds need a day from 1 to 28. */
  starts_on: string
}

export interface PayCycle {
  /** Counts the cycles of the center from 1. */
  number: number
  fromDay: string
  /** Last day of the cycle. */
  toDay: string
}

const NAMES: Record<PayCycleKind, string> = {
  weekly: 'Weekly',
  biweekly: 'Bi-weekly',
  semimonthly: 'Semi-monthly',
  monthly: 'Monthly',
}
export const payCycleName = (rule: PayCycleRule): string => NAMES[rule.kind]

const dayOfMonth = (day: string): number => Number(day.slice(8, 10))

/** On which day a cycle begins: 1 Monday to 7 Sunday, or the day of the month. */
export const startDay = (rule: PayCycleRule): number =>
  rule.kind === 'weekly' || rule.kind === 'biweekly'
    ? weekday(rule.starts_on) || 7
    : dayOfMonth(rule.starts_on)

/** The day of the month `n` months after that of `day`. */
function addMonths(day: string, n: number): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + n
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${day.slice(8, 10)}`
}

/** First day of the cycle `index` (from 0). Half a month is 15 days, then the rest of the month. */
function firstDay({ kind, starts_on }: PayCycleRule, index: number): string {
  switch (kind) {
    case 'weekly':
      return addDays(starts_on, 7 * index)
    case 'biweekly':
      return addDays(starts_on, 14 * index)
    case 'monthly':
      return addMonths(starts_on, index)
    case 'semimonthly':
      return addDays(addMonths(starts_on, Math.floor(index / 2)), index % 2 ? 15 : 0)
  }
}

const MOST_DAYS: Record<PayCycleKind, number> = { weekly: 7, biweekly: 14, semimonthly: 16, monthly: 31 }

/** The cycles that share a day with `fromDay` to `toDay` (both included), earliest first. */
export function findPayCycles(rule: PayCycleRule, fromDay: string, toDay: string): PayCycle[] {
  const passed = (Date.parse(fromDay) - Date.parse(rule.starts_on)) / 86_400_000
  const cycles: PayCycle[] = []
  // No cycle is longer than MOST_DAYS, so none before this one reaches fromDay.
  for (let index = Math.max(0, Math.floor(passed / MOST_DAYS[rule.kind]) - 1); ; index++) {
    const first = firstDay(rule, index)
    if (first > toDay) return cycles
    const last = addDays(firstDay(rule, index + 1), -1)
    if (last >= fromDay) cycles.push({ number: index + 1, fromDay: first, toDay: last })
  }
}
