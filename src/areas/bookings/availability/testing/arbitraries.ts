/** Small random days and requests, dense enough that conditions meet. */
import fc from 'fast-check'
import type {
  BookingRequest,
  DaySnapshot,
  EquipmentDay,
  RequestGuest,
  RequestItem,
  RoomDay,
  Segment,
  Service,
  TherapistDay,
  TherapistPreference,
  TherapistService,
  WallClock,
} from '../types.ts'

export interface Scenario {
  snapshot: DaySnapshot
  request: BookingRequest
}

const serviceIds = ['s0', 's1', 's2', 's3']
const addOnIds = ['a0', 'a1']
const roomIds = ['r0', 'r1', 'r2']
const equipmentIds = ['e0', 'e1']
const guestIds = ['g0', 'g1', 'g2']

/** True about once in `n`. */
const rarely = (n: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: n }).map((drawn) => drawn === n)

const mostly = (n: number): fc.Arbitrary<boolean> => rarely(n).map((rare) => !rare)

/** The value about once in `n`, else undefined. */
const sometimes = <T>(n: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: n - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })

const orNull = <T>(value: fc.Arbitrary<T | undefined>): fc.Arbitrary<T | null> =>
  value.map((drawn) => drawn ?? null)

const minutes = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(10, 15, 20, 30, 45) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 50 }) },
)

const recovery = fc.oneof(fc.constant(0), fc.constantFrom(5, 10, 15), fc.integer({ min: 0, max: 20 }))

const segments: fc.Arbitrary<Segment[]> = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 30 }))
  .map(([first, processing, last]) => {
    const list: Segment[] = [
      { kind: 'servicing', minutes: first },
      { kind: 'processing', minutes: processing },
    ]
    if (last > 0) list.push({ kind: 'finishing', minutes: last })
    return list
  })

const interval = (base: number, window: number, longest: number) =>
  fc
    .tuple(fc.integer({ min: -10, max: window }), fc.integer({ min: 1, max: longest }))
    .map(([start, length]) => ({ start: base + start, end: base + start + length }))

const clockFor = (base: number, window: number): fc.Arbitrary<WallClock> =>
  fc
    .record({
      offset: fc.constantFrom(0, -300, 120, 330, 345, 570),
      change: orNull(sometimes(3, fc.constantFrom(60, -60, 30, -30))),
      at: fc.integer({ min: 0, max: Math.floor(window / 15) }),
    })
    .map(({ offset, change, at }) => ({
      dayStart: 20_000 * 1440 - offset,
      offsets:
        change === null
          ? [{ fromMinute: 0, offset }]
          : [
              { fromMinute: 0, offset },
              { fromMinute: base + at * 15, offset: offset + change },
            ],
    }))

const serviceFor = (id: string): fc.Arbitrary<Service> =>
  fc.record({
    id: fc.constant(id),
    minutes,
    recoveryMinutes: recovery,
    segments: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Segment[]>([]) },
      { weight: 1, arbitrary: segments },
    ),
    roomIds: fc.oneof(
      { weight: 6, arbitrary: fc.constant<string[]>([]) },
      fc.subarray(roomIds, { minLength: 1 }),
    ),
    needsRoom: rarely(4),
    equipment: fc.oneof(
      { weight: 6, arbitrary: fc.constant([]) },
      fc
        .subarray(equipmentIds, { minLength: 1 })
        .chain((ids) =>
          fc.tuple(...ids.map((e) => fc.record({ id: fc.constant(e), quantity: fc.constantFrom(1, 1, 2) }))),
        )
        .map((list) => list as { id: string; quantity: number }[]),
    ),
    isCouple: id === 's3' ? mostly(4) : fc.constant(false),
    addOnNeedsSkill: fc.boolean(),
  })

const ownLengths: fc.Arbitrary<TherapistService> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: minutes.map((own) => ({ minutes: own })) },
  { weight: 1, arbitrary: segments.map((own) => ({ segments: own })) },
)

