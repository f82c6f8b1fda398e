import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adaptWidth, countFailures, isSuccess, MAX_SENDS, nextStep, waitAfter } from './schedule.ts'

const NOW = new Date('2026-03-02T12:00:00Z')

describe('waits', () => {
  test('30, 60, 120, 240 s and a little, never above ten minutes, always the same for one delivery', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 30 }), (id, attempt) => {
        const least = Math.min(600_000, 30_000 * 2 ** (attempt - 1))
        const wait = waitAfter(id, attempt)
        expect(wait).toBeGreaterThanOrEqual(least)
        expect(wait).toBeLessThanOrEqual(Math.min(600_000, least * 1.05))
        expect(waitAfter(id, attempt)).toBe(wait)
      }),
    )
  })

  test('deliveries of one moment spread out', () => {
    const waits = Array.from({ length: 1000 }, (_, i) => waitAfter(`0199-${i}`, 1) - 30_000)
    for (let quarter = 0; quarter < 4; quarter++) {
      const inside = waits.filter((wait) => wait >= quarter * 375 && wait < (quarter + 1) * 375).length
      expect(inside).toBeGreaterThan(180)
      expect(inside).toBeLessThan(320)
    }
  })
})

describe('what comes next', () => {
  test('a success ends it, the fifth failure ends it, any other failure waits', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 10 }), fc.boolean(), (id, attempt, succeeded) => {
        const next = nextStep(id, attempt, succeeded, NOW)
        if (succeeded) expect(next).toEqual({ state: 'delivered' })
        else if (attempt >= MAX_SENDS) expect(next).toEqual({ state: 'failed' })
        else
          expect(next).toEqual({ state: 'waiting', dueAt: new Date(NOW.getTime() + waitAfter(id, attempt)) })
      }),
    )
    expect(MAX_SENDS).toBe(5)
  })

  test.each([
    [200, true],
    [202, true],
    [204, true],
    [299, true],
    [199, false],
    [301, false],
    [302, false],
    [304, false],
    [400, false],
    [410, false],
    [500, false],
    [null, false],
  ])('%s is success: %s', (status, success) => expect(isSuccess(status)).toBe(success))
})

describe('failures in a row', () => {
  const failed = (n: number) => Array.from({ length: n }, () => 'failed' as const)

  test('the twentieth switches off, a success between them starts over', () => {
    expect(countFailures(0, failed(19))).toEqual({ failuresInRow: 19, switchOff: false })
    expect(countFailures(19, failed(1))).toEqual({ failuresInRow: 20, switchOff: true })
    expect(countFailures(19, ['delivered', ...failed(19)])).toEqual({ failuresInRow: 19, switchOff: false })
    expect(countFailures(18, [...failed(2), 'delivered'])).toEqual({ failuresInRow: 20, switchOff: true })
    expect(countFailures(7, [])).toEqual({ failuresInRow: 7, switchOff: false })
  })

  test('counting in parts is counting at once', () => {
    const ended = fc.array(fc.constantFrom('delivered' as const, 'failed' as const, 'failed' as const), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(ended, ended, (first, second) => {
        const half = countFailures(0, first)
        const whole = countFailures(0, [...first, ...second])
        expect(whole).toEqual(half.switchOff ? half : countFailures(half.failuresInRow, second))
      }),
    )
  })
})

test('width: halves without an answer, down to one; grows by one with answers', () => {
  expect([8, 4, 2, 1].map((width) => adaptWidth(width, 8, false))).toEqual([4, 2, 1, 1])
  expect([1, 7, 8].map((width) => adaptWidth(width, 8, true))).toEqual([2, 8, 8])
})
