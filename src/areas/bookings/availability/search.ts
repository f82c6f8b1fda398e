import { hasBit } from './bitset.ts'
import type { Candidate, Compiled, CompiledItem, RoomOption } from './compiled.ts'
import { countOwnConflicts } from './conflicts.ts'
import { costAt } from './levels.ts'
import { canStartTogether } from './prune.ts'
import type { Reach } from './reach.ts'
import type { Assigned, Solution } from './solution.ts'
import type { TherapistDay } from './types.ts'

/**
 * Choices tried per start and pass. Far above what ordinary bookings need; keeps a hostile request (a dozen
 * guests with long lists) from holding the process. Beyond it the fewest warnings are no longer sought, only
 * some tolerated assignment; and when that is not found either, the start counts as unavailable.
 */
const nodeLimit = 10_000
/** Failed states are remembered only once a search turns out to be long. */
const rememberAfter = 500

/** Where a guest's next item follows on: the run of items summed before rounding (AV32). */
interface RunState {
  /** Null: nothing can be joined to it. */
  therapist: TherapistDay | null
  start: number
  end: number
  rounded: boolean
}

interface Search {
  compiled: Compiled
  reach: Reach
  /** Per guest: the least the guests from there on cost. */
  guestsAhead: readonly number[]
  minute: number
  /** Warnings this pass may spend. */
  budget: number
  spent: number
  /** Cheapest total seen beyond the budget. */
  nextBudget: number
  placed: Assigned[]
  /** With guests at different times: how many start at the slot's minute. */
  atMinute: number
  /** Under gap-free scheduling: how many starters have the minute on their own grid. */
  anchored: number
  nodes: number
  failed: Set<string>
}

/**
 * The assignment of a visit starting at a minute with the fewest warnings, or null. Complete: passes with a
 * rising number of warnings, each a depth-first search in order of preference.
 */
export function searchVisit(compiled: Compiled, reach: Reach, minute: number): Solution | null {
  if (!canStartTogether(compiled, minute, 'possible')) return null
  const guestsAhead = [0]
  for (const { fromSlot } of reach.guests.toReversed()) {
    guestsAhead.unshift(guestsAhead[0]! + costAt(fromSlot, minute))
  }
  const search: Search = {
    compiled,
    reach,
    guestsAhead,
    minute,
    budget: costAt(reach.starts, minute),
    spent: 0,
    nextBudget: Infinity,
    placed: [],
    atMinute: 0,
    anchored: 0,
    nodes: 0,
    failed: new Set(),
  }
  if (search.budget === 0 && !canStartTogether(compiled, minute, 'clean')) search.budget = 1
  for (;;) {
    if (placeGuest(search, 0)) return { placed: search.placed, warningCount: search.spent }
    const tooLong = search.nodes > nodeLimit
    if (search.budget === Infinity || (search.nextBudget === Infinity && !tooLong)) return null
    search.budget = tooLong ? Infinity : search.nextBudget
    search.nextBudget = Infinity
    if (tooLong) search.nodes = 0
    search.failed.clear()
  }
}

function placeGuest(search: Search, guestIndex: number): boolean {
  const { compiled, minute } = search
  const { guests, request, anchors } = compiled
  const guest = guests[guestIndex]
  if (!guest) return search.atMinute > 0 && (anchors === null || search.anchored > 0)
  const key = search.nodes > rememberAfter ? describeState(search, guestIndex) : null
  if (key !== null && search.failed.has(key)) return false

  const startAt = (start: number): boolean => {
    const run: RunState = { therapist: null, start, end: start, rounded: false }
    if (start === minute) search.atMinute++
    const persons = guest.guest.singleTherapist ? commonTherapists(guest.steps.flat()) : [null]
    const found = persons.some((person) => placeStep(search, guestIndex, 0, run, person))
    if (!found && start === minute) search.atMinute--
    return found
  }
  let found = startAt(minute)
  const mustStartNow = guestIndex === guests.length - 1 && search.atMinute === 0
  if (!found && request.differentTimesForGuests && !mustStartNow) {
    found = compiled.grid.some((start) => start > minute && startAt(start))
  }
  if (!found && key !== null) search.failed.add(key)
  return found
}

