/**
 * The signatures of a webhook request. Zenoti's: HMAC with SHA-256 over the exact bytes of the body, keyed with
 * the UTF-8 bytes of the webhook's secret, written as `sha256 =HH-HH-…`, 32 upper-case hex pairs. Beside it the
 * one of Standard Webhooks: over `id.timestamp.body`, keyed with the bytes that follow `whsec_` in base64.
 */
import { createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto'

/** Name of the header that carries Zenoti's. */
export const SIGNATURE_HEADER = 'zenoti-webhook-signature'

const STANDARD_PREFIX = 'whsec_'

/** A new secret for both signatures. */
export const newSigningSecret = (): string => STANDARD_PREFIX + randomBytes(32).toString('base64')

/** The keys of a secret, made once: making them takes longer than a signature. */
export interface SigningKeys {
  zenoti: KeyObject
  /** Null: the secret is not one of Standard Webhooks, so there is no such signature. */
  standard: KeyObject | null
}

export function signingKeys(secret: string): SigningKeys {
  return {
    zenoti: createSecretKey(secret, 'utf8'),
    standard: secret.startsWith(STANDARD_PREFIX)
      ? createSecretKey(secret.slice(STANDARD_PREFIX.length), 'base64')
      : null,
  }
}

/** The value of Zenoti's header for a body; text is signed as UTF-8. */
export function signBody({ zenoti }: SigningKeys, body: Buffer | string): string {
  const hex = createHmac('sha256', zenoti).update(body).digest('hex').toUpperCase()
  let pairs = hex.slice(0, 2)
  for (let at = 2; at < hex.length; at += 2) pairs += `-${hex.slice(at, at + 2)}`
  return `sha256 =${pairs}`
}

/** Headers of Standard Webhooks for a body; one signature per secret, the first the newest. `at`: wall clock. */
export function standardHeaders(
  keys: readonly SigningKeys[],
  id: string,
  at: Date,
  body: Buffer,
): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000)
  const signatures = keys.flatMap(({ standard }) =>
    standard
      ? `v1,${createHmac('sha256', standard).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
      : [],
  )
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

/**
 * Whether a Zenoti header's value fits a body. Blanks around the equals sign, dashes and letter case do not
 * matter, the bytes do; compared in constant time.
 */
export function verifySignature(secret: string, body: Buffer | string, value: string): boolean {
  const hex = /^\s*sha256\s*=\s*([0-9a-f-]+)\s*$/i.exec(value)?.[1]?.replaceAll('-', '') ?? ''
  const given = Buffer.from(hex, 'hex')
  const expected = createHmac('sha256', signingKeys(secret).zenoti).update(body).digest()
  return hex.length === 64 && given.length === expected.length && timingSafeEqual(given, expected)
}
