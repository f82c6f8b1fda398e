/** Life of the delivery engine in one process: wake, listen, poll; relay, then send. */
import type { Client } from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { onWake } from '#platform/events/wake.ts'
import { openDeliveries } from '#platform/metrics.ts'
import type { Resolve } from '#platform/outbound.ts'
import { feedReplays } from '../replay/index.ts'
import { coalesce } from './coalesce.ts'
import { startDispatch } from './dispatch.ts'
import { watchGrowth } from './growth.ts'
import { startHurry, type Hurry } from './hurry.ts'
import type { SwitchedOff } from './outcomes.ts'
import { countOpen, listDueLanes } from './queue.ts'
import { listUnrelayed, relayEvents } from './relay.ts'
import { ANSWER_MS } from './send.ts'

export interface DeliveryOptions {
  db: Db
  /** A connection of its own, for LISTEN. */
  connect(): Promise<Client>
  /** The process's line to the others, ended by whoever opened it; unless given the worker opens one. */
  hurry?: Hurry
  clock: Clock
  /** 32 bytes; the key that webhook secrets are encrypted with. */
  secretKey: Buffer
  log: Logger
  /** Receivers may be on this machine or in private networks; see outbound.ts. */
  allowPrivate: boolean
  /** Looks names of receivers up; the system's way unless given. */
  resolve?: Resolve
  /** What receivers see as the sender. */
  userAgent?: string
  /** Looks for work at least this often, whatever it hears. Default 1000. */
  pollMs?: number
  /** Sends under way at once in this process. Default 128. */
  concurrency?: number
  /** Of these to one webhook. Default 16. */
  concurrencyPerWebhook?: number
  /** How long a claim holds before others may take it over. Default 30 000; must exceed answerMs. */
  leaseMs?: number
  /** How long a receiver may take. Default 10 000. */
  answerMs?: number
  /** How long stop() lets sends end before it breaks them off. Default 5000. */
  graceMs?: number
  /** Told in the transaction that switches a webhook off; the place for the mail. */
  onSwitchedOff?(tx: Tx, webhook: SwitchedOff, now: Date): Promise<void>
}

export interface Delivery {
  /** Resolves when no event waits for the relay and no delivery is due or under way. */
  idle(): Promise<void>
  /** Takes no more work, ends or breaks off what is under way; what was broken off is sent again by the next worker. */
  stop(): Promise<void>
}

const COUNT_EVERY_MS = 15_000

/** Starts relay and worker. Any number of processes may do so on one database. */
export async function startDelivery(options: DeliveryOptions): Promise<Delivery> {
  const { db, clock, log, pollMs = 1_000, graceMs = 5_000, leaseMs = 30_000 } = options
  const dispatch = startDispatch({
    db,
    clock,
    log,
    secretKey: options.secretKey,
    most: options.concurrency ?? 128,
    mostPerWebhook: options.concurrencyPerWebhook ?? 16,
    leaseMs,
    answerMs: options.answerMs ?? ANSWER_MS,
    allowPrivate: options.allowPrivate,
    ...(options.resolve ? { resolve: options.resolve } : {}),
    userAgent: options.userAgent ?? 'Chaise',
    onSwitchedOff: options.onSwitchedOff ?? (async () => {}),
  })
  let stopped = false
  let shift = clock.shift()
  let counted = -Infinity

  const grow = watchGrowth(db, (error) => log.warn({ err: error }, 'analysing the delivery queue failed'))

  const relay = coalesce(
    async () => {
      // One batch per organisation and round, so that a busy one does not hold up the others. Events that come
      // meanwhile wake the relay again.
      for (let more = true; more && !stopped;) {
        more = false
        for (const organizationId of await listUnrelayed(db)) {
          if (stopped) return
          const relayed = await relayEvents(db, organizationId, {
            now: clock.now(),
            leaseMs,
            room: dispatch.room,
          })
          more ||= relayed.more
          grow(relayed.events)
          dispatch.accept(relayed.claims)
          dispatch.offer(relayed.lanes)
        }
      }
    },
    (error) => log.error({ err: error }, 'relaying events failed'),
  )

  let fed = false
  const replays = coalesce(
    async () => {
      const feed = { now: () => clock.now(), stopped: () => stopped, offer: dispatch.offer }
      fed = (await feedReplays(db, feed)) || fed
    },
    (error) => log.error({ err: error }, 'replaying events failed'),
  )

  const count = async (): Promise<void> => {
    if (performance.now() - counted < COUNT_EVERY_MS) return
    counted = performance.now()
    openDeliveries.set(await countOpen(db))
  }
  const look = (): void => {
    shift = clock.shift()
    relay.ask()
    dispatch.look()
    replays.ask()
  }
  const wake = (): void => {
    if (clock.shift() === shift) relay.ask()
    else look()
  }
  const poll = coalesce(
    async () => {
      look()
      await count()
    },
    (error) => log.error({ err: error }, 'counting webhook deliveries failed'),
  )

  const hurry = options.hurry ?? (await startHurry(options))
  const unsubscribe = [onWake(wake), hurry.onHeard(wake)]
  const timer = setInterval(poll.ask, pollMs).unref()
  poll.ask()

  return {
    async idle() {
      while (!stopped) {
        look()
        await relay.settled()
        await replays.settled()
        await dispatch.settled()
        if (!dispatch.busy()) {
          const [events, lanes] = await Promise.all([listUnrelayed(db), listDueLanes(db, clock.now())])
          if (!events.length && !lanes.length && !dispatch.busy()) {
            // The queue is short now: a replay may have waited for that.
            fed = false
            replays.ask()
            await replays.settled()
            if (!fed) return
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async stop() {
      stopped = true
      for (const end of unsubscribe) end()
      clearInterval(timer)
      if (!options.hurry) await hurry.stop()
      await poll.settled()
      await relay.settled()
      await replays.settled()
      await dispatch.stop(graceMs)
    },
  }
}
