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
export function solveAt(prepared: Prepared, minute: number): Solution | null {
  const { compiled, starts, reach } = prepared
  if (!isOpenFor(compiled, minute) || !starts.has(minute) || costAt(reach.starts, minute) === Infinity)
    return null
  return searchVisit(compiled, reach, minute)
}

/**
 * True where a visit of one item for one therapist starts without a warning: it has nothing to compete with, so
 * its reach is the answer and needs no search. False says nothing.
 */
export function startsUnhindered({ compiled, reach }: Prepared, minute: number): boolean {
  const { guests, anchors, request } = compiled
  if (guests.length !== 1 || anchors !== null || request.differentTimesForGuests) return false
  const { steps } = guests[0]!
  if (steps.length !== 1 || steps[0]!.length !== 1 || steps[0]![0]!.roles.length !== 1) return false
  return isOpenFor(compiled, minute) && costAt(reach.starts, minute) === 0
}

const isOpenFor = ({ snapshot, dayReasons }: Compiled, minute: number): boolean =>
  dayReasons.length === 0 && minute >= Math.max(snapshot.nowMinute, snapshot.earliestMinute)
