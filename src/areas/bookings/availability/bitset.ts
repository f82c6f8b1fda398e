/**
 * Sets of minutes as bits, 32 to a word; bit t stands for minute t. One-minute ticks keep odd service lengths
 * exact. Bits outside the set read as 0.
 */
export type Bitset = Uint32Array

/**
 * A search makes some hundred sets of about a hundred bytes. Each on its own would be an allocation outside the
 * heap; views of a shared chunk are not. A chunk is filled once and never used again, so its bits begin as 0.
 */
const CHUNK_BYTES = 65_536
let chunk = new ArrayBuffer(CHUNK_BYTES)
let used = 0

/** Where in the chunk so many words lie; -1: too many for a chunk. */
function placeWords(words: number): number {
  const bytes = words * 4
  if (bytes > CHUNK_BYTES / 8) return -1
  if (used + bytes > CHUNK_BYTES) {
    chunk = new ArrayBuffer(CHUNK_BYTES)
    used = 0
  }
  used += bytes
  return used - bytes
}

function takeWords(words: number): Bitset {
  const at = placeWords(words)
  return at < 0 ? new Uint32Array(words) : new Uint32Array(chunk, at, words)
}

/** A number per minute, all 0. */
export function createCounts(size: number): Uint16Array {
  const at = placeWords((size + 1) >>> 1)
  return at < 0 ? new Uint16Array(size) : new Uint16Array(chunk, at, size)
}

export function createBits(size: number): Bitset {
  return takeWords((size + 31) >>> 5)
}

export function copyBits(bits: Bitset): Bitset {
  const copy = takeWords(bits.length)
  for (let i = 0; i < bits.length; i++) copy[i] = bits[i]!
  return copy
}

export function createFullBits(size: number): Bitset {
  return createBits(size).fill(0xffffffff)
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

/** target ∩= other */
export function intersect(target: Bitset, other: Bitset): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! & other[i]!
}

/** target ∪= other */
export function unite(target: Bitset, other: Bitset): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! | other[i]!
}

/** target ∩= other moved `by` minutes earlier. Safe in place, as words are read before they are written. */
export function intersectEarlier(target: Bitset, other: Bitset, by: number): void {
  const words = by >>> 5
  const rest = by & 31
  const { length } = target
  for (let i = 0; i < length; i++) {
    const low = i + words < length ? other[i + words]! : 0
    if (rest === 0) target[i] = target[i]! & low
    else {
      const high = i + words + 1 < length ? other[i + words + 1]! : 0
      target[i] = target[i]! & ((low >>> rest) | (high << (32 - rest)))
    }
  }
}

/** target ∪= other moved `by` minutes earlier. Safe in place. */
export function uniteEarlier(target: Bitset, other: Bitset, by: number): void {
  const words = by >>> 5
  const rest = by & 31
  const { length } = target
  for (let i = 0; i + words < length; i++) {
    const low = other[i + words]!
    if (rest === 0) target[i] = target[i]! | low
    else {
      const high = i + words + 1 < length ? other[i + words + 1]! : 0
      target[i] = target[i]! | (low >>> rest) | (high << (32 - rest))
    }
  }
}

/** Result bit t = bits t … t + length - 1 are all set. Doubles the proven length in each pass. */
export function findRuns(bits: Bitset, length: number): Bitset {
  if (length <= 0) return createFullBits(bits.length * 32)
  const result = copyBits(bits)
  for (let proven = 1; proven < length;) {
    const step = Math.min(proven, length - proven)
    intersectEarlier(result, result, step)
    proven += step
  }
  return result
}

/** Result bit t = any of bits t … t + length - 1 is set. */
export function smearEarlier(bits: Bitset, length: number): Bitset {
  const result = copyBits(bits)
  for (let covered = 1; covered < length;) {
    const step = Math.min(covered, length - covered)
    uniteEarlier(result, result, step)
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