const therapistFor = (index: number, base: number, window: number): fc.Arbitrary<TherapistDay> =>
  fc.record({
    id: fc.constant(`t${index}`),
    gender: fc.constantFrom('male', 'female', 'other'),
    inCatalog: mostly(6),
    checkedIn: mostly(6),
    repeatGuestsOnly: rarely(6),
    shifts: fc.oneof(
      { weight: 6, arbitrary: fc.constant([{ start: base - 30, end: base + window + 30, roomId: null }]) },
      {
        weight: 3,
        arbitrary: fc
          .array(
            fc.record({
              span: interval(base, window, window),
              roomId: orNull(sometimes(2, fc.constantFrom(...roomIds))),
            }),
            { maxLength: 2 },
          )
          .map((list) => list.map(({ span, roomId }) => ({ ...span, roomId }))),
      },
    ),
    leave: fc.oneof(
      { weight: 6, arbitrary: fc.constant([]) },
      fc.array(interval(base, window, 40), { maxLength: 1 }),
    ),
    claims: fc.array(interval(base, window, 40), { maxLength: 2 }),
    blockouts: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc
        .array(fc.tuple(interval(base, window, 30), rarely(3)), { maxLength: 2 })
        .map((list) => list.map(([span, bookable]) => ({ ...span, bookable }))),
    ),
    services: fc
      .tuple(...[...serviceIds, ...addOnIds].map((id) => fc.tuple(fc.constant(id), mostly(5), ownLengths)))
      .map((list) => Object.fromEntries(list.flatMap(([id, able, own]) => (able ? [[id, own]] : [])))),
    load: fc.constantFrom(0, 60, 120),
  })

const roomFor = (id: string, base: number, window: number): fc.Arbitrary<RoomDay> =>
  fc.record({
    id: fc.constant(id),
    capacity: fc.constantFrom(1, 2, 2, 3, 3),
    canExceedCapacity: rarely(5),
    oneAppointmentAtATime: rarely(5),
    oneGroupAtATime: rarely(5),
    serviceIds: fc.oneof({ weight: 6, arbitrary: fc.constant<string[]>([]) }, fc.subarray(serviceIds)),
    claims: fc
      .array(
        fc.tuple(
          interval(base, window, 40),
          fc.constantFrom(1, 1, 2),
          fc.constantFrom(null, 'mine', 'other'),
        ),
        { maxLength: 2 },
      )
      .map((list) => list.map(([span, places, groupKey]) => ({ ...span, places, groupKey }))),
    blockouts: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc.array(interval(base, window, 40), { maxLength: 1 }),
    ),
  })

const equipmentFor = (id: string, base: number, window: number): fc.Arbitrary<EquipmentDay> =>
  fc.record({
    id: fc.constant(id),
    quantity: fc.constantFrom(0, 1, 2, 2, 3),
    claims: fc
      .array(fc.tuple(interval(base, window, 40), fc.constantFrom(1, 1, 2)), { maxLength: 2 })
      .map((list) => list.map(([span, quantity]) => ({ ...span, quantity }))),
  })

const wish: fc.Arbitrary<TherapistPreference> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<TherapistPreference>({ kind: 'any' }) },
  { weight: 1, arbitrary: fc.constantFrom<TherapistPreference>({ kind: 'male' }, { kind: 'female' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('t0', 't1').map((id): TherapistPreference => ({ kind: 'named', id })),
  },
)

const itemFor = (key: string): fc.Arbitrary<RequestItem> =>
  fc
    .record({
      serviceId: fc.constantFrom(...serviceIds),
      therapist: wish,
      secondTherapist: sometimes(3, wish),
      roomId: orNull(sometimes(8, fc.constantFrom(...roomIds))),
      addOns: fc.oneof(
        { weight: 3, arbitrary: fc.constant<{ serviceId: string; therapist: TherapistPreference }[]>([]) },
        fc.array(fc.record({ serviceId: fc.constantFrom(...addOnIds), therapist: wish }), { maxLength: 2 }),
      ),
      parallelGroup: fc.constantFrom(null, null, 'p'),
      sequence: fc.integer({ min: 0, max: 2 }),
      guestMinutes: sometimes(8, minutes),
    })
    .map(({ secondTherapist, guestMinutes, addOns, ...item }) => ({
      ...item,
      key,
      addOns: addOns.map((addOn, i) => ({ ...addOn, key: `${key}a${i}` })),
      ...(secondTherapist ? { secondTherapist } : {}),
      ...(guestMinutes === undefined ? {} : { guestMinutes }),
    }))

const guestsFor = (shape: readonly number[]): fc.Arbitrary<RequestGuest[]> =>
  fc
    .tuple(
      ...shape.map((count, index) =>
        fc.record({
          key: fc.constant(`k${index}`),
          guestId: fc.constantFrom(guestIds[index]!, guestIds[index]!, null),
          isFirstTime: fc.boolean(),
          singleTherapist: rarely(4),
          items: fc
            .tuple(...Array.from({ length: count }, (_, i) => itemFor(`k${index}i${i}`)))
            .map((items) => items as RequestItem[]),
        }),
      ),
    )
    .map((guests) => guests as RequestGuest[])

const requestFor = (shape: readonly number[], loose: boolean): fc.Arbitrary<BookingRequest> =>
  fc
    .record({
      channel: fc.constantFrom('staff' as const, 'online' as const),
      isToday: fc.boolean(),
      guests: guestsFor(shape),
      onlyCatalogEmployees: rarely(5),
      onlyCheckedInEmployees: rarely(8),
      doubleBooking: rarely(4),
      nonContiguous: loose ? fc.boolean() : fc.constant(false),
      differentTimesForGuests: loose ? fc.boolean() : fc.constant(false),
      preserveOrder: fc.boolean(),
      considerCenterTimings: rarely(3),
      groupKey: fc.constantFrom(null, 'mine'),
      tolerates: fc.oneof(
        { weight: 6, arbitrary: fc.constant(undefined) },
        fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const),
      ),
    })
    .map(({ tolerates, ...request }) => (tolerates ? { ...request, tolerates } : request))

