import type { Workshop } from './candidates.ts'
import { compileCandidate } from './candidates.ts'
import type { Compiled, CompiledGuest, CompiledItem } from './compiled.ts'
import { anchoredMinutes, containsMinute, firstWallMinutes } from './grid.ts'
import { maskInside } from './masks.ts'
import type { Catalogue } from './patterns.ts'
import {
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
  TherapistDay,
} from './types.ts'
import { warningTypes } from './types.ts'

/** Prepares a day and a request for the search. */
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
