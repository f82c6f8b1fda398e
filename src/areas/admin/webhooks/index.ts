/** /admin/v1/webhooks: who is told of what, and where. */
import { Type, type Static } from 'typebox'
import type { Db, Tx } from '#platform/db/database.ts'
import { managementOperation, type Operation, type WriteScope } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { findCenter } from '#areas/centers'
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  openHeaders,
  rotateSecret,
  updateWebhook,
  type WebhookChange,
  type WebhookRow,
  type WriteContext,
} from '#areas/webhooks'

const refusals: Readonly<Record<string, RefusalReply>> = {
  webhook_not_found: [400, 502, 'The webhook id is invalid (webhook_id)'],
}
const read = { right: 'webhooks:read' } as const
const write = { right: 'webhooks:write' } as const

const Fields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  description: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
  subscription_type: Type.Enum(['organization', 'center']),
  center_id: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
    description: 'The center of a center subscription',
  }),
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
  headers: Type.Union([Type.Record(Type.String(), Type.String({ maxLength: 2000 })), Type.Null()], {
    description: 'Extra request headers; kept encrypted, only their names are shown again',
  }),
}
const Webhook = Type.Object({
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
  is_active: Type.Boolean(),
  failures_in_row: Type.Integer(),
  deactivated_at: Type.Union([Type.String(), Type.Null()]),
  created_at: Type.String(),
  updated_at: Type.String(),
})
const WebhookWithSecret = Type.Object({
  ...Webhook.properties,
  secret: Type.String({ description: 'Key of the signature; shown at creation and rotation only' }),
})

