import type { Compiled } from './compiled.ts'
import type { PersonPattern } from './patterns.ts'
import type { Assigned } from './solution.ts'
import type { Interval, RoomDay, TherapistDay } from './types.ts'
import { warningTypes } from './types.ts'

/** Warnings 7, 8, 9 that an item adds against those already placed; Infinity when not tolerated. */
export function countOwnConflicts(
  compiled: Compiled,
  placed: readonly Assigned[],
  assigned: Assigned,
): number {
  if (placed.length === 0) return 0
  const { tolerated } = compiled
  let count = 0
  const add = (type: number, times: number): void => {
    if (times > 0) count += tolerated[type] ? times : Infinity
  }
  add(
    warningTypes.therapistDoubleSelected,
    placed.reduce((sum, other) => sum + countSharedTherapists(other, assigned), 0),
  )
  const { room } = assigned
  if (room && count !== Infinity) {
    const full = isRoomOverfull(compiled, [...placed, assigned], room.load.room)
    const before = full && isRoomOverfull(compiled, placed, room.load.room)
    add(warningTypes.roomDoubleSelected, full && !before ? 1 : 0)
  }
  for (const equipmentId of equipmentOf(assigned)) {
    if (count === Infinity) break
    const full = isEquipmentOverused(compiled, [...placed, assigned], equipmentId)
    const before = full && isEquipmentOverused(compiled, placed, equipmentId)
    add(warningTypes.equipmentDoubleSelected, full && !before ? 1 : 0)
  }
  return count
}

/** Therapists two items of the booking would need at once. One guest's items ignore each other's recovery. */
export function countSharedTherapists(a: Assigned, b: Assigned): number {
  if (!haveCommonTherapist(a, b)) return 0
  const sameGuest = a.item.guest === b.item.guest
  const others = personsOf(b)
  let count = 0
  for (const [therapist, mine] of personsOf(a)) {
    const theirs = others.get(therapist)
    if (theirs && mine.some((p) => theirs.some((q) => personsClash(p, a.start, q, b.start, sameGuest))))
      count++
  }
  return count
}

function haveCommonTherapist(a: Assigned, b: Assigned): boolean {
  for (const { pattern } of a.chosen) {
    for (const { therapist } of pattern.persons) {
      for (const other of b.chosen) {
        for (const person of other.pattern.persons) if (person.therapist === therapist) return true
      }
    }
  }
  return false
}

function personsOf(assigned: Assigned): Map<TherapistDay, PersonPattern[]> {
  const persons = new Map<TherapistDay, PersonPattern[]>()
  for (const { pattern } of assigned.chosen) {
    for (const person of pattern.persons) {
      persons.set(person.therapist, [...(persons.get(person.therapist) ?? []), person])
    }
  }
  return persons
}

function personsClash(
  a: PersonPattern,
  aStart: number,
  b: PersonPattern,
  bStart: number,
  sameGuest: boolean,
): boolean {
  const pieces = (person: PersonPattern) => person.runs.flatMap((run) => (sameGuest ? run.work : run.held))
  return pieces(a).some((p) =>
    pieces(b).some((q) => p.start + aStart < q.end + bStart && q.start + bStart < p.end + aStart),
  )
}

/** Whether guests of this booking together overfill a room at some minute (warning 8). */
export function isRoomOverfull(compiled: Compiled, placed: readonly Assigned[], room: RoomDay): boolean {
  const inRoom = placed.filter((assigned) => assigned.room?.load.room === room)
  if (inRoom.length < 2) return false
  const stays = inRoom.map((assigned) => {
    const { length, recovery } = assigned.chosen[0]!.pattern
    const { guest, people } = assigned.item
    return { guest, people, start: assigned.start, end: assigned.start + length + recovery }
  })
  const booked = compiled.roomLoads.get(room)?.people
  return turningPoints(stays, room.claims).some((minute) => {
    const present = new Map<object, number>()
    for (const stay of stays) {
      if (minute < stay.start || minute >= stay.end) continue
      present.set(stay.guest, Math.max(present.get(stay.guest) ?? 0, stay.people))
    }
    if (present.size < 2) return false
    if (room.oneAppointmentAtATime) return true
    const own = [...present.values()].reduce((sum, people) => sum + people, 0)
    return !room.canExceedCapacity && own + (booked?.[minute] ?? 0) > room.capacity
  })
}

/** Minutes at which the number present can have grown. */
function turningPoints(own: readonly Interval[], others: readonly Interval[]): number[] {
  return [...own, ...others].map((interval) => interval.start)
}

export function equipmentOf(assigned: Assigned): Set<string> {
  return new Set(assigned.chosen[0]!.pattern.equipment.map((use) => use.equipmentId))
}

/** Whether items of this booking together need more of an equipment than is left (warning 9). */
export function isEquipmentOverused(
  compiled: Compiled,
  placed: readonly Assigned[],
  equipmentId: string,
): boolean {
  const uses = placed.flatMap((assigned) =>
    assigned.chosen[0]!.pattern.equipment.filter((use) => use.equipmentId === equipmentId).map((use) => ({
      item: assigned.item,
      quantity: use.quantity,
      start: assigned.start + use.start,
      end: assigned.start + use.end,
    })),
  )
  if (uses.length < 2) return false
  const load = compiled.equipmentTaken.get(equipmentId)
  return turningPoints(uses, load?.claims ?? []).some((minute) => {
    const now = uses.filter((use) => minute >= use.start && minute < use.end)
    if (new Set(now.map((use) => use.item)).size < 2) return false
    const own = now.reduce((sum, use) => sum + use.quantity, 0)
    return own + (load?.taken[minute] ?? 0) > (load?.quantity ?? 0)
  })
}
