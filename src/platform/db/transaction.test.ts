import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../test/harness.ts'
import type { Db, Tx } from './database.ts'
import { afterCommit, beforeCommit, sqlState, transact } from './transaction.ts'

let test: TestApp
let db: Db
beforeAll(async () => {
  test = await startTestApp({ role: 'api' })
  db = test.app.database.db
})
afterAll(() => test.stop())

const insert = (key: string) => sql`
  insert into idempotency_keys (organization_id, key, operation, request_hash, status, reply, created_at)
  values (${world.a.id}, ${key}, 'test', '', 0, '', now())`
const kept = async (key: string) =>
  (await test.query('select 1 from idempotency_keys where key = $1', [key])).length
const backend = async (tx: Tx) =>
  (await sql<{ pid: number; status: string }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]!.pid

describe('a transaction', () => {
  it('keeps all of it, in the order it was asked for', async () => {
    const seen = await transact(db, async (tx) => {
      const [, { rows }] = await Promise.all([
        insert('one').execute(tx),
        sql<{ n: number }>`select count(*)::int as n from idempotency_keys
          where organization_id = ${world.a.id} and key = 'one'`.execute(tx),
      ])
      beforeCommit(tx, 'two', () => [insert('two')])
      return rows[0]!.n
    })
    expect([seen, await kept('one'), await kept('two')]).toEqual([1, 1, 1])
  })

  it('keeps nothing when one of several statements sent at once fails, and says which', async () => {
    const work = transact(db, (tx) =>
      Promise.all([insert('three').execute(tx), sql`select 1 / 0`.execute(tx), insert('four').execute(tx)]),
    )
    await expect(work).rejects.toMatchObject({ code: '22012' })
    expect([await kept('three'), await kept('four')]).toEqual([0, 0])
  })

  it('keeps nothing when a statement sent with the commit fails; its error may be given another name', async () => {
    let told = false
    const work = transact(db, async (tx) => {
      await insert('five').execute(tx)
      beforeCommit(
        tx,
        'wrong',
        () => [sql`select 1 / 0`],
        (error) => {
          if (sqlState(error) === '22012') throw new Error('nobody divides by nothing')
        },
      )
      beforeCommit(tx, 'right', () => [insert('six')])
      afterCommit(tx, 'told', () => (told = true))
    })
    await expect(work).rejects.toThrow('nobody divides by nothing')
    expect([await kept('five'), await kept('six'), told]).toEqual([0, 0, false])
  })

  it('does not pass for kept when somebody has swallowed an error', async () => {
    const work = transact(db, async (tx) => {
      await insert('seven').execute(tx)
      await sql`select 1 / 0`.execute(tx).catch(() => {})
    })
    await expect(work).rejects.toThrow('rolled back')
    expect(await kept('seven')).toBe(0)
  })

  it('gives its connection back clean, however it ends', async () => {
    for (let n = 0; n < 20; n++)
      await transact(db, (tx) => Promise.all([insert('x').execute(tx), insert('x').execute(tx)])).catch(
        () => {},
      )
    const states = await test.query(
      "select state from pg_stat_activity where datname = current_database() and state like 'idle in%'",
    )
    expect([states, await kept('x')]).toEqual([[], 0])
    await expect(db.executeQuery(CompiledQuery.raw('select 1 as one'))).resolves.toMatchObject({
      rows: [{ one: 1 }],
    })
  })

  it('fails when its connection is cut', async () => {
    const work = transact(db, async (tx) => {
      await insert('eight').execute(tx)
      const pid = await backend(tx)
      await test.query('select pg_terminate_backend($1)', [pid])
      await insert('nine').execute(tx)
    })
    await expect(work).rejects.toThrow()
    expect([await kept('eight'), await kept('nine')]).toEqual([0, 0])
  })

  it('is not used after its end, nor opened inside another', async () => {
    let leaked: Tx | undefined
    await transact(db, async (tx) => void (leaked = tx))
    await expect(insert('ten').execute(leaked!)).rejects.toThrow('has ended')
    await expect(transact(db, (tx) => transact(tx, async () => {}))).rejects.toThrow('open already')
  })

  it('begins again after a deadlock', async () => {
    await transact(
      db,
      async (tx) => void (await Promise.all([insert('a'), insert('b')].map((s) => s.execute(tx)))),
    )
    const touch = (tx: Tx, key: string) =>
      sql`update idempotency_keys set status = status + 1
        where organization_id = ${world.a.id} and key = ${key}`.execute(tx)
    let tries = 0
    const both = (first: string, second: string) =>
      transact(db, async (tx) => {
        tries++
        await touch(tx, first)
        await new Promise((resolve) => setTimeout(resolve, 100))
        await touch(tx, second)
      })
    await Promise.all([both('a', 'b'), both('b', 'a')])
    const rows = await test.query<{ status: number }>(
      "select status from idempotency_keys where key in ('a', 'b')",
    )
    expect([rows.map((row) => row.status), tries]).toEqual([[2, 2], 3])
  })
})
