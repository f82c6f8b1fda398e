/** Sends what is due, many at once, so that one slow receiver does not hold up the others. */
import type { Logger } from 'pino'
import type { Clock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { deliveryAttempts, deliverySeconds } from '#platform/metrics.ts'
import type { Resolve } from '#platform/outbound.ts'
import { keepDestinations } from '../destination.ts'
import { coalesce } from './coalesce.ts'
import { forgetIdle, keyOf, laneOf, roomOf, type LaneState, type Lanes } from './lanes.ts'
import { recordOutcomes, type Outcome, type SwitchedOff } from './outcomes.ts'
import { claimDue, giveBack, listDueLanes, releaseOverdue, type Claim, type Lane } from './queue.ts'
import { adaptWidth, nextStep } from './schedule.ts'
import { openConnections, sendEvent, type Sender, type SendResult } from './send.ts'

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
  /** Receivers may be on this machine or in private networks. */
  allowPrivate: boolean
  resolve?: Resolve
  userAgent: string
  onSwitchedOff(tx: Tx, webhook: SwitchedOff, now: Date): Promise<void>
}

export interface Dispatch {
  /** Says that webhooks have something due. */
  offer(lanes: readonly Lane[]): void
  /** How many more deliveries of a webhook this process would send at once; for who claims in its name. */
  room(lane: Lane): number
  /** Takes deliveries that were claimed in its name. */
  accept(claims: readonly Claim[]): void
  /** Looks in the database for webhooks with something due. */
  look(): void
  /** Claims being made, sends under way, outcomes not recorded yet. */
  busy(): boolean
  settled(): Promise<void>
  /** Claims no more, lets sends end for `graceMs`, breaks off the rest and gives it back. */
  stop(graceMs: number): Promise<void>
}

/** Claimed and not begun, over all webhooks: what a worker that dies leaves to its lease. */
const MOST_CLAIMED = 4_000
/** Outcomes of so many sends may wait to be recorded before new ones wait for them. */
const MOST_UNRECORDED = 1_000
/** Holds are counted in minutes, and those that are over are many where a receiver is dead. */
const RELEASE_EVERY_MS = 3_000
/** Of one statement. */
const RECORD_BATCH = 400

