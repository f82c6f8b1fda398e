/** The appointment book of four weeks: who comes when for what. Places never overlap. */
import { addDays } from '#platform/time.ts'
import { VISIT_DAYS, type CenterCalendar } from './calendar.ts'
import { addOnsOf, canPerform, priceOf } from './catalog-rows.ts'
import { VISIT_NOTES } from './data/organization.ts'
import { SERVICES, type DemoService } from './data/services.ts'
import { SEASONED_GUESTS, type DemoGuest } from './guests.ts'
import { createRandom, type Random } from './random.ts'
import {
  findPlace,
  openDay,
  takePlace,
  type OnDuty,
  type OpenDay,
  type PlacedService,
} from './visit-places.ts'

export interface PlannedVisit {
  /** Names the visit and all that belongs to it. */
  key: string
  calendar: CenterCalendar
  day: string
  guest: DemoGuest
  services: PlacedService[]
  /** Visits of one group share the key; the host's number. */
  group: { key: string; name: string; host: number } | null
  /** What becomes of it; nobody fails to appear before the time has come. */
  fate: 'kept' | 'cancelled' | 'no_show'
  /** Minutes between booking and visit. */
  lead: number
  /** appointment_source: 0 desk, 1 webstore, 2 guest's app */
  source: number
  notes: string | null
}

const DAY = 1_440
/** How full the book is. */
const PROBABILITY_OF_VISIT = 0.5
const LONGEST_LEAD = 20 * DAY

interface Planning {
  open: OpenDay
  random: Random
  guests: readonly DemoGuest[]
  /** Who has a visit that day. */
  busy: Set<number>
  visits: PlannedVisit[]
}

/** All visits of a center, day by day in the order of their beginning. */
export function planVisits(calendar: CenterCalendar, guests: readonly DemoGuest[]): PlannedVisit[] {
  const own = guests.filter(
    (guest) => guest.center === calendar.center.code && guest.number <= SEASONED_GUESTS,
  )
  const visits: PlannedVisit[] = []
  for (let offset = VISIT_DAYS.first; offset <= VISIT_DAYS.last; offset++) {
    const day = addDays(calendar.today, offset)
    const open = openDay(calendar, day, offset)
    if (open) visits.push(...planDay(open, own))
  }
  return visits
}

function planDay(open: OpenDay, guests: readonly DemoGuest[]): PlannedVisit[] {
  const random = createRandom(`visits ${open.calendar.center.code} ${open.day}`)
  const planning: Planning = { open, random, guests, busy: new Set(), visits: [] }
  if (random.chance(0.45)) planCouple(planning)
  if (random.chance(0.6)) planGroup(planning)
  for (const duty of open.onDuty) planSingles(planning, duty)
  return planning.visits.sort((a, b) => a.services[0]!.start - b.services[0]!.start)
}

const gridOf = (open: OpenDay): number => open.calendar.center.settings.slot_interval ?? 15
const onGrid = (open: OpenDay, minute: number): number => Math.ceil(minute / gridOf(open)) * gridOf(open)

/** Finds a place and takes it. */
function place(open: OpenDay, wish: Parameters<typeof findPlace>[1]): PlacedService | null {
  const found = findPlace(open, wish)
  if (found) takePlace(open, found)
  return found
}

/** Two therapists of a couple treatment, at a time both have. */
function planCouple(planning: Planning): void {
  const { open, random } = planning
  const service = random.pick(SERVICES.filter((one) => one.section.isCouple))
  const [duty, second] = open.onDuty.filter(({ person }) => canPerform(person, service))
  if (!duty || !second) return
  const start = onGrid(open, Math.max(duty.start, second.start) + random.between(0, 8) * 30)
  const found = place(open, { service, duty, second, start })
  if (found) addVisit(planning, [found])
}

