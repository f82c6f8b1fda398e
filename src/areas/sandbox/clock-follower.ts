import type { Clock } from '#platform/clock.ts'
import type { DatabasePool } from '#platform/db/pool.ts'
import { wakeRelay } from '#platform/events/wake.ts'

/** Channel on which a moved clock is told to all processes; the payload is the shift in milliseconds. */
export const CLOCK_CHANNEL = 'chaise_clock'

/** Keeps this process's clock at the shift the installation agreed on. */
export async function followClock(database: DatabasePool, clock: Clock): Promise<{ stop(): Promise<void> }> {
  const client = await database.connect()
  client.on('notification', (message) => {
    if (message.channel !== CLOCK_CHANNEL) return
    clock.setShift(Number(message.payload))
    wakeRelay()
  })
  await client.query(`listen ${CLOCK_CHANNEL}`)
  return { stop: () => client.end() }
}
