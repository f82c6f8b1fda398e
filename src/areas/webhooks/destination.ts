/** What a send needs of its webhook, opened from what is sealed in the row. */
import type { Clock } from '#platform/clock.ts'
import { decrypt, encrypt } from '#platform/crypto.ts'
import { signingKeys, type SigningKeys } from '#platform/signature.ts'
import type { DeliveryProfile, RequestType, WebhookRow } from './tables.ts'

/** How Chaise signs in at a receiver, beside the signature of the body. */
export type WebhookAuth =
  { type: 'basic'; username: string; password: string } | { type: 'bearer'; token: string }

export interface Destination {
  url: string
  method: RequestType
  /** Configured headers, sign-in included; names in lower case. */
  headers: Readonly<Record<string, string>>
  /** The newest first; the one before it while it may still be used. */
  keys: readonly SigningKeys[]
  /** Until when the list of keys is right; null: for good. */
  until: Date | null
  profile: DeliveryProfile
}

/** The columns of a webhook that a send needs. */
export type DestinationRow = Pick<
  WebhookRow,
  | 'url'
  | 'request_type'
  | 'headers_sealed'
  | 'auth_sealed'
  | 'secret_sealed'
  | 'previous_secret_sealed'
  | 'previous_secret_until'
  | 'profile'
>

/** The same as SQL, for a webhook under the name `w`. */
export const DESTINATION_COLUMNS = `w.url, w.request_type, w.headers_sealed, w.auth_sealed, w.secret_sealed,
  w.previous_secret_sealed, w.previous_secret_until, w.profile`

/** Throws when the key is not the one that the row was sealed with. */
export function openDestination(row: DestinationRow, secretKey: Buffer, now: Date): Destination {
  const overlaps =
    row.previous_secret_sealed !== null &&
    row.previous_secret_until !== null &&
    row.previous_secret_until > now
  return {
    url: row.url,
    method: row.request_type,
    headers: { ...lowerNames(openHeaders(row, secretKey)), ...authorization(openAuth(row, secretKey)) },
    keys: [row.secret_sealed, ...(overlaps ? [row.previous_secret_sealed!] : [])].map((sealed) =>
      signingKeys(decrypt(secretKey, sealed)),
    ),
    until: overlaps ? row.previous_secret_until : null,
    profile: row.profile,
  }
}

export const openHeaders = (
  row: Pick<WebhookRow, 'headers_sealed'>,
  secretKey: Buffer,
): Record<string, string> =>
  row.headers_sealed ? (JSON.parse(decrypt(secretKey, row.headers_sealed)) as Record<string, string>) : {}

export const openAuth = (row: Pick<WebhookRow, 'auth_sealed'>, secretKey: Buffer): WebhookAuth | null =>
  row.auth_sealed ? (JSON.parse(decrypt(secretKey, row.auth_sealed)) as WebhookAuth) : null

export const seal = (value: object | null, secretKey: Buffer): string | null =>
  value && encrypt(secretKey, JSON.stringify(value))

const lowerNames = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

function authorization(auth: WebhookAuth | null): Record<string, string> {
  if (!auth) return {}
  const value =
    auth.type === 'bearer'
      ? `Bearer ${auth.token}`
      : `Basic ${Buffer.from(`${auth.username}:${auth.password}`, 'utf8').toString('base64')}`
  return { authorization: value }
}

/** Opens each webhook once and again only when it changed; opening costs more than sending. */
export function keepDestinations(
  secretKey: Buffer,
  clock: Clock,
): (webhookId: string, row: DestinationRow) => Destination {
  const MOST = 2_000
  const kept = new Map<string, { row: DestinationRow; destination: Destination }>()
  return (webhookId, row) => {
    const now = clock.now()
    const known = kept.get(webhookId)
    if (known && sameRow(known.row, row) && !(known.destination.until && known.destination.until <= now))
      return known.destination
    const destination = openDestination(row, secretKey, now)
    if (kept.size >= MOST) kept.clear()
    kept.set(webhookId, { row, destination })
    return destination
  }
}

const sameRow = (a: DestinationRow, b: DestinationRow): boolean =>
  a.secret_sealed === b.secret_sealed &&
  a.url === b.url &&
  a.request_type === b.request_type &&
  a.profile === b.profile &&
  a.headers_sealed === b.headers_sealed &&
  a.auth_sealed === b.auth_sealed &&
  a.previous_secret_sealed === b.previous_secret_sealed &&
  a.previous_secret_until?.getTime() === b.previous_secret_until?.getTime()
