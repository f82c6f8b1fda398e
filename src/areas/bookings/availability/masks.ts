import type { Bitset } from './bitset.ts'
import {
  clearRange,
  createBits,
  createCounts,
  createFullBits,
  findRuns,
  intersectEarlier,
  setRange,
} from './bitset.ts'
import type { PersonPattern, Run } from './patterns.ts'
import type { BookingRequest, DaySnapshot, Interval, RoomDay, TherapistDay } from './types.ts'

/** Minutes as bits for one thing that can be free or not, with the runs already worked out by length. */
export interface Mask {
  bits: Bitset
  runs: Map<number, Bitset>
}

/** Null where nothing stands in the way all day. */
export interface TherapistMasks {
  shift: Mask
  noLeave: Mask | null
  noBlockout: Mask | null
  noClaim: Mask | null
}

/** Starts at which each condition of a person's part in an item holds; null = always. Not to be written to. */
export interface PersonStarts {
  inShift: Bitset | null
  noLeave: Bitset | null
  noBlockout: Bitset | null
  noClaim: Bitset | null
}

export function maskOutside(size: number, taken: readonly Interval[]): Mask {
  const bits = createFullBits(size)
  for (const { start, end } of taken) clearRange(bits, start, end)
  return { bits, runs: new Map() }
}

export function maskInside(size: number, given: readonly Interval[]): Mask {
  const bits = createBits(size)
  for (const { start, end } of given) setRange(bits, start, end)
  return { bits, runs: new Map() }
}

export function runsOf(mask: Mask, length: number): Bitset {
  let runs = mask.runs.get(length)
  if (!runs) {
    runs = findRuns(mask.bits, length)
    mask.runs.set(length, runs)
  }
  return runs
}

export function maskTherapist(size: number, therapist: TherapistDay): TherapistMasks {
  const outside = (taken: readonly Interval[]): Mask | null =>
    taken.length > 0 ? maskOutside(size, taken) : null
  return {
    shift: maskInside(size, therapist.shifts),
    noLeave: outside(therapist.leave),
    noBlockout: outside(therapist.blockouts.filter((blockout) => !blockout.bookable)),
    noClaim: outside(therapist.claims),
  }
}

export function startsOf(snapshot: DaySnapshot, masks: TherapistMasks, person: PersonPattern): PersonStarts {
  const all = (mask: Mask | null, pieces: (run: Run) => readonly Interval[]): Bitset | null => {
    if (!mask) return null
    const list = person.runs.flatMap(pieces)
    const [first] = list
    if (!first) return null
    if (list.length === 1) return startsWithin(mask, first)
    const result = createFullBits(mask.bits.length * 32)
    for (const { start, end } of list) intersectEarlier(result, runsOf(mask, end - start), start)
    return result
  }
  const shiftSpan = (run: Run): Interval[] => [{ start: run.start, end: run.shiftEnd }]
  // Recovery may run past the shift, but not into a block-out or another claim.
  const blockoutSpan = (run: Run): readonly Interval[] =>
    snapshot.processingOverBlockoutsAllowed ? run.held : [{ start: run.start, end: run.end + run.recovery }]
  return {
    inShift: all(masks.shift, shiftSpan),
    noLeave: all(masks.noLeave, shiftSpan),
    noBlockout: all(masks.noBlockout, blockoutSpan),
    noClaim: all(masks.noClaim, (run) => run.held),
  }
}

/** Starts t at which the mask holds all along [t + start, t + end). Not to be written to. */
export function startsWithin(mask: Mask, { start, end }: Interval): Bitset {
  const runs = runsOf(mask, end - start)
  if (start === 0) return runs
  const result = createFullBits(mask.bits.length * 32)
  intersectEarlier(result, runs, start)
  return result
}

/** How full a room is minute by minute, counting only what is booked already. */
export interface RoomLoad {
  room: RoomDay
  noBlockout: Mask
  /** People; past the axis nobody. */
  people: Uint16Array
  /** By number of people to come: minutes with space for them. */
  space: Map<number, Mask>
  /** Minutes whose occupants keep out any newcomer: one appointment, or one group, at a time. */
  closed: readonly Interval[]
}

export function loadRoom(size: number, request: BookingRequest, room: RoomDay): RoomLoad {
  const closed = room.claims.filter(
    (claim) =>
      room.oneAppointmentAtATime ||
      (room.oneGroupAtATime && (claim.groupKey === null || claim.groupKey !== request.groupKey)),
  )
  return {
    room,
    noBlockout: maskOutside(size, room.blockouts),
    people: countOver(
      size,
      room.claims.map((claim) => ({ ...claim, count: claim.places })),
    ),
    space: new Map(),
    closed,
  }
}

export function spaceFor(size: number, load: RoomLoad, people: number): Mask {
  let mask = load.space.get(people)
  if (!mask) {
    mask = maskOutside(size, load.closed)
    if (!load.room.canExceedCapacity) {
      keepUpTo(mask.bits, load.people, load.room.claims, load.room.capacity - people)
    }
    load.space.set(people, mask)
  }
  return mask
}

/** Minutes at which at most `most` are taken. */
export function maskUpTo(size: number, counts: Uint16Array, claims: readonly Interval[], most: number): Mask {
  const bits = createFullBits(size)
  keepUpTo(bits, counts, claims, most)
  return { bits, runs: new Map() }
}

export function countOver(size: number, intervals: readonly (Interval & { count: number })[]): Uint16Array {
  const counts = createCounts(size)
  for (const { start, end, count } of intervals) {
    const to = Math.min(end, size)
    for (let minute = Math.max(0, start); minute < to; minute++) counts[minute] = counts[minute]! + count
  }
  return counts
}

function keepUpTo(bits: Bitset, counts: Uint16Array, claims: readonly Interval[], most: number): void {
  if (most < 0) bits.fill(0)
  for (const { start, end } of claims) {
    const to = Math.min(end, counts.length)
    for (let minute = Math.max(0, start); minute < to; minute++) {
      if (counts[minute]! > most) clearRange(bits, minute, minute + 1)
    }
  }
}
