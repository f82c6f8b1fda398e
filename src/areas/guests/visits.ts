/**
 * The visits of a guest, read across the tables of visits, services and invoices. Two statements whatever the
 * number of rows: one page of visits with their invoices, then all services of these visits.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { addDays } from '#platform/time.ts'

export interface VisitFilter {
  guestId: string
  /** YYYY-MM-DD on the wall of each visit's center, included; null: no bound. */
  startDay: string | null
  endDay: string | null
  /** Also services cancelled or missed, and visits of nothing else. */
  withCancelled: boolean
}

export interface Visit {
  id: string
  center_id: string
  /** IANA zone of the center. */
  zone: string
  status: number
  is_rebooking: boolean
  notes: string | null
  group_invoice_id: string | null
  /** Guests of all visits booked together, this one included. */
  guest_count: number
  has_feedback: boolean
  invoice_id: string
  invoice_number: string
  invoice_state: 'open' | 'closed' | 'cancelled' | 'void'
  receipt_number: string | null
  currency_code: string
}

/** Amounts are minor units of the visit's currency. */
export interface VisitService {
  id: string
  appointment_group_id: string
  invoice_item_id: string
  status: number
  progress: number
  starts_at: Date
  ends_at: Date
  started_at: Date | null
  completed_at: Date | null
  parent_appointment_id: string | null
  therapist_request: number
  segments: { kind: string; starts_at: string; ends_at: string; therapist_id?: string | null }[]
  service_id: string
  service_name: string
  service_display_name: string
  category_id: string | null
  is_addon: boolean
  has_addons: boolean
  has_variants: boolean
  variant_of: string | null
  therapist: { id: string; nick_name: string | null; first_name: string; last_name: string } | null
  room: { id: string; name: string } | null
  equipment: { id: string; name: string } | null
  day_package: { id: string; name: string | null; invoice_item_id: string | null } | null
  quantity: number
  net: number
  tax: number
  final: number
}

/** A cancelled or missed line keeps its own status; any other has the visit's. */
const STATUS = sql`case when a.status in (-1, -2) then a.status else v.status end`

/** One page of a guest's visits, newest first, and the number of all. Whom the guest only brought along does not count. */
export async function findVisits(
  db: Db,
  organizationId: string,
  { guestId, startDay, endDay, withCancelled }: VisitFilter,
  page: Page,
): Promise<{ total: number; visits: Visit[] }> {
  // Bounds in UTC for the index, a day wider than any zone is away; then each visit's own zone decides.
  const from = sql`
    from appointment_groups v
    join centers c on c.organization_id = v.organization_id and c.id = v.center_id
    where v.organization_id = ${organizationId} and v.guest_id = ${guestId}
      ${startDay ? sql`and v.starts_at >= ${`${addDays(startDay, -1)}T00:00:00Z`}::timestamptz` : sql``}
      ${endDay ? sql`and v.starts_at < ${`${addDays(endDay, 2)}T00:00:00Z`}::timestamptz` : sql``}
      ${startDay ? sql`and (v.starts_at at time zone c.time_zone)::date >= ${startDay}` : sql``}
      ${endDay ? sql`and (v.starts_at at time zone c.time_zone)::date <= ${endDay}` : sql``}
      and exists (
        select 1 from appointments a
        where a.organization_id = v.organization_id and a.appointment_group_id = v.id
          and (${withCancelled} or ${STATUS} not in (-1, -2)))`
  const [counted, listed] = await Promise.all([
    sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db),
    sql<Visit>`
      with wanted as (select v.*, c.time_zone as zone ${from}
        order by v.starts_at desc, v.id limit ${page.size} offset ${page.offset})
      select w.id, w.center_id, w.zone, w.status, w.is_rebooking, w.notes, i.group_invoice_id,
        case when i.group_invoice_id is null then 1 else (
          select count(*)::int from invoices o
          where o.organization_id = i.organization_id and o.group_invoice_id = i.group_invoice_id) end as guest_count,
        exists (select 1 from appointment_feedbacks f
          where f.organization_id = w.organization_id and f.appointment_group_id = w.id) as has_feedback,
        i.id as invoice_id, i.number_prefix || i.number as invoice_number, i.state as invoice_state,
        i.receipt_number, i.currency_code
      from wanted w
      join invoices i on i.organization_id = w.organization_id and i.id = w.invoice_id
      order by w.starts_at desc, w.id`.execute(db),
  ])
  return { total: counted.rows[0]!.total, visits: listed.rows }
}

/** All services of visits, in the order they were booked. */
export async function findServicesOfVisits(
  db: Db,
  organizationId: string,
  visitIds: readonly string[],
  withCancelled: boolean,
): Promise<VisitService[]> {
  if (!visitIds.length) return []
  const { rows } = await sql<VisitService>`
    select a.id, a.appointment_group_id, a.invoice_item_id, ${STATUS} as status, a.progress, a.starts_at, a.ends_at,
      a.started_at, a.completed_at, a.parent_appointment_id, a.therapist_request, a.segments, a.service_id,
      s.name as service_name, s.display_name as service_display_name, s.category_id, s.is_addon, s.has_variants,
      s.variant_of, coalesce(l.quantity, 1) as quantity, coalesce(l.net, 0) as net, coalesce(l.tax, 0) as tax,
      coalesce(l.final, 0) as final,
      exists (select 1 from service_add_ons x
        where x.organization_id = a.organization_id and x.service_id = a.service_id) as has_addons,
      case when t.id is not null then json_build_object('id', t.id, 'nick_name', t.nick_name,
        'first_name', t.first_name, 'last_name', t.last_name) end as therapist,
      case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as room,
      (select json_build_object('id', q.id, 'name', q.name) from equipment q
        where q.organization_id = a.organization_id and q.id = a.equipment_ids[1]) as equipment,
      case when a.day_package_id is not null then json_build_object('id', a.day_package_id, 'name', p.name,
        'invoice_item_id', (select d.id from invoice_items d where d.organization_id = a.organization_id
          and d.invoice_id = v.invoice_id and d.item_id = a.day_package_id limit 1)) end as day_package
    from appointments a
    join appointment_groups v on v.organization_id = a.organization_id and v.id = a.appointment_group_id
    join services s on s.organization_id = a.organization_id and s.id = a.service_id
    left join invoice_items l on l.organization_id = a.organization_id and l.id = a.invoice_item_id
    left join employees t on t.organization_id = a.organization_id and t.id = a.therapist_id
    left join rooms r on r.organization_id = a.organization_id and r.id = a.room_id
    left join day_packages p on p.organization_id = a.organization_id and p.id = a.day_package_id
    where a.organization_id = ${organizationId} and a.appointment_group_id = any(${visitIds}::uuid[])
      and (${withCancelled} or ${STATUS} not in (-1, -2))
    order by a.position, a.id`.execute(db)
  return rows
}
