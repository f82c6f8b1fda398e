import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  adaptWidth,
  countFailures,
  isSuccess,
  mostSends,
  nextStep,
  passGate,
  readRetryAfter,
  waitAfter,
  type EndedSend,
  type NextStep,
} from './schedule.ts'

const NOW = new Date('2026-03-02T12:00:00Z')

describe('waits', () => {
  test('as each profile says and a little more, always the same for one delivery', () => {
    const waits = {
      zenoti: [30, 60, 120, 240],
      durable: [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
    }
    for (const [profile, seconds] of Object.entries(waits) as ['zenoti' | 'durable', number[]][]) {
      expect(mostSends(profile)).toBe(seconds.length + 1)
      fc.assert(
        fc.property(fc.uuid(), fc.integer({ min: 1, max: seconds.length }), (id, attempt) => {
          const least = seconds[attempt - 1]! * 1_000
          const wait = waitAfter(profile, id, attempt)
          expect(wait).toBeGreaterThanOrEqual(least)
          expect(wait).toBeLessThanOrEqual(least * 1.1)
          expect(waitAfter(profile, id, attempt)).toBe(wait)
        }),
      )
    }
  })

  test('the documented profile never waits above ten minutes', () => {
    for (let attempt = 1; attempt < 5; attempt++)
      expect(waitAfter('zenoti', 'f'.repeat(24), attempt)).toBeLessThanOrEqual(600_000)
  })

  test('deliveries of one moment spread out', () => {
    const waits = Array.from({ length: 1000 }, (_, i) => waitAfter('zenoti', `0199-${i}`, 1) - 30_000)
    for (let quarter = 0; quarter < 4; quarter++) {
      const inside = waits.filter((wait) => wait >= quarter * 375 && wait < (quarter + 1) * 375).length
      expect(inside).toBeGreaterThan(180)
      expect(inside).toBeLessThan(320)
    }
  })
})

describe('what comes next', () => {
  const ended = (more: Partial<EndedSend>): EndedSend => ({
    deliveryId: 'a',
    profile: 'zenoti',
    attempt: 1,
    status: 500,
    retryAfter: null,
    ...more,
  })
  const waited = (more: Partial<EndedSend>): number => {
    const next = nextStep(ended(more), NOW)
    if (next.state !== 'waiting') throw new Error(next.state)
    return next.dueAt.getTime() - NOW.getTime()
  }

  test('a success ends it, the last failure ends it, any other failure waits', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.constantFrom('zenoti' as const, 'durable' as const),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        (deliveryId, profile, attempt, succeeded) => {
          const next = nextStep(ended({ deliveryId, profile, attempt, status: succeeded ? 201 : null }), NOW)
          if (succeeded) expect(next).toEqual({ state: 'delivered' })
          else if (attempt >= mostSends(profile)) expect(next).toEqual({ state: 'failed', gone: false })
          else
            expect(next).toEqual({
              state: 'waiting',
              dueAt: new Date(NOW.getTime() + waitAfter(profile, deliveryId, attempt)),
            })
        },
      ),
    )
  })

  test('durable heeds Retry-After, up to a day and never to hurry; zenoti does not', () => {
    const own = waitAfter('durable', 'a', 1)
    expect(waited({ profile: 'durable', status: 429, retryAfter: 90_000 })).toBe(90_000)
    expect(waited({ profile: 'durable', status: 503, retryAfter: 1 })).toBe(own)
    expect(waited({ profile: 'durable', status: 503, retryAfter: 9e12 })).toBe(86_400_000)
    expect(waited({ status: 429, retryAfter: 90_000 })).toBe(waitAfter('zenoti', 'a', 1))
  })

  test('410 ends a durable delivery for good, and is a failure like any other for zenoti', () => {
    expect(nextStep(ended({ profile: 'durable', status: 410 }), NOW)).toEqual({ state: 'failed', gone: true })
    expect(nextStep(ended({ status: 410 }), NOW).state).toBe('waiting')
  })

  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Mon, 02 Mar 2026 12:01:30 GMT', 90_000],
    ['Mon, 02 Mar 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1e3', null],
    ['', null],
    [undefined, null],
  ])('Retry-After: %s', (header, milliseconds) => expect(readRetryAfter(header, NOW)).toBe(milliseconds))

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
  const delivered: NextStep = { state: 'delivered' }
  const failed = (n: number): NextStep[] =>
    Array.from({ length: n }, () => ({ state: 'failed', gone: false }))

  test('the twentieth switches off, a success between them starts over', () => {
    expect(countFailures(0, failed(19))).toEqual({ failuresInRow: 19, switchOff: null })
    expect(countFailures(19, failed(1))).toEqual({ failuresInRow: 20, switchOff: 'failures' })
    expect(countFailures(19, [delivered, ...failed(19)])).toEqual({ failuresInRow: 19, switchOff: null })
    expect(countFailures(18, [...failed(2), delivered])).toEqual({ failuresInRow: 20, switchOff: 'failures' })
    expect(countFailures(7, [])).toEqual({ failuresInRow: 7, switchOff: null })
    expect(countFailures(7, [{ state: 'waiting', dueAt: NOW }])).toEqual({
      failuresInRow: 7,
      switchOff: null,
    })
  })

  test('a receiver that is gone is switched off at once', () => {
    expect(countFailures(0, [{ state: 'failed', gone: true }, delivered])).toEqual({
      failuresInRow: 1,
      switchOff: 'gone',
    })
  })

  test('counting in parts is counting at once', () => {
    const ended = fc.array(fc.constantFrom(delivered, ...failed(2)), {
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

describe('the gate of a webhook with caps', () => {
  const gate = { busy: 0, maxConcurrent: null, nextAt: -Infinity, maxPerMinute: null }

  test('never more at once than the cap', () => {
    expect(passGate({ ...gate, busy: 3, maxConcurrent: 5 }, 10, 0).passed).toBe(2)
    expect(passGate({ ...gate, busy: 7, maxConcurrent: 5 }, 10, 0).passed).toBe(0)
    expect(passGate(gate, 10, 0)).toMatchObject({ passed: 10, waitMs: null })
  })

  test('the pace holds over any minute, whatever was asked when; what waits gets its turn in time', () => {
    const asks = fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 20_000 }), wanted: fc.integer({ min: 1, max: 300 }) }),
      {
        maxLength: 60,
      },
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6_000 }), asks, (maxPerMinute, all) => {
        let nextAt = -Infinity
        let now = 1_700_000_000_000
        const begun: { at: number; count: number }[] = []
        for (const { after, wanted } of all) {
          now += after
          const { passed, nextAt: next, waitMs } = passGate({ ...gate, nextAt, maxPerMinute }, wanted, now)
          expect(passed).toBeLessThanOrEqual(wanted)
          if (passed < wanted) {
            expect(passGate({ ...gate, nextAt: next, maxPerMinute }, 1, now + waitMs!).passed).toBe(1)
            expect(waitMs).toBeLessThanOrEqual(Math.ceil(60_000 / maxPerMinute))
          }
          nextAt = next
          begun.push({ at: now, count: passed })
        }
        for (const { at } of begun) {
          const inMinute = begun.filter((b) => b.at >= at && b.at < at + 60_000)
          const most = maxPerMinute + Math.max(1, maxPerMinute / 60)
          expect(inMinute.reduce((sum, b) => sum + b.count, 0)).toBeLessThanOrEqual(Math.ceil(most))
        }
      }),
    )
  })
})