/** Those who can be the one person for all items of a guest. */
function commonTherapists(items: readonly CompiledItem[]): TherapistDay[] {
  const able = (item: CompiledItem): Set<TherapistDay> =>
    new Set(item.roles.flat().map((candidate) => candidate.therapist))
  const [first, ...others] = items.map(able)
  return [...(first ?? [])].filter((therapist) => others.every((set) => set.has(therapist)))
}

function placeStep(
  search: Search,
  guestIndex: number,
  stepIndex: number,
  run: RunState,
  person: TherapistDay | null,
): boolean {
  const { compiled } = search
  const step = compiled.guests[guestIndex]!.steps[stepIndex]
  if (!step) return placeGuest(search, guestIndex + 1)
  const [only] = step
  const place = (start: number, candidate: Candidate | null): boolean =>
    placeItem(search, guestIndex, stepIndex, 0, start, candidate, run, person)
  const mayGap = stepIndex > 0 && compiled.request.nonContiguous

  if (step.length === 1 && only) {
    const candidates = only.roles[0]!
    for (const candidate of candidates) {
      const start = followOn(compiled, run, candidate)
      if (hasBit(candidate.possible, start) && place(start, candidate)) return true
    }
    if (!mayGap) return false
    return compiled.grid.some(
      (start) =>
        start >= run.end &&
        candidates.some(
          (candidate) =>
            hasBit(candidate.possible, start) &&
            start !== followOn(compiled, run, candidate) &&
            place(start, candidate),
        ),
    )
  }
  const contiguous = followOn(compiled, run, null)
  if (place(contiguous, null)) return true
  if (!mayGap) return false
  return compiled.grid.some((start) => start >= run.end && start !== contiguous && place(start, null))
}

/**
 * Start of the next item back to back. Reading of AV32: unsegmented items that follow each other with one
 * therapist form a run and join without loss; when the run is over, its summed length is rounded up once to the
 * handover step, and the next therapist starts there. Ends and claims stay exact.
 */
function followOn(compiled: Compiled, run: RunState, candidate: Candidate | null): number {
  if (!run.rounded) return run.end
  if (candidate?.joinable && candidate.therapist === run.therapist) return run.end
  const step = compiled.snapshot.handoverMinutes
  return run.start + Math.ceil((run.end - run.start) / step) * step
}

/** Places item `itemIndex` of a step, then the rest of the step, then what follows. */
function placeItem(
  search: Search,
  guestIndex: number,
  stepIndex: number,
  itemIndex: number,
  start: number,
  only: Candidate | null,
  run: RunState,
  person: TherapistDay | null,
): boolean {
  const step = search.compiled.guests[guestIndex]!.steps[stepIndex]!
  const item = step[itemIndex]!
  const [firstRole, secondRole] = item.roles
  const continueWith = (assigned: Assigned, ahead: number): boolean => {
    const dynamic = countOwnConflicts(search.compiled, search.placed, assigned)
    return spend(search, dynamic, ahead, () => {
      search.placed.push(assigned)
      const found =
        itemIndex + 1 < step.length
          ? placeItem(search, guestIndex, stepIndex, itemIndex + 1, start, null, run, person)
          : placeStep(search, guestIndex, stepIndex + 1, endRun(search, step.length, run), person)
      if (!found) search.placed.pop()
      return found
    })
  }
  const withRoom = (chosen: readonly Candidate[], ahead: number): boolean => {
    if (person && !chosen.some((candidate) => candidate.therapist === person)) return false
    if (!item.roomRequired) return continueWith({ item, start, chosen, room: null }, ahead)
    return orderRooms(search, item, start, chosen[0]!).some(
      (room) =>
        hasBit(room.possible, start) &&
        spend(search, hasBit(room.clean, start) ? 0 : 1, ahead, () =>
          continueWith({ item, start, chosen, room }, ahead),
        ),
    )
  }
  const withFirst = (first: Candidate): boolean => {
    // The least that is still to come; a parallel step ends with its longest item, unknown as yet.
    const after = step.length === 1 ? search.reach.guests[guestIndex]!.after[stepIndex]! : null
    const stepsAhead = after ? costAt(after, start + first.pattern.length) : 0
    const ahead = stepsAhead + search.guestsAhead[guestIndex + 1]!
    return tryCandidate(search, first, start, ahead, () =>
      secondRole
        ? secondRole.some(
            (second) =>
              second.therapist !== first.therapist &&
              tryCandidate(search, second, start, ahead, () => withRoom([first, second], ahead)),
          )
        : withRoom([first], ahead),
    )
  }
  return only ? withFirst(only) : firstRole!.some(withFirst)
}

