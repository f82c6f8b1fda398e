import type { AreaContract, JsonSchema } from './shape.ts'

const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))
const pascal = (text: string) => text.replace(/(^|[-_\s]+)(\w)/g, (_, __, c: string) => c.toUpperCase())

/**
 * `strict` shapes are what a handler reads; in `reply` shapes whatever the contract does not require may
 * be left out, because the reply writer completes documented members with null.
 */
type Side = 'request' | 'reply'

function render(schema: JsonSchema | undefined, side: Side, depth = 0): string {
  if (!schema || typeof schema !== 'object') return 'unknown'
  if (schema.$ref) return schema.$ref.replace('#/components/schemas/', '')
  if (schema.anyOf || schema.oneOf) {
    const parts = [...new Set((schema.anyOf ?? schema.oneOf)!.map((s) => render(s, side, depth)))]
    return parts.length > 1 ? `(${parts.join(' | ')})` : parts[0]!
  }
  if (schema.allOf) {
    const rest = schema.properties
      ? [
          render(
            {
              type: 'object',
              properties: schema.properties,
              ...(schema.required ? { required: schema.required } : {}),
            },
            side,
            depth,
          ),
        ]
      : []
    const parts = [...schema.allOf.map((s) => render(s, side, depth)), ...rest]
    return parts.length > 1 ? `(${parts.join(' & ')})` : parts[0]!
  }
  const types = Array.isArray(schema.type)
    ? schema.type
    : schema.type
      ? [schema.type]
      : schema.properties
        ? ['object']
        : schema.items
          ? ['array']
          : schema.enum
            ? [...new Set(schema.enum.map((v) => (v === null ? 'null' : typeof v)))]
            : []
  if (!types.length) return 'unknown'
  const rendered = types.map((type) => {
    if (type === 'integer' || type === 'number') return 'number'
    if (type === 'string' || type === 'boolean' || type === 'null') return type
    if (type === 'array') return `${render(schema.items, side, depth)}[]`
    if (schema.properties) return renderObject(schema, side, depth)
    return 'Record<string, unknown>'
  })
  return rendered.length > 1 ? `(${[...new Set(rendered)].join(' | ')})` : rendered[0]!
}

function renderObject(schema: JsonSchema, side: Side, depth: number): string {
  const pad = '  '.repeat(depth + 1)
  const lines = Object.entries(schema.properties ?? {}).map(([name, child]) => {
    const required = schema.required?.includes(name)
    const type = render(child, side, depth + 1)
    return `${pad}${key(name)}${required ? '' : '?'}: ${type}${required || /\bnull\b/.test(type) ? '' : ' | null'}`
  })
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

/** Renders one types file per area and an index that joins the operations and events of all areas. */
export function renderTypes(areas: AreaContract[]): [string, string][] {
  const head = '// Generated from the contract by `npm run contract:import`; never edit by hand.\n'
  const files: [string, string][] = []
  for (const area of areas) {
    let text = head
    for (const [name, schema] of Object.entries(area.schemas))
      text += `\nexport type ${name} = ${render(schema, 'reply')}\n`
    text += `\nexport interface ${pascal(area.area)}Operations {\n`
    for (const op of area.operations) {
      const path = [...op.path.matchAll(/\{(\w+)\}/g)].map((m) => `${m[1]}: string`).join('; ')
      const query = op.query.map((q) => {
        const type = render(q.schema, 'request', 2)
        return `${key(q.name)}${q.required ? '' : '?'}: ${type}`
      })
      text += `  ${op.id}: {\n    path: { ${path} }\n    query: { ${query.join('; ')} }\n`
      text += `    body: ${op.body ? render(op.body, 'request', 2) : 'null'}\n`
      text += `    reply: ${op.reply ? render(op.reply, 'reply', 2) : 'null'}\n  }\n`
    }
    text += '}\n'
    if (area.events.length) {
      text += `\nexport interface Events {\n`
      for (const event of area.events)
        text += `  ${key(event.type)}: ${event.schema ? render(event.schema, 'reply', 1) : 'null'}\n`
      text += '}\n'
    }
    files.push([`${area.area}.ts`, text])
  }
  const withOps = areas.filter((a) => a.operations.length)
  let index = head
  for (const a of areas) index += `import type * as ${a.area} from './${a.area}.ts'\n`
  index += `\nexport type { ${areas.map((a) => a.area).join(', ')} }\n`
  index += `\nexport interface Operations extends\n  ${withOps.map((a) => `${a.area}.${pascal(a.area)}Operations`).join(',\n  ')} {}\n`
  const eventArea = areas.find((a) => a.events.length)
  if (eventArea) index += `\nexport type Events = ${eventArea.area}.Events\n`
  files.push(['index.ts', index])
  return files
}
