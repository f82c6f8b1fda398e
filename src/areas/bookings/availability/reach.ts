import type { Bitset } from './bitset.ts'
import { createBits, createFullBits, intersect, smearEarlier, unite, uniteEarlier } from './bitset.ts'
import type { Candidate, Compiled, CompiledGuest, CompiledItem } from './compiled.ts'
import type { Levels } from './levels.ts'
import { addLevels, uniteLevels } from './levels.ts'

/**
 * Where each guest's chain of items fits, and at what cost, as long as items do not compete with each other.
 * Worked out backwards from the last item in a few passes over the bits; the search looks only at what survives
 * and uses the costs as its lower bound.
 */
export interface Reach {
  starts: Levels
  guests: readonly GuestReach[]
}

export interface GuestReach {
  /** By slot minute; with guests at different times, the best from that minute on. */
  fromSlot: Levels
  /** Per step, by the minute it ends: the steps after it. Null after the last. */
  after: readonly (Levels | null)[]
}

type Accepts = (item: CompiledItem, candidate: Candidate) => boolean

export function findReach(compiled: Compiled): Reach {
  const { size, request } = compiled
  const anyNow = createBits(size)
  let starts: Bitset[] = [createFullBits(size)]
  const guests = compiled.guests.map((guest): GuestReach => {
    const { from, after } = reachGuest(compiled, guest)
    unite(anyNow, from.at(-1)!)
    const fromSlot = request.differentTimesForGuests ? from.map((level) => smearEarlier(level, size)) : from
    starts = addLevels(size, starts, fromSlot)
    return { fromSlot, after }
  })
  for (const level of starts) intersect(level, anyNow)
  return { starts, guests }
}

interface Chain {
  from: Bitset[]
  after: (Bitset[] | null)[]
}

function reachGuest(compiled: Compiled, { guest, steps }: CompiledGuest): Chain {
  if (!guest.singleTherapist) return reachSteps(compiled, steps, () => true)
  const persons = new Set(steps[0]?.[0]?.roles.flat().map((candidate) => candidate.therapist))
  const chains = [...persons].map((person) =>
    reachSteps(compiled, steps, (item, c) => item.service.isCouple || c.therapist === person),
  )
  const [first, ...others] = chains
  if (!first) return { from: [createBits(compiled.size)], after: steps.map(() => null) }
  for (const chain of others) {
    uniteLevels(first.from, chain.from)
    first.after.forEach((levels, index) => levels && uniteLevels(levels, chain.after[index]!))
  }
  return first
}

function reachSteps(compiled: Compiled, steps: CompiledGuest['steps'], accepts: Accepts): Chain {
  const { size, request, snapshot } = compiled
  const handover = snapshot.handoverMinutes
  const odd = steps.flat().some((item) => item.roles[0]!.some((c) => c.pattern.length % handover !== 0))
  // Where a run ends oddly, the next item starts within one handover step; with gaps, any time later.
  const wait = request.nonContiguous ? size : odd ? handover : 1
  let next: Bitset[] | null = null
  const after: (Bitset[] | null)[] = []
  for (const step of steps.toReversed()) {
    if (next && wait > 1) next = next.map((level) => smearEarlier(level, wait))
    after.unshift(next)
    next = reachStep(size, step, next, accepts)
  }
  return { from: next ?? [createFullBits(size)], after }
}

function reachStep(
  size: number,
  step: readonly CompiledItem[],
  after: Levels | null,
  accepts: Accepts,
): Bitset[] {
  let result: Bitset[] = [createFullBits(size)]
  const lengths = new Set<number>()
  let shortest = 0
  for (const item of step) {
    const leading = item.roles[0]!.filter((candidate) => accepts(item, candidate))
    for (const candidate of leading) lengths.add(candidate.pattern.length)
    shortest = Math.max(shortest, Math.min(...leading.map((candidate) => candidate.pattern.length)))
    for (const role of item.roles) {
      const any: Bitset[] = [createBits(size)]
      for (const candidate of role) if (accepts(item, candidate)) uniteLevels(any, candidate.levels)
      result = addLevels(size, result, any)
    }
  }
  if (!after) return result
  const onward = after.map((level) => {
    const starts = createBits(size)
    for (const length of lengths) if (length >= shortest) uniteEarlier(starts, level, length)
    return starts
  })
  return addLevels(size, result, onward)
}
