/** A webhook for a receiver that the server cannot reach: this process follows the stream and sends in its place. */
import { parseArgs } from 'node:util'
import { entityOf } from '../contract/entities.ts'
import { CommandError, type Command } from './command.ts'
import { connectionOptions, connectionUsage, findConnection } from './connection.ts'
import { signingSecret } from './credentials.ts'
import { followEvents, type StreamedEvent } from './follow.ts'
import { forward, type Receiver, type Sent } from './forward.ts'
import { localTime, paint } from './print.ts'

const METHODS = ['POST', 'PUT', 'PATCH']

const usage = `usage: chaise listen --forward-to URL [options]

Sends every event to a webhook receiver on this machine, signed and worded as Chaise does it, one after the other.

  --forward-to URL    the receiver, such as http://localhost:3000/hook (3000/hook will do)
  --events A,B        only these event types
  --secret whsec_…    signs with this secret; unless given with one that is made once and kept
  --after SEQUENCE    begins after this sequence; unless given with what comes next, 0: the oldest kept
  --method METHOD     POST (default), PUT or PATCH
  --header 'N: V'     a further header; may be given several times
  --json              a JSON object per line
${connectionUsage}

A stream that is lost is taken up again where it was. What the receiver refuses is shown and not sent again.
Ends with Ctrl-C.`

export const command: Command = {
  usage,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...connectionOptions,
        'forward-to': { type: 'string' },
        events: { type: 'string' },
        secret: { type: 'string' },
        after: { type: 'string' },
        method: { type: 'string', default: 'POST' },
        header: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
    })
    if (!values['forward-to']) throw new CommandError(`--forward-to is missing.\n\n${usage}`)
    const method = values.method.toUpperCase()
    if (!METHODS.includes(method)) throw new CommandError('--method must be POST, PUT or PATCH.')
    const receiver: Receiver = {
      url: readTarget(values['forward-to']),
      method,
      headers: Object.fromEntries(values.header.map(readHeader)),
      secret: readSecret(values.secret) ?? signingSecret(),
    }
    const connection = findConnection(values)
    endOnSignal()
    const following = {
      after: readAfter(values.after),
      types: values.events,
      onOpen: () => announce(connection.url, receiver, values.json),
    }
    for await (const event of followEvents(connection, following))
      report(event, await forward(event, receiver), values.json)
  },
}

export function readAfter(text: string | undefined): string | null {
  if (text === undefined) return null
  if (!/^\d{1,15}$/.test(text)) throw new CommandError('--after must be a sequence: a whole number from 0.')
  return text
}

/** Ctrl-C is how one ends this, so it is no failure. */
export function endOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0))
  // The launcher is gone (bin/chaise); its line must not keep us.
  process.on('disconnect', () => process.exit(0))
  process.channel?.unref()
}

function readTarget(text: string): URL {
  const whole = /^https?:\/\//i.test(text)
    ? text
    : `http://${/^\d+(\/|$)/.test(text) ? `localhost:${text}` : text}`
  const url = URL.parse(whole)
  if (!url) throw new CommandError(`"${text}" is not an address; one looks like http://localhost:3000/hook.`)
  return url
}

function readHeader(text: string): [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9a-z-]+):\s*([\t\x20-\x7e]*)$/i.exec(text) ?? []
  if (!name) throw new CommandError(`"${text}" is not a header; one looks like 'X-Token: abc'.`)
  return [name.toLowerCase(), value!.trim()]
}

function readSecret(text: string | undefined): string | undefined {
  if (text !== undefined && !/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/.test(text))
    throw new CommandError('--secret must be whsec_ and base64, as a webhook shows it.')
  return text
}

function announce(url: string, { url: target, secret }: Receiver, json: boolean): void {
  if (json) console.log(JSON.stringify({ kind: 'listening', url, forward_to: target.href, secret }))
  else console.log(`Events of ${url} go to ${target.href}\nSigning secret: ${secret}\n`)
}

function report({ sequence, type, data }: StreamedEvent, sent: Sent, json: boolean): void {
  const { id, event_id, data: about } = JSON.parse(data) as { id: string; event_id: string; data: unknown }
  const entity = entityOf(type, about)
  const { status, milliseconds, error } = sent
  if (json) {
    const line = {
      kind: 'delivery',
      sequence,
      id,
      event_id,
      type,
      entity_id: entity,
      status,
      milliseconds,
      error,
    }
    return console.log(JSON.stringify(line))
  }
  const isGood = status !== null && status >= 200 && status < 300
  const outcome = `→ ${status ?? error}  ${milliseconds} ms`
  console.log(
    [localTime(new Date()), type, entity ?? '-', isGood ? outcome : paint('red', outcome)].join('  '),
  )
}
