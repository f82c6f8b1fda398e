import { describe, expect, it } from 'vitest'
import { isWithinHours, placeOccurrences, readWallTimes } from './times.ts'

const NEW_YORK = 'America/New_York'
const on = (day: string, start: string, end: string) => ({
  start: `${day}T${start}:00`,
  end: `${day}T${end}:00`,
})

describe('placeOccurrences', () => {
  it('keeps the hours of the wall when the clocks change', () => {
    const placed = placeOccurrences(
      ['2026-03-02', '2026-03-09', '2026-11-02'],
      on('2026-03-02', '09:00', '10:00'),
      NEW_YORK,
    )
    expect(placed.map((o) => o.startsAt.toISOString())).toEqual([
      '2026-03-02T14:00:00.000Z',
      '2026-03-09T13:00:00.000Z',
      '2026-11-02T14:00:00.000Z',
    ])
    expect(placed[1]!.endsAt.toISOString()).toBe('2026-03-09T14:00:00.000Z')
  })

  it('runs past midnight', () => {
    const [placed] = placeOccurrences(
      ['2026-03-05'],
      { start: '2026-03-02T23:00:00', end: '2026-03-03T01:30:00' },
      NEW_YORK,
    )
    expect(placed).toMatchObject({ start: '2026-03-05T23:00:00', end: '2026-03-06T01:30:00' })
  })

  it('leaves out the day on which the time does not exist', () => {
    const night = on('2026-03-07', '02:00', '03:00')
    const days = placeOccurrences(['2026-03-07', '2026-03-08', '2026-03-09'], night, NEW_YORK).map(
      (o) => o.day,
    )
    expect(days).toEqual(['2026-03-07', '2026-03-09'])
    expect(() => placeOccurrences(['2026-03-08'], night, NEW_YORK)).toThrow('time_range_invalid')
  })
})

describe('readWallTimes', () => {
  const read = (start_time: string, end_time: string) => readWallTimes({ start_time, end_time })
  it('takes up to 12 hours', () => {
    expect(read('2026-03-02T08:00:00', '2026-03-02T20:00:00')).toEqual(on('2026-03-02', '08:00', '20:00'))
    expect(() => read('2026-03-02T08:00:00', '2026-03-02T20:00:01')).toThrow('time_range_invalid')
    expect(() => read('2026-03-02T08:00:00', '2026-03-02T08:00:00')).toThrow('time_range_invalid')
    expect(() => read('2026-03-02T25:00:00', '2026-03-02T08:00:00')).toThrow('is not a date-time')
  })
})

describe('isWithinHours', () => {
  const day = '2026-03-03'
  const within = (start: string, end: string, hours: Parameters<typeof isWithinHours>[1]) =>
    isWithinHours(
      { day, start: `${day}T${start}:00`, end: end.includes('T') ? `${end}:00` : `${day}T${end}:00` },
      hours,
    )
  const nine = { opens: 540, closes: 1080 }

  it('knows both ends', () => {
    expect(within('09:00', '18:00', [null, nine, null])).toBe(true)
    expect(within('08:59', '10:00', [null, nine, null])).toBe(false)
    expect(within('17:00', '18:01', [null, nine, null])).toBe(false)
    expect(within('09:00', '10:00', [nine, null, nine])).toBe(false)
  })

  it('counts the night to the day it began on, and joins it to the next morning', () => {
    const late = { opens: 600, closes: 1560 }
    expect(within('01:00', '02:00', [late, nine, null])).toBe(true)
    expect(within('01:00', '02:01', [late, nine, null])).toBe(false)
    expect(within('23:00', '2026-03-04T01:00', [null, late, null])).toBe(true)
    const round = { opens: 0, closes: 1440 }
    expect(within('23:00', '2026-03-04T01:00', [round, round, round])).toBe(true)
    expect(within('23:00', '2026-03-04T01:00', [round, round, null])).toBe(false)
  })
})
