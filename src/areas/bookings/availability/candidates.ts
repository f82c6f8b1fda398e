import type { Bitset } from './bitset.ts'
import { copyBits, createBits, intersect, unite } from './bitset.ts'
import type { Candidate, Check, CompiledItem, EquipmentLoad, RoomOption } from './compiled.ts'
import { chargeUnless, createLevels, requireAll } from './levels.ts'
import type { Mask, PersonStarts, RoomLoad, TherapistMasks } from './masks.ts'
import {
  countOver,
  loadRoom,
  maskOutside,
  maskTherapist,
  maskUpTo,
  runsOf,
  spaceFor,
  startsOf,
  startsWithin,
} from './masks.ts'
import type { Catalogue, ItemPattern, PersonPattern } from './patterns.ts'
import { buildPattern, findTherapistBars } from './patterns.ts'
import type { BookingRequest, DaySnapshot, Reason, RoomDay, TherapistDay, WarningType } from './types.ts'
import { warningTypes } from './types.ts'

/** What candidates of one request share, filled as they are worked out. */
export interface Workshop {
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

/** One therapist for one role of an item, with the starts that suit; null when a helper named is not to be had. */
export function compileCandidate(
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
      const clean = copyBits(unblocked)
      intersect(clean, runsOf(spaceFor(size, load, owner.people), length))
      return { load, clean, possible: tolerated[warningTypes.roomCapacityExceeded] ? unblocked : clean }
    })
  workshop.roomOptions.set(key, options)
  return options
}
