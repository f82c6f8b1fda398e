import { describe, expect, test } from 'vitest'
import { benchCases, runBenchCase } from './bench-cases.ts'
import { findSlots, placeAt } from './find-slots.ts'
import { wallMinuteAt } from './grid.ts'
import { day, guest, item, request, room, service, therapist } from './testing/builders.ts'
import type { BookingRequest, DaySnapshot, Placement } from './types.ts'

const startsOf = (snapshot: DaySnapshot, wanted: BookingRequest): number[] =>
  findSlots(snapshot, wanted).map((slot) => slot.minute)

const warningsAt = (snapshot: DaySnapshot, wanted: BookingRequest, minute: number): number[] | undefined =>
  findSlots(snapshot, wanted)
    .find((slot) => slot.minute === minute)
    ?.warnings.map((warning) => warning.type)

function place(snapshot: DaySnapshot, wanted: BookingRequest, minute: number): Placement {
  const result = placeAt(snapshot, wanted, minute)
  if (!result.ok) throw new Error(result.reasons.join())
  return result.placement
}

const oneCut = request([guest([item('cut')])])
const oneCutByStaff = request([guest([item('cut')])], { channel: 'staff' })

describe('closing time and shifts', () => {
  const snapshot = day({ therapists: [therapist('a')], services: [service('cut', 60)] })

  test('a visit may end exactly at closing, guests get nothing later', () => {
    expect(startsOf(snapshot, oneCut).at(-1)).toBe(960)
  })

  test('staff may run past closing, with a warning', () => {
    expect(warningsAt(snapshot, oneCutByStaff, 960)).toEqual([])
    expect(warningsAt(snapshot, oneCutByStaff, 975)).toEqual([4])
    expect(startsOf(snapshot, oneCutByStaff).at(-1)).toBe(1005)
    expect(startsOf(snapshot, { ...oneCutByStaff, considerCenterTimings: true }).at(-1)).toBe(960)
  })

  test('recovery may run past closing and shift, but not into the next appointment', () => {
    const services = [service('cut', 60, { recoveryMinutes: 20 })]
    const shifts = [{ start: 540, end: 1020, roomId: null }]
    expect(startsOf(day({ services, therapists: [therapist('a', { shifts })] }), oneCut).at(-1)).toBe(960)
    const claims = [{ start: 1019, end: 1050 }]
    const busy = day({ services, therapists: [therapist('a', { shifts, claims })] })
    expect(startsOf(busy, oneCut).at(-1)).toBe(930)
  })

  test('outside the shift is for staff only, and never on a day off', () => {
    const late = therapist('a', { shifts: [{ start: 600, end: 1020, roomId: null }] })
    const late9 = day({ services: [service('cut', 60)], therapists: [late] })
    expect(startsOf(late9, oneCut)[0]).toBe(600)
    expect(warningsAt(late9, oneCutByStaff, 540)).toEqual([1])
    const off = day({ services: [service('cut', 60)], therapists: [therapist('a', { shifts: [] })] })
    expect(startsOf(off, oneCutByStaff)).toEqual([])
  })

  test('closing processing may outlast the shift when the center allows it', () => {
    const services = [
      service('cut', 0, {
        segments: [
          { kind: 'servicing', minutes: 30 },
          { kind: 'processing', minutes: 30 },
        ],
      }),
    ]
    const therapists = [therapist('a', { shifts: [{ start: 540, end: 900, roomId: null }] })]
    expect(startsOf(day({ services, therapists }), oneCut).at(-1)).toBe(840)
    expect(startsOf(day({ services, therapists, finishAfterShiftAllowed: true }), oneCut).at(-1)).toBe(870)
  })
})

