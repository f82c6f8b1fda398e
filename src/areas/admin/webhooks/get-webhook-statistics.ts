import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { quantile, readStatistics } from '#areas/webhooks'
import { found, mayRead, Nullable, refusals } from './shapes.ts'

const LONGEST_SEND_MS = 11_000

const Sends = {
  sends: Type.Integer({ description: 'Requests, repeated ones included' }),
  delivered: Type.Integer({ description: 'Requests that were answered with 2xx' }),
  failed: Type.Integer({ description: 'Deliveries given up after the last of their sends' }),
}
const Milliseconds = Type.Union([Type.Integer(), Type.Null()], {
  description: 'Upper bound of the class of times it lies in; null without sends',
})

export const statistics = managementOperation(
  'getWebhookStatistics',
  'GET /admin/v1/webhooks/{webhook_id}/statistics',
  {
    summary: 'How a webhook does: sends and their times by the hour, and what waits',
    query: Type.Object({ hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })) }),
    reply: Type.Object({
      hours: Type.Integer(),
      ...Sends,
      success_share: Type.Union([Type.Number(), Type.Null()], {
        description: 'Of the sends, 0 to 1; null without sends',
      }),
      p50_milliseconds: Milliseconds,
      p95_milliseconds: Milliseconds,
      waiting: Type.Integer({ description: 'Deliveries not ended yet; counted up to 10 000 of each kind' }),
      held: Type.Integer({ description: 'Of these, what waits for an earlier event of its record' }),
      more: Type.Boolean({ description: 'More wait than were counted' }),
      oldest_waiting_at: Nullable.text,
      by_hour: Type.Array(Type.Object({ hour: Type.String(), ...Sends }), {
        description: 'Hours with sends, oldest first',
      }),
    }),
  },
  {
    who: mayRead,
    refusals,
    async handler({ path, query }, { db, organizationId, now }) {
      const { id } = await found(db, organizationId, path.webhook_id!)
      const hours = query.hours ?? 24
      const read = await readStatistics(db, organizationId, id, { hours, now })
      // No send takes longer, so that is the bound of the open class.
      const below = (share: number) => {
        const bound = quantile(read.times, share)
        return bound === null ? null : Math.min(bound, LONGEST_SEND_MS)
      }
      return {
        hours,
        sends: read.sends,
        delivered: read.delivered,
        failed: read.failed,
        success_share: read.sends ? read.delivered / read.sends : null,
        p50_milliseconds: below(0.5),
        p95_milliseconds: below(0.95),
        waiting: read.waiting,
        held: read.held,
        more: read.more,
        oldest_waiting_at: read.oldestWaiting?.toISOString() ?? null,
        by_hour: read.hours.map(({ hour, ...sends }) => ({ hour: hour.toISOString(), ...sends })),
      }
    },
  },
)
