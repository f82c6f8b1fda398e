/**
 * The signatures of a webhook request. Zenoti's: HMAC with SHA-256 over the exact bytes of the body, keyed with
 * the UTF-8 bytes of the webhook's secret, written as `sha256 =HH-HH-…`, 32 upper-case hex pairs. Beside it the
 * one of Standard Webhooks: over `id.timestamp.body`, keyed with the bytes that follow `whsec_` in base64.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Name of the header that carries Zenoti's. */
export const SIGNATURE_HEADER = 'zenoti-webhook-signature'

const STANDARD_PREFIX = 'whsec_'

/** A new secret for both signatures. */
export const newSigningSecret = (): string => STANDARD_PREFIX + randomBytes(32).toString('base64')

/** Headers of Standard Webhooks for a body; one signature per secret, the first the newest. `at`: wall clock. */
export function standardHeaders(
  secrets: readonly string[],
  id: string,
  at: Date,
  body: Buffer,
): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000)
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(
      secret.startsWith(STANDARD_PREFIX) ? secret.slice(STANDARD_PREFIX.length) : secret,
      'base64',
    )
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

/** The header's value for a body; text is signed as UTF-8. */
export function signBody(secret: string, body: Buffer | string): string {
  const pairs = digestOf(secret, body).toString('hex').toUpperCase().match(/../g) ?? []
  return `sha256 =${pairs.join('-')}`
}

/**
 * Whether a header's value fits a body. Blanks around the equals sign, dashes and letter case do not matter,
 * the bytes do; compared in constant time.
 */
export function verifySignature(secret: string, body: Buffer | string, value: string): boolean {
  const hex = /^\s*sha256\s*=\s*([0-9a-f-]+)\s*$/i.exec(value)?.[1]?.replaceAll('-', '') ?? ''
  const given = Buffer.from(hex, 'hex')
  const expected = digestOf(secret, body)
  return hex.length === 64 && given.length === expected.length && timingSafeEqual(given, expected)
}

function digestOf(secret: string, body: Buffer | string): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest()
}
