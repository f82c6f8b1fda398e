/**
 * Request schemas of employees with references and compositions written out, so that the lenient reader sees
 * every member in one object; dates are judged by the rules, which also take a day alone.
 */
import { contract, resolveSchema, type JsonSchema } from '#contract'

/** The body of an operation as one plain schema. */
export function plainBody(operationId: string): JsonSchema {
  return plain(contract.operations.get(operationId)!.body!)
}

function plain(schema: JsonSchema): JsonSchema {
  if (schema.$ref?.endsWith('.LocalDateTime')) return { type: 'string' }
  const at = resolveSchema(schema)
  const parts = (at.allOf ?? []).map(plain)
  const members = Object.fromEntries(
    Object.entries(at.properties ?? {}).map(([name, child]) => [name, plain(child)]),
  )
  if (at.allOf)
    return parts.reduce(merged, Object.keys(members).length ? { type: 'object', properties: members } : {})
  return {
    ...at,
    ...(at.properties ? { properties: members } : {}),
    ...(at.items ? { items: plain(at.items) } : {}),
    ...(at.anyOf ? { anyOf: at.anyOf.map(plain) } : {}),
  }
}

/** Both schemas at once: members of either, required in either. */
function merged(a: JsonSchema, b: JsonSchema): JsonSchema {
  const out: JsonSchema = { ...a, ...b }
  if (a.properties ?? b.properties) {
    out.properties = { ...a.properties }
    for (const [name, child] of Object.entries(b.properties ?? {}))
      out.properties[name] = out.properties[name] ? merged(out.properties[name], child) : child
  }
  if (a.required ?? b.required) out.required = [...(a.required ?? []), ...(b.required ?? [])]
  return out
}
