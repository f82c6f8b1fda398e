/** Hostile input over all operations, made from their schemas: an answer in words, never a failure of the server. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveSchema, type JsonSchema } from '#contract'
import { operations } from '../src/operations.ts'
import { startTestApp, type TestApp } from './harness.ts'
import { HOSTILE, plainValue, sampleOf, urlOf } from './samples.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const served = operations.filter((operation) => !operation.path.includes('/sandbox'))

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)) ?? ''

/** Paths to the members of a sample body. */
function places(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [at]
  return [
    at,
    ...Object.entries(value).flatMap(([key, child]) =>
      places(child, [...at, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

function put(value: unknown, at: (string | number)[], hostile: unknown): unknown {
  if (!at.length) return hostile
  const [key, ...rest] = at as [string | number, ...(string | number)[]]
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = put(copy[key], rest, hostile)
  return copy
}

/** JSON.stringify escapes lone surrogates; sent raw they would be replaced on the way. */
const bodyText = (value: unknown): string => JSON.stringify(value) ?? 'null'

const isPlain = (schema: JsonSchema): boolean => resolveSchema(schema).type !== 'object'

async function mustAnswer(method: string, url: string, raw?: string): Promise<void> {
  const answer = await test.call(method, url, raw === undefined ? {} : { raw })
  if (answer.status >= 500 && answer.status !== 503)
    throw new Error(
      `${method} ${url.slice(0, 300)} ${raw?.slice(0, 600) ?? ''} → ${answer.status} ${answer.text.slice(0, 200)}`,
    )
}

describe('hostile input', () => {
  it('in one query parameter or path member at a time', async () => {
    for (const operation of served) {
      const names = [...operation.pathParameters, ...operation.query]
        .filter((p) => isPlain(p.schema))
        .map((p) => p.name)
      for (const [n, name] of names.entries())
        // Every value meets every operation somewhere, without trying all of them everywhere.
        for (const hostile of HOSTILE.filter((_, i) => (i + n) % 3 === 0)) {
          const text = textOf(hostile).toWellFormed()
          await mustAnswer(
            operation.method,
            urlOf(operation, (p, schema) => (p === name ? text : plainValue(p, schema))),
            operation.body && operation.method !== 'GET' ? bodyText(sampleOf(operation.body)) : undefined,
          )
        }
    }
  }, 240_000)

  it('in one member of the body at a time, and as the whole body', async () => {
    for (const operation of served.filter((op) => op.body && op.method !== 'GET')) {
      const url = urlOf(operation, plainValue)
      const sample = sampleOf(operation.body!)
      for (const [n, at] of places(sample).entries())
        for (const hostile of HOSTILE.filter((_, i) => (i + n) % 9 === 0))
          await mustAnswer(operation.method, url, bodyText(put(sample, at, hostile)))
      for (const raw of ['', '{', '[]', '"text"', 'null', '{"a":'.repeat(2_000) + '1' + '}'.repeat(2_000)])
        await mustAnswer(operation.method, url, raw)
    }
  }, 240_000)

  it('of any JSON at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...served.filter((op) => op.method !== 'GET')),
        fc.json({ maxDepth: 4 }),
        async (operation, raw) => mustAnswer(operation.method, urlOf(operation, plainValue), raw),
      ),
      { numRuns: 300, seed: 20260302 },
    )
  }, 120_000)

  it('leaves the server whole', async () => {
    expect((await test.call('GET', '/readyz')).status).toBe(200)
    expect((await test.query('select 1 from guests limit 1')).length).toBe(1)
  })
})
