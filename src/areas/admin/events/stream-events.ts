import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { authenticate, checkAccess } from '#platform/auth.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { addRawOperation, type ServerOptions } from '#platform/http/server.ts'
import { refuse } from '#platform/refusal.ts'
import type { EventFilter, EventStreams } from '#areas/webhooks'
import { filterQuery, limitToCaller, read, readFilter } from './filter.ts'

interface Wanted {
  after: number | null
  filter: EventFilter
}

/** Not among the operations that answer at once: the stream goes on until somebody ends it. */
export const streamEvents = managementOperation(
  'streamEvents',
  'GET /admin/v1/events/stream',
  {
    summary:
      'Follow events as Server-Sent Events: id is the sequence, event the type, data the whole event in one line. ' +
      'Begins after Last-Event-ID, else after `after`, else with what comes next',
    query: Type.Object(filterQuery),
    reply: Type.Unsafe<Wanted>({ type: 'string' }),
  },
  {
    who: read,
    produces: 'text/event-stream',
    refusals: {
      too_many_streams: [429, 429, 'Too many event streams are open already; close some or try again later'],
    },
    handler: async ({ query }, scope) => ({
      after: query.after ?? null,
      filter: await readFilter(query, scope),
    }),
  },
)

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies that collect answers would keep events back.
  'x-accel-buffering': 'no',
  // When it ends, so does its connection: nothing is asked on it any more.
  connection: 'close',
}

/** Serves the stream; it ends when the server closes. */
export function addEventStream(server: FastifyInstance, options: ServerOptions, streams: EventStreams): void {
  addRawOperation<Wanted>(server, streamEvents, options, async (wanted, scope, request, reply) => {
    const filterOf = (caller: typeof scope.caller) => limitToCaller(wanted.filter, caller)
    const headers = { ...(reply.getHeaders() as OutgoingHttpHeaders), ...HEADERS }
    await streams.open(
      {
        organizationId: scope.organizationId,
        after: lastEventId(request) ?? wanted.after,
        filter: filterOf(scope.caller),
        async renew() {
          const caller = await authenticate(request.headers.authorization, options.authenticator)
          checkAccess(caller, read)
          return filterOf(caller)
        },
      },
      reply.raw,
      headers,
    )
    reply.hijack()
  })
  server.addHook('preClose', () => streams.stop())
}

/** What a client that reconnects got last. */
function lastEventId(request: FastifyRequest): number | null {
  const given = request.headers['last-event-id']
  if (given === undefined || given === '') return null
  const sequence = /^\d{1,15}$/.test(String(given)) ? Number(given) : NaN
  return Number.isSafeInteger(sequence)
    ? sequence
    : refuse('invalid_input', { field: 'Last-Event-ID', detail: 'is not a sequence' })
}
