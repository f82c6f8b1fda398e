/** When to send again, when to give up, when to switch a webhook off. Pure; times in milliseconds. */
import type { DeactivationCause, DeliveryProfile } from '../tables.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * Waits after each failed send, and the share of a wait that may be added so that the retries of one outage do
 * not all come back at once. `zenoti` is the documented schedule (doubling from 30 s, never above 10 minutes);
 * `durable` the one that Standard Webhooks recommends, about three days.
 */
const PROFILES: Readonly<Record<DeliveryProfile, { waits: readonly number[]; jitter: number }>> = {
  zenoti: { waits: [30, 60, 120, 240].map((seconds) => seconds * SECOND), jitter: 0.05 },
  durable: {
    waits: [5 * SECOND, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR)],
    jitter: 0.1,
  },
}

/** Sends of one event to one webhook in one round, the first included. */
export const mostSends = (profile: DeliveryProfile): number => PROFILES[profile].waits.length + 1

/** Events in a row, all their sends failed, after which a webhook is switched off. */
export const MAX_FAILURES_IN_ROW = 20

/** A receiver that asks for more time than this is asked again after it. */
const LONGEST_RETRY_AFTER = 24 * HOUR

/** Wait after the failed send number `attempt` (from 1) of a round; the added part depends on delivery and attempt alone. */
export function waitAfter(profile: DeliveryProfile, deliveryId: string, attempt: number): number {
  const { waits, jitter } = PROFILES[profile]
  return Math.round(waits[attempt - 1]! * (1 + jitter * fractionOf(`${deliveryId}:${attempt}`)))
}

/** A number from 0 to below 1 that is always the same for a text (FNV-1a, bits mixed once more). */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}

/** A send whose outcome is known. */
export interface EndedSend {
  deliveryId: string
  profile: DeliveryProfile
  /** Number of the send in its round, from 1. */
  attempt: number
  /** Null: no answer. */
  status: number | null
  /** What the receiver asked for, null when nothing. */
  retryAfter: number | null
}

export type NextStep =
  | { state: 'delivered' }
  /** `gone`: the receiver wants nothing more, ever. */
  | { state: 'failed'; gone: boolean }
  | { state: 'waiting'; dueAt: Date }

/** What becomes of a delivery after a send ended at `now`. Only `durable` heeds Retry-After and 410. */
export function nextStep(
  { deliveryId, profile, attempt, status, retryAfter }: EndedSend,
  now: Date,
): NextStep {
  if (isSuccess(status)) return { state: 'delivered' }
  const gone = profile === 'durable' && status === 410
  if (gone || attempt >= mostSends(profile)) return { state: 'failed', gone }
  const asked = profile === 'durable' ? Math.min(retryAfter ?? 0, LONGEST_RETRY_AFTER) : 0
  return {
    state: 'waiting',
    dueAt: new Date(now.getTime() + Math.max(asked, waitAfter(profile, deliveryId, attempt))),
  }
}

/** Milliseconds that a Retry-After header asks for (seconds or a date by the wall clock); null: none, or unreadable. */
export function readRetryAfter(header: string | undefined, wall: Date): number | null {
  const text = header?.trim()
  if (!text) return null
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND
  const at = /[a-z]/i.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : Math.max(0, at - wall.getTime())
}

/** Any 2xx. A redirect is not followed and so is no success. */
export const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300

/**
 * Continues the count of failed events of one webhook by deliveries that ended, in their order. Once the
 * count is full, or the receiver is gone, the webhook goes off, whatever came after.
 */
export function countFailures(
  failuresInRow: number,
  ended: readonly NextStep[],
): { failuresInRow: number; switchOff: DeactivationCause | null } {
  let count = failuresInRow
  for (const step of ended) {
    if (step.state === 'waiting') continue
    count = step.state === 'delivered' ? 0 : count + 1
    if (step.state === 'failed' && step.gone) return { failuresInRow: count, switchOff: 'gone' }
    if (count >= MAX_FAILURES_IN_ROW) return { failuresInRow: count, switchOff: 'failures' }
  }
  return { failuresInRow: count, switchOff: null }
}

/**
 * Sends one webhook may have under way: half as many after each send without an answer in time, one more
 * after each answer. A dead receiver so ends up with one slot and leaves the others to those who answer.
 */
export const adaptWidth = (width: number, most: number, answered: boolean): number =>
  answered ? Math.min(most, width + 1) : Math.max(1, Math.floor(width / 2))

export interface Gate {
  /** Sends under way. */
  busy: number
  maxConcurrent: number | null
  /** When the next send may begin, as it was left by the last claim; milliseconds, -Infinity: never asked. */
  nextAt: number
  maxPerMinute: number | null
}

/**
 * How many of `wanted` sends a webhook with caps lets begin at `now`. Unused pace is kept for a second at most
 * (or for one send), so that a quiet minute does not end in a burst.
 */
export function passGate(
  { busy, maxConcurrent, nextAt, maxPerMinute }: Gate,
  wanted: number,
  now: number,
): { passed: number; nextAt: number; waitMs: number | null } {
  const room = Math.max(0, Math.min(wanted, (maxConcurrent ?? Infinity) - busy))
  if (maxPerMinute === null) return { passed: room, nextAt, waitMs: null }
  const interval = MINUTE / maxPerMinute
  const from = Math.max(nextAt, now + interval - Math.max(SECOND, interval))
  const passed = Math.max(0, Math.min(room, Math.floor((now - from) / interval) + 1))
  const next = from + passed * interval
  return { passed, nextAt: next, waitMs: passed < room ? Math.max(1, Math.ceil(next - now)) : null }
}
