/**
 * Sets of minutes as bits, 32 to a word; bit t stands for minute t. One-minute ticks keep odd service lengths
 * exact. Bits outside the set read as 0.
 */
export type Bitset = Uint32Array

export function createBits(size: number): Bitset {
  return new Uint32Array((size + 31) >>> 5)
}

export function createFullBits(size: number): Bitset {
  const bits = createBits(size)
  setRange(bits, 0, bits.length * 32)
  return bits
}

export function setRange(bits: Bitset, start: number, end: number): void {
  forMaskedWords(bits, start, end, (word, mask) => {
    bits[word] = bits[word]! | mask
  })
}

export function clearRange(bits: Bitset, start: number, end: number): void {
  forMaskedWords(bits, start, end, (word, mask) => {
    bits[word] = bits[word]! & ~mask
  })
}

export function hasBit(bits: Bitset, minute: number): boolean {
  if (minute < 0) return false
  return ((bits[minute >>> 5] ?? 0) & (1 << (minute & 31))) !== 0
}

export function isEmpty(bits: Bitset): boolean {
  for (let i = 0; i < bits.length; i++) if (bits[i] !== 0) return false
  return true
}

/** target ∩= other */
export function intersect(target: Bitset, other: Bitset): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! & other[i]!
}

/** target ∪= other */
export function unite(target: Bitset, other: Bitset): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! | other[i]!
}

/** Result bit t = bit t + by. */
export function shiftEarlier(bits: Bitset, by: number): Bitset {
  if (by === 0) return bits.slice()
  const result = new Uint32Array(bits.length)
  const words = by >>> 5
  const rest = by & 31
  const last = bits.length - words
  if (rest === 0) {
    for (let i = 0; i < last; i++) result[i] = bits[i + words]!
    return result
  }
  for (let i = 0; i < last; i++) {
    const high = i + words + 1 < bits.length ? bits[i + words + 1]! << (32 - rest) : 0
    result[i] = (bits[i + words]! >>> rest) | high
  }
  return result
}

/** Result bit t = bits t … t + length - 1 are all set. Doubles the proven length in each pass. */
export function findRuns(bits: Bitset, length: number): Bitset {
  if (length <= 0) return createFullBits(bits.length * 32)
  let result = bits.slice()
  for (let proven = 1; proven < length;) {
    const step = Math.min(proven, length - proven)
    const shifted = shiftEarlier(result, step)
    intersect(result, shifted)
    proven += step
  }
  return result
}

/** Result bit t = any of bits t … t + length - 1 is set. */
export function smearEarlier(bits: Bitset, length: number): Bitset {
  const result = bits.slice()
  for (let covered = 1; covered < length;) {
    const step = Math.min(covered, length - covered)
    unite(result, shiftEarlier(result, step))
    covered += step
  }
  return result
}

function forMaskedWords(
  bits: Bitset,
  start: number,
  end: number,
  apply: (word: number, mask: number) => void,
): void {
  const from = Math.max(0, start)
  const to = Math.min(end, bits.length * 32)
  if (from >= to) return
  const first = from >>> 5
  const last = (to - 1) >>> 5
  for (let word = first; word <= last; word++) {
    let mask = 0xffffffff
    if (word === first) mask &= 0xffffffff << (from & 31)
    if (word === last) mask &= 0xffffffff >>> (31 - ((to - 1) & 31))
    apply(word, mask)
  }
}
