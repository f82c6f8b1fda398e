import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#platform/refusal.ts'
import { addDays, weekday } from '#platform/time.ts'
import {
  listOccurrenceDays,
  MAX_OCCURRENCES,
  MAX_YEARS,
  PERIODS,
  readRecurrence,
  type RecurrenceRule,
} from './recurrence.ts'

const rule = (more: Partial<RecurrenceRule>): RecurrenceRule => ({
  time_period: 'Daily',
  interval: 1,
  rec_start_date: '2026-03-09',
  rec_end_date: null,
  week_days: 0,
  occurences: null,
  ...more,
})

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
const lastDayOfMonth = (day: string) => new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7), 0)).getUTCDate()

/** Does the rule name this one day? Asked without looking at any other day. */
function names(r: RecurrenceRule, day: string): boolean {
  const since = daysBetween(r.rec_start_date, day)
  const months =
    (+day.slice(0, 4) - +r.rec_start_date.slice(0, 4)) * 12 +
    (+day.slice(5, 7) - +r.rec_start_date.slice(5, 7))
  const sameDayOfMonth = +day.slice(8) === Math.min(+r.rec_start_date.slice(8), lastDayOfMonth(day))
  switch (r.time_period) {
    case 'Daily':
      return since % r.interval === 0
    case 'Weekly': {
      const week = Math.floor((since + weekday(r.rec_start_date)) / 7)
      const mask = r.week_days || 2 ** weekday(r.rec_start_date)
      return week % r.interval === 0 && Math.floor(mask / 2 ** weekday(day)) % 2 === 1
    }
    case 'Monthly':
      return sameDayOfMonth && months % r.interval === 0
    case 'Yearly':
      return sameDayOfMonth && months % (12 * r.interval) === 0
  }
}

/** The slow way: walk through the calendar day by day. Null: beyond a bound, or nothing at all. */
function walk(r: RecurrenceRule): string[] | null {
  const horizon = `${+r.rec_start_date.slice(0, 4) + MAX_YEARS}${r.rec_start_date.slice(4)}`
  const found: string[] = []
  for (let day = r.rec_start_date; ; day = addDays(day, 1)) {
    if (r.rec_end_date !== null && day > r.rec_end_date) return found.length > 0 ? found : null
    if (!names(r, day)) {
      if (day > `${+horizon.slice(0, 4) + 1}${horizon.slice(4)}`) return null
      continue
    }
    if (day > horizon || found.length === MAX_OCCURRENCES) return null
    found.push(day)
    if (found.length === r.occurences) return found
  }
}

const listed = (r: RecurrenceRule): string[] | null => {
  try {
    return listOccurrenceDays(r)
  } catch (error) {
    if (error instanceof Refusal && error.refusal === 'recurrence_invalid') return null
    throw error
  }
}

const rules = fc
  .record({
    time_period: fc.constantFrom(...PERIODS),
    interval: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 5 }) },
      fc.integer({ min: 1, max: 60 }),
    ),
    // Ends of months and leap days come up often.
    rec_start_date: fc
      .integer({ min: 0, max: 1500 })
      .map((n) => addDays('2024-01-01', n))
      .chain((day) => fc.constantFrom(day, `${day.slice(0, 8)}${lastDayOfMonth(day)}`)),
    week_days: fc.integer({ min: 0, max: 127 }),
    end: fc.oneof(
      fc.record({ occurences: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ days: fc.integer({ min: 0, max: 800 }) }),
    ),
  })
  .map(({ end, ...r }): RecurrenceRule => {
    const ends =
      'days' in end ? { rec_end_date: addDays(r.rec_start_date, end.days) } : { occurences: end.occurences }
    return rule({ ...r, ...ends })
  })

