import { explainPrepared } from './explain.ts'
import { buildPlacement, listWarnings } from './place.ts'
import type { Solution } from './solution.ts'
import { prepareSearch, solveAt, startsUnhindered } from './solve.ts'
import type { BookingRequest, DaySnapshot, FindOptions, PlaceResult, Slot, WarningType } from './types.ts'
import { warningTypes } from './types.ts'

/** Only the day's own warnings. */
const WITHOUT_WARNING: Solution = { placed: [], warningCount: 0 }

/**
 * Starts of the day at which the whole visit fits, ascending. Only what is available is listed; with `explain`
 * every start of the grid is, each unavailable one with its reasons and the warnings it would carry if all were
 * tolerated (none where nothing would help).
 */
export function findSlots(snapshot: DaySnapshot, request: BookingRequest, options: FindOptions = {}): Slot[] {
  const prepared = prepareSearch(snapshot, request)
  const { compiled } = prepared
  const { starts, dayReasons } = compiled
  if (dayReasons.length > 0 && !options.explain) return []
  const allWarnings: WarningType[] = Object.values(warningTypes)
  const lenient = options.explain
    ? prepareSearch(snapshot, { ...request, considerCenterTimings: false, tolerates: allWarnings })
    : null
  const slots: Slot[] = []
  for (const minute of starts) {
    if (!options.placements && startsUnhindered(prepared, minute)) {
      slots.push({ minute, available: true, warnings: listWarnings(compiled, WITHOUT_WARNING) })
      continue
    }
    const solution = solveAt(prepared, minute)
    if (solution) {
      const slot: Slot = { minute, available: true, warnings: listWarnings(compiled, solution) }
      if (options.placements) slot.placement = buildPlacement(compiled, minute, solution)
      slots.push(slot)
    } else if (lenient) {
      const wouldBe = solveAt(lenient, minute)
      const warnings = wouldBe ? listWarnings(lenient.compiled, wouldBe) : []
      const { reasons } = explainPrepared(prepared, minute)
      slots.push({ minute, available: false, warnings, reasons })
    }
  }
  return slots
}

/**
 * Chooses therapist, room and equipment for a visit at a minute, the same way each time: fewest warnings, then
 * least booked therapist, then one with a fitting fixed room, then id. Refuses with the reasons of `explainTime`.
 */
export function placeAt(snapshot: DaySnapshot, request: BookingRequest, minute: number): PlaceResult {
  const prepared = prepareSearch(snapshot, request)
  const solution = solveAt(prepared, minute)
  if (solution) return { ok: true, placement: buildPlacement(prepared.compiled, minute, solution) }
  return { ok: false, reasons: explainPrepared(prepared, minute).reasons }
}
