/**
 * The slow, obvious answer: every minute, every therapist, every room, every start, checked minute by minute.
 * Shares nothing with the engine but the data types. For tests on small days only.
 */
import type {
  BookingRequest,
  DaySnapshot,
  RequestGuest,
  RequestItem,
  RoomDay,
  Segment,
  Service,
  TherapistDay,
  TherapistPreference,
} from '../types.ts'

/** What one therapist does within one item, in minutes of the axis. */
interface Duty {
  therapist: TherapistDay
  working: Set<number>
  /** Working and recovery. */
  held: Set<number>
  /** Minutes that must lie within working hours. */
  onShift: Set<number>
  /** Minutes a block-out must not touch. */
  unblocked: Set<number>
}

interface OracleItem {
  guest: RequestGuest
  service: Service
  start: number
  end: number
  duties: Duty[]
  leaders: TherapistDay[]
  room: RoomDay | null
  roomEnd: number
  equipment: { id: string; quantity: number; start: number; end: number }[]
  segmented: boolean
  alone: boolean
}

/** Fewest warnings of an available start, by minute. */
export function solveByHand(snapshot: DaySnapshot, request: BookingRequest): Map<number, number> {
  const answer = new Map<number, number>()
  const holidayOk = !snapshot.holiday || tolerates(snapshot, request, 6)
  if (snapshot.dayRefusal !== null || !holidayOk) return answer
  const wall = readWall(snapshot)
  for (let minute = 0; minute < wall.length; minute++) {
    if (minute < snapshot.nowMinute || minute < snapshot.earliestMinute) continue
    if (!isOpen(snapshot, request, minute)) continue
    const fewest = fewestWarnings(snapshot, request, wall, minute)
    if (fewest !== null) answer.set(minute, fewest + (snapshot.holiday ? 1 : 0))
  }
  return answer
}

/** Wall minute of each minute of the axis, or null when that wall time was shown before. */
function readWall(snapshot: DaySnapshot): (number | null)[] {
  const { dayStart, offsets } = snapshot.clock
  const epochWall = (minute: number): number => {
    const past = offsets.filter((change) => change.fromMinute <= minute)
    return dayStart + minute + (past.at(-1) ?? offsets[0]!).offset
  }
  const midnight = Math.floor(epochWall(0) / 1440) * 1440
  const seen = new Set<number>()
  return Array.from({ length: 1800 }, (_, minute) => {
    const reading = epochWall(minute) - midnight
    if (seen.has(reading)) return null
    seen.add(reading)
    return reading
  })
}

function isOpen(snapshot: DaySnapshot, request: BookingRequest, minute: number): boolean {
  const hours = request.channel === 'online' ? snapshot.onlineIntervals : snapshot.openIntervals
  return hours.some(({ start, end }) => start <= minute && minute < end)
}

function tolerates(snapshot: DaySnapshot, request: BookingRequest, type: number): boolean {
  if (type === 4 && request.considerCenterTimings) return false
  if (request.tolerates) return request.tolerates.some((tolerated) => tolerated === type)
  if (request.channel === 'online') return false
  if (type === 0) return request.doubleBooking || snapshot.doubleBooking !== 'refuse'
  return type <= 5
}

function onWallGrid(snapshot: DaySnapshot, request: BookingRequest, reading: number | null): boolean {
  const step = request.channel === 'online' ? snapshot.onlineGridMinutes : snapshot.gridMinutes
  return reading !== null && reading % step === 0
}

/** Whether a therapist offers a start under gap-free scheduling: steps count from the last appointment's end. */
function onOwnGrid(
  snapshot: DaySnapshot,
  request: BookingRequest,
  therapist: TherapistDay,
  wall: (number | null)[],
  minute: number,
): boolean {
  if (wall[minute] === null) return false
  const step = request.channel === 'online' ? snapshot.onlineGridMinutes : snapshot.gridMinutes
  const busyAt = (m: number): boolean => therapist.claims.some((c) => c.start <= m && m < c.end)
  const atWork = (m: number): boolean => therapist.shifts.some((s) => s.start <= m && m < s.end)
  if (!busyAt(minute)) {
    for (let back = minute; back > -1440; back--) {
      if (busyAt(back - 1)) return (minute - back) % step === 0
      if (atWork(back) && !atWork(back - 1)) break
    }
  }
  return onWallGrid(snapshot, request, wall[minute] ?? null)
}