describe('exact minutes', () => {
  test('a gap takes a service of its length and not one minute more', () => {
    const claims = [
      { start: 540, end: 600 },
      { start: 647, end: 1020 },
    ]
    const withLength = (minutes: number): DaySnapshot =>
      day({ services: [service('cut', minutes)], therapists: [therapist('a', { claims })] })
    expect(startsOf(withLength(47), oneCut)).toEqual([600])
    expect(startsOf(withLength(48), oneCut)).toEqual([])
  })

  test('odd services of one therapist are summed and rounded up once, before the next therapist', () => {
    const services = [service('cut', 47), service('colour', 20), service('massage', 30)]
    const therapists = [
      therapist('a', { services: { cut: {}, colour: {} } }),
      therapist('b', { services: { massage: {} } }),
    ]
    const wanted = request([guest([item('cut'), item('colour'), item('massage')])])
    const { items, end } = place(day({ services, therapists }), wanted, 600)
    expect(items.map((each) => [each.start, each.end])).toEqual([
      [600, 647],
      [647, 667],
      [675, 705],
    ])
    expect(end).toBe(705)
    const three = [service('cut', 40), service('colour', 40), service('massage', 30)]
    const { items: summed } = place(day({ services: three, therapists }), wanted, 600)
    expect(summed.map((each) => each.start)).toEqual([600, 640, 690])
  })

  test('own lengths and guest lengths replace the standard one', () => {
    const services = [service('cut', 60)]
    const slow = therapist('a', { services: { cut: { minutes: 75 } } })
    const snapshot = day({ services, therapists: [slow] })
    expect(place(snapshot, oneCut, 600).end).toBe(675)
    expect(place(snapshot, request([guest([item('cut', { guestMinutes: 50 })])]), 600).end).toBe(650)
  })
})

describe('the clock', () => {
  const hourly = (parts: Partial<DaySnapshot>): DaySnapshot =>
    day({
      services: [service('cut', 30)],
      therapists: [therapist('a')],
      gridMinutes: 60,
      onlineGridMinutes: 60,
      ...parts,
    })

  test('spring: the skipped hour is never offered', () => {
    // Europe/Berlin, 29 March 2026: 2:00 becomes 3:00 after 120 minutes.
    const snapshot = hourly({
      clock: {
        dayStart: Date.UTC(2026, 2, 28, 23) / 60_000,
        offsets: [
          { fromMinute: 0, offset: 60 },
          { fromMinute: 120, offset: 120 },
        ],
      },
      onlineIntervals: [{ start: 0, end: 1380 }],
    })
    const starts = startsOf(snapshot, oneCut)
    expect(starts.slice(0, 4)).toEqual([0, 60, 120, 180])
    expect(starts).toHaveLength(23)
  })

  test('autumn: of the repeated hour only the first pass is offered', () => {
    const snapshot = hourly({
      clock: {
        dayStart: Date.UTC(2026, 9, 24, 22) / 60_000,
        offsets: [
          { fromMinute: 0, offset: 120 },
          { fromMinute: 180, offset: 60 },
        ],
      },
      onlineIntervals: [{ start: 0, end: 1500 }],
    })
    const starts = startsOf(snapshot, oneCut)
    expect(starts.slice(0, 5)).toEqual([0, 60, 120, 240, 300])
    expect(starts).toHaveLength(24)
  })

  test('half-hour shifts and odd zones keep the grid on the wall clock', () => {
    // Lord Howe: 2:00 goes back to 1:30. Kathmandu: UTC + 5:45.
    const lordHowe = hourly({
      onlineGridMinutes: 30,
      clock: {
        dayStart: Date.UTC(2026, 3, 4, 13) / 60_000,
        offsets: [
          { fromMinute: 0, offset: 660 },
          { fromMinute: 120, offset: 630 },
        ],
      },
      onlineIntervals: [{ start: 0, end: 240 }],
    })
    expect(startsOf(lordHowe, oneCut)).toEqual([0, 30, 60, 90, 150, 180, 210])
    const kathmandu = hourly({
      clock: {
        dayStart: Date.UTC(2026, 2, 1, 18, 15) / 60_000,
        offsets: [{ fromMinute: 0, offset: 345 }],
      },
    })
    expect(startsOf(kathmandu, oneCut)[0]).toBe(540)
  })

  test('a change of half an hour moves the hourly grid on the axis', () => {
    const snapshot = hourly({
      clock: {
        dayStart: 20_000 * 1440,
        offsets: [
          { fromMinute: 0, offset: 0 },
          { fromMinute: 120, offset: 30 },
        ],
      },
      onlineIntervals: [{ start: 0, end: 300 }],
    })
    expect(startsOf(snapshot, oneCut)).toEqual([0, 60, 150, 210, 270])
  })

  test('a day whose first hour is skipped begins at one', () => {
    const snapshot = hourly({
      clock: { dayStart: 20_000 * 1440 + 60, offsets: [{ fromMinute: 0, offset: 0 }] },
      onlineGridMinutes: 30,
      onlineIntervals: [{ start: 0, end: 90 }],
    })
    expect(startsOf(snapshot, oneCut)).toEqual([0, 30, 60])
    expect(wallMinuteAt(snapshot.clock, 0)).toBe(60)
  })

  test('a night center is open past midnight', () => {
    const snapshot = hourly({ onlineIntervals: [{ start: 1320, end: 1560 }] })
    expect(startsOf(snapshot, oneCut)).toEqual([1320, 1380, 1440, 1500])
  })

  test('past and lead time are not offered', () => {
    const snapshot = hourly({ nowMinute: 601, earliestMinute: 720 })
    expect(startsOf(snapshot, oneCut)[0]).toBe(720)
  })
})

