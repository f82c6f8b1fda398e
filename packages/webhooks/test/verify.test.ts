import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  isTestCall,
  verify,
  WebhookVerificationError,
  type AppointmentGroupStatusData,
  type FailureReason,
} from '../src/index.ts'
import { bothHeaders, eventBody, ID, makeSecret, standardHeaders, unixNow, zenotiHeaders } from './sign.ts'

/** Calls and tells how it was refused. */
function reasonOf(call: () => unknown): FailureReason {
  try {
    call()
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.reason
    throw error
  }
  throw new Error('accepted')
}

// Body and first signature are the published example of the wire; the others were computed with Python's hmac.
const BODY =
  '{"id":"67d999a57c1e94b20d1a2b38","event_id":"67d999a57c1e94b20d1a2b37","event_schema":"v1","event_resource":"AppointmentGroup","event_type":"AppointmentGroup.Status","event_timestamp":"2025-03-18T16:04:53.3484785Z","data":{}}'
const SENT_AT = 1742313893
const sentNow = { now: () => new Date(SENT_AT * 1000) }
const OLDER = {
  secret: 'example-secret',
  zenoti:
    'sha256 =1E-85-54-13-68-A9-61-3D-14-B3-C6-BD-99-93-3F-F3-FC-14-78-F9-83-E5-E6-58-2D-F6-54-E5-4C-55-BE-E9',
}
const UP = {
  secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  standard: 'v1,79vtIC31u6A8cTBcD8YJVp0uvhGftntd2Lc1F3x4h0g=',
  zenoti:
    'sha256 =84-23-D0-C8-FA-8B-A4-67-53-63-66-2C-44-97-CB-A5-2D-F3-6F-1E-94-8D-F2-5D-60-59-8D-32-D8-71-B1-90',
}
const DOWN = {
  secret: 'whsec_//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=',
  standard: 'v1,A2T4CMc0rEQDbNlHMMxl6VdbailIkYO/yiZQpk3z6aU=',
  zenoti:
    'sha256 =EB-80-43-37-58-12-73-90-A5-82-3A-B5-05-3C-73-7E-5A-C7-7C-0E-E2-74-95-3F-3B-7E-2B-31-B3-59-07-5F',
}
const standard = (signature: string) => ({
  'webhook-id': ID,
  'webhook-timestamp': String(SENT_AT),
  'webhook-signature': signature,
})

describe('known vectors', () => {
  test.each([OLDER, UP, DOWN])('zenoti-webhook-signature with $secret', ({ secret, zenoti }) => {
    expect(verify(BODY, { 'zenoti-webhook-signature': zenoti }, secret)).toEqual(JSON.parse(BODY))
    expect(verify(Buffer.from(BODY), { 'zenoti-webhook-signature': zenoti }, secret).id).toBe(ID)
  })

  test.each([UP, DOWN])('Standard Webhooks with $secret', ({ secret, standard: signature }) => {
    expect(verify(BODY, standard(signature), secret, sentNow)).toEqual(JSON.parse(BODY))
    expect(verify(new TextEncoder().encode(BODY), standard(signature), secret, sentNow).id).toBe(ID)
  })

  test('the one of the Standard Webhooks specification: signed rightly, yet no event', () => {
    const call = (signature: string) => () =>
      verify(
        '{"test": 2432232314}',
        {
          'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
          'webhook-timestamp': '1614265330',
          'webhook-signature': signature,
        },
        'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        { now: () => new Date(1614265330_000) },
      )
    expect(reasonOf(call('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='))).toBe('malformed_body')
    expect(reasonOf(call('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF='))).toBe('no_match')
  })
})

test('the event is typed by its event_type', () => {
  const event = verify(BODY, { 'zenoti-webhook-signature': OLDER.zenoti }, OLDER.secret)
  if (event.event_type === 'AppointmentGroup.Status') {
    expectTypeOf(event.data).toEqualTypeOf<AppointmentGroupStatusData>()
    expectTypeOf(event.data.appointment_group_status).toBeNumber()
  }
  expect(event.event_type).toBe('AppointmentGroup.Status')
})

