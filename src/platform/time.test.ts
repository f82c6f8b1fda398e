import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import * as time from './time.ts'

const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'America/Caracas',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Moscow',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
  'Asia/Beirut',
  'Asia/Tehran',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Antarctica/Troll',
]

const zone = fc.constantFrom(...ZONES)
const FIRST = Date.UTC(1990, 0, 1)
const LAST = Date.UTC(2060, 11, 31)

/** Instants all over the years, and a good share close to a change of clocks, where mistakes live. */
const zoned = fc
  .tuple(
    zone,
    fc.integer({ min: FIRST / 1000, max: LAST / 1000 }),
    fc.boolean(),
    fc.integer({ min: -180, max: 180 }),
  )
  .map(([name, second, near, minutes]) => {
    const at = Temporal.Instant.fromEpochMilliseconds(second * 1000).toZonedDateTimeISO(name)
    const change = near ? at.getTimeZoneTransition('next') : null
    const ms = change ? change.epochMilliseconds + minutes * 60_000 : at.epochMilliseconds
    return { zone: name, date: new Date(ms) }
  })

const plain = (date: Date, name: string) =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime())
    .toZonedDateTimeISO(name)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second', roundingMode: 'trunc' })

/** Second witness, independent of Temporal. */
function intlLocal(date: Date, format: Intl.DateTimeFormat): string {
  const part = Object.fromEntries(format.formatToParts(date).map((p) => [p.type, p.value]))
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}`
}

const intlFormat = (name: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })

describe('instants and walls agree with Temporal', () => {
  test('utcToLocal', () => {
    fc.assert(
      fc.property(zoned, ({ zone, date }) => {
        expect(time.utcToLocal(date, zone)).toBe(plain(date, zone))
        expect(time.localDay(date, zone)).toBe(plain(date, zone).slice(0, 10))
      }),
      { numRuns: 3000 },
    )
  })

  test('utcToLocal agrees with Intl, hour by hour through odd years', () => {
    for (const [name, year] of [
      ['Africa/Casablanca', 2024],
      ['Pacific/Apia', 2011],
      ['Africa/Cairo', 2014],
      ['Antarctica/Troll', 2024],
    ] as const) {
      const format = intlFormat(name)
      for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 3_600_000) {
        const date = new Date(ms)
        expect(time.utcToLocal(date, name)).toBe(intlLocal(date, format))
      }
    }
  })

  test('localToUtc, gaps and repeated hours included', () => {
    fc.assert(
      fc.property(zoned, fc.integer({ min: -120, max: 120 }), ({ zone, date }, shift) => {
        const local = Temporal.PlainDateTime.from(plain(date, zone)).add({ minutes: shift })
        const text = local.toString({ smallestUnit: 'second' })
        const expected = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
        expect(time.localToUtc(text, zone).getTime()).toBe(expected)
      }),
      { numRuns: 3000 },
    )
  })

  test('days: start, length, elapsed minutes', () => {
    fc.assert(
      fc.property(zoned, ({ zone, date }) => {
        const day = time.localDay(date, zone)
        const start = Temporal.PlainDate.from(day).toZonedDateTime(zone)
        const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone)
        expect(time.dayStartUtc(day, zone).getTime()).toBe(start.epochMilliseconds)
        expect(time.dayMinutes(day, zone)).toBe((next.epochMilliseconds - start.epochMilliseconds) / 60_000)
        expect(time.elapsedMinutes(day, zone, date)).toBe((date.getTime() - start.epochMilliseconds) / 60_000)
      }),
      { numRuns: 3000 },
    )
  })

  test('wallOffsets lead from elapsed minutes to the wall', () => {
    fc.assert(
      fc.property(zoned, fc.integer({ min: 0, max: 2 * 1440 - 1 }), ({ zone, date }, minute) => {
        const day = time.localDay(date, zone)
        const offsets = time.wallOffsets(day, zone)
        const end = time.dayStartUtc(time.addDays(day, 2), zone)
        const at = new Date(time.dayStartUtc(day, zone).getTime() + minute * 60_000)
        if (at >= end) return
        const wall = minute + offsets.findLast((entry) => entry.fromMinute <= minute)!.offset
        const expected = (Date.parse(plain(at, zone) + 'Z') - Date.parse(day + 'T00:00:00Z')) / 60_000
        expect(wall).toBe(expected)
        expect(offsets[0]!.fromMinute).toBe(0)
      }),
      { numRuns: 2000 },
    )
  })

  test('addDays, weekday and dayRange', () => {
    const day = fc
      .integer({ min: FIRST / 86_400_000, max: LAST / 86_400_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (start, n) => {
        const there = Temporal.PlainDate.from(start).add({ days: n }).toString()
        expect(time.addDays(start, n)).toBe(there)
        expect(time.weekday(start)).toBe(Temporal.PlainDate.from(start).dayOfWeek % 7)
        const range = time.dayRange(start, there)
        expect(range).toHaveLength(n < 0 ? 0 : n + 1)
        if (n >= 0) expect([range[0], range.at(-1)]).toEqual([start, there])
      }),
    )
  })
})

describe('known days', () => {
  test('clocks in New York', () => {
    expect(time.dayMinutes('2025-03-09', 'America/New_York')).toBe(1380)
    expect(time.dayMinutes('2025-03-10', 'America/New_York')).toBe(1440)
    expect(time.dayMinutes('2025-11-02', 'America/New_York')).toBe(1500)
    expect(time.localToUtc('2025-03-09T02:30', 'America/New_York').toISOString()).toBe(
      '2025-03-09T07:30:00.000Z',
    )
    expect(time.localToUtc('2025-11-02T01:30:00', 'America/New_York').toISOString()).toBe(
      '2025-11-02T05:30:00.000Z',
    )
    expect(time.wallOffsets('2025-03-09', 'America/New_York')).toEqual([
      { fromMinute: 0, offset: 0 },
      { fromMinute: 120, offset: 60 },
    ])
    expect(time.wallOffsets('2025-11-01', 'America/New_York')).toEqual([
      { fromMinute: 0, offset: 0 },
      { fromMinute: 1440 + 120, offset: -60 },
    ])
  })

  test('half an hour on Lord Howe', () => {
    expect(time.dayMinutes('2025-10-05', 'Australia/Lord_Howe')).toBe(1410)
  })

  test('Samoa left out a day', () => {
    expect(time.dayMinutes('2011-12-30', 'Pacific/Apia')).toBe(0)
    expect(time.dayMinutes('2011-12-31', 'Pacific/Apia')).toBe(1440)
    expect(time.utcToLocal(new Date('2011-12-30T10:00:00Z'), 'Pacific/Apia')).toBe('2011-12-31T00:00:00')
  })

  test('midnight skipped in São Paulo', () => {
    expect(time.dayStartUtc('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z')
    expect(time.wallOffsets('2018-11-04', 'America/Sao_Paulo')).toEqual([{ fromMinute: 0, offset: 60 }])
    // The change at the end of the two days is not theirs.
    expect(time.wallOffsets('2018-11-02', 'America/Sao_Paulo')).toEqual([{ fromMinute: 0, offset: 0 }])
  })

  test('a gap around midnight begins the day inside the hour', () => {
    expect(time.dayStartUtc('1919-03-31', 'America/Toronto').toISOString()).toBe('1919-03-31T04:30:00.000Z')
  })
})

describe('text', () => {
  test('utcText has no fraction and no Z', () => {
    expect(time.utcText(new Date('2025-03-18T16:04:53.999Z'))).toBe('2025-03-18T16:04:53')
  })

  test.each([
    ['2025-03-18T16:04:53.348Z', '4785', 'Z', '2025-03-18T16:04:53.3484785Z'],
    ['2025-03-18T16:04:53.348Z', '4700', 'Z', '2025-03-18T16:04:53.34847Z'],
    ['2025-03-18T16:04:53.340Z', '', '', '2025-03-18T16:04:53.34'],
    ['2025-03-18T16:04:53.000Z', '', 'Z', '2025-03-18T16:04:53Z'],
    ['2025-03-18T16:04:53.000Z', '0001', '', '2025-03-18T16:04:53.0000001'],
    ['2025-03-18T16:04:53.123Z', '456789', 'Z', '2025-03-18T16:04:53.1234567Z'],
  ] as const)('fractionText of %s with %j', (instant, extra, suffix, expected) => {
    expect(time.fractionText(new Date(instant), extra, suffix)).toBe(expected)
  })

  test.each([
    ['2025-03-18', '2025-03-18T00:00:00'],
    ['2025-03-18T09:30', '2025-03-18T09:30:00'],
    ['2025-03-18T09:30:15', '2025-03-18T09:30:15'],
    ['2025-03-18 09:30:15', '2025-03-18T09:30:15'],
    ['2025-03-18T09:30:15.1234567', '2025-03-18T09:30:15'],
    ['2025-03-18T09:30:15.5Z', '2025-03-18T09:30:15'],
    ['2025-03-18T09:30Z', '2025-03-18T09:30:00'],
    [' 2024-02-29 ', '2024-02-29T00:00:00'],
    ['2025-02-29', null],
    ['2025-02-30T10:00', null],
    ['2025-13-01', null],
    ['2025-00-10', null],
    ['2025-01-00', null],
    ['2025-01-10T24:00', null],
    ['2025-01-10T10:60', null],
    ['2025-01-10T10:00:60', null],
    ['1899-12-31', null],
    ['0001-01-01T00:00:00', null],
    ['2201-01-01', null],
    ['2025-01-10T10:00+05:30', null],
    ['2025-1-1', null],
    ['18/03/2025', null],
    ['tomorrow', null],
    ['', null],
  ])('parseLocalDateTime of %j', (text, expected) => {
    expect(time.parseLocalDateTime(text)).toBe(expected)
    expect(time.parseDay(text)).toBe(expected?.slice(0, 10) ?? null)
  })

  test.each([
    ['PT90M', 90 * 60_000],
    ['PT1H30M', 90 * 60_000],
    ['P1D', 86_400_000],
    ['P1W', 7 * 86_400_000],
    ['P1DT12H', 36 * 3_600_000],
    ['PT0.5S', 500],
    ['PT0S', 0],
  ])('parseDuration of %s', (text, expected) => {
    expect(time.parseDuration(text)).toBe(expected)
  })

  test.each(['', 'P', 'PT', 'P1DT', 'P1M', 'P1Y', '90', 'PT-5M', 'pt5m'])(
    'parseDuration refuses %j',
    (text) => {
      expect(() => time.parseDuration(text)).toThrow(RangeError)
    },
  )

  test.each(['2025-02-30', '2025-01-01T25:00', '2025-01-01 10:00', '2025-01-01T10', 'x'.repeat(10)])(
    'localToUtc refuses %j',
    (text) => {
      expect(() => time.localToUtc(text, 'UTC')).toThrow(RangeError)
    },
  )

  test('zones', () => {
    for (const name of ZONES) expect(time.isIanaZone(name)).toBe(true)
    for (const name of ['', '+05:30', '-0800', 'Mars/Olympus', 'Asia/', 'Eastern Standard Time']) {
      expect(time.isIanaZone(name)).toBe(false)
    }
    expect(() => time.utcToLocal(new Date(0), 'Mars/Olympus')).toThrow(RangeError)
  })
})
