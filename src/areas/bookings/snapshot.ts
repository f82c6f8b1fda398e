/**
 * Everything availability needs to know of a center for some days, read in one round trip. Each part is
 * found by an index, so the cost follows the days and people asked for, never the size of the tables.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { addDays, dayStartUtc } from '#platform/time.ts'
import { CENTER_DEFAULTS, type CenterSettings } from '#areas/centers'

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

type Exceptions = Pick<
  SnapshotQuestion,
  'organizationId' | 'ignoreReservationId' | 'ignoreAppointmentIds' | 'now'
>

/** Claims that stand between two instants as a JSON list: live holds and visits, but for those about to be replaced. */
const claimsThatCount = (
  q: Exceptions,
  which: RawBuilder<unknown>,
  from: Date,
  to: Date,
): RawBuilder<unknown> => sql`
      (select coalesce(jsonb_agg(jsonb_build_array(k.kind, k.resource_id, k.lane, extract(epoch from lower(k.during)) / 60,
          extract(epoch from upper(k.during)) / 60, k.group_key)), '[]') from claims k
        where k.organization_id = ${q.organizationId} and ${which} and k.during && tstzrange(${from}, ${to}) and k.active
          and (k.held_until is null or k.held_until > ${q.now})
          and (${q.ignoreReservationId}::uuid is null or k.reservation_id is distinct from ${q.ignoreReservationId}::uuid or k.held_until is null)
          and not coalesce(k.appointment_id = any(${[...q.ignoreAppointmentIds]}::uuid[]) and k.held_until is null, false))`

