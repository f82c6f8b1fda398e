/** What an administrator may set on a webhook. Throws the refusal `invalid_input` with the field at fault. */
import { contract } from '#contract'
import { refuse } from '#platform/refusal.ts'
import { SIGNATURE_HEADER } from '#platform/signature.ts'
import type { WebhookAuth } from './destination.ts'
import type { DeliveryOrdering, DeliveryProfile, RequestType, SubscriptionType } from './tables.ts'

export interface WebhookSettings {
  name: string
  description: string | null
  subscriptionType: SubscriptionType
  /** Centers of a center webhook, at least one; ignored for the whole organisation. */
  centerIds: readonly string[]
  requestType: RequestType
  /** http or https; a query string is kept. */
  url: string
  /** Event types in any letter case, or `*` for all. */
  events: readonly string[]
  /** Extra request headers by name; null: none. */
  headers: Readonly<Record<string, string>> | null
  /** How Chaise signs in at the receiver; null: not at all. */
  auth: WebhookAuth | null
  profile: DeliveryProfile
  ordering: DeliveryOrdering
  /** Longest that an event waits for an earlier one of its record; 1 to 10 080 (a week). */
  orderHoldMinutes: number
  /** Sends at once over all workers, 1 to 1000; null: no cap. */
  maxConcurrent: number | null
  /** 1 to 1 000 000; null: no cap. */
  maxPerMinute: number | null
}

/** What a webhook has unless told otherwise. */
export const DEFAULT_SETTINGS = {
  description: null,
  subscriptionType: 'organization',
  centerIds: [],
  requestType: 'POST',
  headers: null,
  auth: null,
  profile: 'zenoti',
  ordering: 'parallel',
  orderHoldMinutes: 60,
  maxConcurrent: null,
  maxPerMinute: null,
} as const satisfies Partial<WebhookSettings>

const LONGEST_URL = 2_000
const LONGEST_NAME = 200
const MOST_HEADERS = 20
const LONGEST_HEADER = 4_000

const invalid = (field: string, detail: string): never => refuse('invalid_input', { field, detail })

/** Settings as they are stored: trimmed, event types in the spelling of the wire, no value twice. */
export function checkSettings(settings: WebhookSettings): WebhookSettings {
  const name = settings.name.trim()
  if (!name || name.length > LONGEST_NAME) invalid('name', `must have 1 to ${LONGEST_NAME} characters`)
  if (!['organization', 'center'].includes(settings.subscriptionType))
    invalid('subscription_type', 'must be organization or center')
  if (!['POST', 'PUT', 'PATCH'].includes(settings.requestType))
    invalid('request_type', 'must be POST, PUT or PATCH')
  if (!['zenoti', 'durable'].includes(settings.profile)) invalid('profile', 'must be zenoti or durable')
  if (!['parallel', 'entity'].includes(settings.ordering)) invalid('ordering', 'must be parallel or entity')
  checkCount('order_hold_minutes', settings.orderHoldMinutes, 10_080)
  checkCount('max_concurrent', settings.maxConcurrent, 1_000)
  checkCount('max_per_minute', settings.maxPerMinute, 1_000_000)
  const ofCenters = settings.subscriptionType === 'center'
  if (ofCenters && !settings.centerIds.length) invalid('center_ids', 'must name at least one center')
  return {
    ...settings,
    name,
    centerIds: ofCenters ? [...new Set(settings.centerIds)] : [],
    url: checkUrl(settings.url),
    events: checkEvents(settings.events),
    headers: checkHeaders(settings.headers, settings.auth !== null),
    auth: checkAuth(settings.auth),
  }
}

function checkCount(field: string, value: number | null, most: number): void {
  if (value !== null && !(Number.isInteger(value) && value >= 1 && value <= most))
    invalid(field, `must be a whole number from 1 to ${most}`)
}

/** Printable ASCII: what every receiver reads alike. */
const PLAIN = /^[\x20-\x7e]*$/

function checkAuth(auth: WebhookAuth | null): WebhookAuth | null {
  if (!auth) return null
  const check = (name: string, value: string) => {
    if (typeof value !== 'string' || !value || value.length > LONGEST_HEADER || !PLAIN.test(value))
      invalid('auth', `needs a ${name}: plain text of at most ${LONGEST_HEADER} characters`)
  }
  if (auth.type === 'bearer') {
    check('token', auth.token)
    if (auth.token.includes(' ')) invalid('auth', 'has a token with a blank in it')
    return { type: 'bearer', token: auth.token }
  }
  if (auth.type !== 'basic') return invalid('auth', 'must be of type basic or bearer')
  check('username', auth.username)
  check('password', auth.password)
  if (auth.username.includes(':')) invalid('auth', 'has a username with a colon in it')
  return { type: 'basic', username: auth.username, password: auth.password }
}

/** Whether the host may be reached is seen when it is: names change their addresses. */
function checkUrl(text: string): string {
  const url = URL.parse(text.trim())
  if (!url || !['http:', 'https:'].includes(url.protocol) || text.length > LONGEST_URL)
    return invalid('url', `must be an http or https address of at most ${LONGEST_URL} characters`)
  if (url.username || url.password)
    return invalid('url', 'must not contain a user or password; use auth instead')
  return text.trim()
}

/** Names of event types in the spelling of the wire, no one twice. */
export function checkEvents(names: readonly string[], field = 'events'): string[] {
  if (!names.length) invalid(field, 'must name at least one event type, or *')
  const known = new Map([...contract.events.keys()].map((type) => [type.toLowerCase(), type]))
  const types = names.map((name) => {
    const type = name.trim() === '*' ? '*' : known.get(name.trim().toLowerCase())
    return type ?? invalid(field, `"${name}" is not an event type`)
  })
  return types.includes('*') ? ['*'] : [...new Set(types)]
}

/** Headers the request itself decides; a receiver must be able to rely on them. */
const OWN_HEADERS = new Set([
  SIGNATURE_HEADER,
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'chaise-sequence',
  'user-agent',
  'content-type',
  'content-length',
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'proxy-connection',
])

function checkHeaders(headers: WebhookSettings['headers'], signsIn: boolean): Record<string, string> | null {
  const entries = Object.entries(headers ?? {})
  if (entries.length > MOST_HEADERS) invalid('headers', `must be at most ${MOST_HEADERS}`)
  const names = new Set<string>()
  for (const [name, value] of entries) {
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) invalid('headers', `"${name}" is not a header name`)
    if (OWN_HEADERS.has(name.toLowerCase())) invalid('headers', `${name} cannot be set`)
    if (signsIn && name.toLowerCase() === 'authorization')
      invalid('headers', 'Authorization comes from auth already')
    if (names.has(name.toLowerCase())) invalid('headers', `${name} is there twice`)
    // Tabs and printable ASCII: what every receiver reads alike.
    if (!/^[\t\x20-\x7e]*$/.test(value) || value.length > LONGEST_HEADER)
      invalid('headers', `the value of ${name} must be plain text of at most ${LONGEST_HEADER} characters`)
    names.add(name.toLowerCase())
  }
  return entries.length ? Object.fromEntries(entries.map(([name, value]) => [name, value.trim()])) : null
}
