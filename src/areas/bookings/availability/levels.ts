import type { Bitset } from './bitset.ts'
import { copyBits, createBits, createFullBits, hasBit, intersect, unite } from './bitset.ts'

/** Starts by the number of warnings they cost: entry n holds those with at most n. Never empty, ever wider. */
export type Levels = readonly Bitset[]

export function createLevels(size: number): Bitset[] {
  return [createFullBits(size)]
}

/** Keeps only starts where the condition holds. */
export function requireAll(levels: readonly Bitset[], ok: Bitset): void {
  for (const level of levels) intersect(level, ok)
}

/** Charges a warning where the condition does not hold. */
export function chargeUnless(levels: Bitset[], ok: Bitset): void {
  const widest = copyBits(levels.at(-1)!)
  for (let cost = levels.length - 1; cost >= 0; cost--) {
    intersect(levels[cost]!, ok)
    if (cost > 0) unite(levels[cost]!, levels[cost - 1]!)
  }
  levels.push(widest)
}

/** The cheaper of two ways at each start. */
export function uniteLevels(target: Bitset[], other: Levels): void {
  while (target.length < other.length) target.push(copyBits(target.at(-1)!))
  target.forEach((level, cost) => unite(level, other[Math.min(cost, other.length - 1)]!))
}

/** Both at once, costs added. */
export function addLevels(size: number, a: Levels, b: Levels): Bitset[] {
  return Array.from({ length: a.length + b.length - 1 }, (_, cost) => {
    const result = createBits(size)
    for (let part = Math.max(0, cost - b.length + 1); part <= Math.min(cost, a.length - 1); part++) {
      const mine = a[part]!
      const theirs = b[cost - part]!
      for (let i = 0; i < result.length; i++) result[i] = result[i]! | (mine[i]! & theirs[i]!)
    }
    return result
  })
}

/** Fewest warnings at a start; Infinity where it is impossible. */
export function costAt(levels: Levels, minute: number): number {
  const cost = levels.findIndex((level) => hasBit(level, minute))
  return cost < 0 ? Infinity : cost
}
