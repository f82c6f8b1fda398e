/** When to send again, when to give up, when to switch a webhook off. Pure; times in milliseconds. */

/** Sends of one event to one webhook, the first included. */
export const MAX_SENDS = 5
/** Events in a row, all their sends failed, after which a webhook is switched off. */
export const MAX_FAILURES_IN_ROW = 20

const FIRST_WAIT = 30_000
const LONGEST_WAIT = 600_000
/** Share of the wait that may be added, so that the retries of one outage do not come back at once. */
const JITTER = 0.05

/**
 * Wait after the failed send number `attempt` (from 1): 30 s, doubled each time, at most 10 minutes, plus a
 * little that depends on delivery and attempt alone.
 */
export function waitAfter(deliveryId: string, attempt: number): number {
  const wait = FIRST_WAIT * 2 ** (attempt - 1)
  return Math.min(LONGEST_WAIT, Math.round(wait * (1 + JITTER * fractionOf(`${deliveryId}:${attempt}`))))
}

/** A number from 0 to below 1 that is always the same for a text (FNV-1a, bits mixed once more). */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}

export type NextStep = { state: 'delivered' } | { state: 'failed' } | { state: 'waiting'; dueAt: Date }

/** What becomes of a delivery after its send number `attempt` ended at `now`. */
export function nextStep(deliveryId: string, attempt: number, succeeded: boolean, now: Date): NextStep {
  if (succeeded) return { state: 'delivered' }
  if (attempt >= MAX_SENDS) return { state: 'failed' }
  return { state: 'waiting', dueAt: new Date(now.getTime() + waitAfter(deliveryId, attempt)) }
}

/** Any 2xx. A redirect is not followed and so is no success. */
export const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300

/**
 * Continues the count of failed events of one webhook by deliveries that ended, in their order. Once the
 * count is full the webhook goes off, whatever came after.
 */
export function countFailures(
  failuresInRow: number,
  ended: readonly ('delivered' | 'failed')[],
): { failuresInRow: number; switchOff: boolean } {
  let count = failuresInRow
  for (const state of ended) {
    count = state === 'delivered' ? 0 : count + 1
    if (count >= MAX_FAILURES_IN_ROW) return { failuresInRow: count, switchOff: true }
  }
  return { failuresInRow: count, switchOff: false }
}

/**
 * Sends one webhook may have under way: half as many after each send without an answer in time, one more
 * after each answer. A dead receiver so ends up with one slot and leaves the others to those who answer.
 */
export const adaptWidth = (width: number, most: number, answered: boolean): number =>
  answered ? Math.min(most, width + 1) : Math.max(1, Math.floor(width / 2))
