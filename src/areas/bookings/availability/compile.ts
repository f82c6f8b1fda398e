import type { Bitset } from './bitset.ts'
import { createBits, intersect, unite } from './bitset.ts'
import { anchoredMinutes, containsMinute, firstWallMinutes } from './grid.ts'
import type { Levels } from './levels.ts'
import { chargeUnless, createLevels, requireAll } from './levels.ts'
import type { Mask, PersonStarts, RoomLoad, TherapistMasks } from './masks.ts'
import {
  countOver,
  loadRoom,
  maskInside,
  maskOutside,
  maskTherapist,
  maskUpTo,
  runsOf,
  spaceFor,
  startsOf,
  startsWithin,
} from './masks.ts'
import type { Catalogue, ItemPattern, PersonPattern } from './patterns.ts'
import {
  buildPattern,
  canPerformItem,
  createCatalogue,
  findEligibleRooms,
  findTherapistBars,
  isRoomRequired,
  orderSteps,
  peopleIn,
  rolePreferences,
} from './patterns.ts'
import { channelGrid, channelHours, toleranceTable } from './tolerance.ts'
import type {
  BookingRequest,
  DaySnapshot,
  Interval,
  Reason,
  RequestGuest,
  RequestItem,
  RoomDay,
  Service,
  TherapistDay,
  WarningType,
} from './types.ts'
import { warningTypes } from './types.ts'

/** A request against a day, with every condition that does not depend on other items turned into bits. */
export interface Compiled {
  snapshot: DaySnapshot
  request: BookingRequest
  tolerated: readonly boolean[]
  /** Length of the axis worked on. */
  size: number
  hours: readonly Interval[]
  gridStep: number
  /** Minutes of the wall grid within hours: starts of later items after a gap, and of later guests. */
  grid: readonly number[]
  /** Starts of the visit, gap-free ones included, before lead time. */
  starts: readonly number[]
  /** Under gap-free scheduling: starts each therapist offers. */
  anchors: ReadonlyMap<TherapistDay, ReadonlySet<number>> | null
  guests: readonly CompiledGuest[]
  equipmentTaken: ReadonlyMap<string, EquipmentLoad>
  roomLoads: ReadonlyMap<RoomDay, RoomLoad>
  /** Reasons against every minute of the day. */
  dayReasons: readonly Reason[]
}

export interface EquipmentLoad {
  quantity: number
  taken: Uint16Array
  claims: readonly Interval[]
}

export interface CompiledGuest {
  guest: RequestGuest
  steps: readonly (readonly CompiledItem[])[]
}

export interface CompiledItem {
  /** Position over all guests, in order of placing. */
  index: number
  item: RequestItem
  guest: RequestGuest
  service: Service
  people: number
  roomRequired: boolean
  eligibleRooms: readonly RoomDay[]
  /** Per therapist needed, who may do it, the preferred first. */
  roles: readonly (readonly Candidate[])[]
}

export interface Candidate {
  therapist: TherapistDay
  pattern: ItemPattern
  /** May be summed with the neighbouring items of the same therapist (AV32). */
  joinable: boolean
  /** Starts by warnings from this item alone, with the best room. */
  levels: Levels
  /** Its narrowest: no warning. */
  clean: Bitset
  /** Its widest: tolerated warnings only. */
  possible: Bitset
  checks: readonly Check[]
  /** Rooms with their own starts; empty where the item needs none. */
  rooms: readonly RoomOption[]
  /** The same for an item that may have a room but need not; worked out when asked for. */
  listOptionalRooms: () => readonly RoomOption[]
}

export type Check =
  | { kind: 'barrier'; reason: Reason; ok: Bitset }
  | { kind: 'warning'; type: WarningType; ok: Bitset; therapistId: string | null; equipmentId: string | null }

export interface RoomOption {
  load: RoomLoad
  clean: Bitset
  possible: Bitset
}

interface Workshop {
  snapshot: DaySnapshot
  request: BookingRequest
  catalogue: Catalogue
  tolerated: readonly boolean[]
  size: number
  open: Mask
  therapistMasks: Map<TherapistDay, TherapistMasks>
  personStarts: Map<string, PersonStarts>
  guestFree: Map<string, Mask>
  roomLoads: Map<RoomDay, RoomLoad>
  roomOptions: Map<string, RoomOption[]>
  equipment: Map<string, EquipmentLoad>
  equipmentSpace: Map<string, Mask>
}

