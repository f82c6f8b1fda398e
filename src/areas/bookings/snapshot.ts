/**
 * Everything availability needs to know of a center for some days, read in one round trip. Each part is
 * found by an index, so the cost follows the days and people asked for, never the size of the tables.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { addDays, dayStartUtc } from '#platform/time.ts'
import { CENTER_DEFAULTS, type CenterSettings } from '#areas/centers'
import type { BookingRow } from './tables.ts'

type Minutes = number
/** Epoch minutes, UTC. */
type EpochMinutes = number

export interface CenterFacts {
  id: string
  code: string
  name: string
  time_zone: string
  currency_code: string
  service_tax_rate: number
  tax_included: boolean
  is_active: boolean
  /** Local day, or day and time, from which online channels may book; null: always. */
  online_from: string | null
  settings: CenterSettings
}
export interface HoursFacts {
  weekday: number
  opens: Minutes
  closes: Minutes
  online_opens: Minutes | null
  online_closes: Minutes | null
}
export interface SpecialDayFacts {
  day: string
  is_closed: boolean
  holiday_type: number | null
  opens: Minutes | null
  closes: Minutes | null
  online_opens: Minutes | null
  online_closes: Minutes | null
}
export interface ServiceFacts {
  id: string
  name: string
  display_name: string
  duration: Minutes
  recovery_time: Minutes
  is_couple: boolean
  is_addon: boolean
  sequence: number
  parallel_group: number | null
  needs_room: boolean
  online: boolean
  /** Minor units. */
  price: number
  /** Millionths. */
  tax_rate: number
  segments: ['servicing' | 'processing' | 'finishing', Minutes][]
  room_ids: string[]
  equipment: [id: string, quantity: number][]
}
export interface TherapistFacts {
  id: string
  first_name: string
  last_name: string
  email: string | null
  gender: number
  show_in_catalog: boolean
  repeat_guests_only: boolean
  checked_in: boolean
  /** Own or level duration and price, null where the service's own counts. */
  services: [serviceId: string, minutes: Minutes | null, price: number | null][]
  shifts: [day: string, status: number, starts: Minutes | null, ends: Minutes | null, roomId: string | null][]
}
export interface RoomFacts {
  id: string
  name: string
  capacity: number
  can_exceed_capacity: boolean
  only_one_appointment: boolean
  only_one_group: boolean
  service_ids: string[]
}
export interface EquipmentFacts {
  id: string
  name: string
  quantity: number
}
export type ClaimFacts = [
  kind: 'therapist' | 'room' | 'equipment',
  resourceId: string,
  lane: number,
  starts: EpochMinutes,
  ends: EpochMinutes,
  groupKey: string | null,
]
export type BlockOutFacts = [resourceId: string, starts: EpochMinutes, ends: EpochMinutes, bookable: boolean]
export type GuestBusyFacts = [guestId: string, starts: EpochMinutes, ends: EpochMinutes]
export interface GuestFacts {
  id: string
  first_name: string
  last_name: string
  gender: number
  email: string | null
  mobile_number: string | null
  is_returning: boolean
}

export interface Snapshot {
  center: CenterFacts
  hours: HoursFacts[]
  special_days: SpecialDayFacts[]
  services: ServiceFacts[]
  therapists: TherapistFacts[]
  rooms: RoomFacts[]
  equipment: EquipmentFacts[]
  claims: ClaimFacts[]
  block_outs: BlockOutFacts[]
  guest_busy: GuestBusyFacts[]
  guests: GuestFacts[]
}

export interface SnapshotQuestion {
  organizationId: string
  centerId: string
  timeZone: string
  /** First and last local day. */
  fromDay: string
  toDay: string
  serviceIds: readonly string[]
  guestIds: readonly string[]
  /** Hold that is about to be replaced, and appointments about to be moved: their places count as free. */
  ignoreReservationId: string | null
  ignoreAppointmentIds: readonly string[]
  now: Date
}

