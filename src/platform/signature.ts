/**
 * The signature of a webhook request: HMAC with SHA-256 over the exact bytes of the body, keyed with the
 * UTF-8 bytes of the webhook's secret, written as `sha256 =HH-HH-…`, 32 upper-case hex pairs.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Name of the header that carries it. */
export const SIGNATURE_HEADER = 'zenoti-webhook-signature'

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
