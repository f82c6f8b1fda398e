import type { Candidate, CompiledItem, RoomOption } from './compiled.ts'

/** An item with everything chosen for it. */
export interface Assigned {
  item: CompiledItem
  start: number
  /** One per role. */
  chosen: readonly Candidate[]
  room: RoomOption | null
}

export interface Solution {
  placed: readonly Assigned[]
  /** Without the holiday's. */
  warningCount: number
}