const onWire = (row: WebhookRow, secretKey: Buffer): Static<typeof Webhook> => ({
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
  is_active: row.is_active,
  failures_in_row: row.failures_in_row,
  deactivated_at: row.deactivated_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

const contextOf = ({ organizationId, now, secretKey }: WriteScope): WriteContext => ({
  organizationId,
  now,
  secretKey,
})

/** Throws webhook_not_found. */
const found = async (db: Db, organizationId: string, id: string): Promise<WebhookRow> =>
  (await getWebhook(db, organizationId, id)) ?? refuse('webhook_not_found', { field: 'webhook_id' })

type CenterChoice = { center_id?: string | null; center_ids?: string[] }

/** Centers named in a request, each known to the organisation; undefined when none is named. */
async function readCenters(
  tx: Tx,
  organizationId: string,
  body: CenterChoice,
): Promise<string[] | undefined> {
  const ids =
    body.center_ids ??
    (body.center_id === undefined ? undefined : body.center_id === null ? [] : [body.center_id])
  for (const id of ids ?? [])
    if (!(await findCenter(tx, organizationId, id)))
      refuse('center_not_found', { field: body.center_ids ? 'center_ids' : 'center_id' })
  return ids
}

const create = managementOperation(
  'createWebhook',
  'POST /admin/v1/webhooks',
  {
    summary: 'Create a webhook; the answer shows its secret this once',
    body: Type.Object({
      name: Fields.name,
      description: Type.Optional(Fields.description),
      subscription_type: Type.Optional(Fields.subscription_type),
      center_id: Type.Optional(Fields.center_id),
      center_ids: Type.Optional(Fields.center_ids),
      request_type: Type.Optional(Fields.request_type),
      url: Fields.url,
      events: Fields.events,
      headers: Type.Optional(Fields.headers),
    }),
    reply: WebhookWithSecret,
  },
  {
    who: write,
    refusals,
    async handler({ body }, scope) {
      const { tx, organizationId } = scope
      const { id, secret } = await createWebhook(tx, contextOf(scope), {
        name: body.name,
        description: body.description ?? null,
        subscriptionType: body.subscription_type ?? 'organization',
        centerIds: (await readCenters(tx, organizationId, body)) ?? [],
        requestType: body.request_type ?? 'POST',
        url: body.url,
        events: body.events,
        headers: body.headers ?? null,
      })
      return { ...onWire(await found(tx, organizationId, id), scope.secretKey), secret }
    },
  },
)

const list = managementOperation(
  'listWebhooks',
  'GET /admin/v1/webhooks',
  {
    summary: 'List webhooks, active and inactive',
    query: Type.Object({
      is_active: Type.Optional(Type.Boolean()),
      page: Type.Optional(Type.Integer()),
      size: Type.Optional(Type.Integer()),
    }),
    reply: Type.Object({
      webhooks: Type.Array(Webhook),
      page_info: Type.Object({ total: Type.Integer(), page: Type.Integer(), size: Type.Integer() }),
    }),
  },
  {
    who: read,
    async handler({ query }, { db, organizationId, secretKey }) {
      const page = readPage(query)
      // An organisation has a handful of webhooks: the store gives them all.
      const all = (await listWebhooks(db, organizationId)).filter(
        (row) => query.is_active === undefined || row.is_active === query.is_active,
      )
      return {
        webhooks: all.slice(page.offset, page.offset + page.size).map((row) => onWire(row, secretKey)),
        page_info: pageInfo(all.length, page),
      }
    },
  },
)

const get = managementOperation(
  'getWebhook',
  'GET /admin/v1/webhooks/{webhook_id}',
  { summary: 'Retrieve a webhook', reply: Webhook },
  {
    who: read,
    refusals,
    etag: true,
    async handler({ path }, { db, organizationId, secretKey }) {
      return onWire(await found(db, organizationId, path.webhook_id!), secretKey)
    },
  },
)

const change = managementOperation(
  'updateWebhook',
  'PATCH /admin/v1/webhooks/{webhook_id}',
  {
    summary: 'Change a webhook, switch it off or on again',
    body: Type.Partial(Type.Object({ ...Fields, is_active: Type.Boolean() })),
    reply: Webhook,
  },
  {
    who: write,
    refusals,
    async handler({ path, body }, scope) {
      const { tx, organizationId } = scope
      const centerIds = await readCenters(tx, organizationId, body as CenterChoice)
      const wanted: WebhookChange = {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.description === undefined ? {} : { description: body.description }),
        ...(body.subscription_type === undefined ? {} : { subscriptionType: body.subscription_type }),
        ...(centerIds === undefined ? {} : { centerIds }),
        ...(body.request_type === undefined ? {} : { requestType: body.request_type }),
        ...(body.url === undefined ? {} : { url: body.url }),
        ...(body.events === undefined ? {} : { events: body.events }),
        ...(body.headers === undefined ? {} : { headers: body.headers }),
        ...(body.is_active === undefined ? {} : { isActive: body.is_active }),
      }
      if (!(await updateWebhook(tx, contextOf(scope), path.webhook_id!, wanted)))
        refuse('webhook_not_found', { field: 'webhook_id' })
      return onWire(await found(tx, organizationId, path.webhook_id!), scope.secretKey)
    },
  },
)

const remove = managementOperation(
  'deleteWebhook',
  'DELETE /admin/v1/webhooks/{webhook_id}',
  {
    summary: 'Delete a webhook; what waits for it is not sent any more',
    reply: Type.Object({ success: Type.Boolean() }),
  },
  {
    who: write,
    refusals,
    async handler({ path }, { tx, organizationId, now }) {
      if (!(await deleteWebhook(tx, organizationId, path.webhook_id!, now)))
        refuse('webhook_not_found', { field: 'webhook_id' })
      return { success: true }
    },
  },
)

const rotate = managementOperation(
  'rotateWebhookSecret',
  'POST /admin/v1/webhooks/{webhook_id}/rotate_secret',
  { summary: 'Give a webhook a new secret; the old one ends at once', reply: WebhookWithSecret },
  {
    who: write,
    refusals,
    async handler({ path }, scope) {
      const { tx, organizationId } = scope
      const secret =
        (await rotateSecret(tx, contextOf(scope), path.webhook_id!)) ??
        refuse('webhook_not_found', { field: 'webhook_id' })
      return { ...onWire(await found(tx, organizationId, path.webhook_id!), scope.secretKey), secret }
    },
  },
)

export const webhooksManagement: Operation[] = [create, list, get, change, remove, rotate]
