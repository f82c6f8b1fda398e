/** Answers why a time is or is not offered, per therapist, for the management API. */
import type { Operations } from '#contract'
import type { Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, localToUtc, parseLocalDateTime } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { explainTime, type Reason } from './availability/index.ts'
import { guestsOf, readBasket, servicesOf } from './basket.ts'
import { axisOf, bookingRequest, daySnapshot, onlineStartOf } from './day.ts'
import { isBookableHere } from './slots.ts'
import { readSnapshot } from './snapshot.ts'

export interface TimeExplanation {
  time: string
  offered: boolean
  reasons: (Reason | 'not_in_online_catalog' | 'online_booking_not_yet_open')[]
  warnings: number[]
  items: {
    guest: number
    item: number
    service_id: string
    therapists: { therapist_id: string; name: string; reasons: Reason[] }[]
  }[]
}

/** The same request as createBooking, and a center-local time. Throws the refusals of createBooking. */
export async function explainBookingTime(
  db: Db,
  organizationId: string,
  caller: Caller,
  request: Operations['createBooking']['body'],
  time: string,
  now: Date,
): Promise<TimeExplanation> {
  const center = await getCenter(db, organizationId, request.center_id)
  const text =
    parseLocalDateTime(time) ?? refuse('invalid_input', { field: 'time', detail: 'is not a date and time' })
  const basket = await readBasket(db, request, {
    organizationId,
    center,
    now,
    source: caller.source,
    byGuest: caller.kind === 'guest',
    doubleBookingInQuery: undefined,
  })
  const day = text.slice(0, 10)
  const snapshot = await readSnapshot(db, {
    organizationId,
    centerId: center.id,
    timeZone: center.time_zone,
    fromDay: addDays(day, -1),
    toDay: day,
    serviceIds: servicesOf(basket),
    guestIds: guestsOf(basket),
    ignoreReservationId: null,
    ignoreAppointmentIds: [],
    now,
  })
  if (!snapshot) refuse('center_not_found', { field: 'center_id' })
  const axis = axisOf(day, center.time_zone)
  const at = localToUtc(text, center.time_zone)
  const told = explainTime(
    daySnapshot(snapshot, axis, basket, now),
    bookingRequest(basket, snapshot, axis, basket.centerId, now),
    axis.minuteOf(at),
  )
  const reasons: TimeExplanation['reasons'] = [...told.reasons]
  const onlineStart = onlineStartOf(snapshot.center)
  if (basket.online && onlineStart && at < onlineStart) reasons.push('online_booking_not_yet_open')
  const listed = isBookableHere(snapshot, basket)
  if (!listed) reasons.push('not_in_online_catalog')
  const names = new Map(snapshot.therapists.map((t) => [t.id, `${t.first_name} ${t.last_name}`.trim()]))
  const place = (guestKey: string, itemKey: string) => {
    const guest = basket.guests.findIndex((g) => g.key === guestKey)
    return { guest, item: basket.guests[guest]?.items.findIndex((i) => i.key === itemKey) ?? -1 }
  }
  return {
    time: text,
    offered: told.offered && listed,
    reasons,
    warnings: told.warnings.map((warning) => warning.type),
    items: told.items.map((item) => {
      const at = place(item.guestKey, item.itemKey)
      return {
        ...at,
        service_id: basket.guests[at.guest]?.items[at.item]?.serviceId ?? '',
        therapists: item.therapists.map((t) => ({
          therapist_id: t.therapistId,
          name: names.get(t.therapistId) ?? '',
          reasons: [...t.reasons],
        })),
      }
    }),
  }
}