/** Friends who book together and come together, each to a therapist of their own. */
function planGroup(planning: Planning): void {
  const { open, random } = planning
  const able = open.onDuty.filter(({ person }) => !person.skills.includes('injector'))
  if (able.length < 2) return
  const first = random.pick(able)
  const other = random.pick(able.filter((one) => one !== first))
  const start = onGrid(open, Math.max(first.start, other.start) + random.between(0, 8) * 30)
  const visits = [first, other].flatMap((duty) => {
    const found = place(open, { service: pickService(planning, duty), duty, start })
    return (found && addVisit(planning, [found])) ?? []
  })
  const [host, guest] = visits
  // Where one of them found no place the other comes alone.
  if (!host || !guest) return
  const group = {
    key: `group ${open.calendar.center.code} ${open.day}`,
    name: `${host.guest.first} ${host.guest.last} and ${guest.guest.first}`,
    host: host.guest.number,
  }
  for (const visit of visits)
    Object.assign(visit, { group, fate: host.fate, lead: host.lead, source: host.source })
}

function planSingles(planning: Planning, duty: OnDuty): void {
  const { open, random } = planning
  let minute = onGrid(open, duty.start)
  while (minute < duty.end) {
    if (!random.chance(PROBABILITY_OF_VISIT)) {
      minute += 30
      continue
    }
    const service = pickService(planning, duty)
    const addOn = pickAddOn(planning, service)
    const found = place(open, { service, addOn, duty, start: minute })
    if (!found) {
      minute += gridOf(open)
      continue
    }
    const places = [found]
    minute = onGrid(open, found.end + service.recovery)
    if (random.chance(0.12)) {
      const next = place(open, { service: pickService(planning, duty), duty, start: minute })
      if (next) {
        places.push(next)
        minute = onGrid(open, next.end + next.service.recovery)
      }
    }
    addVisit(planning, places)
  }
}

function pickService({ open, random }: Planning, { person }: OnDuty): DemoService {
  const center = open.calendar.center.code
  return random.pick(
    SERVICES.filter(
      (service) =>
        !service.section.isCouple &&
        !service.section.isAddOn &&
        canPerform(person, service) &&
        priceOf(service, center) !== null,
    ),
  )
}

function pickAddOn({ open, random }: Planning, service: DemoService): DemoService | null {
  if (service.segments || !random.chance(0.15)) return null
  const offered = addOnsOf(service).filter((addOn) => priceOf(addOn, open.calendar.center.code) !== null)
  return offered.length ? random.pick(offered) : null
}

const suits = (guest: DemoGuest, { service }: PlacedService): boolean => {
  const isChild = guest.family?.role === 'CHILD'
  if (isChild !== (service.code === 'CUTK25')) return false
  return guest.gender === 1 || !['BEARD20', 'GENT45'].includes(service.code)
}

/** Regulars, who have low numbers, come more often. */
function pickGuest({ guests, random, busy }: Planning, places: readonly PlacedService[]): DemoGuest | null {
  for (let attempt = 0; attempt < 60; attempt++) {
    const guest = guests[Math.floor(random.next() ** 1.5 * guests.length)]!
    if (!busy.has(guest.number) && places.every((place) => suits(guest, place))) return guest
  }
  return null
}

/** Somebody comes to the places taken; null in the rare case that everybody is busy. */
function addVisit(planning: Planning, services: PlacedService[]): PlannedVisit | null {
  const { open, random, busy, visits } = planning
  const guest = pickGuest(planning, services)
  if (!guest) return null
  busy.add(guest.number)
  const luck = random.next()
  const visit: PlannedVisit = {
    key: `${open.calendar.center.code} ${open.day} ${visits.length + 1}`,
    calendar: open.calendar,
    day: open.day,
    guest,
    services,
    group: null,
    fate: luck < 0.08 ? 'cancelled' : luck < 0.13 ? 'no_show' : 'kept',
    lead: Math.round(90 + random.next() ** 2 * LONGEST_LEAD),
    source: random.chance(0.55) ? 0 : random.chance(0.65) ? 1 : 2,
    notes: random.chance(0.1) ? random.pick(VISIT_NOTES) : null,
  }
  visits.push(visit)
  return visit
}
