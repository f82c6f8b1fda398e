/** Both signatures as receivers check them, on deliveries that really came. */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signBody, signingKeys, standardHeaders, verifySignature } from '#platform/signature.ts'
import { transact } from '#platform/db/transaction.ts'
import { startReceiver, type Received, type Receiver } from '../../../../test/harness.ts'
import { dropPreviousSecret, rotateSecret, type Delivery } from '../index.ts'
import { openBench, type Bench } from '../test-kit.ts'

let bench: Bench
let receiver: Receiver
let delivery: Delivery

beforeAll(async () => {
  bench = await openBench()
  receiver = await startReceiver()
  delivery = await bench.start()
})
afterAll(async () => {
  await bench.close()
  await receiver.close()
})

/** The newest request to a path, after one more event. */
async function sendTo(path: string, name = 'Zoë 💇'): Promise<Received> {
  await bench.cause([name])
  await delivery.idle()
  return receiver.requests.findLast((request) => request.url === path)!
}
const headersOf = (request: Received) => request.headers as Record<string, string>
function standardFits(secret: string, request: Pick<Received, 'raw' | 'headers'>): boolean {
  try {
    new Webhook(secret).verify(request.raw, request.headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}
const zenotiFits = (secret: string, { raw, headers }: Pick<Received, 'raw' | 'headers'>) =>
  verifySignature(secret, raw, String(headers['zenoti-webhook-signature']))

test('the vector that Standard Webhooks publishes', () => {
  const at = new Date(1_614_265_330_000)
  expect(
    standardHeaders(
      [signingKeys('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at,
      Buffer.from('{"test": 2432232314}'),
    ),
  ).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('any body, id and time verify with the library of the standard', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.string({ unit: 'grapheme' }),
      (bytes, text) => {
        const secret = `whsec_${Buffer.from(bytes).toString('base64')}`
        const raw = Buffer.from(JSON.stringify({ text }))
        const headers = standardHeaders([signingKeys(secret)], '67d999a57c1e94b20d1a2b38', new Date(), raw)
        expect(standardFits(secret, { raw, headers })).toBe(true)
      },
    ),
  )
})

describe('deliveries', () => {
  test('are signed both ways, each with its own key from one secret', async () => {
    const { secret } = await bench.makeWebhook(`${receiver.url}/one`)
    const request = await sendTo('/hook/one')
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(standardFits(secret, request)).toBe(true)
    // Without the library and without our own code: the keys are the whole text here, the decoded rest there.
    const digest = createHmac('sha256', Buffer.from(secret, 'utf8')).update(request.raw).digest('hex')
    expect(headersOf(request)['zenoti-webhook-signature']).toBe(
      `sha256 =${digest.toUpperCase().match(/../g)!.join('-')}`,
    )
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': value } = headersOf(request)
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    expect(key.length).toBe(32)
    expect(value).toBe(
      `v1,${createHmac('sha256', key).update(`${id}.${at}.`).update(request.raw).digest('base64')}`,
    )
    expect(id).toBe((JSON.parse(request.raw.toString('utf8')) as { id: string }).id)
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60)
  })

  test('carry the time outside though the clock is moved, and a new one in each retry', async () => {
    const { secret } = await bench.makeWebhook(`${receiver.url}/moved`)
    receiver.answer = ({ url }) => (url === '/hook/moved' ? 500 : 200)
    bench.pass(400 * 86_400)
    const first = await sendTo('/hook/moved')
    receiver.answer = () => 200
    expect(standardFits(secret, first)).toBe(true)
    while (Math.floor(Date.now() / 1000) === Number(headersOf(first)['webhook-timestamp']))
      await new Promise((resolve) => setTimeout(resolve, 20))
    bench.pass(40)
    await delivery.idle()
    const second = receiver.requests.findLast((request) => request.url === '/hook/moved')!
    expect(second).not.toBe(first)
    expect(second.raw.equals(first.raw)).toBe(true)
    expect(standardFits(secret, second)).toBe(true)
    const changed = Object.keys(first.headers).filter((name) => first.headers[name] !== second.headers[name])
    expect(changed.sort()).toEqual(['webhook-signature', 'webhook-timestamp'])
  })

  test('of a rotated secret: both while they overlap, the new one alone after', async () => {
    const { id, secret: first } = await bench.makeWebhook(`${receiver.url}/rotated`)
    const rotate = async () => (await transact(bench.db, (tx) => rotateSecret(tx, bench.context(), id)))!
    const fits = async (...secrets: string[]) => {
      const request = await sendTo('/hook/rotated')
      return secrets.map((secret) => [standardFits(secret, request), zenotiFits(secret, request)])
    }
    expect(await fits(first)).toEqual([[true, true]])
    const second = await rotate()
    // Zenoti's header has room for one: the one that receivers know.
    expect(await fits(first, second)).toEqual([
      [true, true],
      [true, false],
    ])
    const third = await rotate()
    expect(await fits(first, second, third)).toEqual([
      [false, false],
      [true, true],
      [true, false],
    ])
    bench.pass(86_390)
    expect(await fits(second, third)).toEqual([
      [true, true],
      [true, false],
    ])
    bench.pass(11)
    expect(await fits(second, third)).toEqual([
      [false, false],
      [true, true],
    ])
    const fourth = await rotate()
    await transact(bench.db, (tx) => dropPreviousSecret(tx, bench.context(), id))
    expect(await fits(third, fourth)).toEqual([
      [false, false],
      [true, true],
    ])
  })

  test('a flipped bit anywhere fails', async () => {
    const { secret } = await bench.makeWebhook(`${receiver.url}/bits`)
    const request = await sendTo('/hook/bits')
    const flip = (bytes: Buffer, at: number, bit: number) => {
      const changed = Buffer.from(bytes)
      changed[at % bytes.length]! ^= 1 << bit
      return changed
    }
    fc.assert(
      fc.property(fc.nat(), fc.nat(7), (at, bit) => {
        const raw = flip(request.raw, at, bit)
        expect(standardFits(secret, { ...request, raw })).toBe(false)
        expect(zenotiFits(secret, { ...request, raw })).toBe(false)
      }),
      { numRuns: 500 },
    )
    // In the id, the time and the signature: any other character in any place.
    const another = fc.constantFrom(...'0123456789abcdefABCDEF+/xyz')
    fc.assert(
      fc.property(
        fc.constantFrom('webhook-id', 'webhook-timestamp', 'webhook-signature'),
        fc.nat(),
        another,
        (name, position, character) => {
          const value = headersOf(request)[name]!
          // The last character before the padding carries bits that base64 does not use.
          const at = position % (value.length - (name === 'webhook-signature' ? 2 : 0))
          fc.pre(value[at] !== character && !(name === 'webhook-signature' && at < 3))
          const changed = value.slice(0, at) + character + value.slice(at + 1)
          expect(standardFits(secret, { ...request, headers: { ...request.headers, [name]: changed } })).toBe(
            false,
          )
        },
      ),
      { numRuns: 500 },
    )
    const digits = headersOf(request)['zenoti-webhook-signature']!
    for (let at = 'sha256 ='.length; at < digits.length; at++)
      if (digits[at] !== '-') {
        const changed = digits.slice(0, at) + (digits[at] === '0' ? '1' : '0') + digits.slice(at + 1)
        expect(verifySignature(secret, request.raw, changed)).toBe(false)
      }
    expect(signBody(signingKeys(secret), request.raw)).toBe(digits)
    expect(standardFits(`whsec_${Buffer.alloc(32, 1).toString('base64')}`, request)).toBe(false)
  })
})
