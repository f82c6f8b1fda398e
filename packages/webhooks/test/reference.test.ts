/** Against the reference implementation of Standard Webhooks. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { verify } from '../src/index.ts'
import { eventBody, standardHeaders, unixNow } from './sign.ts'

const secrets = fc
  .uint8Array({ minLength: 1, maxLength: 64 })
  .map((key) => `whsec_${Buffer.from(key).toString('base64')}`)
const ids = fc.stringMatching(/^[\w-]{1,40}$/)
const wellFormed = fc.string({ unit: 'grapheme' })

test('what it signs is accepted, and it accepts what is signed here', () => {
  fc.assert(
    fc.property(secrets, ids, wellFormed, fc.integer({ min: -280, max: 280 }), (secret, id, text, age) => {
      const body = eventBody(undefined, { text })
      const timestamp = unixNow() - age
      const reference = new Webhook(secret)
      const headers = standardHeaders({ secrets: [secret], body, id, timestamp })
      expect(reference.sign(id, new Date(timestamp * 1000), body)).toBe(headers['webhook-signature'])
      expect(verify(body, headers, secret)).toEqual(reference.verify(body, headers))
    }),
  )
})

test('they agree on whatever was changed on the way', () => {
  const accepts = (call: () => unknown): boolean => {
    try {
      call()
      return true
    } catch {
      return false
    }
  }
  const change = fc.record({
    secrets: fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }),
    versions: fc.constantFrom('v1,', 'v1a,', 'v2,', ''),
    age: fc.constantFrom(0, 290, -290, 310, -310),
    id: fc.constantFrom('', 'x'),
    body: fc.constantFrom('', ' '),
    shout: fc.boolean(),
  })
  const seen = { true: 0, false: 0 }
  fc.assert(
    fc.property(fc.tuple(secrets, secrets, secrets), ids, wellFormed, change, (keys, id, text, changed) => {
      const body = eventBody(undefined, { text })
      const signed = standardHeaders({
        secrets: changed.secrets.map((n) => keys[n]!),
        body,
        id,
        timestamp: unixNow() - changed.age,
      })
      const sent = Object.fromEntries(
        Object.entries({
          'webhook-id': signed['webhook-id'] + changed.id,
          'webhook-timestamp': signed['webhook-timestamp'],
          'webhook-signature': signed['webhook-signature'].replace('v1,', changed.versions),
        }).map(([name, value]) => [changed.shout ? name.toUpperCase() : name, value]),
      )
      const verdict = accepts(() => new Webhook(keys[0]).verify(body + changed.body, sent))
      expect(accepts(() => verify(body + changed.body, sent, keys[0]))).toBe(verdict)
      seen[`${verdict}`]++
    }),
    { numRuns: 1000 },
  )
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(20)
})
