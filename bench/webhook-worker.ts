/** A delivery worker as a child process of the benchmark; tells its memory when asked. */
import { pino } from 'pino'
import { createClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { startDelivery } from '#areas/webhooks'

const { connectionString, options } = JSON.parse(process.argv[2]!) as {
  connectionString: string
  options?: object
}
const { db, connect, end } = openDatabase({ connectionString })
const delivery = await startDelivery({
  db,
  connect,
  clock: createClock(),
  secretKey: Buffer.alloc(32, 7),
  log: pino({ level: 'error' }, process.stderr),
  allowPrivate: true,
  ...options,
})
process.on('message', () => process.send!({ rss: process.memoryUsage().rss }))
process.send!('started')
process.on(
  'SIGTERM',
  () =>
    void delivery
      .stop()
      .then(end)
      .then(() => process.exit(0)),
)
