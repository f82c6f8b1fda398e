import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../platform/time.ts'
import { findPayCycles, startDay, type PayCycleKind, type PayCycleRule } from './pay-cycles.ts'

const kinds: PayCycleKind[] = ['weekly', 'biweekly', 'semimonthly', 'monthly']
const day = fc.integer({ min: 0, max: 9000 }).map((n) => addDays('2015-01-01', n))
const rule = fc.record({ kind: fc.constantFrom(...kinds), starts_on: day }).map((r): PayCycleRule => ({
  ...r,
  starts_on: `${r.starts_on.slice(0, 8)}${r.starts_on.slice(8) > '28' ? '28' : r.starts_on.slice(8)}`,
}))

describe('pay cycles', () => {
  it('lie one behind the other without a gap and cover the period from the first cycle on', () => {
    fc.assert(
      fc.property(rule, day, fc.integer({ min: 0, max: 400 }), (cycleRule, from, length) => {
        const to = addDays(from, length)
        const cycles = findPayCycles(cycleRule, from, to)
        const start = cycleRule.starts_on > from ? cycleRule.starts_on : from
        if (start > to) {
          expect(cycles).toEqual([])
          return
        }
        expect(cycles[0]!.fromDay <= start && cycles[0]!.toDay >= start).toBe(true)
        expect(cycles.at(-1)!.toDay >= to).toBe(true)
        for (const [i, cycle] of cycles.entries()) {
          expect(cycle.fromDay <= cycle.toDay && cycle.fromDay <= to && cycle.toDay >= from).toBe(true)
          if (i > 0)
            expect([cycle.fromDay, cycle.number]).toEqual([
              addDays(cycles[i - 1]!.toDay, 1),
              cycles[i - 1]!.number + 1,
            ])
        }
      }),
    )
  })

  it('have the same number whatever period is asked for', () => {
    fc.assert(
      fc.property(rule, day, (cycleRule, from) => {
        const wide = findPayCycles(cycleRule, addDays(from, -50), addDays(from, 50))
        for (const cycle of findPayCycles(cycleRule, from, from)) expect(wide).toContainEqual(cycle)
      }),
    )
  })

  it('of two weeks and of half a month', () => {
    expect(findPayCycles({ kind: 'biweekly', starts_on: '2026-03-02' }, '2026-03-01', '2026-03-16')).toEqual([
      { number: 1, fromDay: '2026-03-02', toDay: '2026-03-15' },
      { number: 2, fromDay: '2026-03-16', toDay: '2026-03-29' },
    ])
    expect(
      findPayCycles({ kind: 'semimonthly', starts_on: '2026-01-01' }, '2026-02-10', '2026-02-20'),
    ).toEqual([
      { number: 3, fromDay: '2026-02-01', toDay: '2026-02-15' },
      { number: 4, fromDay: '2026-02-16', toDay: '2026-02-28' },
    ])
    expect(startDay({ kind: 'weekly', starts_on: '2026-03-01' })).toBe(7)
    expect(startDay({ kind: 'monthly', starts_on: '2026-03-05' })).toBe(5)
  })
})
