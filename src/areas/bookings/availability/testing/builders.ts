import type {
  BookingRequest,
  DaySnapshot,
  RequestGuest,
  RequestItem,
  RoomDay,
  Service,
  TherapistDay,
} from '../types.ts'

/** A day open 9:00 to 17:00 with nobody in it. */
export function day(parts: Partial<DaySnapshot> = {}): DaySnapshot {
  return {
    clock: { dayStart: 20_000 * 1440, offsets: [{ fromMinute: 0, offset: 0 }] },
    gridMinutes: 15,
    onlineGridMinutes: 15,
    handoverMinutes: 15,
    openIntervals: [{ start: 540, end: 1020 }],
    onlineIntervals: [{ start: 540, end: 1020 }],
    holiday: null,
    dayRefusal: null,
    nowMinute: -1440,
    earliestMinute: -1440,
    roomMandatory: false,
    guestOverlapAllowed: false,
    doubleBooking: 'refuse',
    finishAfterShiftAllowed: false,
    processingOverBlockoutsAllowed: false,
    keepBookingOrder: false,
    gapFree: false,
    sameDayNeedsCheckedIn: false,
    therapists: [],
    rooms: [],
    equipment: [],
    services: [],
    guestBusy: {},
    ...parts,
  }
}

export function therapist(id: string, parts: Partial<TherapistDay> = {}): TherapistDay {
  return {
    id,
    gender: 'female',
    inCatalog: true,
    checkedIn: true,
    repeatGuestsOnly: false,
    shifts: [{ start: 0, end: 1800, roomId: null }],
    leave: [],
    claims: [],
    blockouts: [],
    services: { cut: {}, colour: {}, massage: {}, couple: {} },
    load: 0,
    ...parts,
  }
}

export function service(id: string, minutes: number, parts: Partial<Service> = {}): Service {
  return {
    id,
    minutes,
    recoveryMinutes: 0,
    segments: [],
    roomIds: [],
    needsRoom: false,
    equipment: [],
    isCouple: false,
    addOnNeedsSkill: false,
    ...parts,
  }
}

export function room(id: string, parts: Partial<RoomDay> = {}): RoomDay {
  return {
    id,
    capacity: 1,
    canExceedCapacity: false,
    oneAppointmentAtATime: false,
    oneGroupAtATime: false,
    serviceIds: [],
    claims: [],
    blockouts: [],
    ...parts,
  }
}

export function item(serviceId: string, parts: Partial<RequestItem> = {}): RequestItem {
  return {
    key: serviceId,
    serviceId,
    therapist: { kind: 'any' },
    roomId: null,
    addOns: [],
    parallelGroup: null,
    sequence: 0,
    ...parts,
  }
}

export function guest(items: readonly RequestItem[], parts: Partial<RequestGuest> = {}): RequestGuest {
  return { key: 'guest', guestId: null, isFirstTime: false, singleTherapist: false, items, ...parts }
}

export function request(
  guests: readonly RequestGuest[],
  parts: Partial<BookingRequest> = {},
): BookingRequest {
  return {
    channel: 'online',
    isToday: false,
    guests,
    onlyCatalogEmployees: false,
    onlyCheckedInEmployees: false,
    doubleBooking: false,
    nonContiguous: false,
    differentTimesForGuests: false,
    preserveOrder: true,
    considerCenterTimings: false,
    groupKey: null,
    ...parts,
  }
}
