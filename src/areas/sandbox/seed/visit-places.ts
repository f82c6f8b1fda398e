/** Where a service of the demo fits: therapist, room place and equipment of one center on one day. */
import { hoursOn, lunchIn, workOn, type CenterCalendar } from './calendar.ts'
import { priceOf } from './catalog-rows.ts'
import type { DemoService } from './data/services.ts'
import { PEOPLE, type DemoPerson } from './data/staff.ts'

interface Span {
  start: number
  end: number
}
/** A place taken; minutes from midnight on the wall. `key` and `lane` name the resource. */
export interface Taking extends Span {
  kind: 'therapist' | 'room' | 'equipment'
  /** Employee code, room code or key of the equipment. */
  key: string
  lane: number
}
export interface PlacedService {
  service: DemoService
  addOn: DemoService | null
  therapist: DemoPerson
  second: DemoPerson | null
  roomCode: string
  start: number
  /** End of the service itself, and with the add-on. Recovery comes after. */
  serviceEnd: number
  end: number
  takings: Taking[]
}
/** Somebody at work, with the times of the day. */
export interface OnDuty extends Span {
  person: DemoPerson
  lunch: Span
}
export interface OpenDay {
  calendar: CenterCalendar
  day: string
  closes: number
  onDuty: OnDuty[]
  taken: Map<string, Span[]>
}

/** Null: closed. */
export function openDay(calendar: CenterCalendar, day: string, offset: number): OpenDay | null {
  const hours = hoursOn(calendar, day)
  if (!hours) return null
  const onDuty = PEOPLE.filter(
    (person) => person.center === calendar.center.code && person.skills.length,
  ).flatMap((person): OnDuty[] => {
    const work = workOn(person, calendar, day, offset)
    if (work.status !== 1) return []
    const lunch = lunchIn(work)
    return [{ person, start: work.starts, end: work.ends, lunch: { start: lunch.starts, end: lunch.ends } }]
  })
  return { calendar, day, closes: hours.closes, onDuty, taken: new Map() }
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end
const laneKey = ({ kind, key, lane }: Pick<Taking, 'kind' | 'key' | 'lane'>): string =>
  `${kind} ${key} ${lane}`
const isFree = (open: OpenDay, taking: Taking): boolean =>
  !open.taken.get(laneKey(taking))?.some((span) => overlap(span, taking))

interface Wish {
  service: DemoService
  addOn?: DemoService | null
  duty: OnDuty
  second?: OnDuty | null
  start: number
}

/** Finds room and equipment for a service at a minute; null when something is taken. Takes nothing yet. */
export function findPlace(open: OpenDay, wish: Wish): PlacedService | null {
  const { service, addOn = null, duty, second = null, start } = wish
  if (priceOf(service, open.calendar.center.code) === null) return null
  const serviceEnd = start + service.minutes
  const end = serviceEnd + (addOn?.minutes ?? 0)
  if (end > open.closes) return null
  const free = end + service.recovery
  const people = second ? [duty, second] : [duty]
  if (people.some((one) => start < one.start || end > one.end || overlap({ start, end: free }, one.lunch)))
    return null
  const byPeople = people.flatMap(({ person }) => workTakings(service, person, start, end))
  const room = roomTakings(open, service, start, free, people.length)
  const equipment = equipmentTakings(open, service, start, serviceEnd)
  if (!room || !equipment || !byPeople.every((taking) => isFree(open, taking))) return null
  return {
    service,
    addOn,
    therapist: duty.person,
    second: second?.person ?? null,
    roomCode: room[0]!.key,
    start,
    serviceEnd,
    end,
    takings: [...byPeople, ...room, ...equipment],
  }
}

export function takePlace(open: OpenDay, placed: PlacedService): void {
  for (const taking of placed.takings) {
    const key = laneKey(taking)
    open.taken.set(key, [...(open.taken.get(key) ?? []), taking])
  }
}

/** While colour works the therapist is free for others; afterwards comes the recovery. */
function workTakings(service: DemoService, person: DemoPerson, start: number, end: number): Taking[] {
  const base = { kind: 'therapist' as const, key: person.code, lane: 0 }
  if (!service.segments) return [{ ...base, start, end: end + service.recovery }]
  let minute = start
  const parts = service.segments.flatMap(([kind, minutes]): Taking[] => {
    const part = { ...base, start: minute, end: minute + minutes }
    minute = part.end
    return kind === 'processing' ? [] : [part]
  })
  return parts.map((part, i) =>
    i === parts.length - 1 ? { ...part, end: part.end + service.recovery } : part,
  )
}

function roomTakings(
  open: OpenDay,
  service: DemoService,
  start: number,
  end: number,
  places: number,
): Taking[] | null {
  for (const room of open.calendar.center.rooms) {
    if (room.kind !== service.section.room) continue
    const free = Array.from({ length: room.capacity }, (_, lane): Taking => {
      return { kind: 'room', key: room.code, lane, start, end }
    }).filter((taking) => isFree(open, taking))
    if (free.length >= places) return free.slice(0, places)
  }
  return null
}

function equipmentTakings(open: OpenDay, service: DemoService, start: number, end: number): Taking[] | null {
  const piece = open.calendar.center.equipment.find(([key]) => key === service.equipment)
  if (!piece) return []
  const [key, , quantity] = piece
  const lanes = Array.from({ length: quantity }, (_, lane): Taking => ({
    kind: 'equipment',
    key,
    lane,
    start,
    end,
  }))
  const free = lanes.find((taking) => isFree(open, taking))
  return free ? [free] : null
}
