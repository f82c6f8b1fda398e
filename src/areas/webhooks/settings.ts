/** What an administrator may set on a webhook. Throws the refusal `invalid_input` with the field at fault. */
import { contract } from '#contract'
import { refuse } from '#platform/refusal.ts'
import { SIGNATURE_HEADER } from '#platform/signature.ts'
import type { RequestType, SubscriptionType } from './tables.ts'

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
}

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
  const ofCenters = settings.subscriptionType === 'center'
  if (ofCenters && !settings.centerIds.length) invalid('center_ids', 'must name at least one center')
  return {
    ...settings,
    name,
    centerIds: ofCenters ? [...new Set(settings.centerIds)] : [],
    url: checkUrl(settings.url),
    events: checkEvents(settings.events),
    headers: checkHeaders(settings.headers),
  }
}

/** Any host is allowed: receivers on the same machine or network are an ordinary use. */
function checkUrl(text: string): string {
  const url = URL.parse(text.trim())
  if (!url || !['http:', 'https:'].includes(url.protocol) || text.length > LONGEST_URL)
    return invalid('url', `must be an http or https address of at most ${LONGEST_URL} characters`)
  if (url.username || url.password)
    return invalid('url', 'must not contain a user or password; use a header instead')
  return text.trim()
}

function checkEvents(names: readonly string[]): string[] {
  if (!names.length) invalid('events', 'must name at least one event type, or *')
  const known = new Map([...contract.events.keys()].map((type) => [type.toLowerCase(), type]))
  const types = names.map((name) => {
    const type = name.trim() === '*' ? '*' : known.get(name.trim().toLowerCase())
    return type ?? invalid('events', `"${name}" is not an event type`)
  })
  return types.includes('*') ? ['*'] : [...new Set(types)]
}

/** Headers the request itself decides; a receiver must be able to rely on them. */
const OWN_HEADERS = new Set([
  SIGNATURE_HEADER,
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

function checkHeaders(headers: WebhookSettings['headers']): Record<string, string> | null {
  const entries = Object.entries(headers ?? {})
  if (entries.length > MOST_HEADERS) invalid('headers', `must be at most ${MOST_HEADERS}`)
  const names = new Set<string>()
  for (const [name, value] of entries) {
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) invalid('headers', `"${name}" is not a header name`)
    if (OWN_HEADERS.has(name.toLowerCase())) invalid('headers', `${name} cannot be set`)
    if (names.has(name.toLowerCase())) invalid('headers', `${name} is there twice`)
    // Tabs and printable ASCII: what every receiver reads alike.
    if (!/^[\t\x20-\x7e]*$/.test(value) || value.length > LONGEST_HEADER)
      invalid('headers', `the value of ${name} must be plain text of at most ${LONGEST_HEADER} characters`)
    names.add(name.toLowerCase())
  }
  return entries.length ? Object.fromEntries(entries.map(([name, value]) => [name, value.trim()])) : null
}
