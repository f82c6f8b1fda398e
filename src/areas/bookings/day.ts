/** A snapshot read from the database → the center-day the availability engine works on. */
import {
  addDays,
  dayStartUtc,
  elapsedMinutes,
  localDay,
  localToUtc,
  parseLocalDateTime,
  wallOffsets,
  weekday,
} from '#platform/time.ts'
import {
  type BookingRequest,
  type DayRefusal,
  type DaySnapshot,
  type Interval,
  type TherapistGender,
  type Service,
} from './availability/index.ts'
import type { Basket } from './basket.ts'
import type { CenterFacts, Snapshot, TherapistFacts } from './snapshot.ts'

/** Two days: a center open past midnight, and whatever a visit begun late runs into. */
const AXIS_MINUTES = 2 * 1440 + 180

/** Wall minutes from local midnight → instant; at or above 1440 it is the next day's clock. */
function instantOf(day: string, zone: string, wallMinutes: number): Date {
  const date = addDays(day, Math.floor(wallMinutes / 1440))
  const minute = wallMinutes % 1440
  return localToUtc(`${date}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00`, zone)
}
const pad = (n: number) => String(n).padStart(2, '0')

/** Translates between the engine's axis of one local day and instants. */
export interface Axis {
  day: string
  zone: string
  minuteOf(instant: Date): number
  instantAt(minute: number): Date
  /** Interval of wall minutes (shifts, hours) on the axis. */
  interval(opens: number, closes: number): Interval
}

export function axisOf(day: string, zone: string): Axis {
  const start = dayStartUtc(day, zone).getTime()
  const minuteOf = (instant: Date) => (instant.getTime() - start) / 60_000
  // People's shifts mostly begin and end at the same few times.
  const known = new Map<number, number>()
  const minuteOfWall = (wallMinutes: number): number => {
    let minute = known.get(wallMinutes)
    if (minute === undefined) known.set(wallMinutes, (minute = minuteOf(instantOf(day, zone, wallMinutes))))
    return minute
  }
  return {
    day,
    zone,
    minuteOf,
    instantAt: (minute) => new Date(start + minute * 60_000),
    interval: (opens, closes) => ({ start: minuteOfWall(opens), end: minuteOfWall(closes) }),
  }
}

interface DayHours {
  open: Interval[]
  online: Interval[]
  holiday: { type: number } | null
}

function hoursOf(snapshot: Snapshot, axis: Axis): DayHours {
  const weekly = snapshot.hours.find((hours) => hours.weekday === weekday(axis.day))
  const special = snapshot.special_days.find((day) => day.day === axis.day)
  const intervals = (opens: number | null | undefined, closes: number | null | undefined): Interval[] =>
    typeof opens === 'number' && typeof closes === 'number' ? [axis.interval(opens, closes)] : []
  const isHoliday = special?.is_closed ?? false
  const hours = special && !isHoliday ? special : weekly
  const open = intervals(hours?.opens, hours?.closes)
  const apart = intervals(hours?.online_opens, hours?.online_closes)
  return {
    open,
    online: open.length && apart.length ? apart : open,
    holiday: isHoliday ? { type: special?.holiday_type ?? 0 } : null,
  }
}

/** The instant from which online channels may book in the center; null: always. */
export function onlineStartOf({ online_from: from, time_zone: zone }: CenterFacts): Date | null {
  const local = from === null ? null : parseLocalDateTime(from)
  return local === null ? null : localToUtc(local, zone)
}

/** What is left of the opening from a minute on. */
const openingFrom = (opening: readonly Interval[], minute: number): Interval[] =>
  opening.map(({ start, end }) => ({ start: Math.max(start, minute), end })).filter((i) => i.end > i.start)

const genderOf = (gender: number): TherapistGender =>
  gender === 0 ? 'female' : gender === 1 ? 'male' : 'other'

