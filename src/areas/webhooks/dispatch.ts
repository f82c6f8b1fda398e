/** Sends what is due, many at once, so that one slow receiver does not hold up the others. */
import { setMaxListeners } from 'node:events'
import type { Logger } from 'pino'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { transact } from '#platform/db/transaction.ts'
import { deliveryAttempts, deliverySeconds } from '#platform/metrics.ts'
import { coalesce } from './coalesce.ts'
import { openConnections, sendDelivery } from './deliver.ts'
import {
  claimDue,
  giveBack,
  listDueLanes,
  recordOutcomes,
  type Claim,
  type Lane,
  type Outcome,
  type SwitchedOff,
} from './deliveries.ts'
import { adaptWidth, isSuccess, nextStep } from './schedule.ts'

export interface DispatchOptions {
  db: Db
  clock: Clock
  secretKey: Buffer
  log: Logger
  /** Sends under way in this process. */
  most: number
  /** Of these to one webhook. */
  mostPerWebhook: number
  /** How long a claim holds; longer than any send takes. */
  leaseMs: number
  answerMs: number
  onDeactivated(webhook: SwitchedOff): void
}

export interface Dispatch {
  /** Says that a webhook has something due. */
  offer(lanes: readonly Lane[]): void
  /** Looks in the database for webhooks with something due. */
  look(): void
  /** Claims being made, sends under way, outcomes not recorded yet. */
  busy(): boolean
  settled(): Promise<void>
  /** Claims no more, lets sends end for `graceMs`, breaks off the rest and gives it back. */
  stop(graceMs: number): Promise<void>
}

interface LaneState extends Lane {
  underWay: number
  width: number
  /** Something may be due. */
  ready: boolean
  /** A claim is being made. */
  claiming: boolean
}

const keyOf = (lane: Lane): string => `${lane.organizationId} ${lane.webhookId}`

export function startDispatch(options: DispatchOptions): Dispatch {
  const { db, clock, secretKey, log, most, mostPerWebhook, leaseMs, answerMs, onDeactivated } = options
  const agent = openConnections()
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  // In the order of their last turn: the first has waited longest.
  const lanes = new Map<string, LaneState>()
  const sends = new Set<Promise<void>>()
  let unrecorded: Outcome[] = []
  let brokenOff: Claim[] = []
  let underWay = 0
  let stopped = false

  const offer = (found: readonly Lane[]): void => {
    for (const { organizationId, webhookId } of found) {
      const key = keyOf({ organizationId, webhookId })
      const lane = lanes.get(key)
      if (lane) lane.ready = true
      else
        lanes.set(key, {
          organizationId,
          webhookId,
          underWay: 0,
          width: mostPerWebhook,
          ready: true,
          claiming: false,
        })
    }
    if (found.length) claiming.ask()
  }

  const looking = coalesce(
    async () => {
      if (!stopped) offer(await listDueLanes(db, clock.now()))
    },
    (error) => log.error({ err: error }, 'looking for due webhook deliveries failed'),
  )

  const claiming = coalesce(
    async () => {
      const waiting = [...lanes]
      for (const [key, lane] of waiting) {
        if (stopped || underWay >= most) return
        const limit = Math.min(lane.width - lane.underWay, most - underWay)
        if (!lane.ready || limit <= 0) continue
        // To the end of the row: the next turn belongs to the others.
        lanes.delete(key)
        lanes.set(key, lane)
        lane.ready = false
        lane.claiming = true
        try {
          const claims = await claimDue(db, lane, limit, leaseMs, clock.now())
          if (claims.length === limit) lane.ready = true
          for (const claim of claims) start(lane, claim)
        } finally {
          lane.claiming = false
          forget(lane)
        }
      }
    },
    (error) => log.error({ err: error }, 'claiming webhook deliveries failed'),
  )

  /** Drops a lane with nothing to remember. */
  const forget = (lane: LaneState): void => {
    if (!lane.ready && !lane.claiming && !lane.underWay && lane.width === mostPerWebhook)
      lanes.delete(keyOf(lane))
  }

  const start = (lane: LaneState, claim: Claim): void => {
    lane.underWay++
    underWay++
    const ended = sendClaim(lane, claim).catch((error: unknown) =>
      log.error({ err: error }, 'a webhook send went wrong'),
    )
    sends.add(ended)
    void ended.then(() => sends.delete(ended))
  }

  async function sendClaim(lane: LaneState, claim: Claim): Promise<void> {
    const sentAt = clock.now()
    if (claim.attempt === 1)
      deliverySeconds.observe(Math.max(0, Date.now() - claim.recordedAt.getTime()) / 1000)
    const result = await sendDelivery(claim, secretKey, agent, answerMs, stopping.signal)
    if (stopping.signal.aborted && result.httpStatus === null) {
      brokenOff.push(claim)
      return
    }
    const next = nextStep(claim.deliveryId, claim.attempt, isSuccess(result.httpStatus), clock.now())
    deliveryAttempts.inc({ outcome: next.state === 'waiting' ? 'retry' : next.state })
    lane.width = adaptWidth(lane.width, mostPerWebhook, result.httpStatus !== null)
    const { organizationId, webhookId, deliveryId, attempt } = claim
    unrecorded.push({ organizationId, webhookId, deliveryId, attempt, sentAt, ...result, next })
    recording.ask()
  }

  // Whatever ended while the last transaction ran goes into the next: batches grow with the load.
  const recording = coalesce(
    async () => {
      const batch = unrecorded
      unrecorded = []
      for (const [organizationId, outcomes] of Map.groupBy(batch, (outcome) => outcome.organizationId)) {
        try {
          const now = clock.now()
          const off = await transact(db, (tx) => recordOutcomes(tx, organizationId, outcomes, now))
          outcomes.forEach(release)
          off.forEach(announce)
        } catch (error) {
          // Kept, with their slots, for the next poll.
          unrecorded.push(...outcomes)
          log.error({ err: error, organizationId }, 'recording webhook deliveries failed')
        }
      }
      claiming.ask()
    },
    (error) => log.error({ err: error }, 'recording webhook deliveries failed'),
  )

  const release = (outcome: Outcome): void => {
    const lane = lanes.get(keyOf(outcome))!
    underWay--
    lane.underWay--
    forget(lane)
  }

  const announce = (webhook: SwitchedOff): void => {
    log.error(
      webhook,
      `webhook "${webhook.name}" was switched off: the last ${webhook.failuresInRow} events in a row could not be delivered`,
    )
    try {
      onDeactivated(webhook)
    } catch (error) {
      log.error({ err: error }, 'telling of a webhook that was switched off failed')
    }
  }

  const settled = async (): Promise<void> => {
    await looking.settled()
    await claiming.settled()
    await recording.settled()
  }

  return {
    offer,
    look() {
      if (unrecorded.length) recording.ask()
      looking.ask()
    },
    busy: () => underWay > 0 || claiming.running(),
    settled,
    async stop(graceMs) {
      stopped = true
      await looking.settled()
      await claiming.settled()
      const timer = setTimeout(() => stopping.abort(new Error('the worker stops')), graceMs)
      await Promise.all(sends)
      clearTimeout(timer)
      if (unrecorded.length) recording.ask()
      await recording.settled()
      await giveBack(db, brokenOff).catch(() => {})
      await agent.destroy()
    },
  }
}
