import { hasBit } from './bitset.ts'
import type { Compiled, CompiledItem, RoomOption } from './compiled.ts'
import { listClaims } from './claims.ts'
import type { Assigned, Solution } from './solution.ts'
import { countSharedTherapists, equipmentOf, isEquipmentOverused, isRoomOverfull } from './conflicts.ts'
import type { PlacedItem, PlacedSegment, Placement, Warning, WarningType } from './types.ts'
import { warningTypes } from './types.ts'

/** Turns an assignment into what is shown and held. */
export function buildPlacement(compiled: Compiled, minute: number, solution: Solution): Placement {
  const placed = addOptionalRooms(compiled, solution.placed)
  const warnings = listWarnings(compiled, { ...solution, placed })
  const claims = listClaims(compiled, placed)
  const items = placed.map((assigned): PlacedItem => {
    const { item, chosen, start } = assigned
    const [first, second] = chosen
    const { pattern } = first!
    return {
      itemKey: item.item.key,
      guestKey: item.guest.key,
      serviceId: item.service.id,
      therapistId: first!.therapist.id,
      secondTherapistId: second?.therapist.id ?? null,
      roomId: assigned.room?.load.room.id ?? null,
      equipmentIds: [...equipmentOf(assigned)],
      start,
      end: start + pattern.length,
      segments: listSegments(assigned),
      addOns: pattern.parts.flatMap((part) =>
        part.addOn
          ? {
              addOnKey: part.addOn.key,
              serviceId: part.service.id,
              therapistId: part.therapist.id,
              start: start + part.start,
              end: start + part.end,
            }
          : [],
      ),
      claims: claims.get(assigned) ?? [],
      warnings: warnings.filter((w) => w.itemKey === item.item.key && w.guestKey === item.guest.key),
    }
  })
  return { minute, end: Math.max(...items.map((item) => item.end)), items, warnings }
}

function listSegments({ chosen, start }: Assigned): PlacedSegment[] {
  return chosen[0]!.pattern.parts.flatMap((part) => {
    let cursor = start + part.start
    return part.segments.map((segment) => ({
      kind: segment.kind,
      start: cursor,
      end: (cursor += segment.minutes),
      therapistId: part.therapist.id,
      addOnKey: part.addOn?.key ?? null,
    }))
  })
}

/** Warnings of an assignment; as many as the search counted, plus the holiday's. */
export function listWarnings(compiled: Compiled, { placed, warningCount }: Solution): Warning[] {
  const warnings: Warning[] = []
  if (compiled.snapshot.holiday) warnings.push(warn(warningTypes.dayIsHoliday, null))
  if (warningCount === 0) return warnings
  placed.forEach((assigned, index) => {
    const { item, chosen, room, start } = assigned
    const earlier = placed.slice(0, index)
    for (const check of chosen.flatMap((candidate) => candidate.checks)) {
      if (check.kind === 'barrier' || hasBit(check.ok, start)) continue
      const { therapistId, equipmentId } = check
      warnings.push(warn(check.type, item, { therapistId, equipmentId }))
    }
    if (room) {
      const roomId = room.load.room.id
      if (!hasBit(room.clean, start)) warnings.push(warn(warningTypes.roomCapacityExceeded, item, { roomId }))
      const together = [...earlier, assigned]
      if (
        isRoomOverfull(compiled, together, room.load.room) &&
        !isRoomOverfull(compiled, earlier, room.load.room)
      ) {
        warnings.push(warn(warningTypes.roomDoubleSelected, item, { roomId }))
      }
    }
    const shared = earlier.reduce((sum, other) => sum + countSharedTherapists(other, assigned), 0)
    const therapistId = chosen[0]!.therapist.id
    for (let i = 0; i < shared; i++) {
      warnings.push(warn(warningTypes.therapistDoubleSelected, item, { therapistId }))
    }
    for (const equipmentId of equipmentOf(assigned)) {
      const together = [...earlier, assigned]
      if (
        isEquipmentOverused(compiled, together, equipmentId) &&
        !isEquipmentOverused(compiled, earlier, equipmentId)
      ) {
        warnings.push(warn(warningTypes.equipmentDoubleSelected, item, { equipmentId }))
      }
    }
  })
  return warnings
}

function warn(
  type: WarningType,
  item: CompiledItem | null,
  about: Partial<Pick<Warning, 'therapistId' | 'roomId' | 'equipmentId'>> = {},
): Warning {
  return {
    type,
    itemKey: item?.item.key ?? null,
    guestKey: item?.guest.key ?? null,
    guestId: item?.guest.guestId ?? null,
    serviceId: item?.service.id ?? null,
    therapistId: about.therapistId ?? null,
    roomId: about.roomId ?? null,
    equipmentId: about.equipmentId ?? null,
  }
}

/**
 * Where no room is required, a linked room or the therapist's fixed one is still taken when it is free. Done
 * after the search, since going without never makes a visit impossible.
 */
function addOptionalRooms(compiled: Compiled, assignment: readonly Assigned[]): Assigned[] {
  const placed = [...assignment]
  placed.forEach((assigned, index) => {
    if (assigned.item.roomRequired) return
    const { item, start, chosen } = assigned
    const fixed =
      chosen[0]!.therapist.shifts.find((shift) => start >= shift.start && start < shift.end)?.roomId ?? null
    const linked = item.service.roomIds.length > 0
    if (!linked && fixed === null) return
    const fits = (option: RoomOption): boolean =>
      hasBit(option.clean, start) &&
      !isRoomOverfull(compiled, placed.with(index, { ...assigned, room: option }), option.load.room)
    const rooms = chosen[0]!.listOptionalRooms()
    const options = [
      ...rooms.filter((option) => option.load.room.id === fixed),
      ...(linked ? rooms.filter((option) => option.load.room.id !== fixed) : []),
    ]
    const room = options.find(fits)
    if (room) placed[index] = { ...assigned, room }
  })
  return placed
}
