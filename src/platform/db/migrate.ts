import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { runSql } from './pool.ts'

const folder = join(import.meta.dirname, '../../migrations')
const LOCK = 7_242_473

/** Numbered SQL files, oldest first. They never change once released. */
export const listMigrations = (): string[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}-.*\.sql$/.test(file))
    .sort()

/**
 * Brings the database up to date; processes that start together wait for each other. Returns the names
 * of the migrations that ran. Throws when the database knows a migration this build does not have.
 */
export async function migrate(db: Db): Promise<string[]> {
  const files = listMigrations()
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection)
    try {
      await runSql(
        connection,
        'create table if not exists migrations (name text primary key, ran_at timestamptz not null default now())',
      )
      const { rows } = await sql<{ name: string }>`select name from migrations`.execute(connection)
      const done = new Set(rows.map((row) => row.name))
      const unknown = [...done].filter((name) => !files.includes(name))
      if (unknown.length)
        throw new Error(`The database is newer than this program: it has ${unknown.join(', ')}.`)
      const ran: string[] = []
      for (const name of files.filter((file) => !done.has(file))) {
        await connection.transaction().execute(async (tx) => {
          await runSql(tx, readFileSync(join(folder, name), 'utf8'))
          await sql`insert into migrations (name) values (${name})`.execute(tx)
        })
        ran.push(name)
      }
      return ran
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection)
    }
  })
}

/** True when every migration of this build has run. */
export async function isMigrated(db: Db): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from migrations`.execute(db)
  return rows[0]?.n === listMigrations().length
}
