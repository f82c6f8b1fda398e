import type { Compiled } from './compiled.ts'
import { compileRequest } from './compile.ts'
import { costAt } from './levels.ts'
import type { Reach } from './reach.ts'
import { findReach } from './reach.ts'
import type { Solution } from './solution.ts'
import { searchVisit } from './search.ts'
import type { BookingRequest, DaySnapshot } from './types.ts'

export interface Prepared {
  compiled: Compiled
  /** Starts of the visit as a set, before lead time. */
  starts: ReadonlySet<number>
  reach: Reach
}

export function prepareSearch(snapshot: DaySnapshot, request: BookingRequest): Prepared {
  const compiled = compileRequest(snapshot, request)
  return { compiled, starts: new Set(compiled.starts), reach: findReach(compiled) }
}

/** The best assignment of the visit at a minute, or null where it does not start. */
export function solveAt({ compiled, starts, reach }: Prepared, minute: number): Solution | null {
  const { nowMinute, earliestMinute } = compiled.snapshot
  if (compiled.dayReasons.length > 0 || minute < Math.max(nowMinute, earliestMinute)) return null
  if (!starts.has(minute) || costAt(reach.starts, minute) === Infinity) return null
  return searchVisit(compiled, reach, minute)
}
