/** /admin/v1/webhooks/{webhook_id}/replays: sending again what was sent, was not, or never came. */
import { Type, type Static } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import {
  createReplay,
  getReplay,
  listReplays,
  lockWebhook,
  readTime,
  type WebhookReplayRow,
} from '#areas/webhooks'
import { found, mayRead, mayWrite, noWebhook, Nullable, refusals } from './shapes.ts'

const Scope = Type.Enum(['all', 'unsuccessful', 'missed'], {
  description:
    'all: delivered or not; unsuccessful: failed or cancelled; missed: these, and what the webhook was never told of',
})
const Time = Type.Union([Type.String({ maxLength: 40 }), Type.Null()], {
  description: 'Of the event, inclusive; UTC unless it names an offset',
})
const Replay = Type.Object({
  id: Type.String(),
  webhook_id: Type.String(),
  scope: Scope,
  event_types: Type.Union([Type.Array(Type.String()), Type.Null()]),
  from: Nullable.text,
  to: Nullable.text,
  after_sequence: Type.Integer(),
  last_sequence: Type.Integer({ description: 'The last event it covers; later ones come by themselves' }),
  sequence: Type.Integer({ description: 'How far it has come' }),
  progress: Type.Number({ description: '0 to 1' }),
  queued: Type.Integer({ description: 'Events put into the queue so far' }),
  state: Type.Enum(['running', 'done', 'cancelled']),
  created_at: Type.String(),
  finished_at: Nullable.text,
})

const onWire = (row: WebhookReplayRow): Static<typeof Replay> => ({
  id: row.id,
  webhook_id: row.webhook_id,
  scope: row.scope,
  event_types: row.event_types,
  from: row.from_time?.toISOString() ?? null,
  to: row.to_time?.toISOString() ?? null,
  after_sequence: row.after_sequence,
  last_sequence: row.last_sequence,
  sequence: row.sequence,
  progress:
    row.state === 'done'
      ? 1
      : (row.sequence - row.after_sequence) / Math.max(1, row.last_sequence - row.after_sequence),
  queued: row.queued,
  state: row.state,
  created_at: row.created_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
})

const withReplay: Readonly<Record<string, RefusalReply>> = {
  ...refusals,
  replay_not_found: [400, 502, 'The replay id is invalid (replay_id)'],
}

export const create = managementOperation(
  'createWebhookReplay',
  'POST /admin/v1/webhooks/{webhook_id}/replays',
  {
    summary: 'Send events again, in the background; those with a delivery keep its id and body',
    body: Type.Object({
      scope: Scope,
      from: Type.Optional(Time),
      to: Type.Optional(Time),
      after_sequence: Type.Optional(Type.Union([Type.Integer({ minimum: 0, format: 'int64' }), Type.Null()])),
      event_types: Type.Optional(
        Type.Union([Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 }), Type.Null()]),
      ),
    }),
    reply: Replay,
  },
  {
    who: mayWrite,
    refusals: withReplay,
    async handler({ path, body }, { tx, organizationId, now }) {
      const webhook = (await lockWebhook(tx, organizationId, path.webhook_id!)) ?? noWebhook()
      const request = {
        scope: body.scope,
        from: readTime(body.from, 'from'),
        to: readTime(body.to, 'to'),
        afterSequence: body.after_sequence ?? null,
        eventTypes: body.event_types ?? null,
      }
      return onWire(await createReplay(tx, organizationId, webhook, request, now))
    },
  },
)

export const list = managementOperation(
  'listWebhookReplays',
  'GET /admin/v1/webhooks/{webhook_id}/replays',
  {
    summary: 'List the replays of a webhook, the newest first',
    query: Type.Object({ page: Type.Optional(Type.Integer()), size: Type.Optional(Type.Integer()) }),
    reply: Type.Object({
      replays: Type.Array(Replay),
      page_info: Type.Object({ total: Type.Integer(), page: Type.Integer(), size: Type.Integer() }),
    }),
  },
  {
    who: mayRead,
    refusals: withReplay,
    async handler({ path, query }, { db, organizationId }) {
      const page = readPage(query)
      const { id } = await found(db, organizationId, path.webhook_id!)
      const { replays, total } = await listReplays(db, organizationId, id, page)
      return { replays: replays.map(onWire), page_info: pageInfo(total, page) }
    },
  },
)

export const get = managementOperation(
  'getWebhookReplay',
  'GET /admin/v1/webhooks/{webhook_id}/replays/{replay_id}',
  { summary: 'Retrieve a replay and how far it has come', reply: Replay },
  {
    who: mayRead,
    refusals: withReplay,
    async handler({ path }, { db, organizationId }) {
      const { id } = await found(db, organizationId, path.webhook_id!)
      const replay = await getReplay(db, organizationId, id, path.replay_id!)
      return onWire(replay ?? refuse('replay_not_found', { field: 'replay_id' }))
    },
  },
)