export function startDispatch(options: DispatchOptions): Dispatch {
  const { db, clock, secretKey, log, most, mostPerWebhook, leaseMs, answerMs } = options
  const sender: Sender = {
    agent: openConnections(options),
    answerMs,
    underWay: new Set(),
    userAgent: options.userAgent,
    wall: clock.wall,
  }
  const destinationOf = keepDestinations(secretKey, clock)
  // In the order of their last turn: the first has waited longest.
  const lanes: Lanes = new Map()
  const sends = new Set<Promise<void>>()
  let unrecorded: Outcome[] = []
  const unsent: Claim[] = []
  let underWay = 0
  let claimed = 0
  let released = -Infinity
  let recordingNow = 0
  let stopped = false
  let brokenOff = false

  const room = (lane: Lane): number => {
    if (stopped) return 0
    const state = laneOf(lanes, lane, mostPerWebhook)
    // What waits in the database comes first.
    const left = state.ready || state.claiming ? 0 : roomOf(state)
    forgetIdle(lanes, state, mostPerWebhook)
    return Math.min(left, MOST_CLAIMED - claimed)
  }

  const accept = (claims: readonly Claim[]): void => {
    for (const claim of claims) laneOf(lanes, claim, mostPerWebhook).claimed.push(claim)
    claimed += claims.length
    pump()
  }

  const offer = (found: readonly Lane[]): void => {
    for (const lane of found) {
      const state = laneOf(lanes, lane, mostPerWebhook)
      state.ready = true
      state.capped = lane.capped
    }
    if (found.length) claiming.ask()
  }

  const looking = coalesce(
    async () => {
      if (stopped) return
      const now = clock.now()
      // Also when the clock was set back.
      if (Math.abs(now.getTime() - released) >= RELEASE_EVERY_MS) {
        released = now.getTime()
        offer(await releaseOverdue(db, now))
      }
      offer(await listDueLanes(db, now))
    },
    (error) => log.error({ err: error }, 'looking for due webhook deliveries failed'),
  )

  const claiming = coalesce(
    async () => {
      const waiting = [...lanes]
      for (const [key, lane] of waiting) {
        if (stopped || underWay >= most) return
        const limit = Math.min(roomOf(lane), MOST_CLAIMED - claimed)
        if (!lane.ready || limit <= 0 || lane.claimed.length > lane.width) continue
        // To the end of the row: the next turn belongs to the others.
        lanes.delete(key)
        lanes.set(key, lane)
        lane.ready = false
        lane.claiming = true
        try {
          const { claims, waitMs } = await claimDue(db, lane, limit, leaseMs, clock.now())
          lane.claimed.push(...claims)
          claimed += claims.length
          if (claims.length === limit) lane.ready = true
          else if (waitMs !== null) setTimeout(() => offer([lane]), waitMs).unref()
        } finally {
          lane.claiming = false
          forgetIdle(lanes, lane, mostPerWebhook)
        }
        pump()
      }
    },
    (error) => log.error({ err: error }, 'claiming webhook deliveries failed'),
  )

  /** Starts what is claimed, a lane after the other, as far as there is room. */
  const pump = (): void => {
    for (let started = true; started && underWay < most;) {
      started = false
      if (unrecorded.length + recordingNow >= MOST_UNRECORDED) return
      for (const lane of lanes.values()) {
        if (underWay >= most) return
        if (lane.underWay >= lane.width || !lane.claimed.length || stopped) continue
        start(lane, lane.claimed.shift()!)
        started = true
      }
    }
  }

  const start = (lane: LaneState, claim: Claim): void => {
    claimed--
    // Too close to the end of its lease: another worker may have it soon.
    if (claim.holdsUntil - performance.now() < answerMs + leaseMs / 10) {
      unsent.push(claim)
      lane.ready = true
      return
    }
    lane.underWay++
    underWay++
    const ended = sendClaim(lane, claim).catch((error: unknown) => {
      unsent.push(claim)
      log.error({ err: error }, 'a webhook send went wrong')
    })
    sends.add(ended)
    void ended.then(() => {
      sends.delete(ended)
      lane.underWay--
      underWay--
      forgetIdle(lanes, lane, mostPerWebhook)
      pump()
      if (lane.ready || underWay === most - 1) claiming.ask()
    })
  }

  async function sendClaim(lane: LaneState, claim: Claim): Promise<void> {
    const sentAt = clock.now()
    if (claim.attempt === 1)
      deliverySeconds.observe(Math.max(0, clock.wall().getTime() - claim.recordedAt.getTime()) / 1000)
    const result = await send(claim)
    if (brokenOff && result.status === null) {
      unsent.push(claim)
      return
    }
    const next = nextStep(
      {
        deliveryId: claim.envelope.wireId,
        profile: claim.destination.profile,
        attempt: claim.attempt - claim.attemptsBefore,
        status: result.status,
        retryAfter: result.retryAfter,
      },
      clock.now(),
    )
    deliveryAttempts.inc({ outcome: next.state === 'waiting' ? 'retry' : next.state })
    lane.width = adaptWidth(lane.width, mostPerWebhook, result.status !== null)
    lane.milliseconds += (result.milliseconds - lane.milliseconds) / 8
    unrecorded.push({ ...result, claim, sentAt, next })
    recording.ask()
  }

  async function send(claim: Claim): Promise<SendResult> {
    let destination
    try {
      destination = destinationOf(claim.webhookId, claim.destination)
    } catch {
      return {
        url: claim.destination.url,
        requestHeaders: {},
        milliseconds: 0,
        status: null,
        responseHeaders: null,
        responseBody: null,
        responseCut: false,
        retryAfter: null,
        errorClass: 'sealed',
        error: 'the secret or headers of the webhook cannot be decrypted with the key of this installation',
      }
    }
    return sendEvent(destination, claim.envelope, claim.sequence, sender)
  }

  // Whatever ended while the last statement ran goes into the next: batches grow with the load.
  const recording = coalesce(
    async () => {
      const batch = unrecorded.splice(0, RECORD_BATCH)
      recordingNow = batch.length
      let failed = false
      for (const [organizationId, outcomes] of Map.groupBy(batch, ({ claim }) => claim.organizationId)) {
        try {
          const off = await recordOutcomes(db, organizationId, outcomes, clock.now(), options.onSwitchedOff)
          off.forEach(tell)
          for (const webhook of off) drop(lanes.get(keyOf({ ...webhook, capped: false })))
          readyAgain(outcomes)
        } catch (error) {
          // Kept for the next poll.
          unrecorded.push(...outcomes)
          failed = true
          log.error({ err: error, organizationId }, 'recording webhook deliveries failed')
        } finally {
          recordingNow -= outcomes.length
        }
      }
      if (unrecorded.length && !failed) recording.ask()
      pump()
      claiming.ask()
    },
    (error) => log.error({ err: error }, 'recording webhook deliveries failed'),
  )

  /** What was cancelled while it was claimed is not sent. */
  const drop = (lane: LaneState | undefined): void => {
    claimed -= lane?.claimed.splice(0).length ?? 0
  }

  /** Lanes that may have something due because these ended: held events, or room at a gate. */
  const readyAgain = (outcomes: readonly Outcome[]): void => {
    for (const { claim } of outcomes)
      if (claim.capped || claim.entityId !== null) laneOf(lanes, claim, mostPerWebhook).ready = true
  }

  const tell = (webhook: SwitchedOff): void =>
    log.error(
      webhook,
      webhook.cause === 'gone'
        ? `webhook "${webhook.name}" was switched off: its receiver answered 410, gone for good`
        : `webhook "${webhook.name}" was switched off: the last ${webhook.failuresInRow} events in a row could not be delivered`,
    )

  const settled = async (): Promise<void> => {
    await looking.settled()
    await claiming.settled()
    await recording.settled()
  }

  return {
    offer,
    room,
    accept,
    look() {
      if (unrecorded.length) recording.ask()
      if (unsent.length && !stopped)
        void giveBack(db, unsent.splice(0)).catch((error: unknown) =>
          log.error({ err: error }, 'giving webhook deliveries back failed'),
        )
      looking.ask()
    },
    busy: () => underWay > 0 || unrecorded.length > 0 || claiming.running() || recording.running(),
    settled,
    async stop(graceMs) {
      stopped = true
      await looking.settled()
      await claiming.settled()
      for (const lane of lanes.values()) unsent.push(...lane.claimed.splice(0))
      claimed = 0
      const timer = setTimeout(() => {
        brokenOff = true
        for (const send of sender.underWay) send.abort(new Error('the worker stops'))
      }, graceMs)
      await Promise.all(sends)
      clearTimeout(timer)
      if (unrecorded.length) recording.ask()
      await recording.settled()
      await giveBack(db, unsent).catch(() => {})
      await sender.agent.destroy()
    },
  }
}