export function compileRequest(snapshot: DaySnapshot, request: BookingRequest): Compiled {
  const catalogue = createCatalogue(snapshot)
  const hours = channelHours(snapshot, request)
  const size = measureAxis(snapshot, request, catalogue, hours)
  const tolerated = toleranceTable(snapshot, request)
  const workshop: Workshop = {
    snapshot,
    request,
    catalogue,
    tolerated,
    size,
    open: maskInside(size, hours),
    therapistMasks: new Map(),
    personStarts: new Map(),
    guestFree: new Map(),
    roomLoads: new Map(),
    roomOptions: new Map(),
    equipment: new Map(),
    equipmentSpace: new Map(),
  }
  const dayReasons = findDayReasons(snapshot, request, hours, tolerated, catalogue)
  const guests = dayReasons.includes('unknown_service') ? [] : compileGuests(workshop)
  const gridStep = channelGrid(snapshot, request)
  const latest = hours.at(-1)?.end ?? 0
  const grid = firstWallMinutes(snapshot.clock, gridStep, 0, latest).filter((m) => containsMinute(hours, m))
  const anchors = snapshot.gapFree ? anchorStarts(snapshot, guests, grid, gridStep, hours) : null
  const starts = anchors
    ? [...new Set([...anchors.values()].flatMap((minutes) => [...minutes]))].sort((a, b) => a - b)
    : grid
  return {
    snapshot,
    request,
    tolerated,
    size,
    hours,
    gridStep,
    grid,
    starts,
    anchors,
    guests,
    equipmentTaken: workshop.equipment,
    roomLoads: workshop.roomLoads,
    dayReasons,
  }
}

function findDayReasons(
  snapshot: DaySnapshot,
  request: BookingRequest,
  hours: readonly Interval[],
  tolerated: readonly boolean[],
  catalogue: Catalogue,
): Reason[] {
  const reasons: Reason[] = []
  if (snapshot.dayRefusal !== null) reasons.push('day_not_bookable')
  if (snapshot.holiday && !tolerated[warningTypes.dayIsHoliday]) reasons.push('holiday')
  if (hours.length === 0) reasons.push('closed')
  const wanted = request.guests.flatMap((guest) =>
    guest.items.flatMap((item) => [item.serviceId, ...item.addOns.map((addOn) => addOn.serviceId)]),
  )
  if (wanted.some((id) => !catalogue.services.has(id))) reasons.push('unknown_service')
  return reasons
}

/** The latest minute any condition can ask about: every visit starts in hours and takes at most this long. */
function measureAxis(
  snapshot: DaySnapshot,
  request: BookingRequest,
  catalogue: Catalogue,
  hours: readonly Interval[],
): number {
  const longest = (serviceId: string): number => {
    const service = catalogue.services.get(serviceId)
    if (!service) return 0
    const sum = (segments: readonly { minutes: number }[]): number =>
      segments.reduce((total, segment) => total + segment.minutes, 0)
    const lengths = [service.minutes, sum(service.segments)]
    for (const therapist of snapshot.therapists) {
      const own = therapist.services[serviceId]
      if (own) lengths.push(own.minutes ?? 0, sum(own.segments ?? []))
    }
    return Math.max(...lengths) + service.recoveryMinutes
  }
  let size = hours.at(-1)?.end ?? 0
  for (const guest of request.guests) {
    for (const item of guest.items) {
      size += Math.max(longest(item.serviceId), item.guestMinutes ?? 0) + snapshot.handoverMinutes
      for (const addOn of item.addOns) size += longest(addOn.serviceId)
    }
  }
  return size + 1
}

function compileGuests(workshop: Workshop): CompiledGuest[] {
  let index = 0
  return workshop.request.guests.map((guest) => ({
    guest,
    steps: orderSteps(workshop.snapshot, workshop.request, guest).map((step) =>
      step.map((item) => compileItem(workshop, guest, item, index++)),
    ),
  }))
}

