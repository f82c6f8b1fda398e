/** One embedded Postgres for the whole run, with a migrated template database that every test file clones. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#platform/db/migrate.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { createWorld } from './world.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server: string
  }
}

export const TEMPLATE = 'chaise_template'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chaise-test-'))
  const server = await startEmbedded({ dataDir })
  const admin = new pg.Client({ connectionString: server.connectionString('postgres') })
  await admin.connect()
  // Nothing here outlives the run, so nothing needs to reach the disk.
  for (const setting of ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'])
    await admin.query(`alter system set ${setting}`)
  await admin.query('select pg_reload_conf()')
  await admin.query(`create database ${TEMPLATE}`)
  const database = openDatabase({ connectionString: server.connectionString(TEMPLATE) })
  await migrate(database.db)
  await createWorld(database.db)
  await database.end()
  await admin.end()
  project.provide('server', server.connectionString('DATABASE'))
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
