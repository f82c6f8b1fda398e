import type { Compiled } from './compiled.ts'
import type { Assigned } from './solution.ts'
import { mergeIntervals } from './grid.ts'
import type { Claim, Interval } from './types.ts'

type Lanes = readonly (Interval & { lanes: readonly number[] })[]

interface Wanted {
  assigned: Assigned
  kind: Claim['resourceKind']
  resourceId: string
  /** Which place of the guest's: a couple takes two. */
  layer: number
  /** In use: claimed always. */
  used: Interval[]
  /** Recovery: claimed as far as the same guest does not use the resource anyway. */
  recovery: Interval[]
  /** Not wanted twice by one guest: two items at once in a room take one place. */
  shared: boolean
}

/** Rows to hold for each item, with lanes free of every overlapping claim, old or of this booking. */
export function listClaims(compiled: Compiled, placed: readonly Assigned[]): Map<Assigned, Claim[]> {
  const wanted = placed.flatMap((assigned) => [...wantTherapists(assigned), ...wantRoom(assigned)])
  const byItem = new Map<Assigned, Claim[]>(placed.map((assigned) => [assigned, []]))
  const pieces = new Map<Wanted, Interval[]>(wanted.map((want) => [want, []]))
  const ownPieces = (want: Wanted): Interval[] =>
    wanted
      .filter(
        (other) =>
          other.resourceId === want.resourceId &&
          other.kind === want.kind &&
          other.assigned.item.guest === want.assigned.item.guest &&
          other.layer === want.layer,
      )
      .flatMap((other) => pieces.get(other)!)
  for (const want of wanted) {
    const used = want.shared ? subtract(want.used, ownPieces(want)) : want.used
    pieces.get(want)!.push(...used)
  }
  for (const want of wanted) pieces.get(want)!.push(...subtract(want.recovery, ownPieces(want)))

  const taken = new Map<string, (Interval & { lanes: readonly number[] })[]>()
  const hold = (want: Pick<Wanted, 'assigned' | 'kind' | 'resourceId'>, interval: Interval): void => {
    const { kind: resourceKind, resourceId } = want
    const key = `${resourceKind}|${resourceId}`
    let rows = taken.get(key)
    if (!rows) taken.set(key, (rows = [...existingLanes(compiled, resourceKind, resourceId)]))
    const lane = findFreeLane(rows, interval)
    rows.push({ ...interval, lanes: [lane] })
    byItem.get(want.assigned)!.push({ resourceKind, resourceId, ...interval, lane })
  }
  for (const want of wanted) for (const interval of mergeIntervals(pieces.get(want)!)) hold(want, interval)
  for (const assigned of placed) {
    for (const use of assigned.chosen[0]!.pattern.equipment) {
      const interval = { start: assigned.start + use.start, end: assigned.start + use.end }
      if (interval.end === interval.start) continue
      for (let piece = 0; piece < use.quantity; piece++) {
        hold({ assigned, kind: 'equipment', resourceId: use.equipmentId }, interval)
      }
    }
  }
  return byItem
}

function wantTherapists(assigned: Assigned): Wanted[] {
  return assigned.chosen.flatMap((candidate) =>
    candidate.pattern.persons.map((person) => ({
      assigned,
      kind: 'therapist' as const,
      resourceId: person.therapist.id,
      layer: 0,
      used: person.runs.flatMap((run) => move(run.work, assigned.start)),
      recovery: person.runs.flatMap((run) =>
        move([{ start: run.end, end: run.end + run.recovery }], assigned.start),
      ),
      shared: false,
    })),
  )
}

function wantRoom(assigned: Assigned): Wanted[] {
  if (!assigned.room) return []
  const { length, recovery } = assigned.chosen[0]!.pattern
  const { start } = assigned
  const { room, item } = assigned
  return Array.from({ length: item.people }, (_, layer) => ({
    assigned,
    kind: 'room' as const,
    resourceId: room.load.room.id,
    layer,
    used: [{ start, end: start + length }],
    recovery: [{ start: start + length, end: start + length + recovery }],
    shared: true,
  }))
}

function existingLanes(compiled: Compiled, kind: Claim['resourceKind'], resourceId: string): Lanes {
  const { therapists, rooms, equipment } = compiled.snapshot
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, lane) => lane)
  if (kind === 'therapist') {
    const claims = therapists.find((therapist) => therapist.id === resourceId)?.claims ?? []
    return claims.map(({ start, end, lane }) => ({ start, end, lanes: [lane ?? 0] }))
  }
  if (kind === 'room') {
    const claims = rooms.find((room) => room.id === resourceId)?.claims ?? []
    return claims.map(({ start, end, lanes, places }) => ({ start, end, lanes: lanes ?? upTo(places) }))
  }
  const claims = equipment.find((entry) => entry.id === resourceId)?.claims ?? []
  return claims.map(({ start, end, lanes, quantity }) => ({ start, end, lanes: lanes ?? upTo(quantity) }))
}

function findFreeLane(rows: Lanes, interval: Interval): number {
  const used = new Set(
    rows.filter((row) => row.start < interval.end && interval.start < row.end).flatMap((row) => row.lanes),
  )
  let lane = 0
  while (used.has(lane)) lane++
  return lane
}

function move(intervals: readonly Interval[], by: number): Interval[] {
  return intervals.map(({ start, end }) => ({ start: start + by, end: end + by }))
}

/** Parts of the intervals not covered by the others. */
function subtract(intervals: readonly Interval[], others: readonly Interval[]): Interval[] {
  const holes = mergeIntervals(others)
  return mergeIntervals(intervals).flatMap(({ start, end }) => {
    const parts: Interval[] = []
    let cursor = start
    for (const hole of holes) {
      if (hole.end <= cursor || hole.start >= end) continue
      if (hole.start > cursor) parts.push({ start: cursor, end: hole.start })
      cursor = Math.max(cursor, hole.end)
    }
    if (cursor < end) parts.push({ start: cursor, end })
    return parts
  })
}
