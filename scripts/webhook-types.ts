/**
 * Writes packages/webhooks/src/events.ts, the events as their receivers see them, from the contract. Run it after
 * an import of the contract (npm run webhook-types); a test holds the file to its source.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { renderTypes } from '../src/contract/render-types.ts'
import type { AreaContract, EventContract, JsonSchema } from '../src/contract/shape.ts'

const root = join(import.meta.dirname, '..')
const SOURCE = join(root, 'src/contract/wire/webhooks.json')
export const TARGET = join(root, 'packages/webhooks/src/events.ts')

export async function webhookTypesText(): Promise<string> {
  const area = JSON.parse(readFileSync(SOURCE, 'utf8')) as AreaContract
  const { EventEnvelope: envelope, ...schemas } = area.schemas
  if (!envelope) throw new Error(`${SOURCE} has no EventEnvelope`)
  const events = area.events.map((event) => ({ ...event, schema: dataOf(event) }))
  const [rendered] = renderTypes([{ ...area, operations: [], events, schemas }])
  const types = rendered![1]
    .replace(/^\/\/.*\n/, '')
    .replace(/\nexport interface \w+Operations \{\n\}\n/, '')
    .replace(
      'export interface Events {',
      '/** What each event carries in `data`. */\nexport interface EventData {',
    )
  const list = events.map((event) => `  '${event.type}',\n`).join('')
  const text = `// Generated from the wire contract by \`npm run webhook-types\`; never edit by hand.

/** Every event type this version knows. */
export const EVENT_TYPES = [
${list}] as const

export type EventType = (typeof EVENT_TYPES)[number]

/** One event type as it arrives. */
export interface EventOf<Type extends EventType> {
  /** 24 hex digits; the same in every repetition of a delivery, so deduplicate by it. */
  id: ObjectId
  /** 24 hex digits; the same for all webhooks that hear of this event. */
  event_id: ObjectId
  event_schema: string
  /** The kind of record, or null; tell events apart by \`event_type\` alone. */
  event_resource: string | null
  event_type: Type
  /** UTC with Z, up to seven fractional digits. */
  event_timestamp: EventTimestamp
  data: EventData[Type]
}

/** Any event; \`event_type\` tells which. */
export type WebhookEvent = { [Type in EventType]: EventOf<Type> }[EventType]
${types}`
  return format(text, { ...(await resolveConfig(TARGET)), filepath: TARGET })
}

/** The schema of `data` alone: of the envelope every event has its own type and data, and nothing else. */
function dataOf(event: EventContract): JsonSchema {
  const data = event.schema?.allOf?.find((part) => part.properties?.data)?.properties?.data
  if (!data) throw new Error(`${event.type} has no data in ${SOURCE}`)
  return data
}

if (process.argv[1] === import.meta.filename) writeFileSync(TARGET, await webhookTypesText())
