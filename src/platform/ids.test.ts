import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NIL_GUID, asGuid, eventIdSource, isGuid, laterEventId, newEventIds, newId } from './ids.ts'

const AT = new Date('2025-03-18T16:04:53.348Z')

describe('guids', () => {
  test('version 7, lower case, milliseconds in front', () => {
    const id = newId(AT)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(AT.getTime())
    expect(isGuid(id)).toBe(true)
  })

  test('each sorts after the one before: within a millisecond and when the clock goes back', () => {
    let last = newId(new Date('2030-01-01T00:00:00Z'))
    for (let i = 0; i < 20_000; i++) {
      const id = newId(new Date(Date.parse('2030-01-01T00:00:00Z') - (i % 3) * 60_000 + Math.floor(i / 9000)))
      expect(id > last).toBe(true)
      last = id
    }
  })

  test('asGuid brings every accepted spelling to one', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), fc.boolean(), (guid, upper, dashes) => {
        const spelled = upper ? guid.toUpperCase() : guid
        expect(asGuid(dashes ? spelled : spelled.replaceAll('-', ''))).toBe(guid)
      }),
    )
  })

  test.each([
    '',
    'x',
    '{' + NIL_GUID + '}',
    NIL_GUID + '0',
    ' ' + NIL_GUID,
    NIL_GUID + '\n',
    7,
    null,
    undefined,
  ])('asGuid refuses %j', (text) => {
    expect(asGuid(text)).toBeNull()
    expect(isGuid(text)).toBe(false)
  })

  test('the nil guid is a guid; isGuid wants the dashes', () => {
    expect(asGuid(NIL_GUID)).toBe(NIL_GUID)
    expect(isGuid(NIL_GUID.toUpperCase())).toBe(true)
    expect(isGuid(NIL_GUID.replaceAll('-', ''))).toBe(false)
  })
})

describe('event ids', () => {
  const second = (id: string) => parseInt(id.slice(0, 8), 16)
  const counter = (id: string) => parseInt(id.slice(18), 16)

  test('second of the event, one process, counters upwards from the event id', () => {
    const { eventId, ids } = newEventIds(AT, 3)
    for (const id of [eventId, ...ids]) {
      expect(id).toMatch(/^[0-9a-f]{24}$/)
      expect(second(id)).toBe(Math.floor(AT.getTime() / 1000))
      expect(id.slice(8, 18)).toBe(eventId.slice(8, 18))
    }
    expect(ids.map((id) => counter(id) - counter(eventId))).toEqual([1, 2, 3])
  })

  test('a block that would pass the end of the counter starts over', () => {
    const take = eventIdSource('57c1e94b20', 0xfffffd)
    expect(take(AT, 1)).toEqual({ eventId: '67d999a557c1e94b20fffffd', ids: ['67d999a557c1e94b20fffffe'] })
    expect(take(AT, 1)).toEqual({ eventId: '67d999a557c1e94b20000000', ids: ['67d999a557c1e94b20000001'] })
    expect(take(AT, 0)).toEqual({ eventId: '67d999a557c1e94b20000002', ids: [] })
  })

  test('neighbouring blocks share no id', () => {
    const first = newEventIds(AT, 2)
    const next = newEventIds(AT, 2)
    expect(new Set([first.eventId, ...first.ids, next.eventId, ...next.ids]).size).toBe(6)
  })

  test('laterEventId finds a reserved id again', () => {
    const { eventId, ids } = newEventIds(AT, 2)
    expect(laterEventId(eventId, 2)).toBe(ids[1])
    expect(() => laterEventId('67d999a57c1e94b20dffffff', 1)).toThrow(RangeError)
    expect(() => laterEventId('nonsense', 1)).toThrow(RangeError)
    expect(() => newEventIds(AT, -1)).toThrow(RangeError)
  })
})