function fewestWarnings(
  snapshot: DaySnapshot,
  request: BookingRequest,
  wall: (number | null)[],
  minute: number,
): number | null {
  if (!snapshot.gapFree && !onWallGrid(snapshot, request, wall[minute] ?? null)) return null
  if (snapshot.gapFree && wall[minute] === null) return null
  const later = wall.flatMap((reading, m) =>
    onWallGrid(snapshot, request, reading) && isOpen(snapshot, request, m) && m > minute ? [m] : [],
  )
  const plansOf = request.guests.map((guest) => {
    const starts = request.differentTimesForGuests ? [minute, ...later] : [minute]
    return starts.flatMap((start) => planGuest(snapshot, request, wall, guest, start))
  })
  let fewest: number | null = null
  const combine = (index: number, chosen: OracleItem[]): void => {
    const plans = plansOf[index]
    if (plans) {
      for (const plan of plans) combine(index + 1, [...chosen, ...plan])
      return
    }
    const starters = chosen.filter((item) => item.start === minute)
    if (starters.length === 0) return
    if (snapshot.gapFree) {
      const leaders = starters.flatMap((item) => item.leaders)
      if (!leaders.some((leader) => onOwnGrid(snapshot, request, leader, wall, minute))) return
    }
    const count = countTogether(snapshot, request, chosen)
    if (count === null) return
    const total = count + chosen.reduce((sum, item) => sum + countAlone(snapshot, request, item)!, 0)
    if (fewest === null || total < fewest) fewest = total
  }
  combine(0, [])
  return fewest
}

/** Every way to place one guest's items, each item allowed by itself. */
function planGuest(
  snapshot: DaySnapshot,
  request: BookingRequest,
  wall: (number | null)[],
  guest: RequestGuest,
  start: number,
): OracleItem[][] {
  let items = guest.items.map((item, position) => ({ item, position }))
  if (!request.preserveOrder && !snapshot.keepBookingOrder) {
    items = items.sort((a, b) => a.item.sequence - b.item.sequence || a.position - b.position)
  }
  const steps: RequestItem[][] = []
  for (const { item } of items) {
    const together = guest.singleTherapist
      ? undefined
      : steps.find((step) => item.parallelGroup !== null && step[0]!.parallelGroup === item.parallelGroup)
    if (together) together.push(item)
    else steps.push([item])
  }
  const plans: OracleItem[][] = []
  const extend = (index: number, done: OracleItem[][]): void => {
    const step = steps[index]
    if (!step) {
      const flat = done.flat()
      const person = snapshot.therapists.some((t) => flat.every((item) => item.leaders.includes(t)))
      if (!guest.singleTherapist || person) plans.push(flat)
      return
    }
    const freeStarts: number[] = []
    const previousEnd = Math.max(start, ...done.flat().map((item) => item.end))
    if (index > 0 && request.nonContiguous) {
      for (let m = previousEnd; m < wall.length; m++) {
        if (onWallGrid(snapshot, request, wall[m] ?? null) && isOpen(snapshot, request, m)) freeStarts.push(m)
      }
    }
    for (const choice of chooseStep(snapshot, request, guest, step)) {
      const contiguous = followingStart(snapshot, start, done, choice(0))
      for (const at of new Set([contiguous, ...freeStarts])) {
        const placed = choice(at)
        if (placed.every((item) => countAlone(snapshot, request, item) !== null))
          extend(index + 1, [...done, placed])
      }
    }
  }
  extend(0, [])
  return plans
}

/** Back to back: a run of unsegmented items by one therapist is rounded up as a whole when it is over. */
function followingStart(
  snapshot: DaySnapshot,
  start: number,
  done: OracleItem[][],
  next: OracleItem[],
): number {
  const last = done.at(-1)
  if (!last) return start
  const end = Math.max(...last.map((item) => item.end))
  if (last.some((item) => item.segmented)) return end
  const joins = (a: OracleItem[], b: OracleItem[]): boolean =>
    a.length === 1 &&
    b.length === 1 &&
    [a[0]!, b[0]!].every((item) => item.alone && !item.segmented) &&
    a[0]!.leaders[0] === b[0]!.leaders[0]
  if (joins(last, next)) return end
  let first = done.length - 1
  while (
    first > 0 &&
    joins(done[first - 1]!, done[first]!) &&
    done[first - 1]![0]!.end === done[first]![0]!.start
  ) {
    first--
  }
  let rounded = done[first]![0]!.start
  while (rounded < end) rounded += snapshot.handoverMinutes
  return rounded
}