/** The engine's snapshot of one day. */
export function daySnapshot(snapshot: Snapshot, axis: Axis, basket: Basket, now: Date): DaySnapshot {
  const { settings } = snapshot.center
  const start = dayStartUtc(axis.day, axis.zone).getTime() / 60_000
  const utcMidnight = Date.parse(`${axis.day}T00:00:00Z`) / 60_000
  const hours = hoursOf(snapshot, axis)
  const onlineStart = onlineStartOf(snapshot.center)
  const onlineFrom = onlineStart ? axis.minuteOf(onlineStart) : -Infinity
  const online = openingFrom(hours.online, onlineFrom)
  const nowMinute = Math.ceil(elapsedMinutes(axis.day, axis.zone, now))
  const onAxis = (from: number, to: number): Interval => ({ start: from - start, end: to - start })
  const near = (interval: Interval) => interval.end > 0 && interval.start < AXIS_MINUTES
  const claims = new Map<string, { interval: Interval; lane: number; groupKey: string | null }[]>()
  for (const [, resourceId, lane, from, to, groupKey] of snapshot.claims) {
    const interval = onAxis(from, to)
    if (!near(interval)) continue
    const list = claims.get(resourceId)
    const claim = { interval, lane, groupKey }
    if (list) list.push(claim)
    else claims.set(resourceId, [claim])
  }
  const blockOuts = new Map<string, (Interval & { bookable: boolean })[]>()
  for (const [resourceId, from, to, bookable] of snapshot.block_outs) {
    const interval = onAxis(from, to)
    if (near(interval))
      blockOuts.set(resourceId, [...(blockOuts.get(resourceId) ?? []), { ...interval, bookable }])
  }
  const guestBusy: Record<string, Interval[]> = {}
  for (const [guestId, from, to] of snapshot.guest_busy) {
    const interval = onAxis(from, to)
    if (near(interval)) (guestBusy[guestId] ??= []).push(interval)
  }
  return {
    clock: {
      dayStart: start,
      offsets: wallOffsets(axis.day, axis.zone).map(({ fromMinute, offset }) => ({
        fromMinute,
        offset: utcMidnight + offset - start,
      })),
    },
    gridMinutes: settings.slot_interval,
    onlineGridMinutes: settings.online_slot_interval ?? settings.slot_interval,
    handoverMinutes: settings.slot_interval,
    openIntervals: hours.open,
    onlineIntervals: online,
    holiday: hours.holiday,
    dayRefusal:
      dayRefusal(snapshot, axis, now) ??
      (basket.online && onlineFrom > 0 && !online.length ? 'not_yet_online' : null),
    nowMinute,
    earliestMinute: nowMinute + (basket.online ? settings.online_lead_minutes : 0),
    roomMandatory: settings.room_mandatory,
    guestOverlapAllowed: settings.guest_overlap_allowed,
    doubleBooking: settings.double_booking_enabled ? 'allow' : 'refuse',
    finishAfterShiftAllowed: settings.finishing_after_shift,
    processingOverBlockoutsAllowed: settings.processing_over_block_outs,
    keepBookingOrder: settings.keep_booking_order,
    gapFree: settings.gap_free_scheduling,
    sameDayNeedsCheckedIn: settings.same_day_needs_check_in,
    therapists: snapshot.therapists.map((therapist) => ({
      id: therapist.id,
      gender: genderOf(therapist.gender),
      inCatalog: therapist.show_in_catalog,
      checkedIn: therapist.checked_in,
      repeatGuestsOnly: therapist.repeat_guests_only,
      shifts: therapist.shifts.flatMap(([day, status, starts, ends, roomId]) =>
        day === axis.day && status === 1 && starts !== null && ends !== null
          ? [{ ...axis.interval(starts, ends), roomId }]
          : [],
      ),
      leave: leaveOf(therapist, axis),
      claims: (claims.get(therapist.id) ?? []).map(({ interval, lane }) => ({ ...interval, lane })),
      blockouts: blockOuts.get(therapist.id) ?? [],
      services: Object.fromEntries(
        therapist.services.map(
          ([serviceId, minutes]) => [serviceId, minutes === null ? {} : { minutes }] as const,
        ),
      ),
      load: (claims.get(therapist.id) ?? []).reduce(
        (sum, { interval }) => sum + interval.end - interval.start,
        0,
      ),
    })),
    rooms: snapshot.rooms.map((room) => ({
      id: room.id,
      capacity: room.capacity,
      canExceedCapacity: room.can_exceed_capacity,
      oneAppointmentAtATime: room.only_one_appointment,
      oneGroupAtATime: room.only_one_group,
      serviceIds: room.service_ids,
      claims: (claims.get(room.id) ?? []).map(({ interval, lane, groupKey }) => ({
        ...interval,
        places: 1,
        groupKey,
        lanes: [lane],
      })),
      blockouts: (blockOuts.get(room.id) ?? []).filter((blockOut) => !blockOut.bookable),
    })),
    equipment: snapshot.equipment.map((piece) => ({
      id: piece.id,
      quantity: piece.quantity,
      claims: (claims.get(piece.id) ?? []).map(({ interval, lane }) => ({
        ...interval,
        quantity: 1,
        lanes: [lane],
      })),
    })),
    services: snapshot.services.map((service): Service => ({
      id: service.id,
      minutes: service.duration,
      recoveryMinutes: service.recovery_time,
      segments: service.segments.map(([kind, minutes]) => ({ kind, minutes })),
      roomIds: service.room_ids,
      needsRoom: service.needs_room,
      equipment: service.equipment.map(([id, quantity]) => ({ id, quantity })),
      isCouple: service.is_couple,
      addOnNeedsSkill: false,
    })),
    guestBusy,
  }
}

