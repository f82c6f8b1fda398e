import { expect, test } from 'vitest'
import { readEvent, verify, WebhookVerificationError } from '../src/index.ts'
import { bothHeaders, eventBody, makeSecret } from './sign.ts'

const secret = makeSecret()
const event = JSON.parse(eventBody()) as Record<string, unknown>

/** Signed bodies that are no events are refused after the signature; unsigned reading refuses them alike. */
function expectMalformed(body: string | Uint8Array): void {
  const malformed: unknown = expect.objectContaining({ reason: 'malformed_body' })
  expect(() => readEvent(body)).toThrow(malformed)
  expect(() => verify(body, bothHeaders(secret, body), secret)).toThrow(malformed)
  expect(() => readEvent(body)).toThrow(WebhookVerificationError)
}

test.each([
  '',
  ' ',
  'null',
  'true',
  '7',
  '"text"',
  '[]',
  '{}',
  eventBody().slice(0, -1),
  `${eventBody()}x`,
  `\uFEFF${eventBody()}`,
  `[${eventBody()}]`,
])('not an event: %j', expectMalformed)

test.each(Object.keys(event))('%s is needed, in its type', (name) => {
  const { [name]: _, ...rest } = event
  expectMalformed(JSON.stringify(rest))
  for (const wrong of [
    7,
    true,
    [],
    '',
    ...(name === 'event_resource' ? [] : [null]),
    ...(name === 'data' ? [] : [{}]),
  ]) {
    if (name === 'event_resource' && wrong === '') continue
    expectMalformed(JSON.stringify({ ...event, [name]: wrong }))
  }
})

test('bytes that are no UTF-8', () => {
  const latin1 = Buffer.from(eventBody(undefined, { text: 'Zoë' }), 'latin1')
  expectMalformed(latin1)
  expectMalformed(Buffer.from(eventBody(), 'utf16le'))
})

test('an event newer than the package passes', () => {
  const body = JSON.stringify({ ...event, event_type: 'Guest.Renamed', event_resource: null, more: 1 })
  expect(readEvent(body)).toEqual(JSON.parse(body))
  expect(verify(body, bothHeaders(secret, body), secret).event_type).toBe('Guest.Renamed')
})

test.each([
  '{"__proto__":{"admin":true}}',
  '{"a":[{"__proto__":null}]}',
  String.raw`{"\u005f_prot\u006f__":{}}`,
  '{"constructor":{"prototype":{"admin":true}}}',
])('members that reach for prototypes: %s', (data) => {
  expectMalformed(eventBody().replace(/"data":.*/, `"data":${data}}`))
  expectMalformed(eventBody().replace('{', `{"x":${data},`))
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

test('an envelope that would only be inherited is none', () => {
  expectMalformed(`{"__proto__":${eventBody()}}`)
  expect(readEvent(eventBody(undefined, { constructor: 'Hausbau', note: '__proto__' })).data).toEqual({
    constructor: 'Hausbau',
    note: '__proto__',
  })
  const named = { constructor: { name: 'Hausbau' } }
  expect(readEvent(eventBody(undefined, named)).data).toEqual(named)
})

test('depth and size end in a verdict', () => {
  expectMalformed('['.repeat(1_000_000))
  expectMalformed(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)
  expectMalformed(
    eventBody().replace(/"data":.*/, `"data":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`),
  )
  const big = eventBody(undefined, { text: 'ü'.repeat(10_000_000) })
  expect(verify(big, bothHeaders(secret, big), secret).data).toEqual({ text: 'ü'.repeat(10_000_000) })
})
