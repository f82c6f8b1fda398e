/**
 * npm run new:operation -- <operationId> [area]
 *
 * Writes the operation's file and a test that fails until it is built, both from the contract. The area is
 * guessed from the contract's file when it is not given.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { contract } from '#contract'
import { AREA_ORDER } from './areas.ts'

const AREA_OF_FILE: Record<string, string> = { operations: 'organizations' }

const [id, area] = process.argv.slice(2)
const op = id && contract.operations.get(id)
if (!op) {
  console.error(
    id
      ? `${id} is not an operation of the contract.`
      : 'usage: npm run new:operation -- <operationId> [area]',
  )
  process.exit(2)
}
const chosen = area ?? AREA_OF_FILE[op.area] ?? op.area
if (area && !AREA_ORDER.includes(area as never))
  console.warn(`${area} is a new area: give it its place in scripts/areas.ts.`)
const name = op.id.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
const folder = join(import.meta.dirname, '../src/areas', chosen, 'operations')
const file = join(folder, `${name}.ts`)
const test = join(folder, `${name}.test.ts`)
for (const existing of [file, test])
  if (existsSync(existing)) {
    console.error(`${relative(process.cwd(), existing)} is there already.`)
    process.exit(1)
  }

const right = `${op.area === 'guests' ? 'guests' : op.area === 'employees' ? 'employees' : op.area === 'bookings' ? 'appointments' : 'invoices'}:${op.method === 'GET' ? 'read' : 'write'}`
const inputs = [
  op.pathParameters.length ? 'path' : '',
  op.query.length ? 'query' : '',
  op.body ? 'body' : '',
].filter(Boolean)
const scope = op.method === 'GET' ? 'db, organizationId, caller' : 'tx, organizationId, caller, now'
mkdirSync(folder, { recursive: true })
writeFileSync(
  file,
  `import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'

export const ${op.id} = operation('${op.id}', '${op.method} ${op.path}', {
  who: { right: '${right}' },
  async handler({ ${inputs.join(', ')} }, { ${scope} }) {
    return refuse('not_found', { detail: '${op.id} is not built yet' })
  },
})
`,
)
const url = op.path.replace(/\{(\w+)\}/g, (_, parameter: string) => `\${idOf('${parameter}')}`)
writeFileSync(
  test,
  `import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '${'../'.repeat(4)}test/harness.ts'
import { idOf } from '${'../'.repeat(4)}test/world.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

describe('${op.id}', () => {
  it('answers with every member the contract names', async () => {
    const { status, body } = await test.call('${op.method}', \`${url}\`${op.body ? ', { body: {} }' : ''})
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(expect.arrayContaining(${JSON.stringify(membersOf(op.reply))}))
  })

  it('knows nothing of another organisation', async () => {
    const { status } = await test.call('${op.method}', \`${url}\`, { key: world.b.apiKey${op.body ? ', body: {}' : ''} })
    expect(status).not.toBe(200)
  })
})
`,
)
console.log(
  `${relative(process.cwd(), file)}\n${relative(process.cwd(), test)}\nAdd ${op.id} to the list in src/areas/${chosen}/index.ts.`,
)

function membersOf(schema: { $ref?: string; properties?: object } | null): string[] {
  const at = schema?.$ref ? contract.schemas[schema.$ref.slice('#/components/schemas/'.length)] : schema
  return Object.keys(at?.properties ?? {})
}
