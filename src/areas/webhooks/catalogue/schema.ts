/** The JSON Schema of an event, complete in itself. */
import { contract, type JsonSchema } from '#contract'
import type { EventType } from '#platform/events/emit.ts'

const REF = /"\$ref":"#\/components\/schemas\/webhooks\.([^"]+)"/g

/** Schema of the whole envelope of an event type; what it refers to comes along under `$defs`. */
export function schemaOf(type: EventType): Record<string, unknown> {
  const { schema } = contract.events.get(type)!
  const definitions: Record<string, JsonSchema> = {}
  const localize = (part: JsonSchema): JsonSchema => {
    const text = JSON.stringify(part)
    for (const [, name] of text.matchAll(REF)) {
      if (definitions[name!]) continue
      // Taken before it is done, so that one that leads back to itself ends.
      definitions[name!] = {}
      definitions[name!] = localize(contract.schemas[`webhooks.${name!}`] ?? {})
    }
    return JSON.parse(text.replace(REF, (_, name: string) => `"$ref":"#/$defs/${name}"`)) as JsonSchema
  }
  const root = localize(schema!)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: type,
    ...root,
    $defs: definitions,
  }
}
