/**
 * The wire contract at run time: operations, events and schemas of every area, structure only.
 * Source: the JSON files in ./wire, written by `npm run contract:import`.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaContract, EventContract, JsonSchema, OperationContract } from './shape.ts'

export type { AreaContract, EventContract, JsonSchema, OperationContract, QueryParameter } from './shape.ts'
export { entityOf, entityPathOf } from './entities.ts'
export type { Events, Operations } from './types/index.ts'
export type * as wire from './types/index.ts'

const folder = join(import.meta.dirname, 'wire')

/** Rewrites the references of one area (`#/components/schemas/Guest`) to names that are unique over all areas. */
function qualify(schema: JsonSchema, area: string): JsonSchema {
  return mapSchema(schema, (node) =>
    node.$ref
      ? { ...node, $ref: node.$ref.replace('#/components/schemas/', `#/components/schemas/${area}.`) }
      : node,
  )
}

/** Applies `change` to every sub-schema, innermost first. */
export function mapSchema(schema: JsonSchema, change: (node: JsonSchema) => JsonSchema): JsonSchema {
  if (typeof schema !== 'object' || schema === null) return schema
  const out: JsonSchema = { ...schema }
  if (schema.properties)
    out.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, mapSchema(child, change)]),
    )
  if (schema.items) out.items = mapSchema(schema.items, change)
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const)
    if (schema[key]) out[key] = schema[key].map((child) => mapSchema(child, change))
  if (typeof schema.additionalProperties === 'object')
    out.additionalProperties = mapSchema(schema.additionalProperties, change)
  return change(out)
}

const allowsNull = (schema: JsonSchema): boolean =>
  !schema.$ref &&
  (schema.type === 'null' ||
    (Array.isArray(schema.type) && schema.type.includes('null')) ||
    (schema.type === undefined &&
      !schema.anyOf &&
      !schema.oneOf &&
      !schema.allOf &&
      !schema.enum &&
      !schema.properties) ||
    [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(allowsNull) ||
    Boolean(schema.enum?.includes(null)))

function orNull(schema: JsonSchema): JsonSchema {
  if (allowsNull(schema)) return schema
  if (typeof schema.type === 'string' && !schema.enum && schema.const === undefined)
    return { ...schema, type: [schema.type, 'null'] }
  return { anyOf: [schema, { type: 'null' }] }
}

/** In replies a missing value is sent as null (platform rule), so every member not promised may be null. */
const asReply = (schema: JsonSchema): JsonSchema =>
  mapSchema(schema, (node) => {
    const renamed = node.$ref ? { ...node, $ref: `${node.$ref}Reply` } : node
    if (!renamed.properties) return renamed
    const required = new Set(renamed.required ?? [])
    return {
      ...renamed,
      properties: Object.fromEntries(
        Object.entries(renamed.properties).map(([name, child]) => [
          name,
          required.has(name) ? child : orNull(child),
        ]),
      ),
    }
  })

export interface Contract {
  operations: ReadonlyMap<string, OperationContract & { area: string }>
  events: ReadonlyMap<string, EventContract>
  /** Component schemas by qualified name: `guests.Guest` as sent by clients, `guests.GuestReply` as answered. */
  schemas: Readonly<Record<string, JsonSchema>>
}

function load(): Contract {
  const operations = new Map<string, OperationContract & { area: string }>()
  const events = new Map<string, EventContract>()
  const schemas: Record<string, JsonSchema> = {}
  for (const file of readdirSync(folder).sort()) {
    const area = JSON.parse(readFileSync(join(folder, file), 'utf8')) as AreaContract
    for (const [name, schema] of Object.entries(area.schemas)) {
      const own = qualify(schema, area.area)
      schemas[`${area.area}.${name}`] = own
      schemas[`${area.area}.${name}Reply`] = asReply(own)
    }
    for (const op of area.operations)
      operations.set(op.id, {
        ...op,
        area: area.area,
        pathParameters: op.pathParameters.map((p) => ({ ...p, schema: qualify(p.schema, area.area) })),
        query: op.query.map((q) => ({ ...q, schema: qualify(q.schema, area.area) })),
        body: op.body && qualify(op.body, area.area),
        reply: op.reply && asReply(qualify(op.reply, area.area)),
      })
    for (const event of area.events)
      events.set(event.type, { ...event, schema: event.schema && qualify(event.schema, area.area) })
  }
  return { operations, events, schemas }
}

export const contract: Contract = load()

/** Follows `$ref` until a schema with content is reached. */
export function resolveSchema(schema: JsonSchema): JsonSchema {
  let at = schema
  for (let i = 0; at.$ref && i < 20; i++)
    at = contract.schemas[at.$ref.slice('#/components/schemas/'.length)] ?? {}
  return at
}
