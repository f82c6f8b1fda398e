/** Each operation, called by organisation B with the ids of organisation A: nothing is told, nothing is changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations } from '../src/operations.ts'
import { startTestApp, world, type TestApp } from './harness.ts'
import { plainValue, sampleOf, urlOf } from './samples.ts'

let test: TestApp
let tables: string[]
beforeAll(async () => {
  test = await startTestApp()
  tables = (
    await test.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute t on t.attrelid = c.oid and t.attname = 'organization_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
    )
  ).map((row) => row.name)
})
afterAll(() => test.stop())

const { a, b } = world

/** A digest of every row of organisation A. */
async function digest(): Promise<Record<string, string>> {
  const sql = tables
    .map(
      (name) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as sum from ${name} t where organization_id = '${a.id}'`,
    )
    .join(' union all ')
  return Object.fromEntries(
    (await test.query<{ name: string; sum: string }>(sql)).map((row) => [row.name, row.sum]),
  )
}

/** Words that only organisation A's data holds. */
const SECRETS = [
  'Aurora',
  'Lopez',
  'Okafor',
  'Nora',
  'Swedish Massage',
  'aurora',
  '2025550101',
  'guests.example.com',
]

/** Operations whose answer is the same for everybody, or about the caller alone. */
const OPEN = new Set(['listCountries', 'listCountryStates', 'createToken'])

describe('another organisation', () => {
  it('learns and changes nothing, whatever it calls', async () => {
    const before = await digest()
    const told: string[] = []
    for (const operation of operations.filter((op) => !OPEN.has(op.id) && !op.path.includes('/sandbox'))) {
      const url = urlOf(operation, plainValue)
      const answer = await test.call(operation.method, url, {
        key: b.apiKey,
        ...(operation.body && operation.method !== 'GET' ? { body: sampleOf(operation.body) } : {}),
      })
      expect(answer.status, `${operation.id}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
      for (const secret of SECRETS)
        if (answer.text.includes(secret)) told.push(`${operation.id} tells ${secret}`)
    }
    expect(told).toEqual([])
    expect(await digest()).toEqual(before)
  }, 120_000)

  it('is refused wherever a path names a thing of ours', async () => {
    const wrong: string[] = []
    for (const operation of operations.filter((op) => op.pathParameters.length && !OPEN.has(op.id))) {
      const answer = await test.call(operation.method, urlOf(operation, plainValue), {
        key: b.apiKey,
        ...(operation.body && operation.method !== 'GET' ? { body: sampleOf(operation.body) } : {}),
      })
      const failed = answer.status >= 400 || Boolean(answer.body?.error ?? answer.body?.Error)
      if (!failed) wrong.push(`${operation.id}: ${answer.text.slice(0, 120)}`)
    }
    expect(wrong).toEqual([])
  }, 120_000)
})
