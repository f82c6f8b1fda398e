/**
 * Completes answers: every member the contract documents is present, missing ones as null (platform
 * rule), in the contract's order. A member set to `undefined` on purpose is left out: that is how parts
 * which need `expand` stay away.
 */
import { resolveSchema, type JsonSchema } from '#contract'

type Complete = (value: unknown) => unknown
const same: Complete = (value) => value

const byReference = new Map<string, Complete>()

/** Compiles the completer of a schema; compiled once per component. */
export function completerOf(schema: JsonSchema): Complete {
  if (schema.$ref) {
    const known = byReference.get(schema.$ref)
    if (known) return known
    let ready: Complete | undefined
    // Set before compiling, so that a schema that contains itself ends.
    byReference.set(schema.$ref, (value) => (ready ?? same)(value))
    ready = completerOf(resolveSchema(schema))
    byReference.set(schema.$ref, ready)
    return ready
  }
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return completerOfBranches(branches)
  if (schema.allOf) return completerOfObject(mergeAll(schema))
  if (schema.properties) return completerOfObject(schema)
  if (schema.items) {
    const each = completerOf(schema.items)
    return each === same ? same : (value) => (Array.isArray(value) ? value.map(each) : value)
  }
  return same
}

/** Members of an allOf, of its parts and of the schema around it, as one object schema. */
export function mergeAll(schema: JsonSchema): JsonSchema {
  const properties: Record<string, JsonSchema> = {}
  const required: string[] = []
  for (const part of [...(schema.allOf ?? []), { ...schema, allOf: undefined }]) {
    const at = resolveSchema(part as JsonSchema)
    const merged = at.allOf ? mergeAll(at) : at
    Object.assign(properties, merged.properties)
    required.push(...(merged.required ?? []))
  }
  return Object.keys(properties).length
    ? { type: 'object', properties, required }
    : resolveSchema(schema.allOf![0]!)
}

function completerOfBranches(branches: JsonSchema[]): Complete {
  const resolved = branches.map((branch) => ({
    schema: resolveSchema(branch),
    complete: completerOf(branch),
  }))
  const isList = (s: JsonSchema) => s.type === 'array' || Boolean(s.items)
  const list = resolved.find((b) => isList(b.schema))?.complete ?? same
  const object = resolved.find((b) => b.schema.properties || b.schema.allOf)?.complete ?? same
  if (list === same && object === same) return same
  return (value) =>
    value === null || typeof value !== 'object' ? value : Array.isArray(value) ? list(value) : object(value)
}

function completerOfObject(schema: JsonSchema): Complete {
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, child]) => [name, completerOf(child)] as const,
  )
  const names = new Set(members.map(([name]) => name))
  return (value) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    const given = value as Record<string, unknown>
    const out: Record<string, unknown> = {}
    let documented = 0
    for (const [name, complete] of members) {
      const member = given[name]
      if (member !== undefined) {
        out[name] = member === null || complete === same ? member : complete(member)
        documented++
      } else if (name in given) documented++
      else out[name] = null
    }
    if (Object.keys(given).length > documented)
      for (const name in given) if (!names.has(name)) out[name] = given[name]
    return out
  }
}