function compileItem(
  workshop: Workshop,
  guest: RequestGuest,
  item: RequestItem,
  index: number,
): CompiledItem {
  const { snapshot, request, catalogue } = workshop
  const service = catalogue.services.get(item.serviceId)!
  const eligibleRooms = findEligibleRooms(snapshot, item, service)
  const roomRequired = isRoomRequired(snapshot, item, service)
  const base = { index, item, guest, service, people: peopleIn(service), roomRequired, eligibleRooms }
  const hasFixedRoom = (therapist: TherapistDay): boolean =>
    therapist.shifts.some((shift) => eligibleRooms.some((room) => room.id === shift.roomId))
  const roles = rolePreferences(item, service).map((preference, role) =>
    snapshot.therapists
      .filter(
        (therapist) =>
          canPerformItem(catalogue, item, therapist) &&
          findTherapistBars(snapshot, request, guest, therapist, preference).length === 0,
      )
      .sort(
        (a, b) =>
          a.load - b.load ||
          Number(hasFixedRoom(b)) - Number(hasFixedRoom(a)) ||
          (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
      )
      .flatMap((therapist) => compileCandidate(workshop, base, therapist, role) ?? []),
  )
  return { ...base, roles }
}

function compileCandidate(
  workshop: Workshop,
  owner: Omit<CompiledItem, 'roles'>,
  therapist: TherapistDay,
  role: number,
): Candidate | null {
  const { snapshot, request, catalogue, size, tolerated } = workshop
  const pattern = buildPattern(snapshot, catalogue, owner.item, therapist, role)
  if (!pattern) return null
  const { persons } = pattern
  const helpers = persons.slice(1).map((person) => person.therapist)
  const barred = helpers.some(
    (helper) =>
      findTherapistBars(snapshot, request, owner.guest, helper, { kind: 'named', id: helper.id }).length > 0,
  )
  if (barred) return null
  const checks: Check[] = persons.flatMap((person) => checkPerson(workshop, person))
  if (role === 0) checks.push(...checkItem(workshop, owner, pattern))
  const levels = createLevels(size)
  for (const check of checks) {
    if (check.kind === 'barrier' || !tolerated[check.type]) requireAll(levels, check.ok)
    else chargeUnless(levels, check.ok)
  }
  const listRooms = (): RoomOption[] => optionsForRooms(workshop, owner, pattern.length + pattern.recovery)
  let rooms: RoomOption[] = []
  if (role === 0 && owner.roomRequired) {
    rooms = listRooms()
    const anyClean = createBits(size)
    for (const option of rooms) unite(anyClean, option.clean)
    if (tolerated[warningTypes.roomCapacityExceeded]) {
      const anyPossible = createBits(size)
      for (const option of rooms) unite(anyPossible, option.possible)
      requireAll(levels, anyPossible)
      chargeUnless(levels, anyClean)
    } else requireAll(levels, anyClean)
  }
  const joinable = !pattern.segmented && !owner.service.isCouple && pattern.persons.length === 1
  const [clean, possible] = [levels[0]!, levels.at(-1)!]
  return {
    therapist,
    pattern,
    joinable,
    levels,
    clean,
    possible,
    checks,
    rooms,
    listOptionalRooms: listRooms,
  }
}

function checkPerson(workshop: Workshop, person: PersonPattern): Check[] {
  const { therapist } = person
  const shape = person.runs.map((run) => [
    run.start,
    run.end,
    run.shiftEnd,
    run.recovery,
    ...run.work.flatMap((piece) => [piece.start, piece.end]),
  ])
  const key = `${therapist.id}|${shape.join('|')}`
  let starts = workshop.personStarts.get(key)
  if (!starts) {
    let masks = workshop.therapistMasks.get(therapist)
    if (!masks) {
      masks = maskTherapist(workshop.size, therapist)
      workshop.therapistMasks.set(therapist, masks)
    }
    starts = startsOf(workshop.snapshot, masks, person)
    workshop.personStarts.set(key, starts)
  }
  const checks: Check[] = []
  const barrier = (reason: Reason, ok: Bitset | null): void => {
    if (ok) checks.push({ kind: 'barrier', reason, ok })
  }
  const warning = (type: WarningType, ok: Bitset | null): void => {
    if (ok) checks.push({ kind: 'warning', type, ok, therapistId: therapist.id, equipmentId: null })
  }
  barrier('on_leave', starts.noLeave)
  barrier('blocked_out', starts.noBlockout)
  warning(warningTypes.therapistOutsideSchedule, starts.inShift)
  warning(warningTypes.therapistDoubleBooked, starts.noClaim)
  return checks
}

/** Conditions of the item whoever does it: the guest's other visits, closing time, equipment. */
function checkItem(workshop: Workshop, owner: Omit<CompiledItem, 'roles'>, pattern: ItemPattern): Check[] {
  const { snapshot, size, open } = workshop
  const { guestDoubleBooked, endsOutsideCenterHours, equipmentCapacityExceeded } = warningTypes
  const none = { therapistId: null, equipmentId: null }
  const checks: Check[] = [
    { kind: 'warning', type: endsOutsideCenterHours, ok: runsOf(open, pattern.length), ...none },
  ]
  const { guestId } = owner.guest
  const busy = guestId === null ? undefined : snapshot.guestBusy[guestId]
  if (guestId !== null && busy?.length && !snapshot.guestOverlapAllowed) {
    let free = workshop.guestFree.get(guestId)
    if (!free) workshop.guestFree.set(guestId, (free = maskOutside(size, busy)))
    checks.push({ kind: 'warning', type: guestDoubleBooked, ok: runsOf(free, pattern.length), ...none })
  }
  for (const use of pattern.equipment) {
    const space = equipmentSpaceFor(workshop, use.equipmentId, use.quantity)
    const ok = startsWithin(space, use)
    const equipmentId = use.equipmentId
    checks.push({ kind: 'warning', type: equipmentCapacityExceeded, ok, therapistId: null, equipmentId })
  }
  return checks
}

function equipmentSpaceFor(workshop: Workshop, equipmentId: string, quantity: number): Mask {
  const { snapshot, size } = workshop
  let load = workshop.equipment.get(equipmentId)
  if (!load) {
    const equipment = snapshot.equipment.find((entry) => entry.id === equipmentId)
    const claims = (equipment?.claims ?? []).map((claim) => ({ ...claim, count: claim.quantity }))
    load = { quantity: equipment?.quantity ?? 0, taken: countOver(size, claims), claims }
    workshop.equipment.set(equipmentId, load)
  }
  const key = `${equipmentId}|${quantity}`
  let mask = workshop.equipmentSpace.get(key)
  if (!mask) {
    mask = maskUpTo(size, load.taken, load.claims, load.quantity - quantity)
    workshop.equipmentSpace.set(key, mask)
  }
  return mask
}

/** Rooms for an item with the starts at which they are open and have space, closest fit first. */
function optionsForRooms(
  workshop: Workshop,
  owner: Omit<CompiledItem, 'roles'>,
  length: number,
): RoomOption[] {
  const { size, request, tolerated } = workshop
  const key = `${owner.service.id}|${owner.item.roomId ?? ''}|${length}`
  const known = workshop.roomOptions.get(key)
  if (known) return known
  const options = [...owner.eligibleRooms]
    .sort(
      (a, b) =>
        Number(b.serviceIds.length > 0) - Number(a.serviceIds.length > 0) ||
        a.capacity - b.capacity ||
        (a.id < b.id ? -1 : 1),
    )
    .map((room): RoomOption => {
      let load = workshop.roomLoads.get(room)
      if (!load) workshop.roomLoads.set(room, (load = loadRoom(size, request, room)))
      const unblocked = runsOf(load.noBlockout, length)
      const clean = unblocked.slice()
      intersect(clean, runsOf(spaceFor(size, load, owner.people), length))
      return { load, clean, possible: tolerated[warningTypes.roomCapacityExceeded] ? unblocked : clean }
    })
  workshop.roomOptions.set(key, options)
  return options
}

function anchorStarts(
  snapshot: DaySnapshot,
  guests: readonly CompiledGuest[],
  grid: readonly number[],
  step: number,
  hours: readonly Interval[],
): Map<TherapistDay, Set<number>> {
  const anchors = new Map<TherapistDay, Set<number>>()
  for (const { steps } of guests) {
    for (const candidate of (steps[0] ?? []).flatMap((item) => item.roles.flat())) {
      const { therapist } = candidate
      if (anchors.has(therapist)) continue
      anchors.set(therapist, new Set(anchoredMinutes(snapshot, therapist, grid, step, hours)))
    }
  }
  return anchors
}