const snapshotFor = (base: number, window: number, loose: boolean): fc.Arbitrary<DaySnapshot> =>
  fc.record({
    clock: clockFor(base, window),
    gridMinutes: loose ? fc.constantFrom(15, 30) : fc.constantFrom(5, 10, 15, 15, 30, 60),
    onlineGridMinutes: fc.constantFrom(15, 30),
    handoverMinutes: fc.constantFrom(1, 5, 15, 30),
    openIntervals: fc.constantFrom(
      [{ start: base, end: base + window }],
      [
        { start: base, end: base + Math.floor(window / 2) },
        { start: base + Math.floor(window / 2) + 20, end: base + window },
      ],
      [
        { start: base, end: base + 45 },
        { start: base + 45, end: base + window },
      ],
    ),
    onlineIntervals: fc.constantFrom(
      [{ start: base, end: base + window }],
      [{ start: base + 15, end: base + window - 10 }],
    ),
    holiday: orNull(sometimes(12, fc.constant({ type: 1 }))),
    dayRefusal: rarely(30).map((refused) => (refused ? ('too_far_ahead' as const) : null)),
    nowMinute: fc.constantFrom(-5000, -5000, -5000, base + 20),
    earliestMinute: fc.constantFrom(-5000, -5000, -5000, base + 40),
    roomMandatory: rarely(5),
    guestOverlapAllowed: rarely(4),
    doubleBooking: fc.constantFrom('refuse' as const, 'refuse' as const, 'allow' as const, 'warn' as const),
    finishAfterShiftAllowed: fc.boolean(),
    processingOverBlockoutsAllowed: fc.boolean(),
    keepBookingOrder: rarely(4),
    gapFree: rarely(4),
    sameDayNeedsCheckedIn: rarely(5),
    therapists: fc
      .constantFrom(1, 2, 3, 3, 4, 4)
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => therapistFor(i, base, window))))
      .map((list) => list as TherapistDay[]),
    rooms: fc
      .constantFrom(0, 1, 2, 3, 3)
      .chain((count) => fc.tuple(...roomIds.slice(0, count).map((id) => roomFor(id, base, window))))
      .map((list) => list as RoomDay[]),
    equipment: fc
      .constantFrom(0, 1, 2, 2)
      .chain((count) => fc.tuple(...equipmentIds.slice(0, count).map((id) => equipmentFor(id, base, window))))
      .map((list) => list as EquipmentDay[]),
    services: fc.tuple(...[...serviceIds, ...addOnIds].map(serviceFor)).map((list) => list as Service[]),
    guestBusy: fc
      .array(fc.tuple(fc.constantFrom(...guestIds), interval(base, window, 45)), { maxLength: 2 })
      .map((list) => Object.fromEntries(list.map(([id, span]) => [id, [span]]))),
  })

/** Items per guest. */
const shapes: readonly (readonly number[])[] = [[1], [1], [2], [2], [3], [1, 1], [1, 1], [2, 1], [1, 1, 1]]

export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    shape: fc.constantFrom(...shapes),
    loose: rarely(4),
    base: fc.constantFrom(0, 120, 540, 1380),
    window: fc.constantFrom(90, 120, 180, 240),
  })
  .chain(({ shape, loose, base, window }) => {
    const few = loose && shape.reduce((sum, n) => sum + n, 0) > 2 ? [1, 1] : shape
    const span = loose ? Math.min(window, 120) : window
    return fc.record({ snapshot: snapshotFor(base, span, loose), request: requestFor(few, loose) })
  })
