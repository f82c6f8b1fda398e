/** How far a planned visit has come by now. */
import { instantAt } from './calendar.ts'
import { createRandom } from './random.ts'
import type { PlannedVisit } from './visits.ts'

/** appointment_status */
export const NO_SHOW = -2
export const CANCELLED = -1
export const NEW = 0
export const CLOSED = 1
export const CHECKED_IN = 2
export const CONFIRMED = 4

export interface VisitState {
  status: number
  bookedAt: Date
  startsAt: Date
  endsAt: Date
  confirmedAt: Date | null
  checkedInAt: Date | null
  closedAt: Date | null
  cancelledAt: Date | null
  noShowAt: Date | null
}

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const later = (date: Date, minutes: number): Date => new Date(date.getTime() + minutes * MINUTE)

/** Whether what the visit occupies is still its own. */
export const holdsPlaces = (state: VisitState): boolean =>
  state.status !== CANCELLED && state.status !== NO_SHOW

export function stateOf(visit: PlannedVisit, now: Date): VisitState {
  const random = createRandom(`state ${visit.group?.key ?? visit.key}`)
  const at = (minute: number) => instantAt(visit.calendar, visit.day, minute)
  const startsAt = at(visit.services[0]!.start)
  const endsAt = at(Math.max(...visit.services.map((service) => service.end)))
  // Booked before now, whenever the visit is to be.
  const latest = later(now, -random.between(15, 7_000))
  const bookedAt = new Date(Math.min(later(startsAt, -visit.lead).getTime(), latest.getTime()))
  const none = { confirmedAt: null, checkedInAt: null, closedAt: null, cancelledAt: null, noShowAt: null }
  const base = { bookedAt, startsAt, endsAt, ...none }

  if (visit.fate === 'cancelled') {
    const limit = Math.min(startsAt.getTime(), now.getTime())
    const cancelledAt = new Date(
      bookedAt.getTime() + (limit - bookedAt.getTime()) * (0.3 + 0.6 * random.next()),
    )
    return { ...base, status: CANCELLED, cancelledAt }
  }
  if (visit.fate === 'no_show' && later(startsAt, 30) <= now)
    return { ...base, status: NO_SHOW, noShowAt: later(startsAt, 30) }

  const isSoon = startsAt.getTime() - now.getTime() < 3 * DAY
  const early = random.between(1, 20)
  const arrival = later(startsAt, -early)
  const known = Math.min(arrival.getTime(), now.getTime()) - bookedAt.getTime()
  const confirmedAt = random.chance(isSoon ? 0.6 : 0.2)
    ? later(bookedAt, Math.min(600, Math.floor(known / MINUTE / 2)))
    : null
  const isHere = arrival <= now
  if (!isHere) return { ...base, status: confirmedAt ? CONFIRMED : NEW, confirmedAt }
  const arrived = { ...base, confirmedAt, checkedInAt: arrival }
  const closedAt = later(endsAt, random.between(3, 25))
  return closedAt <= now ? { ...arrived, status: CLOSED, closedAt } : { ...arrived, status: CHECKED_IN }
}

/** appointment_progress of one service: 0 not started, 1 started, 2 completed. */
export function progressOf(state: VisitState, startsAt: Date, endsAt: Date, now: Date): 0 | 1 | 2 {
  if (state.status === CLOSED) return 2
  if (state.status !== CHECKED_IN || startsAt > now) return 0
  return endsAt > now ? 1 : 2
}
