import type { Bitset } from './bitset.ts'
import { hasBit } from './bitset.ts'
import type { Compiled } from './compile.ts'
import { compileRequest } from './compile.ts'
import { findReach } from './reach.ts'
import type { Solution } from './search.ts'
import { searchVisit } from './search.ts'
import type { BookingRequest, DaySnapshot } from './types.ts'

export interface Prepared {
  compiled: Compiled
  /** Starts of the visit as a set, before lead time. */
  starts: ReadonlySet<number>
  clean: Bitset
  possible: Bitset
}

export function prepareSearch(snapshot: DaySnapshot, request: BookingRequest): Prepared {
  const compiled = compileRequest(snapshot, request)
  return {
    compiled,
    starts: new Set(compiled.starts),
    clean: findReach(compiled, 'clean'),
    possible: findReach(compiled, 'possible'),
  }
}

/** The best assignment of the visit at a minute, or null where it does not start. */
export function solveAt(prepared: Prepared, minute: number): Solution | null {
  const { compiled, starts, clean, possible } = prepared
  const { nowMinute, earliestMinute } = compiled.snapshot
  if (compiled.dayReasons.length > 0 || minute < Math.max(nowMinute, earliestMinute)) return null
  if (!starts.has(minute) || !hasBit(possible, minute)) return null
  return searchVisit(compiled, minute, hasBit(clean, minute) ? 0 : 1)
}