/** A day of leave (any status but working) takes the whole day. */
const leaveOf = (therapist: TherapistFacts, axis: Axis): Interval[] =>
  therapist.shifts.some(([day, status]) => day === axis.day && status !== 1 && status !== 2)
    ? [{ start: 0, end: AXIS_MINUTES }]
    : []

function dayRefusal(snapshot: Snapshot, axis: Axis, now: Date): DayRefusal | null {
  const today = localDay(now, axis.zone)
  if (!snapshot.center.is_active) return 'center_closed'
  if (axis.day < addDays(today, -1)) return 'past'
  if (axis.day > addDays(today, snapshot.center.settings.furthest_days)) return 'too_far_ahead'
  return null
}

/** The engine's request for a day. `groupKey` ties several guests into one group. */
export function bookingRequest(
  basket: Basket,
  snapshot: Snapshot,
  axis: Axis,
  groupKey: string,
  now: Date,
): BookingRequest {
  const services = new Map(snapshot.services.map((service) => [service.id, service]))
  return {
    channel: basket.online ? 'online' : 'staff',
    isToday: axis.day === localDay(now, axis.zone),
    guests: basket.guests.map((guest) => ({
      key: guest.key,
      guestId: guest.id,
      isFirstTime: !snapshot.guests.find((known) => known.id === guest.id)?.is_returning,
      singleTherapist: guest.singleTherapist,
      items: guest.items.map((item) => {
        const group = services.get(item.serviceId)?.parallel_group ?? null
        return {
          key: item.key,
          serviceId: item.serviceId,
          therapist: item.therapist,
          roomId: item.roomId,
          addOns: item.addOns.map(({ key, serviceId, therapist }) => ({ key, serviceId, therapist })),
          parallelGroup: group === null ? null : String(group),
          sequence: services.get(item.serviceId)?.sequence ?? 0,
        }
      }),
    })),
    onlyCatalogEmployees: basket.onlyCatalogEmployees,
    onlyCheckedInEmployees: basket.onlyCheckedInEmployees,
    doubleBooking: basket.doubleBooking,
    nonContiguous: basket.nonContiguous,
    differentTimesForGuests: basket.differentTimes,
    preserveOrder: basket.preserveOrder,
    considerCenterTimings: basket.considerCenterTimings,
    groupKey: basket.guests.length > 1 ? groupKey : null,
  }
}