describe('secrets', () => {
  const [older, newer, strange] = [makeSecret(), makeSecret(), makeSecret()]
  const body = eventBody()

  test('while a secret is being rotated, either one fits either signature', () => {
    const both = standardHeaders({ secrets: [newer, older], body })
    const rotating = { ...both, ...zenotiHeaders(older, body) }
    for (const secret of [older, newer, [older, newer], [newer, older], [strange, older]])
      expect(verify(body, rotating, secret).id).toBe(ID)
    expect(reasonOf(() => verify(body, rotating, strange))).toBe('no_match')
    expect(reasonOf(() => verify(body, rotating, [strange, 'example-secret']))).toBe('no_match')
    expect(verify(body, zenotiHeaders(older, body), [newer, older]).id).toBe(ID)
    expect(reasonOf(() => verify(body, zenotiHeaders(older, body), newer))).toBe('no_match')
  })

  test('a secret of the older form goes on while the new one already signs the webhook- headers', () => {
    const headers = {
      ...standardHeaders({ secrets: [newer], body }),
      ...zenotiHeaders('example-secret', body),
    }
    expect(verify(body, headers, 'example-secret').id).toBe(ID)
    expect(verify(body, headers, ['example-secret', newer]).id).toBe(ID)
    const { 'zenoti-webhook-signature': _, ...alone } = headers
    expect(reasonOf(() => verify(body, alone, 'example-secret'))).toBe('missing_signature')
  })

  test.each([
    ['', 'secret'],
    [[], 'secret'],
    [[''], 'secret'],
    [[UP.secret, ''], 'secret'],
    [undefined, 'secret'],
    [[undefined], 'secret'],
    ['whsec_', 'base64'],
    ['whsec_not base64', 'base64'],
    ['whsec_AAEC*w==', 'base64'],
  ])('a mistake of the caller is no verdict about the request: %j', (secret, text) => {
    const signed = zenotiHeaders('', body)
    for (const headers of [signed, {}, bothHeaders(UP.secret, body)])
      expect(() => verify(body, headers, secret as string)).toThrow(TypeError)
    expect(() => verify(body, signed, secret as string)).toThrow(text)
  })
})

describe('no downgrade', () => {
  const secret = makeSecret()
  const body = eventBody()
  const good = bothHeaders(secret, body)

  test('where webhook- headers are, they decide', () => {
    expect(verify(body, good, secret).id).toBe(ID)
    const wrong = {
      ...good,
      'webhook-signature': standardHeaders({ secrets: [makeSecret()], body })['webhook-signature'],
    }
    expect(reasonOf(() => verify(body, wrong, secret))).toBe('no_match')
    const old = { ...good, ...standardHeaders({ secrets: [secret], body, timestamp: unixNow() - 1000 }) }
    expect(reasonOf(() => verify(body, old, secret))).toBe('timestamp_too_old')
    expect(verify(body, { ...good, 'zenoti-webhook-signature': 'sha256 =00' }, secret).id).toBe(ID)
  })

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('nor can %s be left out', (name) => {
    const { [name]: _, ...rest } = good
    expect(reasonOf(() => verify(body, rest, secret))).toBe('missing_header')
    expect(reasonOf(() => verify(body, { ...good, [name]: '' }, secret))).toBe('missing_header')
    const alone = { ...zenotiHeaders(secret, body), [name]: good[name] }
    expect(reasonOf(() => verify(body, alone, secret))).toBe('missing_header')
  })

  test('standardOnly wants them', () => {
    const options = { standardOnly: true }
    expect(verify(body, good, secret, options).id).toBe(ID)
    expect(reasonOf(() => verify(body, zenotiHeaders(secret, body), secret, options))).toBe(
      'missing_signature',
    )
    expect(() => verify(body, good, 'example-secret', options)).toThrow(TypeError)
  })
})

describe('versions and forms of signatures', () => {
  const right = UP.standard
  test.each([
    `v1a,AAAA ${right}`,
    `v2,AAAA v1,AAAA ${right} v1,BBBB`,
    ` ${right}`,
    `${right} ${right}`,
    `x ${right}`,
  ])('one that fits among others: %s', (value) => {
    expect(verify(BODY, standard(value), UP.secret, sentNow).id).toBe(ID)
  })
  test.each([
    right.replace('v1', 'v1a'),
    right.replace('v1', 'v2'),
    right.slice(3),
    right.toUpperCase(),
    right.slice(0, -1),
    `${right}=`,
    `${right},`,
    `${right},${right}`,
    right.replace('v1,', 'v1, '),
    'v1,',
    'é'.repeat(47),
  ])('refused: %s', (value) => {
    expect(reasonOf(() => verify(BODY, standard(value), UP.secret, sentNow))).toBe('no_match')
  })
  test.each([
    OLDER.zenoti.toLowerCase(),
    OLDER.zenoti.replaceAll('-', ''),
    OLDER.zenoti.replace(' =', '= '),
    ` ${OLDER.zenoti} `,
  ])('another way to write the same bytes: %s', (value) => {
    expect(verify(BODY, { 'zenoti-webhook-signature': value }, OLDER.secret).id).toBe(ID)
  })
  test.each([
    '',
    'sha256 =',
    OLDER.zenoti.slice(8),
    OLDER.zenoti.slice(0, -1),
    `${OLDER.zenoti}-00`,
    `${OLDER.zenoti}, ${OLDER.zenoti}`,
    OLDER.zenoti.replace('sha256', 'sha1'),
    `sha256 =${'-'.repeat(64)}`,
  ])('refused as zenoti-webhook-signature: %j', (value) => {
    expect(reasonOf(() => verify(BODY, { 'zenoti-webhook-signature': value }, OLDER.secret))).toBe('no_match')
  })
})

