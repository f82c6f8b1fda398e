import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { openPlace, benchSustained, benchNeighbours, benchStored, benchFirstAttempt } from './webhooks.ts'
const dataDir = mkdtempSync(join(tmpdir(), 'chaise-bench-'))
const server = await startEmbedded({ dataDir })
await server.createDatabase('b')
const database = openDatabase({ connectionString: server.connectionString('b') })
await migrate(database.db)
await database.end()
const cs = server.connectionString('b')
const part = process.argv[2]
try {
  const place = await openPlace(cs)
  if (part === 'sustained') {
    const { snap } = await import('/tmp/cpu.mjs' as string)
    const a = snap()
    const t = setInterval(() => {
      last = { ...last, ...snap() }
    }, 500)
    let last = a
    void t
    process.on('exit', () => {
      for (const [k, v] of Object.entries(last) as any) {
        const d = v - (a[k] ?? 0)
        if (d > 0.3) console.log(k.slice(0, 70), d.toFixed(1))
      }
    })
    await benchSustained(place, Number(process.argv[3] ?? 10))
  }
  if (part === 'first') await benchFirstAttempt(place, 3000)
  if (part === 'neighbours') await benchNeighbours(place)
  if (part === 'stored') await benchStored(place, Number(process.argv[3] ?? 100000))
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(0)
