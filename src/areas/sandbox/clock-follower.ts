/** Keeps a process's clock at the shift the installation has agreed on. */
import type { Client } from 'pg'
import type { Clock } from '#platform/clock.ts'
import type { DatabasePool } from '#platform/db/pool.ts'
import { wakeRelay } from '#platform/events/wake.ts'

/** Channel on which a moved clock is told to all processes; the payload is the shift in milliseconds. */
export const CLOCK_CHANNEL = 'chaise_clock'

const RETRY_MS = 1_000

/** Follows until stopped; a lost connection is opened again and what was missed meanwhile is made up for. */
export async function followClock(database: DatabasePool, clock: Clock): Promise<{ stop(): Promise<void> }> {
  let stopped = false
  let agreed = clock.shift()
  let client: Client
  let timer: NodeJS.Timeout | undefined

  const move = (milliseconds: number): void => {
    agreed = milliseconds
    clock.setShift(milliseconds)
    wakeRelay()
  }
  const listen = async (): Promise<void> => {
    client = await database.connect()
    client.on('notification', ({ channel, payload }) => {
      if (channel === CLOCK_CHANNEL) move(Number(payload))
    })
    client.on('end', again)
    await client.query(`listen ${CLOCK_CHANNEL}`)
    const { rows } = await client.query<{ milliseconds: number }>('select milliseconds from clock_shift')
    const kept = Number(rows[0]?.milliseconds ?? 0)
    if (kept !== agreed) move(kept)
  }
  const again = (): void => {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => void listen().catch(again), RETRY_MS).unref()
  }

  await listen()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client.end()
    },
  }
}
