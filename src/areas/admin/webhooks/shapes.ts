/** What the operations on webhooks share: fields as they come and go, who may call, how an unknown id is refused. */
import { Type, type Static } from 'typebox'
import type { Db, Tx } from '#platform/db/database.ts'
import type { WriteScope } from '#platform/http/operation.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { findCenter } from '#areas/centers'
import {
  getWebhook,
  openAuth,
  openHeaders,
  type Missed,
  type WebhookAuth,
  type WebhookChange,
  type WebhookRow,
  type WriteContext,
} from '#areas/webhooks'

export const refusals: Readonly<Record<string, RefusalReply>> = {
  webhook_not_found: [400, 502, 'The webhook id is invalid (webhook_id)'],
  webhook_inactive: [400, 400, (refusal) => `The webhook ${refusal.detail} (webhook_id)`],
}
export const mayRead = { right: 'webhooks:read' } as const
export const mayWrite = { right: 'webhooks:write' } as const

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description ? { description } : {})
export const Nullable = {
  text: orNull(Type.String()),
  count: orNull(Type.Integer()),
}

const Auth = Type.Object({
  type: Type.Enum(['basic', 'bearer']),
  username: Type.Optional(Nullable.text),
  password: Type.Optional(Nullable.text),
  token: Type.Optional(Nullable.text),
})

export const Fields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  description: orNull(Type.String({ maxLength: 2000 })),
  subscription_type: Type.Enum(['organization', 'center']),
  center_id: orNull(Type.String({ format: 'uuid' }), 'The center of a center subscription'),
  center_ids: Type.Array(Type.String({ format: 'uuid' }), {
    maxItems: 500,
    description: 'Several centers of a center subscription',
  }),
  request_type: Type.Enum(['POST', 'PUT', 'PATCH']),
  url: Type.String({ maxLength: 2000 }),
  events: Type.Array(Type.String({ maxLength: 100 }), {
    minItems: 1,
    maxItems: 100,
    description: 'Event types, or * for all',
  }),
  headers: orNull(
    Type.Record(Type.String(), Type.String({ maxLength: 4000 })),
    'Extra request headers; kept encrypted, only their names are shown again',
  ),
  auth: orNull(
    Auth,
    'How Chaise signs in at the receiver: username and password, or token. Kept encrypted, never shown again',
  ),
  profile: Type.Enum(['zenoti', 'durable'], {
    description: 'zenoti: five sends within eight minutes; durable: ten within about three days',
  }),
  ordering: Type.Enum(['parallel', 'entity'], {
    description: 'entity: events about one record arrive one after the other, in their order',
  }),
  order_hold_minutes: Type.Integer({
    description: 'Longest that an event waits for an earlier one of its record',
  }),
  max_concurrent: orNull(Type.Integer(), 'Sends at once, over all workers; null: no cap'),
  max_per_minute: orNull(Type.Integer(), 'Sends begun in a minute, over all workers; null: no cap'),
  is_paused: Type.Boolean({ description: 'Collects deliveries, sends none' }),
}

/** Settings that a request may leave out. */
export const OptionalFields = Type.Partial(
  Type.Object({
    description: Fields.description,
    subscription_type: Fields.subscription_type,
    center_id: Fields.center_id,
    center_ids: Fields.center_ids,
    request_type: Fields.request_type,
    headers: Fields.headers,
    auth: Fields.auth,
    profile: Fields.profile,
    ordering: Fields.ordering,
    order_hold_minutes: Fields.order_hold_minutes,
    max_concurrent: Fields.max_concurrent,
    max_per_minute: Fields.max_per_minute,
    is_paused: Fields.is_paused,
  }),
)
type Settings = Partial<Static<typeof OptionalFields>> & { name?: string; url?: string; events?: string[] }

export const Webhook = Type.Object({
  id: Type.String(),
  name: Fields.name,
  description: Fields.description,
  subscription_type: Fields.subscription_type,
  center_id: Fields.center_id,
  center_ids: Fields.center_ids,
  request_type: Fields.request_type,
  url: Fields.url,
  events: Fields.events,
  header_names: Type.Array(Type.String()),
  auth: orNull(Type.Object({ type: Type.String(), username: Nullable.text })),
  profile: Fields.profile,
  ordering: Fields.ordering,
  order_hold_minutes: Fields.order_hold_minutes,
  max_concurrent: Fields.max_concurrent,
  max_per_minute: Fields.max_per_minute,
  is_active: Type.Boolean(),
  is_paused: Fields.is_paused,
  failures_in_row: Type.Integer(),
  deactivated_at: Nullable.text,
  deactivated_for: orNull(
    Type.Enum(['failures', 'gone']),
    'Why it went off by itself: twenty events in a row failed, or its receiver answered 410. Null: a person did it',
  ),
  has_previous_secret: Type.Boolean({ description: 'The secret before the present one signs too' }),
  previous_secret_until: Nullable.text,
  created_at: Type.String(),
  updated_at: Type.String(),
})
export const WebhookWithSecret = Type.Object({
  ...Webhook.properties,
  secret: Type.String({ description: 'Key of both signatures; shown at creation and rotation only' }),
})

