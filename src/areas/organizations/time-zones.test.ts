import { expect, test } from 'vitest'
import { isIanaZone } from '../../platform/time.ts'
import { findTimeZone, listTimeZones } from './time-zones.ts'

test('numbers clients know, by any spelling of the zone', () => {
  const eastern = {
    id: 15,
    name: '(UTC-05:00) Eastern Time (US & Canada)',
    standardName: 'Eastern Standard Time',
  }
  expect(findTimeZone('America/New_York')).toEqual(eastern)
  expect(findTimeZone('US/Eastern')).toEqual(eastern)
  expect(findTimeZone('Asia/Kolkata')).toEqual(findTimeZone('Asia/Calcutta'))
  expect(findTimeZone('Europe/Kyiv').standardName).toBe('FLE Standard Time')
  expect(findTimeZone('UTC').name).toBe('(UTC) Coordinated Universal Time')
})

test('every zone this runtime knows has one, and numbers are given once', () => {
  const without = Intl.supportedValuesOf('timeZone').filter((zone) => findTimeZone(zone).id === -1)
  expect(without).toEqual(['Antarctica/Troll'])
  expect(listTimeZones().map((zone) => zone.id)).toEqual(Array.from({ length: 139 }, (_, i) => i + 1))
  expect(isIanaZone('Antarctica/Troll')).toBe(true)
  expect(() => findTimeZone('Mars/Olympus')).toThrow(RangeError)
})
