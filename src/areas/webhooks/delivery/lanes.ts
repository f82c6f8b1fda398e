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

/** A receiver this quick gets its next deliveries claimed ahead; a slow one would only hold them from other workers. */
const QUICK_MS = 250
const AHEAD = 8

/** How many more deliveries a lane takes: what it can send at once, and more ahead when its receiver is quick. */
export function roomOf(lane: LaneState): number {
  const ahead = lane.capped || lane.milliseconds > QUICK_MS ? 0 : AHEAD * lane.width
  return Math.max(0, lane.width + ahead - lane.underWay - lane.claimed.length)
}

/** Drops a lane with nothing to remember. */
export function forgetIdle(lanes: Lanes, lane: LaneState, width: number): void {
  if (
    !lane.ready &&
    !lane.claiming &&
    !lane.underWay &&
    !lane.claimed.length &&
    lane.width === width &&
    lane.milliseconds < QUICK_MS
  )
    lanes.delete(keyOf(lane))
}
