import { parseArgs } from 'node:util'
import { entityOf } from '../contract/entities.ts'
import type { Command } from './command.ts'
import { call, connectionOptions, connectionUsage, findConnection, type Connection } from './connection.ts'
import { followEvents } from './follow.ts'
import { endOnSignal, readAfter } from './listen.ts'
import { paint } from './print.ts'

interface Envelope {
  event_id: string
  event_type: string
  event_timestamp: string
  data: unknown
}

export const command: Command = {
  usage: `usage: chaise events [--follow] [options]

Shows the events that are kept, a line each: sequence, time, type, record.

  --follow            what comes next, until Ctrl-C; with --after what was since then, too
  --after SEQUENCE    only later ones
  --types A,B         only these event types
  --json              the whole events, a JSON object per line
${connectionUsage}`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...connectionOptions,
        follow: { type: 'boolean', short: 'f', default: false },
        after: { type: 'string' },
        types: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const after = readAfter(values.after)
    const connection = findConnection(values)
    const { types } = values
    if (!values.follow) {
      for await (const { sequence, ...event } of pullEvents(connection, after ?? '0', types))
        show(sequence, event, values.json ? JSON.stringify(event) : null)
      return
    }
    endOnSignal()
    const onOpen = () => console.error(`Following the events of ${connection.url}; Ctrl-C ends it.`)
    for await (const { sequence, data } of followEvents(connection, { after, types, onOpen }))
      show(sequence, JSON.parse(data) as Envelope, values.json ? data : null)
  },
}

/** Everything after a sequence, page by page. */
async function* pullEvents(
  connection: Connection,
  after: string,
  types: string | undefined,
): AsyncGenerator<Envelope & { sequence: number }> {
  for (let next: string | null = after; next !== null;) {
    const query = new URLSearchParams({ after: next, size: '500', ...(types ? { types } : {}) })
    const page: { events: (Envelope & { sequence: number })[]; next_after: number; has_more: boolean } =
      await call(connection, 'GET', `/admin/v1/events?${query.toString()}`)
    yield* page.events
    next = page.has_more ? String(page.next_after) : null
  }
}

/** `json`: the event as text; its sequence goes in front, as in a pull. */
function show(sequence: number, event: Envelope, json: string | null): void {
  if (json) return console.log(`{"sequence":${sequence},${json.slice(1)}`)
  const { event_type: type, event_timestamp: at, data } = event
  console.log([paint('dim', String(sequence).padStart(6)), at, type, entityOf(type, data) ?? '-'].join('  '))
}
