import { createHmac, timingSafeEqual } from 'node:crypto'
import type { WebhookEvent } from './events.ts'
import { WebhookVerificationError, type FailureReason } from './failure.ts'
import { readHeader, type HeadersLike } from './headers.ts'
import { readEvent } from './read-event.ts'

export interface VerifyOptions {
  /** How far `webhook-timestamp` may lie from now, both ways. Default 300. */
  toleranceSeconds?: number
  /** Default: the wall clock. */
  now?: () => Date
  /**
   * Refuse requests that carry `zenoti-webhook-signature` alone. That signature holds no time, so whoever once
   * caught a request can send it again for ever, the `webhook-…` headers left out. Default false.
   */
  standardOnly?: boolean
}

const PREFIX = 'whsec_'

/**
 * Verifies a webhook request and returns its event. Accepts the signatures of Standard Webhooks (`webhook-id`,
 * `webhook-timestamp`, `webhook-signature`) and `zenoti-webhook-signature` alone. Where the `webhook-…` headers
 * are there they decide; the other one cannot make up for them.
 *
 * @param rawBody the bytes of the body as they arrived, before any parsing
 * @param secret of the webhook; several while it is being rotated. One without `whsec_` cannot make Standard
 *   Webhooks signatures, so where only such are given `zenoti-webhook-signature` decides.
 * @throws WebhookVerificationError when the request is not a genuine event; its `reason` says why
 * @throws TypeError when the call is wrong: no secret, a body already parsed
 */
export function verify(
  rawBody: Uint8Array | string,
  headers: HeadersLike,
  secret: string | readonly string[],
  options: VerifyOptions = {},
): WebhookEvent {
  const body = bytesOf(rawBody)
  const secrets = readSecrets(secret)
  const standardKeys = secrets.filter((each) => each.startsWith(PREFIX)).map(standardKeyOf)
  const { toleranceSeconds = 300, now = () => new Date(), standardOnly = false } = options
  if (!(toleranceSeconds >= 0)) throw new TypeError('toleranceSeconds is a number from 0')
  if (standardOnly && !standardKeys.length) throw new TypeError(`standardOnly needs a secret with ${PREFIX}`)

  if (isTestCall(body, headers))
    throw failure('test_call', 'An empty, unsigned request: a test. Answer it with 2xx and do nothing else.')
  const standard = standardKeys.length ? readStandard(headers) : null
  const zenoti = readHeader(headers, 'zenoti-webhook-signature')
  if (standard) verifyStandard(standard, body, standardKeys, toleranceSeconds, now())
  else if (zenoti === null || standardOnly)
    throw failure('missing_signature', 'The request carries no signature header that is accepted here.')
  else if (!secrets.some((each) => zenotiFits(zenoti, body, each)))
    throw failure('no_match', 'zenoti-webhook-signature was not made with this secret over this body.')
  return readEvent(body)
}

/**
 * Whether this is the request the test button sends: no body, no signature. It proves nothing about its sender;
 * answer 2xx and do nothing else.
 */
export const isTestCall = (rawBody: Uint8Array | string, headers: HeadersLike): boolean =>
  rawBody.length === 0 &&
  ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'zenoti-webhook-signature'].every(
    (name) => readHeader(headers, name) === null,
  )

interface Standard {
  id: string
  timestamp: string
  signatures: string
}

/** The headers of Standard Webhooks, or null when none of them is there. */
function readStandard(headers: HeadersLike): Standard | null {
  const id = readHeader(headers, 'webhook-id')
  const timestamp = readHeader(headers, 'webhook-timestamp')
  const signatures = readHeader(headers, 'webhook-signature')
  if (id === null && timestamp === null && signatures === null) return null
  if (!id || !timestamp || !signatures)
    throw failure('missing_header', 'webhook-id, webhook-timestamp and webhook-signature belong together.')
  if (!/^\d{1,12}$/.test(timestamp))
    throw failure('malformed_header', 'webhook-timestamp is a whole number of seconds since 1970.')
  return { id, timestamp, signatures }
}

/** The time is judged last: a reason that speaks of it is then about a request that is otherwise genuine. */
function verifyStandard(
  { id, timestamp, signatures }: Standard,
  body: Uint8Array,
  keys: Buffer[],
  toleranceSeconds: number,
  now: Date,
): void {
  const given = signatures.split(' ')
  const fits = keys.some((key) => {
    const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')
    return given.some((each) => sameText(each, `v1,${digest}`))
  })
  if (!fits)
    throw failure('no_match', 'No v1 signature was made with this secret over this id, time and body.')
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp)
  if (age > toleranceSeconds) throw failure('timestamp_too_old', `The request was sent ${age} s ago.`)
  // Written so that a clock without a time (NaN) accepts nothing.
  if (!(-age <= toleranceSeconds))
    throw failure('timestamp_too_new', `The request was sent ${-age} s in the future.`)
}

/** The form is `sha256 =HH-HH-…`; blanks around the equals sign, dashes and case do not matter, the bytes do. */
function zenotiFits(value: string, body: Uint8Array, secret: string): boolean {
  const hex = /^\s*sha256\s*=\s*([0-9a-f-]+)\s*$/i.exec(value)?.[1]?.replaceAll('-', '').toLowerCase()
  const digest = createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('hex')
  return hex !== undefined && sameText(hex, digest)
}

/** Compares in a time that tells nothing about where two texts differ. */
function sameText(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function bytesOf(rawBody: Uint8Array | string): Uint8Array {
  if (typeof rawBody === 'string') return Buffer.from(rawBody, 'utf8')
  if (rawBody instanceof Uint8Array) return rawBody
  throw new TypeError(
    'verify needs the body as it arrived, as bytes or text: a parsed body has lost its signature',
  )
}

/** Anybody can sign with the empty secret, so a variable that is not set must never become one. */
function readSecrets(secret: string | readonly string[]): readonly string[] {
  const secrets = typeof secret === 'string' ? [secret] : secret
  if (!Array.isArray(secrets) || !secrets.length || secrets.some((each) => typeof each !== 'string' || !each))
    throw new TypeError('verify needs the secret of the webhook: a text that is not empty, or several')
  return secrets as readonly string[]
}

function standardKeyOf(secret: string): Buffer {
  const text = secret.slice(PREFIX.length)
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new TypeError(`A secret is not base64 after ${PREFIX}`)
  return Buffer.from(text, 'base64')
}

const failure = (reason: FailureReason, message: string): WebhookVerificationError =>
  new WebhookVerificationError(reason, message)
