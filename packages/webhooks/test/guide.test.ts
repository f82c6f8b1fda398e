/** docs/webhooks-receivers.md: what it shows is what runs here. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import pg from 'pg'
import { createDatabase } from '../../../test/harness.ts'
import type { WebhookEvent } from '../src/index.ts'
import { receive, workOff } from './guide-snippets.ts'
import { bothHeaders, eventBody, makeSecret } from './sign.ts'

const root = join(import.meta.dirname, '../../..')
const guide = join(root, 'docs/webhooks-receivers.md')
const blocks = [...readFileSync(guide, 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
const blocksOf = (language: string) =>
  blocks.filter(([, name]) => name === language).map(([, , code]) => code!)

const secret = makeSecret()
let database: pg.Pool

beforeAll(async () => {
  database = new pg.Pool({ connectionString: await createDatabase() })
  for (const sql of blocksOf('sql')) await database.query(sql)
})
beforeEach(() => database.query('truncate inbox'))
afterAll(() => database.end())

const send = (body: string, headers: Record<string, string>) =>
  receive(
    new Request('http://receiver.test/', { method: 'POST', headers, ...(body && { body }) }),
    database,
    [secret],
  )
const idOf = (n: number) => `67d999a57c1e94b20d1a2b${n}`

test('every piece of TypeScript is in the file that is tested', () => {
  const tested = readFileSync(join(import.meta.dirname, 'guide-snippets.ts'), 'utf8')
  expect(blocksOf('ts')).toHaveLength(2)
  for (const code of blocksOf('ts')) expect(tested).toContain(code)
})

test('links lead somewhere', () => {
  for (const file of [guide, join(root, 'packages/webhooks/README.md')])
    for (const [, link] of readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(() => readFileSync(join(dirname(file), link!)), link).not.toThrow(/ENOENT/)
})

test('stores once, in whatever order they come, and works off in the order of what happened', async () => {
  for (const n of [12, 11, 12, 10]) {
    const body = eventBody(idOf(n))
    expect(await send(body, { ...bothHeaders(secret, body), 'chaise-sequence': String(n) })).toBe(204)
  }
  const handled: WebhookEvent[] = []
  const fail = async () => Promise.reject(new Error('down'))
  await expect(workOff(database, fail)).rejects.toThrow('down')
  for (let i = 0; i < 2; i++) await workOff(database, async (event) => void handled.push(event))
  expect(handled.map((event) => event.id)).toEqual([10, 11, 12].map(idOf))
})

test('stores nothing of tests and strangers', async () => {
  expect(await send('', {})).toBe(200)
  expect(await send(eventBody(), {})).toBe(401)
  expect(await send(eventBody(), bothHeaders(makeSecret(), eventBody()))).toBe(401)
  expect((await database.query('select from inbox')).rowCount).toBe(0)
})

test('a receiver that cannot store says so', async () => {
  await database.query('alter table inbox rename to elsewhere')
  try {
    await expect(send(eventBody(), bothHeaders(secret, eventBody()))).rejects.toThrow('inbox')
  } finally {
    await database.query('alter table elsewhere rename to inbox')
  }
})
