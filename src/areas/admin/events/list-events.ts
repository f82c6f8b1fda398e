import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { readPage } from '#platform/http/paging.ts'
import { readEvents } from '#areas/webhooks'
import { filterQuery, limitToCaller, read, readFilter } from './filter.ts'

const SIZES = { size: 100, max: 500 }

const nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()])

const PulledEvent = Type.Object({
  sequence: Type.Integer({
    format: 'int64',
    description: 'Counts the events of the organisation, in the order they were committed, without holes',
  }),
  id: Type.String({
    description: 'The same for everybody who pulls or streams; receivers may know it again',
  }),
  event_id: Type.String(),
  event_schema: Type.String(),
  event_resource: nullable(Type.String()),
  event_type: Type.String(),
  event_timestamp: Type.String(),
  data: Type.Unknown(),
})

export const listEvents = managementOperation(
  'listEvents',
  'GET /admin/v1/events',
  {
    summary:
      'Read events in their order, from the oldest kept or after a sequence. A page may hold fewer than asked ' +
      'for, even none, while has_more is true; go on with next_after',
    query: Type.Object({
      ...filterQuery,
      size: Type.Optional(Type.Integer({ description: `At most ${SIZES.max}; default ${SIZES.size}` })),
    }),
    reply: Type.Object({
      events: Type.Array(PulledEvent),
      next_after: Type.Integer({ format: 'int64', description: 'Where to go on' }),
      has_more: Type.Boolean(),
      oldest_sequence: Type.Union([Type.Integer({ format: 'int64' }), Type.Null()], {
        description: 'Of the oldest event that is kept; what lies before it cannot be read any more',
      }),
      latest_sequence: Type.Integer({
        format: 'int64',
        description: 'Of the last event; 0 when there was none',
      }),
    }),
  },
  {
    who: read,
    refusals: {
      page_size_too_large: [422, 422, `No more than ${SIZES.max} events can be asked for in one page (size)`],
    },
    async handler({ query }, scope) {
      const { size } = readPage({ size: query.size }, SIZES)
      const filter = limitToCaller(await readFilter(query, scope), scope.caller)
      const page = await readEvents(scope.db, scope.organizationId, filter, { after: query.after ?? 0, size })
      return {
        events: page.events.map(({ sequence, body }) => ({
          sequence,
          ...(JSON.parse(body.toString('utf8')) as Envelope),
        })),
        next_after: page.nextAfter,
        has_more: page.hasMore,
        oldest_sequence: page.oldest,
        latest_sequence: page.latest,
      }
    },
  },
)

/** In the order of the wire. */
interface Envelope {
  id: string
  event_id: string
  event_schema: string
  event_resource: string | null
  event_type: string
  event_timestamp: string
  data: unknown
}
