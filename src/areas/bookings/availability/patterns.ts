import type {
  BookingRequest,
  DaySnapshot,
  Interval,
  Reason,
  RequestAddOn,
  RequestGuest,
  RequestItem,
  RoomDay,
  Segment,
  Service,
  TherapistDay,
  TherapistPreference,
} from './types.ts'
import { mergeIntervals } from './grid.ts'

/** Shape of one item in time, counted from its start, once its therapist is known. */
export interface ItemPattern {
  length: number
  /** Longest recovery of its parts; keeps the room. */
  recovery: number
  /** Any part made of several segments: neither summed with neighbours nor rounded (AV32). */
  segmented: boolean
  /** The first has the parent's therapist, the others those named for add-ons. */
  persons: readonly PersonPattern[]
  parts: readonly Part[]
  equipment: readonly EquipmentUse[]
}

export interface PersonPattern {
  therapist: TherapistDay
  runs: readonly Run[]
}

/** Consecutive parts of one person. */
export interface Run {
  start: number
  end: number
  /** Until here the shift must last. */
  shiftEnd: number
  recovery: number
  /** Servicing and finishing. */
  work: readonly Interval[]
  /** Work and recovery. */
  held: readonly Interval[]
}

/** The service itself or one add-on. */
export interface Part {
  addOn: RequestAddOn | null
  service: Service
  therapist: TherapistDay
  start: number
  end: number
  segments: readonly Segment[]
}

export interface EquipmentUse {
  equipmentId: string
  quantity: number
  start: number
  end: number
}

export interface Catalogue {
  services: ReadonlyMap<string, Service>
  therapists: ReadonlyMap<string, TherapistDay>
}

export function createCatalogue(snapshot: DaySnapshot): Catalogue {
  return {
    services: new Map(snapshot.services.map((service) => [service.id, service])),
    therapists: new Map(snapshot.therapists.map((therapist) => [therapist.id, therapist])),
  }
}

/** Segments of a service in the hands of a therapist, with own lengths (AV10); null for the standard ones. */
export function segmentsFor(
  service: Service,
  therapist: TherapistDay | null,
  guestMinutes?: number,
): Segment[] {
  const own = therapist?.services[service.id]
  const whole = (minutes: number): Segment[] => [{ kind: 'servicing', minutes }]
  const chosen =
    guestMinutes !== undefined
      ? whole(guestMinutes)
      : own?.segments?.length
        ? own.segments
        : own?.minutes !== undefined
          ? whole(own.minutes)
          : service.segments.length > 0
            ? service.segments
            : whole(service.minutes)
  return chosen.filter((segment) => segment.minutes > 0)
}

/** Who does an add-on: the person it names, else the parent's therapist (AV38). Undefined: unknown person. */
export function addOnTherapist(
  catalogue: Catalogue,
  addOn: RequestAddOn,
  parent: TherapistDay,
): TherapistDay | undefined {
  return addOn.therapist.kind === 'named' ? catalogue.therapists.get(addOn.therapist.id) : parent
}

/**
 * The pattern of an item, or null when a service or a named person is not in the snapshot. `role` 1 is the
 * second therapist of a couple service, who adds only the own work: add-ons that name a person, and all that
 * concerns the item as such, belong to role 0.
 */
export function buildPattern(
  snapshot: DaySnapshot,
  catalogue: Catalogue,
  item: RequestItem,
  therapist: TherapistDay,
  role: number,
): ItemPattern | null {
  const parts: Part[] = []
  const parent = catalogue.services.get(item.serviceId)
  let cursor = 0
  const addPart = (
    addOn: RequestAddOn | null,
    service: Service | undefined,
    by: TherapistDay | undefined,
  ): boolean => {
    if (!service || !by) return false
    // The two of a couple service must end together, so own lengths do not count.
    const segments = segmentsFor(service, parent?.isCouple ? null : by, addOn ? undefined : item.guestMinutes)
    const end = cursor + segments.reduce((sum, segment) => sum + segment.minutes, 0)
    parts.push({ addOn, service, therapist: by, start: cursor, end, segments })
    cursor = end
    return true
  }
  if (!addPart(null, parent, therapist)) return null
  for (const addOn of item.addOns) {
    const service = catalogue.services.get(addOn.serviceId)
    if (!addPart(addOn, service, addOnTherapist(catalogue, addOn, therapist))) return null
  }
  return {
    length: cursor,
    recovery: Math.max(...parts.map((part) => part.service.recoveryMinutes)),
    segmented: parts.some((part) => part.segments.length > 1),
    persons: groupByPerson(snapshot, parts, (part) => role === 0 || part.addOn?.therapist.kind !== 'named'),
    parts,
    equipment: parts.flatMap((part) =>
      part.service.equipment.map(({ id, quantity }) => ({
        equipmentId: id,
        quantity,
        start: part.start,
        end: part.end,
      })),
    ),
  }
}