/** All combinations of therapists and rooms for the items of a step, as functions of the start. */
function chooseStep(
  snapshot: DaySnapshot,
  request: BookingRequest,
  guest: RequestGuest,
  step: RequestItem[],
): ((start: number) => OracleItem[])[] {
  let combinations: ((start: number) => OracleItem[])[] = [() => []]
  for (const item of step) {
    const service = snapshot.services.find((s) => s.id === item.serviceId)!
    const singles: ((start: number) => OracleItem)[] = []
    for (const leaders of chooseLeaders(snapshot, request, guest, item, service)) {
      for (const room of chooseRooms(snapshot, item, service)) {
        singles.push((start) => layOut(snapshot, guest, item, service, leaders, room, start))
      }
    }
    combinations = combinations.flatMap((before) =>
      singles.map((single) => (start: number) => [...before(start), single(start)]),
    )
  }
  return combinations
}

function chooseLeaders(
  snapshot: DaySnapshot,
  request: BookingRequest,
  guest: RequestGuest,
  item: RequestItem,
  service: Service,
): TherapistDay[][] {
  const fits = (therapist: TherapistDay, wish: TherapistPreference): boolean => {
    if (wish.kind === 'named' && wish.id !== therapist.id) return false
    if (wish.kind === 'male' && therapist.gender !== 'male') return false
    if (wish.kind === 'female' && therapist.gender !== 'female') return false
    if (request.onlyCatalogEmployees && !therapist.inCatalog) return false
    const needsCheckIn =
      request.onlyCheckedInEmployees ||
      (request.channel === 'online' && request.isToday && snapshot.sameDayNeedsCheckedIn)
    if (needsCheckIn && !therapist.checkedIn) return false
    if (request.channel === 'online' && guest.isFirstTime && therapist.repeatGuestsOnly) return false
    return therapist.shifts.length > 0
  }
  const able = (therapist: TherapistDay): boolean =>
    service.id in therapist.services &&
    item.addOns.every((addOn) => {
      const { therapist: wish } = addOn
      const by = wish.kind === 'named' ? snapshot.therapists.find((t) => t.id === wish.id) : therapist
      const addOnService = snapshot.services.find((s) => s.id === addOn.serviceId)!
      if (!by || (by !== therapist && !fits(by, wish))) return false
      return !addOnService.addOnNeedsSkill || addOnService.id in by.services
    })
  const suited = (wish: TherapistPreference): TherapistDay[] =>
    snapshot.therapists.filter((therapist) => fits(therapist, wish) && able(therapist))
  if (!service.isCouple) return suited(item.therapist).map((therapist) => [therapist])
  const secondWish =
    item.secondTherapist ?? (item.therapist.kind === 'named' ? { kind: 'any' as const } : item.therapist)
  return suited(item.therapist).flatMap((a) => suited(secondWish).flatMap((b) => (a === b ? [] : [[a, b]])))
}

function chooseRooms(snapshot: DaySnapshot, item: RequestItem, service: Service): (RoomDay | null)[] {
  const needed = snapshot.roomMandatory || service.needsRoom || service.isCouple || item.roomId !== null
  if (!needed) return [null]
  const people = service.isCouple ? 2 : 1
  return snapshot.rooms.filter((room) => {
    if (item.roomId !== null && item.roomId !== room.id) return false
    if (service.roomIds.length > 0 && !service.roomIds.includes(room.id)) return false
    if (room.serviceIds.length > 0 && !room.serviceIds.includes(service.id)) return false
    return room.capacity >= people || (room.canExceedCapacity && !service.isCouple)
  })
}