describe('staff and guests', () => {
  const busy = therapist('a', { claims: [{ start: 600, end: 660 }] })
  const snapshot = day({ services: [service('cut', 60)], therapists: [busy] })

  test('a busy therapist is offered only to staff, only with double booking, with a warning', () => {
    expect(warningsAt(snapshot, oneCut, 600)).toBeUndefined()
    expect(warningsAt(snapshot, oneCutByStaff, 600)).toBeUndefined()
    expect(warningsAt(snapshot, { ...oneCutByStaff, doubleBooking: true }, 600)).toEqual([0])
    expect(warningsAt({ ...snapshot, doubleBooking: 'warn' }, oneCutByStaff, 600)).toEqual([0])
    expect(warningsAt(snapshot, { ...oneCut, doubleBooking: true }, 600)).toBeUndefined()
  })

  test('a double booking is held on another lane', () => {
    const { items } = place(snapshot, { ...oneCutByStaff, doubleBooking: true }, 630)
    expect(items[0]!.claims).toEqual([
      { resourceKind: 'therapist', resourceId: 'a', start: 630, end: 690, lane: 1 },
    ])
  })

  test('the free therapist is preferred to the warning', () => {
    const two = { ...snapshot, therapists: [busy, therapist('z', { load: 500 })] }
    const { items, warnings } = place(two, { ...oneCutByStaff, doubleBooking: true }, 600)
    expect([items[0]!.therapistId, warnings]).toEqual(['z', []])
  })

  test("a guest's other visit warns staff and keeps guests away, unless overlap is allowed", () => {
    const free = day({
      services: [service('cut', 60)],
      therapists: [therapist('a')],
      guestBusy: { g: [{ start: 600, end: 660 }] },
    })
    const guests = [guest([item('cut')], { guestId: 'g' })]
    expect(warningsAt(free, request(guests, { channel: 'staff' }), 615)).toEqual([2])
    expect(warningsAt(free, request(guests), 615)).toBeUndefined()
    expect(warningsAt({ ...free, guestOverlapAllowed: true }, request(guests), 615)).toEqual([])
  })

  test('a holiday has no slots for anyone', () => {
    const holiday = { ...snapshot, holiday: { type: 1 } }
    expect(startsOf(holiday, oneCutByStaff)).toEqual([])
    const [first] = findSlots(holiday, oneCutByStaff, { explain: true })
    expect(first).toMatchObject({
      minute: 540,
      available: false,
      warnings: [{ type: 6 }],
      reasons: ['holiday'],
    })
  })

  test('same-day online bookings take only who is checked in', () => {
    const away = day({
      services: [service('cut', 60)],
      therapists: [therapist('a', { checkedIn: false })],
      sameDayNeedsCheckedIn: true,
    })
    expect(startsOf(away, { ...oneCut, isToday: true })).toEqual([])
    expect(startsOf(away, oneCut)).not.toEqual([])
    expect(startsOf(away, { ...oneCut, onlyCheckedInEmployees: true })).toEqual([])
  })
})