/** Claims that stand between two instants as a JSON list: live holds and visits, but for those about to be replaced. */
const claimsThatCount = (org: RawBuilder<unknown>, which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
      (select coalesce(json_agg(json_build_array(k.kind, k.resource_id, k.lane, ${minutesOf(sql`lower(k.during)`)},
          ${minutesOf(sql`upper(k.during)`)}, k.group_key)), '[]') from claims k
        where k.organization_id = ${org} and ${which} and k.during && tstzrange(q.from_at, q.to_at) and k.active
          and (k.held_until is null or k.held_until > q.now)
          and (q.reservation_id is null or k.reservation_id is distinct from q.reservation_id or k.held_until is null)
          and not coalesce(k.appointment_id = any(q.moved_ids) and k.held_until is null, false))`

/** Epoch minutes; as a float, whose text is a third of a numeric's. */
const minutesOf = (instant: RawBuilder<unknown>) => sql`date_part('epoch', ${instant}) / 60`

/** The parts of a snapshot, each worked out from the row of `asked` it is selected from. */
const partsOf = (org: RawBuilder<unknown>): RawBuilder<unknown> => sql`
      (select to_json(c) from (
        select id, code, name, time_zone, currency_code, service_tax_rate, tax_included, is_active,
          details ->> 'online_booking_start_date' as online_from, settings
        from centers where organization_id = ${org} and id = q.center_id) c) as center,
      (select coalesce(json_agg(h), '[]') from (
        select weekday, opens, closes, online_opens, online_closes from center_hours
        where organization_id = ${org} and center_id = q.center_id) h) as hours,
      (select coalesce(json_agg(d), '[]') from (
        select day, is_closed, holiday_type, opens, closes, online_opens, online_closes from center_special_days
        where organization_id = ${org} and center_id = q.center_id and day between q.from_day and q.to_day) d) as special_days,
      (select coalesce(json_agg(s), '[]') from (
        select s.id, s.name, s.display_name, s.duration, s.recovery_time, s.is_couple, s.is_addon, s.sequence, s.parallel_group,
          s.needs_room, (s.show_in_catalog and s.can_book and p.show_in_catalog) as online, p.price,
          coalesce(p.tax_rate, c.service_tax_rate) as tax_rate,
          (select coalesce(json_agg(json_build_array(g.kind, g.minutes) order by g.position), '[]') from service_segments g
            where g.organization_id = ${org} and g.service_id = s.id) as segments,
          (select coalesce(json_agg(r.room_id), '[]') from service_rooms r
            where r.organization_id = ${org} and r.service_id = s.id) as room_ids,
          (select coalesce(json_agg(json_build_array(e.equipment_id, e.quantity)), '[]') from service_equipment e
            join equipment x on x.organization_id = ${org} and x.id = e.equipment_id and x.center_id = q.center_id
            where e.organization_id = ${org} and e.service_id = s.id) as equipment
        from services s
        join service_centers p on p.organization_id = ${org} and p.service_id = s.id and p.center_id = q.center_id and p.is_active
        join centers c on c.organization_id = ${org} and c.id = q.center_id
        where s.organization_id = ${org} and s.id = any(q.service_ids) and s.is_active) s) as services,
      (select coalesce(json_agg(t order by t.id), '[]') from (
        select e.id, e.first_name, e.last_name, e.email, e.gender, e.show_in_catalog, e.repeat_guests_only,
          exists (select from employee_attendance a where a.organization_id = ${org} and a.employee_id = e.id
            and a.center_id = q.center_id and a.checked_out_at is null) as checked_in,
          skills.services,
          (select coalesce(json_agg(json_build_array(f.day, f.status, f.starts, f.ends, f.room_id)), '[]') from employee_shifts f
            where f.organization_id = ${org} and f.employee_id = e.id and f.center_id = q.center_id
              and f.day between q.from_day and q.to_day) as shifts
        from (
          select st.employee_id, json_agg(json_build_array(st.service_id, coalesce(st.duration, lp.duration), coalesce(st.price, lp.price))) as services
          from service_therapists st
          join employees m on m.organization_id = ${org} and m.id = st.employee_id
          left join service_level_prices lp on lp.organization_id = ${org} and lp.service_id = st.service_id
            and lp.center_id = st.center_id and lp.job_id = m.job_id
          where st.organization_id = ${org} and st.center_id = q.center_id and st.service_id = any(q.service_ids)
          group by st.employee_id
        ) skills
        join employees e on e.organization_id = ${org} and e.id = skills.employee_id
        join employee_centers w on w.organization_id = ${org} and w.employee_id = e.id and w.center_id = q.center_id
        where e.is_active and not e.is_deleted) t) as therapists,
      (select coalesce(json_agg(r order by r.display_order, r.id), '[]') from (
        select r.id, r.name, r.capacity, r.can_exceed_capacity, r.only_one_appointment, r.only_one_group, r.display_order,
          (select coalesce(json_agg(sr.service_id), '[]') from service_rooms sr
            where sr.organization_id = ${org} and sr.room_id = r.id) as service_ids
        from rooms r where r.organization_id = ${org} and r.center_id = q.center_id and r.is_active) r) as rooms,
      (select coalesce(json_agg(e), '[]') from (
        select id, name, quantity from equipment
        where organization_id = ${org} and center_id = q.center_id and is_active) e) as equipment,
      ${claimsThatCount(org, sql`k.center_id = q.center_id`)} as claims,
      (select coalesce(json_agg(json_build_array(b.resource_id, ${minutesOf(sql`b.starts_at`)}, ${minutesOf(sql`b.ends_at`)},
          coalesce(y.is_bookable, false))), '[]') from block_outs b
        left join block_out_types y on y.organization_id = ${org} and y.id = b.type_id
        where b.organization_id = ${org} and b.center_id = q.center_id and b.starts_at < q.to_at
          and b.starts_at >= q.from_at - interval '168 hours' and b.ends_at > q.from_at) as block_outs,
      (select coalesce(json_agg(json_build_array(a.guest_id, ${minutesOf(sql`a.starts_at`)}, ${minutesOf(sql`a.ends_at`)})), '[]')
        from appointments a
        where a.organization_id = ${org} and a.guest_id = any(q.guest_ids) and a.starts_at < q.to_at
          and a.starts_at >= q.from_at - interval '24 hours' and a.ends_at > q.from_at and a.status in (0, 1, 2, 4)
          and not (a.id = any(q.moved_ids))) as guest_busy,
      (select coalesce(json_agg(g), '[]') from (
        select g.id, g.first_name, g.last_name, g.gender, g.email, g.mobile_number,
          -- Ordered, so that the guest's own visits are looked through and never everybody's.
          (select count(*) > 0 from (select from appointment_groups v where v.organization_id = ${org} and v.guest_id = g.id
            and v.status in (1, 2) order by v.starts_at desc limit 1) seen) as is_returning
        from guests g where g.organization_id = ${org} and g.id = any(q.guest_ids) and not g.is_deleted) g) as guests`

function complete<Row extends Snapshot>(row: Row | undefined): Row | null {
  if (!row?.center) return null
  return { ...row, center: { ...row.center, settings: { ...CENTER_DEFAULTS, ...row.center.settings } } }
}

type AskedValues = Omit<SnapshotQuestion, 'timeZone'> & { from: Date; to: Date }

/**
 * What is asked is a table of one row named `asked`. Materialized, so that the planner sees no value and one plan
 * serves every question: with values in sight it takes a short span of days for so much cheaper than a span it does
 * not know that it plans each question anew, which in a large database costs more than answering it.
 */
const askSnapshot = statement<AskedValues, Snapshot>(
  (value) => sql`
    with asked as materialized (
      select ${value('centerId')}::uuid as center_id, ${value('fromDay')}::date as from_day, ${value('toDay')}::date as to_day,
        ${value('from')}::timestamptz as from_at, ${value('to')}::timestamptz as to_at,
        ${value('serviceIds')}::uuid[] as service_ids, ${value('guestIds')}::uuid[] as guest_ids,
        ${value('ignoreReservationId')}::uuid as reservation_id, ${value('ignoreAppointmentIds')}::uuid[] as moved_ids,
        ${value('now')}::timestamptz as now)
    select ${partsOf(value('organizationId'))}
    from asked q`,
)

/** Reads the snapshot; null when the center does not exist. */
export async function readSnapshot(db: Db, q: SnapshotQuestion): Promise<Snapshot | null> {
  const from = dayStartUtc(q.fromDay, q.timeZone)
  const to = dayStartUtc(addDays(q.toDay, 2), q.timeZone)
  return complete((await askSnapshot(db, { ...q, from, to }))[0])
}

/** What a search needs of its booking. */
export type SearchedBooking = Pick<BookingRow, 'id' | 'center_id' | 'day' | 'request' | 'reservation_id'>
export type BookingSnapshot = Snapshot &
  SearchedBooking & {
    day_starts_at: Date
    /** Last day of the snapshot. */
    to_day: string
    /** The Sunday that ends the calendar week of the booking's day. */
    week_end: string
  }

interface BookingValues {
  organizationId: string
  bookingId: string
  /** Up to the end of the calendar week of the booking's day, when that is later than the last of its slots. */
  toEndOfWeek: boolean
  now: Date
}

/**
 * A live booking together with the snapshot it asks for; null when there is none. The span may be some hours longer
 * than needed, and is right for the zone the center had when the booking was made (`day_starts_at`).
 */
export const readBookingSnapshot = async (db: Db, values: BookingValues): Promise<BookingSnapshot | null> =>
  complete((await askBookingSnapshot(db, values))[0])

const askBookingSnapshot = statement<BookingValues, BookingSnapshot>(
  (value) => sql`
    with asked as materialized (
      select b.*, b.day as from_day, d.to_day, w.week_end, b.day_starts_at as from_at,
        -- Three hours for clocks that change on the way.
        b.day_starts_at + (d.to_day - b.day + 2) * interval '24 hours' + interval '3 hours' as to_at,
        ${value('now')}::timestamptz as now
      from bookings b
      cross join lateral (select b.day + (7 - extract(dow from b.day)::int) % 7 as week_end) w
      cross join lateral (select greatest(b.last_day, case when ${value('toEndOfWeek')}::boolean then w.week_end end) as to_day) d
      where b.organization_id = ${value('organizationId')} and b.id = ${value('bookingId')} and b.expires_at > ${value('now')})
    select q.id, q.center_id, q.day, q.request, q.reservation_id, q.day_starts_at, q.to_day, q.week_end,
      ${partsOf(value('organizationId'))}
    from asked q`,
)

export type ResourceState = Pick<Snapshot, 'claims' | 'block_outs'> & {
  /** Are all of them in use in the center? False once a person has left it, or a room or piece was taken away. */
  usable: boolean
  /** Are there claims of holds that ran out? */
  expired: boolean
}

type StateValues = Pick<
  SnapshotQuestion,
  'organizationId' | 'centerId' | 'ignoreReservationId' | 'ignoreAppointmentIds' | 'now'
> & { resourceIds: readonly string[]; from: Date; to: Date }

/** What stands on some resources (each named once) between two instants; the same rows a snapshot would have. */
export async function readResourceState(
  db: Db,
  q: Omit<StateValues, 'resourceIds' | 'from' | 'to'>,
  resourceIds: readonly string[],
  from: Date,
  to: Date,
): Promise<ResourceState> {
  return (await askResourceState(db, { ...q, resourceIds, from, to }))[0]!
}

const askResourceState = statement<StateValues, ResourceState>((value) => {
  const org = value('organizationId')
  return sql`
    with asked as materialized (
      select ${value('centerId')}::uuid as center_id, ${value('resourceIds')}::uuid[] as resource_ids,
        ${value('from')}::timestamptz as from_at, ${value('to')}::timestamptz as to_at,
        ${value('ignoreReservationId')}::uuid as reservation_id, ${value('ignoreAppointmentIds')}::uuid[] as moved_ids,
        ${value('now')}::timestamptz as now)
    select
      (select count(*) from employees e
          join employee_centers w on w.organization_id = ${org} and w.employee_id = e.id and w.center_id = q.center_id
          where e.organization_id = ${org} and e.id = any(q.resource_ids) and e.is_active and not e.is_deleted)
        + (select count(*) from rooms r
          where r.organization_id = ${org} and r.id = any(q.resource_ids) and r.center_id = q.center_id and r.is_active)
        + (select count(*) from equipment p
          where p.organization_id = ${org} and p.id = any(q.resource_ids) and p.center_id = q.center_id and p.is_active)
        = cardinality(q.resource_ids) as usable,
      ${claimsThatCount(org, sql`k.resource_id = any(q.resource_ids)`)} as claims,
      (select coalesce(json_agg(json_build_array(b.resource_id, ${minutesOf(sql`b.starts_at`)}, ${minutesOf(sql`b.ends_at`)},
          false)), '[]') from block_outs b
        where b.organization_id = ${org} and b.resource_id = any(q.resource_ids) and b.starts_at < q.to_at
          and b.starts_at >= q.from_at - interval '168 hours' and b.ends_at > q.from_at) as block_outs,
      exists (select from claims x
        where x.organization_id = ${org} and x.resource_id = any(q.resource_ids)
          and x.during && tstzrange(q.from_at, q.to_at) and x.active and x.held_until <= q.now) as expired
    from asked q`
})
