import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { beforeCommit } from '#platform/db/transaction.ts'
import { addDays, dayStartUtc } from '#platform/time.ts'
import { voidTemporaryInvoices } from '#areas/invoices'
import { releaseReservation } from '#areas/appointments'
import { CENTER_DEFAULTS, type Center } from '#areas/centers'
import { guestsOf, servicesOf, type Basket } from './basket.ts'
import type { HeldVisit } from './hold.ts'
import { movedAppointments } from './reschedule.ts'
import type { BookingRow, ReservationRow } from './tables.ts'

/** A basket is forgotten after a day. */
const BASKET_LIFE = 24 * 3_600_000

/** What the search of a basket asks for, beside it as columns, so that one statement reads both. */
const searchColumns = (basket: Basket) => ({
  service_ids: servicesOf(basket),
  guest_ids: guestsOf(basket),
  moved_ids: movedAppointments(basket),
})

/** Writes the basket together with the commit. */
export function insertBooking(
  tx: Tx,
  organizationId: string,
  id: string,
  basket: Basket,
  timeZone: string,
  now: Date,
): void {
  const search = searchColumns(basket)
  const statement = sql`
    insert into bookings (organization_id, id, center_id, day, last_day, day_starts_at, request, service_ids, guest_ids, moved_ids,
      created_at, expires_at)
    values (${organizationId}, ${id}, ${basket.centerId}, ${basket.day}, ${addDays(basket.day, basket.futureSlotDays)},
      ${dayStartUtc(basket.day, timeZone)}, ${JSON.stringify(basket)}::jsonb, ${search.service_ids}, ${search.guest_ids},
      ${search.moved_ids}, ${now}, ${new Date(now.getTime() + BASKET_LIFE)})`
  beforeCommit(tx, 'booking', () => [statement])
}

/** A booking that has not run out, with the zone of its center. */
export type LiveBooking = BookingRow & { time_zone: string }

/** Locked: reserve and confirm of one booking take turns. */
export async function lockBooking(
  tx: Tx,
  organizationId: string,
  bookingId: string,
  now: Date,
): Promise<LiveBooking | null> {
  const { rows } = await sql<LiveBooking>`
    select b.*, c.time_zone from bookings b
    join centers c on c.organization_id = b.organization_id and c.id = b.center_id
    where b.organization_id = ${organizationId} and b.id = ${bookingId} and b.expires_at > ${now}
    for update of b`.execute(tx)
  return rows[0] ?? null
}

/**
 * Of the guests a booking names (the host too) those that exist, who can be neither deleted nor merged until the
 * commit. In the order of their ids, as everybody locks them.
 */
export async function holdGuests(tx: Tx, organizationId: string, bookingId: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select g.id from guests g
    where g.organization_id = ${organizationId} and not g.is_deleted and g.id in (
      select unnest(b.guest_ids || (b.request ->> 'hostId')::uuid) from bookings b
      where b.organization_id = ${organizationId} and b.id = ${bookingId})
    order by g.id for share of g`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** A booking with its live hold and the center as its visits need it. */
export type BookingToConfirm = LiveBooking & {
  held_until: Date | null
  placement: HeldVisit[] | null
  claims: number | null
  center: Pick<Center, 'id' | 'code' | 'name' | 'time_zone' | 'currency_code' | 'tax_included' | 'settings'>
}

/** The same with everything confirm needs, in one look. */
export async function lockBookingToConfirm(
  tx: Tx,
  organizationId: string,
  bookingId: string,
  now: Date,
): Promise<BookingToConfirm | null> {
  const { rows } = await sql<BookingToConfirm>`
    select b.*, c.time_zone, r.held_until, r.placement, r.claims,
      jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name, 'time_zone', c.time_zone, 'currency_code', c.currency_code,
        'tax_included', c.tax_included, 'settings', c.settings) as center
    from bookings b
    join centers c on c.organization_id = b.organization_id and c.id = b.center_id
    left join reservations r on r.organization_id = b.organization_id and r.id = b.reservation_id
    where b.organization_id = ${organizationId} and b.id = ${bookingId} and b.expires_at > ${now}
    for update of b`.execute(tx)
  const row = rows[0]
  return row
    ? { ...row, center: { ...row.center, settings: { ...CENTER_DEFAULTS, ...row.center.settings } } }
    : null
}

export async function findReservation(
  db: Db,
  organizationId: string,
  reservationId: string,
): Promise<ReservationRow | null> {
  const { rows } = await sql<ReservationRow>`
    select * from reservations where organization_id = ${organizationId} and id = ${reservationId}`.execute(
    db,
  )
  return rows[0] ?? null
}

export interface NewReservation {
  organizationId: string
  id: string
  bookingId: string
  centerId: string
  startsAt: Date
  heldUntil: Date
  visits: HeldVisit[]
  /** How many claims it stands on. */
  claims: number
}

/**
 * Keeps the hold and makes it the booking's, together with the commit. The basket is written back because guests
 * may have come with it.
 */
export function insertReservation(tx: Tx, reservation: NewReservation, basket: Basket, now: Date): void {
  const search = searchColumns(basket)
  const statement = sql`
    with hold as (
      insert into reservations (organization_id, id, booking_id, center_id, starts_at, held_until, placement, claims, created_at)
      values (${reservation.organizationId}, ${reservation.id}, ${reservation.bookingId}, ${reservation.centerId},
        ${reservation.startsAt}, ${reservation.heldUntil}, ${JSON.stringify(reservation.visits)}::jsonb,
        ${reservation.claims}, ${now})
      returning id
    )
    update bookings set reservation_id = hold.id, request = ${JSON.stringify(basket)}::jsonb,
      service_ids = ${search.service_ids}, guest_ids = ${search.guest_ids}, moved_ids = ${search.moved_ids}
    from hold
    where bookings.organization_id = ${reservation.organizationId} and bookings.id = ${reservation.bookingId}`
  beforeCommit(tx, 'reservation', () => [statement])
}

/** Ends a hold before its time: its places are free again, its temporary invoices void. */
export async function dropReservation(
  tx: Tx,
  organizationId: string,
  reservation: ReservationRow,
  now: Date,
): Promise<void> {
  await releaseReservation(tx, organizationId, [reservation.id])
  const temporary = reservation.placement.flatMap((visit) => (visit.hasInvoice ? [visit.invoiceId] : []))
  await voidTemporaryInvoices(tx, organizationId, temporary, now)
  await sql`delete from reservations where organization_id = ${organizationId} and id = ${reservation.id}`.execute(
    tx,
  )
}

export async function finishBooking(
  tx: Tx,
  organizationId: string,
  bookingId: string,
  reservationId: string,
  reply: unknown,
): Promise<void> {
  await sql`
    with hold as (delete from reservations where organization_id = ${organizationId} and id = ${reservationId})
    update bookings set confirmed = ${JSON.stringify(reply)}::jsonb, reservation_id = null
    where organization_id = ${organizationId} and id = ${bookingId}`.execute(tx)
}