function groupByPerson(
  snapshot: DaySnapshot,
  parts: readonly Part[],
  counts: (part: Part) => boolean,
): PersonPattern[] {
  const runs = new Map<TherapistDay, Run[]>()
  let first = 0
  while (first < parts.length) {
    const { therapist } = parts[first]!
    let next = first + 1
    if (!counts(parts[first]!)) {
      first = next
      continue
    }
    while (next < parts.length && parts[next]!.therapist === therapist && counts(parts[next]!)) next++
    const list = runs.get(therapist) ?? []
    list.push(buildRun(snapshot, parts.slice(first, next)))
    runs.set(therapist, list)
    first = next
  }
  return [...runs].map(([therapist, list]) => ({ therapist, runs: list }))
}

function buildRun(snapshot: DaySnapshot, parts: readonly Part[]): Run {
  const work: Interval[] = []
  for (const part of parts) {
    let cursor = part.start
    for (const segment of part.segments) {
      if (segment.kind !== 'processing') work.push({ start: cursor, end: cursor + segment.minutes })
      cursor += segment.minutes
    }
  }
  const start = parts[0]!.start
  const end = parts.at(-1)!.end
  const recovery = Math.max(...parts.map((part) => part.service.recoveryMinutes))
  const lastWork = work.at(-1)?.end ?? start
  return {
    start,
    end,
    shiftEnd: snapshot.finishAfterShiftAllowed ? lastWork : end,
    recovery,
    work: mergeIntervals(work),
    held: mergeIntervals([...work, { start: end, end: end + recovery }]),
  }
}

/** What keeps a therapist from an item at any hour of the day. */
export function findTherapistBars(
  snapshot: DaySnapshot,
  request: BookingRequest,
  guest: RequestGuest,
  therapist: TherapistDay,
  preference: TherapistPreference,
): Reason[] {
  const bars: Reason[] = []
  if (preference.kind === 'named') {
    if (preference.id !== therapist.id) bars.push('not_requested')
  } else if (preference.kind !== 'any' && preference.kind !== therapist.gender) bars.push('gender')
  if (request.onlyCatalogEmployees && !therapist.inCatalog) bars.push('not_in_catalog')
  const checkInCounts =
    request.onlyCheckedInEmployees ||
    (request.channel === 'online' && request.isToday && snapshot.sameDayNeedsCheckedIn)
  if (checkInCounts && !therapist.checkedIn) bars.push('not_checked_in')
  if (request.channel === 'online' && guest.isFirstTime && therapist.repeatGuestsOnly) {
    bars.push('repeat_guests_only')
  }
  if (mergeIntervals(therapist.shifts).length === 0) bars.push('not_scheduled')
  return bars
}

/** Whether a therapist has the skills for the parent service and those add-ons that fall to the same person. */
export function canPerformItem(catalogue: Catalogue, item: RequestItem, therapist: TherapistDay): boolean {
  if (!Object.hasOwn(therapist.services, item.serviceId)) return false
  return item.addOns.every((addOn) => {
    const by = addOnTherapist(catalogue, addOn, therapist)
    return by !== undefined && canPerformAddOn(catalogue, addOn, by)
  })
}

function canPerformAddOn(catalogue: Catalogue, addOn: RequestAddOn, by: TherapistDay): boolean {
  const service = catalogue.services.get(addOn.serviceId)
  if (!service) return false
  return !service.addOnNeedsSkill || Object.hasOwn(by.services, addOn.serviceId)
}

/** Wishes for each therapist of the item: one, or two for a couple service. */
export function rolePreferences(item: RequestItem, service: Service): TherapistPreference[] {
  if (!service.isCouple) return [item.therapist]
  const second = item.secondTherapist ?? (item.therapist.kind === 'named' ? { kind: 'any' } : item.therapist)
  return [item.therapist, second]
}

/** People the item brings into its room. */
export function peopleIn(service: Service): number {
  return service.isCouple ? 2 : 1
}

export function isRoomRequired(snapshot: DaySnapshot, item: RequestItem, service: Service): boolean {
  return snapshot.roomMandatory || service.needsRoom || service.isCouple || item.roomId !== null
}

/** Rooms the item may use at all: links both ways (AV26), size, and the room asked for. */
export function findEligibleRooms(snapshot: DaySnapshot, item: RequestItem, service: Service): RoomDay[] {
  const people = peopleIn(service)
  return snapshot.rooms.filter(
    (room) =>
      (item.roomId === null || item.roomId === room.id) &&
      (service.roomIds.length === 0 || service.roomIds.includes(room.id)) &&
      (room.serviceIds.length === 0 || room.serviceIds.includes(service.id)) &&
      (room.capacity >= people || (room.canExceedCapacity && !service.isCouple)),
  )
}

/** Steps of a guest in order (AV34); each step's items start together (AV35). */
export function orderSteps(
  snapshot: DaySnapshot,
  request: BookingRequest,
  guest: RequestGuest,
): RequestItem[][] {
  const keepOrder = request.preserveOrder || snapshot.keepBookingOrder
  const items = keepOrder ? [...guest.items] : [...guest.items].sort((a, b) => a.sequence - b.sequence)
  const steps: RequestItem[][] = []
  const groups = new Map<string, RequestItem[]>()
  for (const item of items) {
    // One person cannot do two things at once: parallel groups are only a permission.
    const group = guest.singleTherapist ? null : item.parallelGroup
    const existing = group === null ? undefined : groups.get(group)
    if (existing) {
      existing.push(item)
      continue
    }
    const step = [item]
    steps.push(step)
    if (group !== null) groups.set(group, step)
  }
  return steps
}
