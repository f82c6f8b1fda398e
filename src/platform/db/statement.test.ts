import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase } from '../../../test/harness.ts'
import { openDatabase, type DatabasePool } from './pool.ts'
import { statement } from './statement.ts'

let database: DatabasePool
const texts: string[] = []
beforeAll(async () => {
  database = openDatabase({ connectionString: await createDatabase(), inspect: (text) => texts.push(text) })
})
afterAll(() => database.end())

it('sends the same text with new values, each value once', async () => {
  const add = statement<{ a: number; b: number }, { sum: number; twice: number }>(
    (value) => sql`
      select ${value('b')}::int + ${value('a')}::int as sum, ${value('b')}::int * 2 as twice`,
  )
  expect(await add(database.db, { a: 1, b: 20 })).toEqual([{ sum: 21, twice: 40 }])
  expect(await add(database.db, { a: 3, b: 4 })).toEqual([{ sum: 7, twice: 8 }])
  expect(texts[0]).toContain('select $1::int + $2::int as sum, $1::int * 2 as twice')
  expect(texts[1]).toBe(texts[0])
})

it('runs inside a transaction and sees what it wrote', async () => {
  const count = statement<{ number: number }, { n: number }>(
    (value) => sql`select count(*)::int as n from written where number = ${value('number')}`,
  )
  await database.db.transaction().execute(async (tx) => {
    await sql`create table written (number int)`.execute(tx)
    await sql`insert into written values (7)`.execute(tx)
    expect(await count(tx, { number: 7 })).toEqual([{ n: 1 }])
  })
})

it('refuses a value that would stay in the text for good', async () => {
  const fixed = statement<{ a: number }, { n: number }>((value) => sql`select ${value('a')}::int + ${5} as n`)
  await expect(fixed(database.db, { a: 1 })).rejects.toThrow('a value was written into a fixed statement')
})