describe('time', () => {
  const at = (seconds: number) => ({ now: () => new Date((SENT_AT + seconds) * 1000) })
  const signed = standard(UP.standard)

  test.each([0, 1, 300, 300.9, -1, -300])('accepted %d s after', (seconds) => {
    expect(verify(BODY, signed, UP.secret, at(seconds)).id).toBe(ID)
  })
  test.each([
    [301, 'timestamp_too_old'],
    [86_400, 'timestamp_too_old'],
    [-301, 'timestamp_too_new'],
    [-86_400, 'timestamp_too_new'],
  ] as const)('%d s after: %s', (seconds, reason) => {
    expect(reasonOf(() => verify(BODY, signed, UP.secret, at(seconds)))).toBe(reason)
    // The time tells nothing to those who cannot sign.
    expect(reasonOf(() => verify(BODY, signed, DOWN.secret, at(seconds)))).toBe('no_match')
  })
  test('the tolerance is the caller’s', () => {
    expect(reasonOf(() => verify(BODY, signed, UP.secret, { ...at(11), toleranceSeconds: 10 }))).toBe(
      'timestamp_too_old',
    )
    expect(verify(BODY, signed, UP.secret, { ...at(10), toleranceSeconds: 10 }).id).toBe(ID)
    expect(verify(BODY, signed, UP.secret, { ...at(0), toleranceSeconds: 0 }).id).toBe(ID)
    expect(verify(BODY, signed, UP.secret, { toleranceSeconds: Infinity }).id).toBe(ID)
    for (const toleranceSeconds of [-1, NaN])
      expect(() => verify(BODY, signed, UP.secret, { toleranceSeconds })).toThrow(TypeError)
  })
  test('without a clock nothing is fresh', () => {
    expect(reasonOf(() => verify(BODY, signed, UP.secret, { now: () => new Date(NaN) }))).toMatch(
      /^timestamp/,
    )
  })
  test('the wall clock is the default', () => {
    expect(reasonOf(() => verify(BODY, signed, UP.secret))).toBe('timestamp_too_old')
    expect(verify(BODY, standardHeaders({ secrets: [UP.secret], body: BODY }), UP.secret).id).toBe(ID)
  })
  test.each([
    'soon',
    '1742313893.0',
    '-1742313893',
    '+1742313893',
    '0x67D999A5',
    '1742313893, 1742313893',
    '1'.repeat(13),
  ])('no number of seconds: %s', (timestamp) => {
    const headers = { ...signed, 'webhook-timestamp': timestamp }
    expect(reasonOf(() => verify(BODY, headers, UP.secret, sentNow))).toBe('malformed_header')
  })
  test('zenoti-webhook-signature holds no time', () => {
    const headers = { 'zenoti-webhook-signature': UP.zenoti }
    expect(verify(BODY, headers, UP.secret, at(1e9)).id).toBe(ID)
  })
})

describe('headers', () => {
  const secret = makeSecret()
  const body = eventBody()
  const good = bothHeaders(secret, body)
  const rename = (change: (name: string) => string) =>
    Object.fromEntries(Object.entries(good).map(([name, value]) => [change(name), value]))

  test.each([
    ['an object', good],
    ['upper case', rename((name) => name.toUpperCase())],
    ['Camel-Case', rename((name) => name.replace(/(^|-)\w/g, (start) => start.toUpperCase()))],
    ['Headers', new Headers(good)],
    ['arrays', Object.fromEntries(Object.entries(good).map(([name, value]) => [name, [value]]))],
    ['members that are undefined', { ...good, 'Webhook-Id': undefined, cookie: undefined }],
    ['no prototype', Object.assign(Object.create(null), good) as Record<string, string>],
    ['a header named get', { ...good, get: 'x' }],
  ])('%s', (_, headers) => {
    expect(verify(body, headers, secret).id).toBe(ID)
  })

  test('an id or time that is there twice is neither of the two', () => {
    for (const name of ['webhook-id', 'webhook-timestamp'])
      for (const headers of [
        { ...good, [name]: [good[name]!, good[name]!] },
        { ...good, [name.toUpperCase()]: good[name] },
      ])
        expect(
          reasonOf(() => verify(body, headers, secret)),
          name,
        ).toMatch(/^(no_match|malformed_header)$/)
  })

  test('none', () => {
    expect(reasonOf(() => verify(body, {}, secret))).toBe('missing_signature')
    expect(reasonOf(() => verify(body, new Headers(), secret))).toBe('missing_signature')
    const inherited = Object.create(good) as Record<string, string>
    expect(reasonOf(() => verify(body, inherited, secret))).toBe('missing_signature')
  })
})

