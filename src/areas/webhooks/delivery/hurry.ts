/** Hurry between processes, over LISTEN and NOTIFY. Only a hint: whoever misses it finds the work by polling. */
import type { Client } from 'pg'
import { onWake } from '#platform/events/wake.ts'

const CHANNEL = 'chaise_events'
/** At most one notification in this time: they are all alike. */
const QUIET_MS = 20
const RECONNECT_MS = 1_000

/** The one line of a process to the others: tells them of events committed here, hears of theirs. */
export interface Hurry {
  /** Calls `listener` when another process committed, and after each new connection, since hints may have been missed. */
  onHeard(listener: () => void): () => void
  stop(): Promise<void>
}

interface Connected {
  /** A connection of its own, for LISTEN. */
  connect(): Promise<Client>
}

interface Line {
  /** The connection, while there is one. */
  client(): Client | null
  close(): Promise<void>
}

/** A connection that comes back when it is lost. */
async function keepConnected(
  { connect }: Connected,
  prepare: (client: Client) => Promise<void>,
): Promise<Line> {
  let client: Client | null = null
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const open = async (): Promise<void> => {
    let opened: Client | null = null
    try {
      const made = await connect()
      opened = made
      made.once('end', () => {
        client = null
        later()
      })
      await prepare(made)
      client = made
      if (closed) await made.end()
    } catch {
      if (opened) await opened.end().catch(() => {})
      else later()
    }
  }
  const later = (): void => {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(() => void open(), RECONNECT_MS).unref()
  }
  await open()
  return {
    client: () => client,
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}

/** Opens the line of this process. Notifies outside any transaction, because a commit that notifies waits for every other one that does. */
export async function startHurry(options: Connected): Promise<Hurry> {
  const listeners = new Set<() => void>()
  const heard = (): void => {
    for (const listener of listeners) listener()
  }
  const line = await keepConnected(options, async (client) => {
    // Postgres gives a process its own notifications as well.
    const { processID: own } = client as Client & { processID: number | null }
    client.on('notification', (message) => {
      if (message.processId !== own) heard()
    })
    await client.query(`listen ${CHANNEL}`)
    heard()
  })
  let timer: NodeJS.Timeout | undefined
  let last = -Infinity
  const notify = (): void => {
    timer = undefined
    last = performance.now()
    line
      .client()
      ?.query(`notify ${CHANNEL}`)
      .catch(() => {})
  }
  const unsubscribe = onWake(() => {
    timer ??= setTimeout(notify, Math.max(0, QUIET_MS - (performance.now() - last)))
  })
  return {
    onHeard(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      unsubscribe()
      if (timer) {
        clearTimeout(timer)
        notify()
      }
      await line.close()
    },
  }
}
