import type { DaySnapshot, Interval, TherapistDay, WallClock } from './types.ts'

const DAY = 1440

/** Minutes since local midnight shown by the wall clock at a minute of the axis; may pass 1440. */
export function wallMinuteAt(clock: WallClock, minute: number): number {
  let current = clock.offsets[0]
  for (const change of clock.offsets) {
    if (change.fromMinute > minute) break
    current = change
  }
  return minute + wallShift(clock, current?.offset ?? 0)
}

/**
 * Minutes of the axis in [from, to) whose wall time lies on the step, ascending. A slot's time is written
 * without offset, so of a repeated hour only the first pass counts; skipped wall times never occur.
 */
export function firstWallMinutes(clock: WallClock, step: number, from: number, to: number): number[] {
  const minutes: number[] = []
  forStretches(clock, (start, end, shift) => {
    const first = Math.max(start, from)
    const last = Math.min(end, to)
    const remainder = (((first + shift) % step) + step) % step
    for (let minute = remainder === 0 ? first : first + step - remainder; minute < last; minute += step) {
      if (isFirstWallMinute(clock, minute)) minutes.push(minute)
    }
  })
  return minutes
}

/** False in the second pass of a repeated hour. */
export function isFirstWallMinute(clock: WallClock, minute: number): boolean {
  if (clock.offsets.length < 2) return true
  const wall = wallMinuteAt(clock, minute)
  let first = true
  forStretches(clock, (start, end, shift) => {
    const same = wall - shift
    if (end <= minute && same >= start && same < end) first = false
  })
  return first
}

/**
 * Starts one therapist offers under gap-free scheduling (AV42): after an appointment, steps count from its end
 * until the next appointment or the next shift begins; elsewhere the wall grid holds.
 */
export function anchoredMinutes(
  snapshot: DaySnapshot,
  therapist: TherapistDay,
  wallGrid: readonly number[],
  step: number,
  hours: readonly Interval[],
): number[] {
  const stretches: Interval[] = []
  const shiftStarts = mergeIntervals(therapist.shifts).map((shift) => shift.start)
  const claims = mergeIntervals(therapist.claims)
  claims.forEach((claim, index) => {
    const nextClaim = claims[index + 1]?.start ?? Infinity
    const nextShift = shiftStarts.find((start) => start > claim.end) ?? Infinity
    stretches.push({ start: claim.end, end: Math.min(nextClaim, nextShift) })
  })
  const onWall = wallGrid.filter((minute) => !stretches.some((s) => minute >= s.start && minute < s.end))
  const latest = Math.max(0, ...hours.map((open) => open.end))
  const anchored: number[] = []
  for (const stretch of stretches) {
    for (let minute = stretch.start; minute < Math.min(stretch.end, latest); minute += step) {
      if (containsMinute(hours, minute) && isFirstWallMinute(snapshot.clock, minute)) anchored.push(minute)
    }
  }
  return [...onWall, ...anchored]
}

/** Sorted, with overlapping and touching intervals joined and empty ones dropped. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = []
  const sorted = intervals.filter((i) => i.end > i.start).sort((a, b) => a.start - b.start)
  for (const { start, end } of sorted) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

export function containsMinute(intervals: readonly Interval[], minute: number): boolean {
  return intervals.some((interval) => minute >= interval.start && minute < interval.end)
}

/** Stretches of constant offset on the axis, with what to add to a minute to read the wall clock. */
function forStretches(clock: WallClock, visit: (start: number, end: number, shift: number) => void): void {
  const { offsets } = clock
  if (offsets.length === 0) return visit(0, Infinity, wallShift(clock, 0))
  offsets.forEach((change, index) => {
    const start = index === 0 ? 0 : Math.max(0, change.fromMinute)
    const end = offsets[index + 1]?.fromMinute ?? Infinity
    if (end > start) visit(start, end, wallShift(clock, change.offset))
  })
}

function wallShift(clock: WallClock, offset: number): number {
  const atZero = clock.dayStart + (clock.offsets[0]?.offset ?? 0)
  const midnight = Math.floor(atZero / DAY) * DAY
  return clock.dayStart + offset - midnight
}
