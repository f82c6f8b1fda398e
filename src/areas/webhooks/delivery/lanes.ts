/** What a worker knows of the webhooks it is sending to. */
import type { Claim, Lane } from './queue.ts'

export interface LaneState extends Lane {
  /** Claimed, not begun. */
  claimed: Claim[]
  underWay: number
  /** Sends it may have under way; see adaptWidth. */
  width: number
  /** What its sends take of late. */
  milliseconds: number
  /** Something may be due in the database. */
  ready: boolean
  /** A claim is being made. */
  claiming: boolean
}

export type Lanes = Map<string, LaneState>

export const keyOf = ({ organizationId, webhookId }: Lane): string => `${organizationId} ${webhookId}`

export function laneOf(lanes: Lanes, lane: Lane, width: number): LaneState {
  const key = keyOf(lane)
  let state = lanes.get(key)
  if (!state) {
    const { organizationId, webhookId, capped } = lane
    state = {
      organizationId,
      webhookId,
      capped,
      claimed: [],
      underWay: 0,
      width,
      milliseconds: 0,
      ready: false,
      claiming: false,
    }
    lanes.set(key, state)
  }
  return state
}

/** A lane takes what its receiver gets through in this time, as far as can be told, and not more than so many. */
const AHEAD_MS = 2_000
const MOST_AHEAD = 512
/** Slower than this a receiver gets nothing ahead: others may be free sooner. */
const SLOW_MS = 500

/** How many more deliveries a lane takes. */
export function roomOf(lane: LaneState): number {
  const { capped, milliseconds, width, underWay, claimed } = lane
  const ahead =
    capped || milliseconds > SLOW_MS
      ? 0
      : Math.min(MOST_AHEAD, (width * AHEAD_MS) / Math.max(milliseconds, 1))
  return Math.max(0, Math.floor(width + ahead) - underWay - claimed.length)
}

/** Drops a lane with nothing to remember. */
export function forgetIdle(lanes: Lanes, lane: LaneState, width: number): void {
  if (
    !lane.ready &&
    !lane.claiming &&
    !lane.underWay &&
    !lane.claimed.length &&
    lane.width === width &&
    lane.milliseconds < SLOW_MS
  )
    lanes.delete(keyOf(lane))
}