function tryCandidate(
  search: Search,
  candidate: Candidate,
  start: number,
  ahead: number,
  next: () => boolean,
): boolean {
  search.nodes++
  if (search.nodes > nodeLimit || !hasBit(candidate.possible, start)) return false
  const anchored =
    start === search.minute && (search.compiled.anchors?.get(candidate.therapist)?.has(start) ?? false)
  if (anchored) search.anchored++
  const found = spend(search, countWarnings(candidate, start), ahead, next)
  if (!found && anchored) search.anchored--
  return found
}

function countWarnings(candidate: Candidate, start: number): number {
  if (hasBit(candidate.clean, start)) return 0
  let count = 0
  for (const check of candidate.checks) {
    if (check.kind === 'warning' && !hasBit(check.ok, start)) count++
  }
  return count
}

/**
 * Runs `next` with `cost` more warnings spent, unless with at least `ahead` more to come that is beyond this
 * pass's budget.
 */
function spend(search: Search, cost: number, ahead: number, next: () => boolean): boolean {
  const total = search.spent + cost
  if (total + ahead > search.budget || total + ahead === Infinity) {
    search.nextBudget = Math.min(search.nextBudget, total + ahead)
    return false
  }
  search.spent = total
  const found = next()
  if (!found) search.spent = total - cost
  return found
}

/** The run after the last `count` placed items, which made up one step. */
function endRun(search: Search, count: number, run: RunState): RunState {
  const items = search.placed.slice(-count)
  const { start } = items[0]!
  const end = start + Math.max(...items.map((assigned) => assigned.chosen[0]!.pattern.length))
  const rounded = items.every((assigned) => !assigned.chosen[0]!.pattern.segmented)
  const [alone] = items
  const candidate = count === 1 ? alone!.chosen[0]! : null
  const therapist = candidate?.joinable ? candidate.therapist : null
  const joined = run.rounded && therapist !== null && therapist === run.therapist && start === run.end
  return { therapist, start: joined ? run.start : start, end, rounded }
}

/** Rooms to try: where the guest already is, then the therapist's fixed room, then the closest fit. */
function orderRooms(
  search: Search,
  item: CompiledItem,
  start: number,
  candidate: Candidate,
): readonly RoomOption[] {
  const { rooms, therapist } = candidate
  if (rooms.length < 2) return rooms
  const previous = search.placed.findLast((assigned) => assigned.item.guest === item.guest && assigned.room)
  const fixed = therapist.shifts.find((shift) => start >= shift.start && start < shift.end)?.roomId
  const rank = (option: RoomOption): number =>
    option.load.room === previous?.room?.load.room ? 0 : option.load.room.id === fixed ? 1 : 2
  if (!previous && (fixed === undefined || fixed === null)) return rooms
  return [...rooms].sort((a, b) => rank(a) - rank(b))
}

/**
 * What later guests can feel of those already placed, whoever of them it was: guests wishing the same thing
 * are interchangeable, so a failed state is recognised in any order.
 */
function describeState(search: Search, guestIndex: number): string {
  const byGuest = new Map<object, string[]>()
  for (const assigned of search.placed) {
    const list = byGuest.get(assigned.item.guest) ?? []
    const people = assigned.chosen.map((candidate) => candidate.therapist.id).join('+')
    const shape = [assigned.item.service.id, ...assigned.item.item.addOns.map((addOn) => addOn.serviceId)]
    const helpers = assigned.chosen[0]!.pattern.persons.slice(1).map((person) => person.therapist.id)
    const length = assigned.chosen[0]!.pattern.length
    const room = assigned.room?.load.room.id ?? ''
    list.push([assigned.start, length, people, helpers.join('+'), shape.join('+'), room].join(':'))
    byGuest.set(assigned.item.guest, list)
  }
  const guests = [...byGuest.values()].map((list) => list.join(',')).sort()
  const flags = [guestIndex, search.spent, search.atMinute > 0, search.anchored > 0]
  return `${flags.join()};${guests.join(';')}`
}
