/**
 * npm run bench -- [engine] [http] [bookings] [webhooks] [start] [--small]
 *
 * Prints each figure beside its baseline of the same run. `--small` stops growing at 100 thousand
 * appointments or deliveries instead of a million, and sends webhooks for 10 seconds instead of 60.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { createWorld } from '../test/world.ts'
import { benchBookings } from './bookings.ts'
import { benchEngine } from './engine.ts'
import { benchHttp } from './http.ts'
import { benchLifeCycle } from './life-cycle.ts'
import { printTable } from './table.ts'
import { benchWebhooks } from './webhooks.ts'

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const runs = (section: string) => !wanted.length || wanted.includes(section)

if (runs('engine')) benchEngine()
if (runs('http') || runs('bookings') || runs('webhooks')) {
  const dataDir = mkdtempSync(join(tmpdir(), 'chaise-bench-'))
  const server = await startEmbedded({ dataDir })
  const prepare = async (name: string): Promise<string> => {
    await server.createDatabase(name)
    const database = openDatabase({ connectionString: server.connectionString(name) })
    await migrate(database.db)
    await createWorld(database.db)
    await database.end()
    return server.connectionString(name)
  }
  const small = process.argv.includes('--small')
  try {
    if (runs('webhooks')) await benchWebhooks(prepare, small ? 10 : 60, small ? 100_000 : 1_000_000)
    if (runs('bookings')) await benchBookings(await prepare('bench_bookings'))
    if (runs('http'))
      await benchHttp(await prepare('bench_http'), small ? [10_000, 100_000] : [10_000, 1_000_000])
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
if (runs('start')) await benchLifeCycle()
printTable()
process.exit(0)