function layOut(
  snapshot: DaySnapshot,
  guest: RequestGuest,
  item: RequestItem,
  service: Service,
  leaders: TherapistDay[],
  room: RoomDay | null,
  start: number,
): OracleItem {
  const parts = [
    { service, named: null as TherapistDay | null, minutes: item.guestMinutes },
    ...item.addOns.map((addOn) => {
      const { therapist: wish } = addOn
      return {
        service: snapshot.services.find((s) => s.id === addOn.serviceId)!,
        named: wish.kind === 'named' ? snapshot.therapists.find((t) => t.id === wish.id)! : null,
        minutes: undefined as number | undefined,
      }
    }),
  ]
  const laid = (leader: TherapistDay) => {
    let at = start
    return parts.map((part) => {
      const by = part.named ?? leader
      const segments = cutSegments(part.service, service.isCouple ? null : by, part.minutes)
      const from = at
      at += segments.reduce((sum, segment) => sum + segment.minutes, 0)
      return { ...part, by, segments, from, to: at }
    })
  }
  const main = laid(leaders[0]!)
  const duties: Duty[] = []
  leaders.forEach((leader, role) => {
    // The second therapist of a couple takes no part in add-ons that name somebody.
    const mine = laid(leader).map((part) => (role === 1 && part.named ? { ...part, by: null } : part))
    for (const therapist of new Set(mine.flatMap((part) => part.by ?? []))) {
      duties.push(describeDuty(snapshot, therapist, mine))
    }
  })
  const end = main.at(-1)!.to
  return {
    guest,
    service,
    start,
    end,
    duties,
    leaders,
    room,
    roomEnd: end + Math.max(...parts.map((part) => part.service.recoveryMinutes)),
    equipment: main.flatMap((part) =>
      part.service.equipment.map((need) => ({ ...need, start: part.from, end: part.to })),
    ),
    segmented: main.some((part) => part.segments.length > 1),
    alone: leaders.length === 1 && main.every((part) => part.by === leaders[0]),
  }
}

function cutSegments(
  service: Service,
  therapist: TherapistDay | null,
  minutes: number | undefined,
): readonly Segment[] {
  if (minutes !== undefined) return [{ kind: 'servicing', minutes }]
  const own = therapist?.services[service.id]
  if (own?.segments && own.segments.length > 0) return own.segments
  if (own?.minutes !== undefined) return [{ kind: 'servicing', minutes: own.minutes }]
  if (service.segments.length > 0) return service.segments
  return [{ kind: 'servicing', minutes: service.minutes }]
}

function describeDuty(
  snapshot: DaySnapshot,
  therapist: TherapistDay,
  parts: {
    by: TherapistDay | null
    service: Service
    segments: readonly Segment[]
    from: number
    to: number
  }[],
): Duty {
  const duty: Duty = {
    therapist,
    working: new Set(),
    held: new Set(),
    onShift: new Set(),
    unblocked: new Set(),
  }
  const fill = (set: Set<number>, from: number, to: number): void => {
    for (let m = from; m < to; m++) set.add(m)
  }
  parts.forEach((part, index) => {
    if (part.by !== therapist || parts[index - 1]?.by === therapist) return
    let last = index
    while (parts[last + 1]?.by === therapist) last++
    const run = parts.slice(index, last + 1)
    let lastWork = part.from
    for (const { segments, from } of run) {
      let at = from
      for (const segment of segments) {
        if (segment.kind !== 'processing') {
          fill(duty.working, at, at + segment.minutes)
          fill(duty.held, at, at + segment.minutes)
          lastWork = at + segment.minutes
        }
        at += segment.minutes
      }
    }
    const end = run.at(-1)!.to
    const recovered = end + Math.max(...run.map((each) => each.service.recoveryMinutes))
    fill(duty.held, end, recovered)
    fill(duty.onShift, part.from, snapshot.finishAfterShiftAllowed ? lastWork : end)
    if (!snapshot.processingOverBlockoutsAllowed) fill(duty.unblocked, part.from, recovered)
  })
  if (snapshot.processingOverBlockoutsAllowed) duty.unblocked = new Set(duty.held)
  return duty
}

