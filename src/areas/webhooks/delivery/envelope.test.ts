import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newEventIds } from '#platform/ids.ts'
import { buildEnvelope } from './envelope.ts'

test('the bytes of a known event', () => {
  const body = buildEnvelope({
    wireId: '67d999a557c1e94b20d1a2b38',
    eventId: '67d999a557c1e94b20d1a2b37',
    type: 'AppointmentGroup.Status',
    resource: 'AppointmentGroup',
    occurredAt: new Date('2025-03-18T16:04:53.340Z'),
    data: '{"price":10.50,"name":"Zoë"}',
  })
  expect(body.toString('utf8')).toBe(
    '{"id":"67d999a557c1e94b20d1a2b38","event_id":"67d999a557c1e94b20d1a2b37","event_schema":"v1",' +
      '"event_resource":"AppointmentGroup","event_type":"AppointmentGroup.Status",' +
      '"event_timestamp":"2025-03-18T16:04:53.34Z","data":{"price":10.50,"name":"Zoë"}}',
  )
})

test('every envelope: order of members, one second in ids and time, data untouched, same bytes each time', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      fc.jsonValue(),
      fc.string({ unit: 'grapheme' }),
      fc.option(fc.string()),
      (occurredAt, value, type, resource) => {
        const { eventId, ids } = newEventIds(occurredAt, 1)
        const data = JSON.stringify(value)
        const parts = { wireId: ids[0]!, eventId, type, resource, occurredAt, data }
        const body = buildEnvelope(parts)
        const read = JSON.parse(body.toString('utf8')) as Record<string, unknown>
        expect(Object.keys(read)).toEqual([
          'id',
          'event_id',
          'event_schema',
          'event_resource',
          'event_type',
          'event_timestamp',
          'data',
        ])
        expect(read).toMatchObject({
          id: ids[0],
          event_id: eventId,
          event_schema: 'v1',
          event_type: type,
          event_resource: resource,
        })
        expect(body.toString('utf8').endsWith(`,"data":${data}}`)).toBe(true)
        const stamp = read.event_timestamp as string
        expect(stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/)
        expect(new Date(stamp).getTime()).toBe(occurredAt.getTime())
        for (const id of [read.id, read.event_id] as string[])
          expect(parseInt(id.slice(0, 8), 16)).toBe(Math.floor(occurredAt.getTime() / 1000))
        expect(buildEnvelope({ ...parts }).equals(body)).toBe(true)
      },
    ),
  )
})
