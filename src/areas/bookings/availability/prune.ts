import { hasBit } from './bitset.ts'
import type { Candidate, Compiled, CompiledItem } from './compiled.ts'
import { warningTypes } from './types.ts'

type Level = 'clean' | 'possible'

/**
 * Cheap necessary condition for a group to start at a minute: enough different therapists and enough places for
 * the first items of all guests, at level `clean` without any warning. Spares the search from trying every
 * order of too few people.
 */
export function canStartTogether(compiled: Compiled, minute: number, level: Level): boolean {
  if (compiled.request.differentTimesForGuests || compiled.guests.length < 3) return true
  const firstItems = compiled.guests.flatMap((guest) => guest.steps[0] ?? [])
  return haveTherapists(compiled, firstItems, minute, level) && haveRooms(compiled, firstItems, minute, level)
}

function haveTherapists(
  compiled: Compiled,
  items: readonly CompiledItem[],
  minute: number,
  level: Level,
): boolean {
  if (level === 'possible' && compiled.tolerated[warningTypes.therapistDoubleSelected]) return true
  const startsWorking = (candidate: Candidate): boolean => {
    const first = candidate.pattern.persons[0]?.runs[0]?.work[0]
    return first !== undefined && first.start === 0
  }
  const wishes = items
    .flatMap((item) => item.roles)
    .filter((role) => role.every(startsWorking))
    .map((role) => role.filter((candidate) => hasBit(candidate[level], minute)).map((c) => c.therapist))
  return matchAll(wishes, () => 1)
}

function haveRooms(
  compiled: Compiled,
  items: readonly CompiledItem[],
  minute: number,
  level: Level,
): boolean {
  if (level === 'possible' && compiled.tolerated[warningTypes.roomDoubleSelected]) return true
  // One place per guest at least: a guest's parallel items may share it.
  const seen = new Set<object>()
  const wanting = items.filter((item) => item.roomRequired && !seen.has(item.guest) && seen.add(item.guest))
  const shortest = Math.min(
    ...wanting.flatMap((item) => item.roles[0]!.map(({ pattern }) => pattern.length + pattern.recovery)),
  )
  if (shortest <= 0) return true
  const wishes = wanting.map((item) =>
    item.eligibleRooms.filter((room) =>
      item.roles[0]!.some((candidate) =>
        candidate.rooms.some((option) => option.load.room === room && hasBit(option[level], minute)),
      ),
    ),
  )
  return matchAll(wishes, (room) => {
    if (room.oneAppointmentAtATime) return 1
    if (room.canExceedCapacity) return Infinity
    const booked = compiled.roomLoads.get(room)?.people.subarray(minute, minute + shortest) ?? []
    const places = room.capacity - Math.max(0, ...booked)
    // A single guest over capacity may be tolerated; two guests over it are not.
    return level === 'clean' ? places : Math.max(1, places)
  })
}

/** Whether each wish gets one of its options, each option being given out `capacity` times (Kuhn's matching). */
function matchAll<T>(wishes: readonly (readonly T[])[], capacity: (option: T) => number): boolean {
  const given = new Map<T, number[]>()
  const tryWish = (wish: number, visited: Set<T>): boolean =>
    wishes[wish]!.some((option) => {
      if (visited.has(option)) return false
      visited.add(option)
      const holders = given.get(option) ?? []
      if (!given.has(option)) given.set(option, holders)
      if (holders.length < capacity(option)) {
        holders.push(wish)
        return true
      }
      return holders.some((holder, place) => {
        if (!tryWish(holder, visited)) return false
        holders[place] = wish
        return true
      })
    })
  return wishes.every((_, wish) => tryWish(wish, new Set()))
}
