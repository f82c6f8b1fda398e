import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signBody, signingKeys, verifySignature } from './signature.ts'

/** Published vector of the wire contract. */
const SECRET = 'example-secret'
const BODY =
  '{"id":"67d999a57c1e94b20d1a2b38","event_id":"67d999a57c1e94b20d1a2b37","event_schema":"v1","event_resource":"AppointmentGroup","event_type":"AppointmentGroup.Status","event_timestamp":"2025-03-18T16:04:53.3484785Z","data":{}}'
const VALUE =
  'sha256 =1E-85-54-13-68-A9-61-3D-14-B3-C6-BD-99-93-3F-F3-FC-14-78-F9-83-E5-E6-58-2D-F6-54-E5-4C-55-BE-E9'

test('the known vector', () => {
  expect(signBody(signingKeys(SECRET), BODY)).toBe(VALUE)
  expect(signBody(signingKeys(SECRET), Buffer.from(BODY))).toBe(VALUE)
})

test('every signature has its form and fits its own body alone', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'grapheme' }), fc.string(), (secret, body, other) => {
      const value = signBody(signingKeys(secret), body)
      expect(value).toMatch(/^sha256 =([0-9A-F]{2}-){31}[0-9A-F]{2}$/)
      expect(value).toBe(signBody(signingKeys(secret), Buffer.from(body, 'utf8')))
      expect(verifySignature(secret, body, value)).toBe(true)
      expect(verifySignature(secret, body, value.toLowerCase().replaceAll('-', '').replace(' =', '='))).toBe(
        true,
      )
      expect(verifySignature(secret, body + ' ', value)).toBe(false)
      expect(verifySignature(secret + 'x', body, value)).toBe(false)
      expect(verifySignature(secret, body, other)).toBe(false)
    }),
  )
})

test.each([
  '',
  'sha256 =',
  'sha1 =1E',
  VALUE.slice(0, -3),
  VALUE + '-00',
  VALUE + '0',
  VALUE + ', ' + VALUE,
  VALUE.slice(8),
])('refused: %j', (value) => {
  expect(verifySignature(SECRET, BODY, value)).toBe(false)
})