export const MissedOnWire = Type.Object(
  {
    since: Nullable.text,
    after_sequence: Type.Integer({ description: 'For a replay of all of it: everything after this event' }),
    events: Type.Integer({ description: 'At most 10 000' }),
    more: Type.Boolean({ description: 'There may be more than was counted' }),
  },
  { description: 'What an inactive webhook has not received' },
)

export const missedOnWire = (missed: Missed | null): Static<typeof MissedOnWire> | null =>
  missed && {
    since: missed.since?.toISOString() ?? null,
    after_sequence: missed.afterSequence,
    events: missed.events,
    more: missed.more,
  }

export interface OnWireOptions {
  secretKey: Buffer
  now: Date
}

export function onWire(row: WebhookRow, { secretKey, now }: OnWireOptions): Static<typeof Webhook> {
  const auth = openAuth(row, secretKey)
  const overlaps = row.previous_secret_until !== null && row.previous_secret_until > now
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    subscription_type: row.subscription_type,
    center_id: row.center_ids[0] ?? null,
    center_ids: row.center_ids,
    request_type: row.request_type,
    url: row.url,
    events: row.events,
    header_names: Object.keys(openHeaders(row, secretKey)),
    auth: auth && { type: auth.type, username: auth.type === 'basic' ? auth.username : null },
    profile: row.profile,
    ordering: row.ordering,
    order_hold_minutes: row.order_hold_minutes,
    max_concurrent: row.max_concurrent,
    max_per_minute: row.max_per_minute,
    is_active: row.is_active,
    is_paused: row.is_paused,
    failures_in_row: row.failures_in_row,
    deactivated_at: row.deactivated_at?.toISOString() ?? null,
    deactivated_for: row.deactivated_for,
    has_previous_secret: overlaps,
    previous_secret_until: overlaps ? row.previous_secret_until!.toISOString() : null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

export const contextOf = ({ organizationId, now, secretKey }: WriteScope): WriteContext => ({
  organizationId,
  now,
  secretKey,
})

export const noWebhook = (): never => refuse('webhook_not_found', { field: 'webhook_id' })

/** Throws webhook_not_found. */
export const found = async (db: Db, organizationId: string, id: string): Promise<WebhookRow> =>
  (await getWebhook(db, organizationId, id)) ?? noWebhook()

/** The settings named in a request; centers are known to the organisation. Refusals center_not_found, invalid_input. */
export async function readSettings(
  tx: Tx,
  organizationId: string,
  body: Settings,
): Promise<Omit<WebhookChange, 'isActive'>> {
  const centerIds = await readCenters(tx, organizationId, body)
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.description === undefined ? {} : { description: body.description }),
    ...(body.subscription_type === undefined ? {} : { subscriptionType: body.subscription_type }),
    ...(centerIds === undefined ? {} : { centerIds }),
    ...(body.request_type === undefined ? {} : { requestType: body.request_type }),
    ...(body.url === undefined ? {} : { url: body.url }),
    ...(body.events === undefined ? {} : { events: body.events }),
    ...(body.headers === undefined ? {} : { headers: body.headers }),
    ...(body.auth === undefined ? {} : { auth: body.auth && readAuth(body.auth) }),
    ...(body.profile === undefined ? {} : { profile: body.profile }),
    ...(body.ordering === undefined ? {} : { ordering: body.ordering }),
    ...(body.order_hold_minutes === undefined ? {} : { orderHoldMinutes: body.order_hold_minutes }),
    ...(body.max_concurrent === undefined ? {} : { maxConcurrent: body.max_concurrent }),
    ...(body.max_per_minute === undefined ? {} : { maxPerMinute: body.max_per_minute }),
    ...(body.is_paused === undefined ? {} : { isPaused: body.is_paused }),
  }
}

/** What the type needs; empty where it is missing, which the store refuses. */
const readAuth = ({ type, username, password, token }: Static<typeof Auth>): WebhookAuth =>
  type === 'basic'
    ? { type, username: username ?? '', password: password ?? '' }
    : { type: 'bearer', token: token ?? '' }

/** Undefined when none is named. */
async function readCenters(
  tx: Tx,
  organizationId: string,
  body: Pick<Settings, 'center_id' | 'center_ids'>,
): Promise<string[] | undefined> {
  const ids =
    body.center_ids ??
    (body.center_id === undefined ? undefined : body.center_id === null ? [] : [body.center_id])
  for (const id of ids ?? [])
    if (!(await findCenter(tx, organizationId, id)))
      refuse('center_not_found', { field: body.center_ids ? 'center_ids' : 'center_id' })
  return ids
}
