import type { Bitset } from './bitset.ts'
import {
  clearRange,
  createBits,
  createFullBits,
  findRuns,
  intersect,
  setRange,
  shiftEarlier,
} from './bitset.ts'
import type { PersonPattern, Run } from './patterns.ts'
import type { BookingRequest, DaySnapshot, Interval, RoomDay, TherapistDay } from './types.ts'

/** Minutes as bits for one thing that can be free or not, with the runs already worked out by length. */
export interface Mask {
  bits: Bitset
  runs: Map<number, Bitset>
}

export interface TherapistMasks {
  shift: Mask
  noLeave: Mask
  noBlockout: Mask
  noClaim: Mask
}

/** Starts at which each condition of a person's part in an item holds. */
export interface PersonStarts {
  inShift: Bitset
  noLeave: Bitset
  noBlockout: Bitset
  noClaim: Bitset
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
  return {
    shift: maskInside(size, therapist.shifts),
    noLeave: maskOutside(size, therapist.leave),
    noBlockout: maskOutside(
      size,
      therapist.blockouts.filter((blockout) => !blockout.bookable),
    ),
    noClaim: maskOutside(size, therapist.claims),
  }
}

export function startsOf(snapshot: DaySnapshot, masks: TherapistMasks, person: PersonPattern): PersonStarts {
  const all = (mask: Mask, pieces: (run: Run) => readonly Interval[]): Bitset => {
    let result: Bitset | null = null
    for (const run of person.runs) {
      for (const { start, end } of pieces(run)) {
        const shifted = shiftEarlier(runsOf(mask, end - start), start)
        if (result) intersect(result, shifted)
        else result = shifted
      }
    }
    return result ?? createFullBits(mask.bits.length * 32)
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
    if (!load.room.canExceedCapacity) keepUpTo(mask.bits, load.people, load.room.capacity - people)
    load.space.set(people, mask)
  }
  return mask
}

/** Minutes at which at most `most` are taken. */
export function maskUpTo(size: number, counts: Uint16Array, most: number): Mask {
  const bits = createFullBits(size)
  keepUpTo(bits, counts, most)
  return { bits, runs: new Map() }
}

export function countOver(size: number, intervals: readonly (Interval & { count: number })[]): Uint16Array {
  const counts = new Uint16Array(size)
  for (const { start, end, count } of intervals) {
    const to = Math.min(end, size)
    for (let minute = Math.max(0, start); minute < to; minute++) counts[minute] = counts[minute]! + count
  }
  return counts
}

function keepUpTo(bits: Bitset, counts: Uint16Array, most: number): void {
  if (most < 0) {
    bits.fill(0)
    return
  }
  for (let minute = 0; minute < counts.length; minute++) {
    if (counts[minute]! > most) clearRange(bits, minute, minute + 1)
  }
}