describe('the test call', () => {
  const secret = makeSecret()
  test.each(['', new Uint8Array(), Buffer.alloc(0)])('empty and unsigned', (body) => {
    for (const headers of [{}, new Headers({ 'content-type': 'application/json' })]) {
      expect(isTestCall(body, headers)).toBe(true)
      expect(reasonOf(() => verify(body, headers, secret))).toBe('test_call')
    }
  })
  test('any body or any signature header makes it something else', () => {
    expect(isTestCall(' ', {})).toBe(false)
    expect(reasonOf(() => verify(' ', {}, secret))).toBe('missing_signature')
    for (const name of Object.keys(bothHeaders(secret, ''))) {
      expect(isTestCall('', { [name]: '' })).toBe(false)
      expect(isTestCall('', new Headers({ [name]: 'x' }))).toBe(false)
      expect(reasonOf(() => verify('', { [name.toUpperCase()]: 'x' }, secret))).toMatch(
        /^(no_match|missing_header)$/,
      )
    }
    expect(reasonOf(() => verify('', bothHeaders(secret, ''), secret))).toBe('malformed_body')
  })
})

test('a parsed body is the caller’s mistake', () => {
  for (const body of [JSON.parse(BODY), undefined, null, [1], new ArrayBuffer(2)])
    expect(() => verify(body as string, standard(UP.standard), UP.secret, sentNow)).toThrow(/as it arrived/)
})

/** Flips one bit of a text's UTF-8. */
function flip(text: string, bit: number): Buffer {
  const bytes = Buffer.from(text)
  const at = bit % (bytes.length * 8)
  bytes[at >> 3]! ^= 1 << (at & 7)
  return bytes
}

const texts = fc.string({ unit: 'binary' })
const secrets = fc
  .uint8Array({ minLength: 1, maxLength: 64 })
  .map((key) => `whsec_${Buffer.from(key).toString('base64')}`)

test('what was signed is accepted, and nothing that differs by one bit', () => {
  fc.assert(
    fc.property(secrets, texts, fc.nat(), (secret, text, bit) => {
      const body = eventBody(ID, { text })
      const headers = standardHeaders({ secrets: [secret], body })
      const zenoti = zenotiHeaders(secret, body)
      const refused = (changedBody: Uint8Array | string, changed: Record<string, string>) =>
        expect(reasonOf(() => verify(changedBody, changed, secret))).toMatch(
          /^(no_match|missing_header|malformed_header)$/,
        )
      // Lone surrogates have no UTF-8 of their own: the bytes are what counts.
      expect(verify(Buffer.from(body), headers, secret).id).toBe(ID)
      expect(verify(Buffer.from(body), zenoti, secret).id).toBe(ID)
      refused(flip(body, bit), headers)
      refused(flip(body, bit), zenoti)
      for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)
        refused(body, { ...headers, [name]: flip(headers[name], bit).toString('latin1') })
      const digest = Buffer.from(zenoti['zenoti-webhook-signature'].slice(8).replaceAll('-', ''), 'hex')
      digest[(bit >> 3) % 32]! ^= 1 << (bit & 7)
      refused(body, { 'zenoti-webhook-signature': `sha256 =${digest.toString('hex')}` })
    }),
    { numRuns: 500 },
  )
})

test('no text in place of a signature is accepted, and none breaks the verifier', () => {
  const value = fc.oneof(
    texts,
    fc.string().map((text) => `v1,${text}`),
    fc.base64String().map((text) => `v1,${text}`),
  )
  fc.assert(
    fc.property(value, value, value, fc.string(), (id, timestamp, signature, body) => {
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
      expect(reasonOf(() => verify(body, headers, UP.secret))).toMatch(
        /^(no_match|missing_header|malformed_header)$/,
      )
      expect(
        reasonOf(() => verify(body, { ...headers, 'webhook-timestamp': String(SENT_AT) }, UP.secret)),
      ).toMatch(/^(no_match|missing_header)$/)
      expect(reasonOf(() => verify(body, { 'zenoti-webhook-signature': signature }, UP.secret))).toBe(
        'no_match',
      )
    }),
  )
})