describe('choice of therapist and room', () => {
  const services = [service('cut', 60), service('massage', 60, { needsRoom: true })]

  test('the least booked, then one with a fitting fixed room, then by id', () => {
    const withRoom = therapist('c', { load: 30, shifts: [{ start: 540, end: 1020, roomId: 'r2' }] })
    const rooms = [room('r1'), room('r2')]
    const wanted = request([guest([item('massage')])])
    const among = (...therapists: DaySnapshot['therapists']): Placement =>
      place(day({ services, rooms, therapists }), wanted, 600)
    expect(
      among(therapist('b', { load: 30 }), withRoom, therapist('a', { load: 20 })).items[0],
    ).toMatchObject({
      therapistId: 'a',
      roomId: 'r1',
    })
    expect(among(therapist('b', { load: 30 }), withRoom).items[0]).toMatchObject({
      therapistId: 'c',
      roomId: 'r2',
    })
    expect(among(therapist('b'), therapist('a')).items[0]!.therapistId).toBe('a')
  })

  test('wishes: gender, name, first-time guests, catalog', () => {
    const therapists = [
      therapist('f', { repeatGuestsOnly: true }),
      therapist('m', { gender: 'male', inCatalog: false, load: 100 }),
    ]
    const snapshot = day({ services, therapists })
    const chosen = (wanted: BookingRequest): string => place(snapshot, wanted, 600).items[0]!.therapistId
    expect(chosen(oneCut)).toBe('f')
    expect(chosen(request([guest([item('cut', { therapist: { kind: 'male' } })])]))).toBe('m')
    expect(chosen(request([guest([item('cut', { therapist: { kind: 'named', id: 'm' } })])]))).toBe('m')
    expect(chosen(request([guest([item('cut')], { isFirstTime: true })]))).toBe('m')
    expect(chosen({ ...oneCutByStaff, guests: [guest([item('cut')], { isFirstTime: true })] })).toBe('f')
    const none = request([guest([item('cut')], { isFirstTime: true })], { onlyCatalogEmployees: true })
    expect(startsOf(snapshot, none)).toEqual([])
  })

  test('links between rooms and services bind both ways', () => {
    const linked = [service('cut', 60), service('massage', 60, { needsRoom: true, roomIds: ['r2', 'r3'] })]
    const rooms = [room('r1'), room('r2', { serviceIds: ['cut'] }), room('r3')]
    const snapshot = day({ services: linked, rooms, therapists: [therapist('a')] })
    expect(place(snapshot, request([guest([item('massage')])]), 600).items[0]!.roomId).toBe('r3')
  })

  test('a room that is not required is taken when free and gone without when not', () => {
    const linked = [service('cut', 60, { roomIds: ['r1'] })]
    const taken = room('r1', { claims: [{ start: 600, end: 660, places: 1, groupKey: null }] })
    const snapshot = day({ services: linked, rooms: [taken], therapists: [therapist('a')] })
    expect(place(snapshot, oneCut, 600).items[0]!.roomId).toBeNull()
    expect(place(snapshot, oneCut, 660).items[0]!.roomId).toBe('r1')
    expect(warningsAt({ ...snapshot, roomMandatory: true }, oneCutByStaff, 600)).toEqual([3])
    expect(warningsAt({ ...snapshot, roomMandatory: true }, oneCut, 600)).toBeUndefined()
  })

  test('capacity counts people, and each gets a place of its own', () => {
    const sauna = room('r1', { capacity: 3, claims: [{ start: 600, end: 660, places: 1, groupKey: null }] })
    const snapshot = day({ services, rooms: [sauna], therapists: [therapist('a'), therapist('b')] })
    const two = ['x', 'y'].map((key) => guest([item('massage', { key })], { key }))
    const claims = place(snapshot, request(two), 600).items.flatMap((each) => each.claims)
    expect(claims.filter((claim) => claim.resourceKind === 'room').map((claim) => claim.lane)).toEqual([1, 2])
    const small = { ...snapshot, rooms: [{ ...sauna, capacity: 2 }] }
    expect(startsOf(small, request(two))).not.toContain(600)
    expect(startsOf({ ...small, rooms: [{ ...sauna, oneGroupAtATime: true }] }, request(two))).not.toContain(
      600,
    )
  })

  test('equipment is limited by its number', () => {
    const needing = [service('cut', 60, { equipment: [{ id: 'laser', quantity: 1 }] })]
    const equipment = [{ id: 'laser', quantity: 2, claims: [{ start: 600, end: 630, quantity: 1 }] }]
    const snapshot = day({ services: needing, equipment, therapists: [therapist('a'), therapist('b')] })
    const two = request(['x', 'y'].map((key) => guest([item('cut', { key })], { key })))
    expect(startsOf(snapshot, two)).not.toContain(600)
    expect(startsOf(snapshot, two)).toContain(630)
    const claim = place(snapshot, oneCut, 600).items[0]!.claims.find((c) => c.resourceKind === 'equipment')
    expect(claim).toMatchObject({ resourceId: 'laser', lane: 1 })
  })
})

