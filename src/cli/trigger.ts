import { parseArgs } from 'node:util'
import { CommandError, type Command } from './command.ts'
import { call, connectionOptions, connectionUsage, findConnection, type Connection } from './connection.ts'

const usage = `usage: chaise trigger <event type> [options]
       chaise trigger --list

Causes an event in a sandbox: with data as it would have, about the organisation's own records, and for all who
listen. Nothing but the event happens.

  --set PATH=VALUE    a member of its data, such as --set data.appointment_group_status=4 or
                      --set guest.email=ada@example.com; may be given several times
  --count N           so many events, at most 100
  --center ID         the center they happen in
  --list              shows the event types
  --json              what the server answers
${connectionUsage}`

export const command: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...connectionOptions,
        set: { type: 'string', multiple: true, default: [] },
        count: { type: 'string' },
        center: { type: 'string' },
        list: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    if (values.list) return listTypes(findConnection(values), values.json)
    const [type, ...more] = positionals
    if (!type || more.length) throw new CommandError(`Name one event type.\n\n${usage}`)
    const count = values.count === undefined ? undefined : Number(values.count)
    if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= 100))
      throw new CommandError('--count must be a whole number from 1 to 100.')
    const data = Object.fromEntries(values.set.map(readMember))
    const done = await call<{ events: { event_id: string; type: string; entity_id: string | null }[] }>(
      findConnection(values),
      'POST',
      '/admin/v1/sandbox/events',
      {
        type,
        ...(values.set.length ? { data } : {}),
        ...(values.center ? { center_id: values.center } : {}),
        ...(count === undefined ? {} : { count }),
      },
    )
    if (values.json) console.log(JSON.stringify(done))
    else
      for (const event of done.events)
        console.log(`${event.event_id}  ${event.type}  ${event.entity_id ?? '-'}`)
  },
}

function readMember(text: string): [string, string] {
  const [, path, value] = /^(?:data\.)?([^=]+)=(.*)$/s.exec(text) ?? []
  if (!path) throw new CommandError(`"${text}" sets nothing; --set takes PATH=VALUE.`)
  return [path.trim(), value!]
}

async function listTypes(connection: Connection, json: boolean): Promise<void> {
  const answer = await call<{ event_types: { type: string; description?: string; fires?: boolean }[] }>(
    connection,
    'GET',
    '/admin/v1/event-types',
  )
  if (json) return console.log(JSON.stringify(answer))
  const width = Math.max(...answer.event_types.map(({ type }) => type.length))
  for (const { type, description = '' } of answer.event_types)
    console.log(`${type.padEnd(width)}  ${description}`)
}
