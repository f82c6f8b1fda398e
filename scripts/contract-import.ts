/**
 * Reads a compiled contract (contract.json) and writes what the server needs of it: one structural
 * JSON file per area (paths, parameters, body, reply and event schemas, no prose) and the TypeScript
 * types of the same shapes.
 *
 *   npm run contract:import -- <path of contract.json>
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderTypes } from '../src/contract/render-types.ts'
import type { AreaContract, JsonSchema, OperationContract } from '../src/contract/shape.ts'

type Json = Record<string, unknown>
const object = (value: unknown): Json => (value ?? {}) as Json
const texts = (value: unknown): string[] => (value ?? []) as string[]
const source = process.argv[2]
if (!source) throw new Error('usage: npm run contract:import -- <path of contract.json>')

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const
const KEPT = new Set([
  'type',
  'format',
  'enum',
  'const',
  'required',
  'properties',
  'items',
  'anyOf',
  'oneOf',
  'allOf',
  '$ref',
  'additionalProperties',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'pattern',
  'default',
  'x-format',
  'x-enum',
])

/** Keeps the structure of a schema; sentences and examples stay behind. */
function strip(schema: unknown): JsonSchema {
  if (typeof schema === 'boolean' || schema === null || typeof schema !== 'object')
    return schema as JsonSchema
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema as Json)) {
    if (!KEPT.has(key)) continue
    if (key === 'properties')
      out[key] = Object.fromEntries(
        Object.entries(value as Json).map(([name, child]) => [name, strip(child)]),
      )
    // Alternatives overlap in places (both forms of a sign-in fit), so one match or more will do.
    else if (key === 'anyOf' || key === 'oneOf') out.anyOf = (value as unknown[]).map(strip)
    else if (key === 'allOf') out[key] = (value as unknown[]).map(strip)
    else if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object'))
      out[key] = strip(value)
    else out[key] = value
  }
  return out as JsonSchema
}

function importArea(name: string, doc: Json): AreaContract {
  const resolve = (node: unknown): Json => {
    let at = object(node)
    while (typeof at.$ref === 'string')
      at = at.$ref
        .replace(/^#\//, '')
        .split('/')
        .reduce((here, key) => object(here[key]), doc)
    return at
  }
  const schemaOf = (holder: unknown): JsonSchema | null => {
    const content = object(resolve(holder).content)
    const media = object(content['application/json'] ?? Object.values(content)[0])
    return media.schema ? strip(media.schema) : null
  }
  const operations = new Map<string, OperationContract>()
  for (const [path, value] of Object.entries(object(doc.paths)))
    for (const method of METHODS) {
      const item = object(value)
      if (!item[method]) continue
      const op = object(item[method])
      const id = String(op.operationId)
      if (operations.has(id)) continue
      const parameters = [
        ...((item.parameters ?? []) as unknown[]),
        ...((op.parameters ?? []) as unknown[]),
      ].map(resolve)
      const responses = object(op.responses)
      const ok = Object.keys(responses)
        .filter((code) => code.startsWith('2'))
        .sort()[0]
      operations.set(id, {
        id,
        method: method.toUpperCase() as OperationContract['method'],
        path,
        also: [...texts(item['x-also']), ...texts(op['x-also'])],
        alsoMethods: texts(op['x-also-methods']),
        tags: texts(op.tags),
        extra: Boolean(op['x-extra']),
        pathParameters: parameters
          .filter((p) => p.in === 'path')
          .map((p) => ({ name: String(p.name), required: true, schema: strip(p.schema ?? {}) })),
        query: parameters
          .filter((p) => p.in === 'query')
          .map((p) => ({
            name: String(p.name).replace(/\[\]$/, ''),
            required: Boolean(p.required),
            schema: strip(p.schema ?? {}),
          })),
        body: op.requestBody ? schemaOf(op.requestBody) : null,
        bodyRequired: Boolean(op.requestBody && resolve(op.requestBody).required),
        reply: ok ? schemaOf(responses[ok]) : null,
      })
    }
  const index = (doc['x-event-index'] ?? []) as {
    event_type: string
    event_resource: string | null
    tag: string
  }[]
  const events = Object.entries(object(doc.webhooks)).map(([type, value]) => {
    const op = METHODS.map((m) => object(object(value)[m])).find((o) => o.requestBody)
    const listed = index.find((e) => e.event_type === type)
    return {
      type,
      resource: listed?.event_resource ?? null,
      tag: listed?.tag ?? '',
      schema: schemaOf(op?.requestBody),
    }
  })
  const components = object(object(doc.components).schemas)
  return {
    area: name,
    operations: [...operations.values()],
    events,
    schemas: Object.fromEntries(Object.entries(components).map(([key, value]) => [key, strip(value)])),
  }
}

const contract = JSON.parse(readFileSync(source, 'utf8')) as { files: { name: string; doc: Json }[] }
const root = join(import.meta.dirname, '../src/contract')
mkdirSync(join(root, 'wire'), { recursive: true })
mkdirSync(join(root, 'types'), { recursive: true })
const areas: AreaContract[] = []
for (const file of contract.files) {
  const name = file.name.replace(/\.yaml$/, '')
  if (!file.doc.paths && !file.doc.webhooks) continue
  const area = importArea(name, file.doc)
  areas.push(area)
  writeFileSync(join(root, 'wire', `${name}.json`), JSON.stringify(area, null, 1) + '\n')
}
for (const [file, text] of renderTypes(areas)) writeFileSync(join(root, 'types', file), text)
console.log(
  areas.map((a) => `${a.area}: ${a.operations.length} operations, ${a.events.length} events`).join('\n'),
)
