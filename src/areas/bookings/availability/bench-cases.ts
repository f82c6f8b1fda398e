/** Fixed days and requests for measuring the engine; the same at every run. */
import { findSlots } from './find-slots.ts'
import type { BookingRequest, DaySnapshot, Interval, RequestItem, Service, TherapistDay } from './types.ts'

export interface BenchCase {
  name: string
  days: readonly DaySnapshot[]
  request: BookingRequest
}

/** One day, one service, twenty therapists. */
export function singleServiceDay(): BenchCase {
  return { name: '1 day x 1 service x 20 therapists', days: [busyDay(0)], request: requestFor(['cut']) }
}

/** Thirty days, two guests together in a couple room and two services after it. */
export function coupleMonth(): BenchCase {
  return {
    name: '30 days x 3 services, couple',
    days: Array.from({ length: 30 }, (_, day) => busyDay(day)),
    request: requestFor(['couple', 'facial', 'colour']),
  }
}

/** One day, six guests together, for which there are too few rooms: the search has to prove it. */
export function crowdedGroup(): BenchCase {
  const day = busyDay(0)
  const [item] = requestFor(['massage']).guests[0]!.items
  const guests = Array.from({ length: 6 }, (_, index) => ({
    key: `guest-${index}`,
    guestId: null,
    isFirstTime: false,
    singleTherapist: false,
    items: [{ ...item!, key: `item-${index}` }],
  }))
  return {
    name: '1 day x group of 6 x 4 rooms',
    days: [{ ...day, rooms: day.rooms.slice(0, 4) }],
    request: { ...requestFor(['massage']), guests },
  }
}

export const benchCases: readonly (() => BenchCase)[] = [singleServiceDay, coupleMonth, crowdedGroup]

/** Runs a case once and tells how many starts it offers. */
export function runBenchCase({ days, request }: BenchCase): number {
  return days.reduce((count, day) => count + findSlots(day, request).length, 0)
}

function busyDay(seed: number): DaySnapshot {
  const random = createRandom(seed + 1)
  const open: Interval = { start: 540, end: 1260 }
  return {
    clock: { dayStart: (20_000 + seed) * 1440, offsets: [{ fromMinute: 0, offset: 0 }] },
    gridMinutes: 15,
    onlineGridMinutes: 15,
    handoverMinutes: 15,
    openIntervals: [open],
    onlineIntervals: [open],
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
    therapists: Array.from({ length: 20 }, (_, index) => busyTherapist(index, random)),
    rooms: Array.from({ length: 10 }, (_, index) => ({
      id: `room-${index}`,
      capacity: index < 3 ? 2 : 1,
      canExceedCapacity: false,
      oneAppointmentAtATime: false,
      oneGroupAtATime: false,
      serviceIds: [],
      claims: drawClaims(random, 4).map((claim) => ({ ...claim, places: 1, groupKey: null })),
      blockouts: [],
    })),
    equipment: [],
    services,
    guestBusy: {},
  }
}

const services: readonly Service[] = [
  serviceOf('cut', 45),
  serviceOf('facial', 50),
  { ...serviceOf('massage', 60), needsRoom: true, recoveryMinutes: 10 },
  { ...serviceOf('couple', 60), isCouple: true, needsRoom: true, recoveryMinutes: 15 },
  {
    ...serviceOf('colour', 90),
    segments: [
      { kind: 'servicing', minutes: 30 },
      { kind: 'processing', minutes: 40 },
      { kind: 'finishing', minutes: 20 },
    ],
  },
]

function serviceOf(id: string, minutes: number): Service {
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
  }
}

function busyTherapist(index: number, random: () => number): TherapistDay {
  const early = index % 2 === 0
  return {
    id: `therapist-${String(index).padStart(2, '0')}`,
    gender: index % 3 === 0 ? 'male' : 'female',
    inCatalog: true,
    checkedIn: true,
    repeatGuestsOnly: false,
    shifts: [{ start: early ? 540 : 720, end: early ? 1080 : 1260, roomId: null }],
    leave: [],
    claims: drawClaims(random, 6),
    blockouts: [{ start: early ? 780 : 960, end: early ? 810 : 990, bookable: false }],
    services: Object.fromEntries(services.map((service) => [service.id, {}])),
    load: Math.floor(random() * 300),
  }
}

function drawClaims(random: () => number, count: number): Interval[] {
  return Array.from({ length: count }, () => {
    const start = 540 + Math.floor(random() * 140) * 5
    return { start, end: start + 30 + Math.floor(random() * 4) * 15 }
  })
}

function requestFor(serviceIds: readonly string[]): BookingRequest {
  const items = serviceIds.map((serviceId, sequence): RequestItem => ({
    key: `item-${sequence}`,
    serviceId,
    therapist: { kind: 'any' },
    roomId: null,
    addOns: [],
    parallelGroup: null,
    sequence,
  }))
  return {
    channel: 'online',
    isToday: false,
    guests: [{ key: 'guest', guestId: null, isFirstTime: false, singleTherapist: false, items }],
    onlyCatalogEmployees: false,
    onlyCheckedInEmployees: false,
    doubleBooking: false,
    nonContiguous: false,
    differentTimesForGuests: false,
    preserveOrder: true,
    considerCenterTimings: false,
    groupKey: null,
  }
}

/** Small deterministic generator (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