/** Reads the snapshot; null when the center does not exist. */
export async function readSnapshot(db: Db, q: SnapshotQuestion): Promise<Snapshot | null> {
  const org = q.organizationId
  const from = dayStartUtc(q.fromDay, q.timeZone)
  const to = dayStartUtc(addDays(q.toDay, 2), q.timeZone)
  const services = sql`${[...q.serviceIds]}::uuid[]`
  const { rows } = await sql<Snapshot>`
    select
      (select to_jsonb(c) from (
        select id, code, name, time_zone, currency_code, service_tax_rate, tax_included, is_active, settings
        from centers where organization_id = ${org} and id = ${q.centerId}) c) as center,
      (select coalesce(jsonb_agg(h), '[]') from (
        select weekday, opens, closes, online_opens, online_closes from center_hours
        where organization_id = ${org} and center_id = ${q.centerId}) h) as hours,
      (select coalesce(jsonb_agg(d), '[]') from (
        select day, is_closed, holiday_type, opens, closes from center_special_days
        where organization_id = ${org} and center_id = ${q.centerId} and day between ${q.fromDay} and ${q.toDay}) d) as special_days,
      (select coalesce(jsonb_agg(s), '[]') from (
        select s.id, s.name, s.display_name, s.duration, s.recovery_time, s.is_couple, s.is_addon, s.sequence, s.parallel_group,
          s.needs_room, (s.show_in_catalog and s.can_book and p.show_in_catalog) as online, p.price,
          coalesce(p.tax_rate, c.service_tax_rate) as tax_rate,
          (select coalesce(jsonb_agg(jsonb_build_array(g.kind, g.minutes) order by g.position), '[]') from service_segments g
            where g.organization_id = ${org} and g.service_id = s.id) as segments,
          (select coalesce(jsonb_agg(r.room_id), '[]') from service_rooms r
            where r.organization_id = ${org} and r.service_id = s.id) as room_ids,
          (select coalesce(jsonb_agg(jsonb_build_array(e.equipment_id, e.quantity)), '[]') from service_equipment e
            join equipment q on q.organization_id = ${org} and q.id = e.equipment_id and q.center_id = ${q.centerId}
            where e.organization_id = ${org} and e.service_id = s.id) as equipment
        from services s
        join service_centers p on p.organization_id = ${org} and p.service_id = s.id and p.center_id = ${q.centerId} and p.is_active
        join centers c on c.organization_id = ${org} and c.id = ${q.centerId}
        where s.organization_id = ${org} and s.id = any(${services}) and s.is_active) s) as services,
      (select coalesce(jsonb_agg(t order by t.id), '[]') from (
        select e.id, e.first_name, e.last_name, e.email, e.gender, e.show_in_catalog, e.repeat_guests_only,
          exists (select from employee_attendance a where a.organization_id = ${org} and a.employee_id = e.id
            and a.center_id = ${q.centerId} and a.checked_out_at is null) as checked_in,
          skills.services,
          (select coalesce(jsonb_agg(jsonb_build_array(f.day, f.status, f.starts, f.ends, f.room_id)), '[]') from employee_shifts f
            where f.organization_id = ${org} and f.employee_id = e.id and f.center_id = ${q.centerId}
              and f.day between ${q.fromDay} and ${q.toDay}) as shifts
        from (
          select st.employee_id, jsonb_agg(jsonb_build_array(st.service_id, coalesce(st.duration, lp.duration), coalesce(st.price, lp.price))) as services
          from service_therapists st
          join employees m on m.organization_id = ${org} and m.id = st.employee_id
          left join service_level_prices lp on lp.organization_id = ${org} and lp.service_id = st.service_id
            and lp.center_id = st.center_id and lp.job_id = m.job_id
          where st.organization_id = ${org} and st.center_id = ${q.centerId} and st.service_id = any(${services})
          group by st.employee_id
        ) skills
        join employees e on e.organization_id = ${org} and e.id = skills.employee_id
        where e.is_active and not e.is_deleted) t) as therapists,
      (select coalesce(jsonb_agg(r order by r.display_order, r.id), '[]') from (
        select r.id, r.name, r.capacity, r.can_exceed_capacity, r.only_one_appointment, r.only_one_group, r.display_order,
          (select coalesce(jsonb_agg(sr.service_id), '[]') from service_rooms sr
            where sr.organization_id = ${org} and sr.room_id = r.id) as service_ids
        from rooms r where r.organization_id = ${org} and r.center_id = ${q.centerId} and r.is_active) r) as rooms,
      (select coalesce(jsonb_agg(e), '[]') from (
        select id, name, quantity from equipment
        where organization_id = ${org} and center_id = ${q.centerId} and is_active) e) as equipment,
      ${claimsThatCount(q, sql`k.center_id = ${q.centerId}`, from, to)} as claims,
      (select coalesce(jsonb_agg(jsonb_build_array(b.resource_id, extract(epoch from b.starts_at) / 60,
          extract(epoch from b.ends_at) / 60, coalesce(y.is_bookable, false))), '[]') from block_outs b
        left join block_out_types y on y.organization_id = ${org} and y.id = b.type_id
        where b.organization_id = ${org} and b.center_id = ${q.centerId} and b.starts_at < ${to}
          and b.starts_at >= ${new Date(from.getTime() - 7 * 86_400_000)} and b.ends_at > ${from}) as block_outs,
      (select coalesce(jsonb_agg(jsonb_build_array(a.guest_id, extract(epoch from a.starts_at) / 60, extract(epoch from a.ends_at) / 60)), '[]')
        from appointments a
        where a.organization_id = ${org} and a.guest_id = any(${[...q.guestIds]}::uuid[]) and a.starts_at < ${to}
          and a.starts_at >= ${new Date(from.getTime() - 86_400_000)} and a.ends_at > ${from} and a.status in (0, 1, 2, 4)
          and not (a.id = any(${[...q.ignoreAppointmentIds]}::uuid[]))) as guest_busy,
      (select coalesce(jsonb_agg(g), '[]') from (
        select g.id, g.first_name, g.last_name, g.gender, g.email, g.mobile_number,
          -- Ordered, so that the guest's own visits are looked through and never everybody's.
          (select count(*) > 0 from (select from appointment_groups v where v.organization_id = ${org} and v.guest_id = g.id
            and v.status in (1, 2) order by v.starts_at desc limit 1) seen) as is_returning
        from guests g where g.organization_id = ${org} and g.id = any(${[...q.guestIds]}::uuid[]) and not g.is_deleted) g) as guests`.execute(
    db,
  )
  const row = rows[0]
  if (!row?.center) return null
  return { ...row, center: { ...row.center, settings: { ...CENTER_DEFAULTS, ...row.center.settings } } }
}

export type ResourceState = Pick<Snapshot, 'claims' | 'block_outs'> & {
  /** Are there claims of holds that ran out? */
  expired: boolean
}

/** What stands on some resources between two instants; the same rows a snapshot would have. */
export async function readResourceState(
  db: Db,
  q: Exceptions,
  resourceIds: readonly string[],
  from: Date,
  to: Date,
): Promise<ResourceState> {
  const { rows } = await sql<ResourceState>`
    select
      ${claimsThatCount(q, sql`k.resource_id = any(${[...resourceIds]}::uuid[])`, from, to)} as claims,
      (select coalesce(jsonb_agg(jsonb_build_array(b.resource_id, extract(epoch from b.starts_at) / 60,
          extract(epoch from b.ends_at) / 60, false)), '[]') from block_outs b
        where b.organization_id = ${q.organizationId} and b.resource_id = any(${[...resourceIds]}::uuid[]) and b.starts_at < ${to}
          and b.starts_at >= ${new Date(from.getTime() - 7 * 86_400_000)} and b.ends_at > ${from}) as block_outs,
      exists (select from claims x
        where x.organization_id = ${q.organizationId} and x.resource_id = any(${[...resourceIds]}::uuid[])
          and x.during && tstzrange(${from}, ${to}) and x.active and x.held_until <= ${q.now}) as expired`.execute(
    db,
  )
  return rows[0]!
}