/** Warnings of an item by itself; null when it is not allowed. */
function countAlone(snapshot: DaySnapshot, request: BookingRequest, item: OracleItem): number | null {
  const within = (minute: number, list: readonly { start: number; end: number }[]): boolean =>
    list.some(({ start, end }) => start <= minute && minute < end)
  let count = 0
  let refused = false
  const warn = (type: number, happens: boolean): void => {
    if (!happens) return
    count++
    if (!tolerates(snapshot, request, type)) refused = true
  }
  for (const { therapist, held, onShift, unblocked } of item.duties) {
    if ([...onShift].some((m) => within(m, therapist.leave))) return null
    if (
      [...unblocked].some((m) =>
        within(
          m,
          therapist.blockouts.filter((b) => !b.bookable),
        ),
      )
    )
      return null
    warn(
      1,
      [...onShift].some((m) => !within(m, therapist.shifts)),
    )
    warn(
      0,
      [...held].some((m) => within(m, therapist.claims)),
    )
  }
  const minutes = range(item.start, item.end)
  const busy = (item.guest.guestId !== null && snapshot.guestBusy[item.guest.guestId]) || []
  if (!snapshot.guestOverlapAllowed)
    warn(
      2,
      minutes.some((m) => within(m, busy)),
    )
  warn(
    4,
    minutes.some((m) => !isOpen(snapshot, request, m)),
  )
  for (const need of item.equipment) {
    const equipment = snapshot.equipment.find((each) => each.id === need.id)
    warn(
      5,
      range(need.start, need.end).some(
        (m) => takenAt(equipment?.claims ?? [], m) + need.quantity > (equipment?.quantity ?? 0),
      ),
    )
  }
  const { room } = item
  if (room) {
    const stay = range(item.start, item.roomEnd)
    if (stay.some((m) => within(m, room.blockouts))) return null
    const people = item.service.isCouple ? 2 : 1
    warn(
      3,
      stay.some((m) => {
        const present = room.claims.filter((claim) => within(m, [claim]))
        if (room.oneAppointmentAtATime && present.length > 0) return true
        const strangers = present.some((c) => c.groupKey === null || c.groupKey !== request.groupKey)
        if (room.oneGroupAtATime && strangers) return true
        return (
          !room.canExceedCapacity && present.reduce((sum, c) => sum + c.places, 0) + people > room.capacity
        )
      }),
    )
  }
  return refused ? null : count
}

/** Warnings that items of the booking give each other; null when not allowed. */
function countTogether(snapshot: DaySnapshot, request: BookingRequest, items: OracleItem[]): number | null {
  const counts = { 7: 0, 8: 0, 9: 0 }
  items.forEach((a, index) => {
    for (const b of items.slice(0, index)) {
      for (const therapist of snapshot.therapists) {
        const take = (item: OracleItem): Set<number> => {
          const duties = item.duties.filter((duty) => duty.therapist === therapist)
          return new Set(duties.flatMap((duty) => [...(a.guest === b.guest ? duty.working : duty.held)]))
        }
        const mine = take(a)
        if ([...take(b)].some((minute) => mine.has(minute))) counts[7]++
      }
    }
  })
  for (const room of snapshot.rooms) {
    const stays = items.filter((item) => item.room === room)
    const overfull = stays
      .flatMap((s) => range(s.start, s.roomEnd))
      .some((minute) => {
        const now = stays.filter((s) => s.start <= minute && minute < s.roomEnd)
        const guests = [...new Set(now.map((s) => s.guest))]
        if (guests.length < 2) return false
        if (room.oneAppointmentAtATime) return true
        const own = guests
          .map((guest) =>
            Math.max(...now.filter((s) => s.guest === guest).map((s) => (s.service.isCouple ? 2 : 1))),
          )
          .reduce((sum, people) => sum + people, 0)
        const others = room.claims.filter((c) => c.start <= minute && minute < c.end)
        return !room.canExceedCapacity && own + others.reduce((sum, c) => sum + c.places, 0) > room.capacity
      })
    if (overfull) counts[8]++
  }
  for (const id of new Set(items.flatMap((item) => item.equipment.map((need) => need.id)))) {
    const equipment = snapshot.equipment.find((each) => each.id === id)
    const uses = items.flatMap((item) =>
      item.equipment.filter((need) => need.id === id).map((need) => ({ item, ...need })),
    )
    const overused = uses
      .flatMap((use) => range(use.start, use.end))
      .some((minute) => {
        const now = uses.filter((use) => use.start <= minute && minute < use.end)
        if (new Set(now.map((use) => use.item)).size < 2) return false
        const own = now.reduce((sum, use) => sum + use.quantity, 0)
        return own + takenAt(equipment?.claims ?? [], minute) > (equipment?.quantity ?? 0)
      })
    if (overused) counts[9]++
  }
  for (const type of [7, 8, 9] as const)
    if (counts[type] > 0 && !tolerates(snapshot, request, type)) return null
  return counts[7] + counts[8] + counts[9]
}

function takenAt(
  claims: readonly { start: number; end: number; quantity: number }[],
  minute: number,
): number {
  return claims.filter((c) => c.start <= minute && minute < c.end).reduce((sum, c) => sum + c.quantity, 0)
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i)
}