describe('listOccurrenceDays', () => {
  it('gives the days a walk through the calendar finds', () => {
    fc.assert(
      fc.property(rules, (r) => {
        expect(listed(r)).toEqual(walk(r))
      }),
      { numRuns: 400 },
    )
  })

  it.each<[string, Partial<RecurrenceRule>, string[]]>([
    ['every day', { occurences: 3 }, ['2026-03-09', '2026-03-10', '2026-03-11']],
    [
      'to the last day, included',
      { interval: 2, rec_end_date: '2026-03-13' },
      ['2026-03-09', '2026-03-11', '2026-03-13'],
    ],
    ['the weekday of the first day', { time_period: 'Weekly', occurences: 2 }, ['2026-03-09', '2026-03-16']],
    [
      'chosen weekdays, none before the first day',
      { time_period: 'Weekly', week_days: 1 + 8, occurences: 4 },
      ['2026-03-11', '2026-03-15', '2026-03-18', '2026-03-22'],
    ],
    [
      'every other week, weeks beginning on Sunday',
      { time_period: 'Weekly', interval: 2, week_days: 1 + 32, occurences: 3 },
      ['2026-03-13', '2026-03-22', '2026-03-27'],
    ],
    [
      'the 31st or the last day',
      { time_period: 'Monthly', rec_start_date: '2026-01-31', occurences: 4 },
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    ],
    [
      'the leap day',
      { time_period: 'Yearly', rec_start_date: '2028-02-29', interval: 2, occurences: 3 },
      ['2028-02-29', '2030-02-28', '2032-02-29'],
    ],
  ])('%s', (_name, more, days) => {
    expect(listOccurrenceDays(rule(more))).toEqual(days)
  })

  it('stops at its bounds and names the member', () => {
    expect(listOccurrenceDays(rule({ occurences: MAX_OCCURRENCES }))).toHaveLength(MAX_OCCURRENCES)
    expect(() => listOccurrenceDays(rule({ rec_end_date: '2027-03-10' }))).toThrow(
      `more than ${MAX_OCCURRENCES}`,
    )
    expect(() => listOccurrenceDays(rule({ time_period: 'Yearly', occurences: 22 }))).toThrow('years ahead')
    expect(() => listOccurrenceDays(rule({ time_period: 'Yearly', interval: 1000, occurences: 2 }))).toThrow(
      'years ahead',
    )
    expect(() =>
      listOccurrenceDays(rule({ time_period: 'Weekly', week_days: 1, rec_end_date: '2026-03-10' })),
    ).toThrow('no day')
  })
})

describe('readRecurrence', () => {
  const given = { time_period: 'Daily', interval: 1, rec_start_date: '2026-03-09T00:00:00', occurences: 3 }

  it('takes the echo of a block-out that does not repeat for none', () => {
    const skeleton = {
      id: null,
      time_period: null,
      interval: 0,
      rec_start_date: '0001-01-01T00:00:00',
      rec_end_date: null,
      week_days: 0,
      occurences: null,
    }
    expect(readRecurrence(skeleton)).toBeNull()
    expect(readRecurrence(null)).toBeNull()
  })

  it('keeps days, and reads the unset date as none', () => {
    expect(readRecurrence({ ...given, rec_end_date: '0001-01-01T00:00:00' })).toEqual(rule({ occurences: 3 }))
  })

  it.each([
    ['interval', { interval: 0 }],
    ['interval', { interval: 1001 }],
    ['rec_start_date', { rec_start_date: '0001-01-01T00:00:00' }],
    ['rec_start_date', { rec_start_date: '2026-02-30T00:00:00' }],
    ['rec_end_date', { occurences: null, rec_end_date: '2026-03-08T00:00:00' }],
    ['occurences', { occurences: null }],
    ['occurences', { rec_end_date: '2026-03-12T00:00:00' }],
    ['occurences', { occurences: 367 }],
    ['week_days', { week_days: 128 }],
  ])('refuses a wrong %s by name', (member, more) => {
    const refusal = (() => {
      try {
        return readRecurrence({ ...given, ...more })
      } catch (error) {
        return error
      }
    })()
    expect(refusal).toMatchObject({
      refusal: 'recurrence_invalid',
      field: `recurring_block_out_time.${member}`,
    })
  })
})
