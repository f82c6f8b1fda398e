import type { Bitset } from './bitset.ts'
import { createBits, createFullBits, intersect, smearEarlier, unite, uniteEarlier } from './bitset.ts'
import type { Candidate, Compiled, CompiledGuest, CompiledItem } from './compile.ts'

type Level = 'clean' | 'possible'

/**
 * Starts at which each guest's chain of items fits when the guests do not compete: a necessary condition, worked
 * out backwards from the last item in a few passes over the bits. The search looks only at what survives.
 */
export function findReach(compiled: Compiled, level: Level): Bitset {
  const { size, request, guests } = compiled
  const result = createFullBits(size)
  const anyNow = createBits(size)
  for (const guest of guests) {
    const fits = reachGuest(compiled, guest, level)
    unite(anyNow, fits)
    intersect(result, request.differentTimesForGuests ? smearEarlier(fits, size) : fits)
  }
  intersect(result, anyNow)
  return result
}

function reachGuest(compiled: Compiled, { guest, steps }: CompiledGuest, level: Level): Bitset {
  if (!guest.singleTherapist) return reachSteps(compiled, steps, level, () => true)
  const result = createBits(compiled.size)
  const first = steps[0]?.[0]
  const persons = new Set(first?.roles.flat().map((candidate) => candidate.therapist))
  for (const person of persons) {
    unite(
      result,
      reachSteps(compiled, steps, level, (item, c) => item.service.isCouple || c.therapist === person),
    )
  }
  return result
}

function reachSteps(
  compiled: Compiled,
  steps: readonly (readonly CompiledItem[])[],
  level: Level,
  accepts: (item: CompiledItem, candidate: Candidate) => boolean,
): Bitset {
  const { size, request, snapshot } = compiled
  const handover = snapshot.handoverMinutes
  const odd = steps.flat().some((item) => item.roles[0]!.some((c) => c.pattern.length % handover !== 0))
  let next: Bitset | null = null
  for (const step of [...steps].reverse()) {
    let after = next
    if (after && request.nonContiguous) after = smearEarlier(after, size)
    // Where a run ends oddly, the next item starts within one handover step.
    else if (after && odd) after = smearEarlier(after, handover)
    next = reachStep(size, step, after, level, accepts)
  }
  return next ?? createFullBits(size)
}

function reachStep(
  size: number,
  step: readonly CompiledItem[],
  after: Bitset | null,
  level: Level,
  accepts: (item: CompiledItem, candidate: Candidate) => boolean,
): Bitset {
  const result = createFullBits(size)
  const lengths = new Set<number>()
  let shortest = 0
  for (const item of step) {
    const leading = item.roles[0]!.filter((candidate) => accepts(item, candidate))
    for (const candidate of leading) lengths.add(candidate.pattern.length)
    shortest = Math.max(shortest, Math.min(...leading.map((candidate) => candidate.pattern.length)))
    for (const role of item.roles) {
      const any = createBits(size)
      for (const candidate of role) if (accepts(item, candidate)) unite(any, candidate[level])
      intersect(result, any)
    }
  }
  if (!after) return result
  const onward = createBits(size)
  for (const length of lengths) if (length >= shortest) uniteEarlier(onward, after, length)
  intersect(result, onward)
  return result
}