describe('several items and guests', () => {
  const colour = service('colour', 0, {
    segments: [
      { kind: 'servicing', minutes: 30 },
      { kind: 'processing', minutes: 45 },
      { kind: 'finishing', minutes: 15 },
    ],
  })
  const services = [service('cut', 45), colour, service('massage', 60), service('mask', 15)]

  test('processing frees the therapist for another guest', () => {
    const claims = [{ start: 630, end: 675 }]
    const snapshot = day({ services, therapists: [therapist('a', { claims })] })
    const wanted = request([guest([item('colour')])])
    expect(startsOf(snapshot, wanted)).toContain(600)
    expect(startsOf(snapshot, wanted)).not.toContain(615)
    expect(place(snapshot, wanted, 600).items[0]!.claims.map((c) => [c.start, c.end])).toEqual([
      [600, 630],
      [675, 690],
    ])
  })

  test('processing runs over a block-out only when the center says so', () => {
    const blockouts = [{ start: 630, end: 675, bookable: false }]
    const snapshot = day({ services, therapists: [therapist('a', { blockouts })] })
    const wanted = request([guest([item('colour')])])
    expect(startsOf(snapshot, wanted)).not.toContain(600)
    expect(startsOf({ ...snapshot, processingOverBlockoutsAllowed: true }, wanted)).toContain(600)
  })

  test('an add-on lengthens its parent, by the same hands unless it names others', () => {
    const therapists = [therapist('a'), therapist('b', { load: 60 })]
    const withMask = (preference: 'any' | 'b'): BookingRequest =>
      request([
        guest([
          item('cut', {
            addOns: [
              {
                key: 'mask',
                serviceId: 'mask',
                therapist: preference === 'any' ? { kind: 'any' } : { kind: 'named', id: 'b' },
              },
            ],
          }),
        ]),
      ])
    const snapshot = day({ services, therapists })
    expect(place(snapshot, withMask('any'), 600).items[0]).toMatchObject({
      end: 660,
      addOns: [{ therapistId: 'a', start: 645, end: 660 }],
    })
    const claims = place(snapshot, withMask('b'), 600).items[0]!.claims
    expect(claims.map((c) => [c.resourceId, c.start, c.end])).toEqual([
      ['a', 600, 645],
      ['b', 645, 660],
    ])
  })

  test('one guest needs no recovery between own items', () => {
    const resting = [service('cut', 45, { recoveryMinutes: 15 }), service('massage', 60)]
    const snapshot = day({ services: resting, therapists: [therapist('a')] })
    const { items } = place(snapshot, request([guest([item('cut'), item('massage')])]), 600)
    expect(items.flatMap((each) => each.claims.map((c) => [c.start, c.end]))).toEqual([
      [600, 645],
      [645, 705],
    ])
  })

  test('a couple service takes two people and two places', () => {
    const couple = [service('couple', 60, { isCouple: true })]
    const rooms = [room('r1'), room('r2', { capacity: 2 })]
    const snapshot = day({ services: couple, rooms, therapists: [therapist('a'), therapist('b')] })
    const wanted = request([guest([item('couple', { therapist: { kind: 'named', id: 'b' } })])])
    const { items } = place(snapshot, wanted, 600)
    expect(items[0]).toMatchObject({ therapistId: 'b', secondTherapistId: 'a', roomId: 'r2' })
    expect(items[0]!.claims).toHaveLength(4)
    expect(startsOf({ ...snapshot, therapists: [therapist('b')] }, wanted)).toEqual([])
    expect(startsOf({ ...snapshot, rooms: [room('r1')] }, wanted)).toEqual([])
  })

  test('a group starts together with different people, or one after the other when allowed', () => {
    const alone = day({ services, therapists: [therapist('a')] })
    const guests = ['x', 'y'].map((key) => guest([item('cut', { key })], { key }))
    expect(startsOf(alone, request(guests))).toEqual([])
    const { items } = place(alone, request(guests, { differentTimesForGuests: true }), 600)
    expect(items.map((each) => each.start)).toEqual([600, 645])
    const two = { ...alone, therapists: [therapist('a'), therapist('b')] }
    expect(place(two, request(guests), 600).items.map((each) => each.therapistId)).toEqual(['a', 'b'])
  })

  test('between guests of one booking the therapist still recovers', () => {
    const resting = [service('cut', 45, { recoveryMinutes: 15 })]
    const alone = day({ services: resting, therapists: [therapist('a')] })
    const guests = ['x', 'y'].map((key) => guest([item('cut', { key })], { key }))
    const { items } = place(alone, request(guests, { differentTimesForGuests: true }), 600)
    expect(items.map((each) => each.start)).toEqual([600, 660])
  })

  test('the second of a couple may be named for the add-on', () => {
    const couple = [service('couple', 60, { isCouple: true }), service('mask', 15)]
    const addOns = [{ key: 'mask', serviceId: 'mask', therapist: { kind: 'named' as const, id: 'b' } }]
    const snapshot = day({
      services: couple,
      rooms: [room('r', { capacity: 2 })],
      therapists: [therapist('a'), therapist('b', { load: 60 })],
    })
    const { items } = place(snapshot, request([guest([item('couple', { addOns })])]), 600)
    const rows = items[0]!.claims.filter((claim) => claim.resourceKind === 'therapist')
    expect(rows.map((row) => [row.resourceId, row.start, row.end, row.lane])).toEqual([
      ['a', 600, 660, 0],
      ['b', 660, 675, 0],
      ['b', 600, 660, 0],
    ])
  })

  test("a guest's parallel items share one place in the room", () => {
    const inRoom = [service('cut', 45, { needsRoom: true }), service('massage', 60, { needsRoom: true })]
    const snapshot = day({
      services: inRoom,
      rooms: [room('r')],
      therapists: [therapist('a'), therapist('b')],
    })
    const items = ['cut', 'massage'].map((id) => item(id, { parallelGroup: 'p' }))
    const placed = place(snapshot, request([guest(items)]), 600).items
    expect(placed.map((each) => each.roomId)).toEqual(['r', 'r'])
    const rows = placed.flatMap((each) => each.claims).filter((claim) => claim.resourceKind === 'room')
    expect(rows.map((row) => [row.start, row.end, row.lane])).toEqual([
      [600, 645, 0],
      [645, 660, 0],
    ])
  })

  test('staff may put a group into full rooms, one each', () => {
    const claims = [{ start: 600, end: 700, places: 1, groupKey: null }]
    const snapshot = day({
      services,
      roomMandatory: true,
      rooms: ['r1', 'r2', 'r3'].map((id) => room(id, { claims })),
      therapists: ['a', 'b', 'c'].map((id) => therapist(id)),
    })
    const group = ['x', 'y', 'z'].map((key) => guest([item('cut', { key })], { key }))
    expect(warningsAt(snapshot, request(group, { channel: 'staff' }), 600)).toEqual([3, 3, 3])
    const tooMany = [...group, guest([item('cut')])]
    const four = { ...snapshot, therapists: [...snapshot.therapists, therapist('d')] }
    expect(warningsAt(four, request(tooMany, { channel: 'staff' }), 600)).toBeUndefined()
  })

  test('one therapist for all items, parallel items with two, gaps when allowed', () => {
    const therapists = [
      therapist('a', { services: { cut: {} } }),
      therapist('b', { services: { cut: {}, massage: {} }, load: 60, claims: [{ start: 645, end: 660 }] }),
    ]
    const snapshot = day({ services, therapists })
    const items = [item('cut'), item('massage')]
    const single = place(snapshot, request([guest(items, { singleTherapist: true })]), 660)
    expect(single.items.map((each) => each.therapistId)).toEqual(['b', 'b'])
    expect(startsOf(snapshot, request([guest(items)]))).not.toContain(600)
    const gaps = place(snapshot, request([guest(items)], { nonContiguous: true }), 600)
    expect(gaps.items.map((each) => each.start)).toEqual([600, 660])
    const parallel = items.map((each) => ({ ...each, parallelGroup: 'p' }))
    const together = place(snapshot, request([guest(parallel)]), 660)
    expect(together.items.map((each) => [each.therapistId, each.start])).toEqual([
      ['a', 660],
      ['b', 660],
    ])
    expect(together.end).toBe(720)
  })

  test('items follow their configured sequence unless the order is kept', () => {
    const items = [item('massage', { sequence: 2 }), item('cut', { sequence: 1 })]
    const snapshot = day({ services, therapists: [therapist('a')] })
    const order = (keep: boolean): string[] =>
      place(snapshot, request([guest(items)], { preserveOrder: keep }), 600).items.map((each) => each.itemKey)
    expect(order(false)).toEqual(['cut', 'massage'])
    expect(order(true)).toEqual(['massage', 'cut'])
  })

  test('gap-free scheduling starts again at the end of an appointment', () => {
    const snapshot = day({
      services,
      onlineGridMinutes: 60,
      gapFree: true,
      therapists: [therapist('a', { claims: [{ start: 540, end: 570 }] })],
    })
    expect(startsOf(snapshot, oneCut).slice(0, 3)).toEqual([570, 630, 690])
  })
})

test('the bench cases give the same answer at every run', () => {
  expect(benchCases.map((make) => runBenchCase(make()))).toEqual([46, 755, 1])
})
