/** What employees did, in numbers: reads of visits, invoices and attendance. Days are those of the center. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export interface FigureFilter {
  organizationId: string
  /** YYYY-MM-DD, both included. */
  from: string
  to: string
  employeeId: string | null
  jobId: string | null
  /** Null: all. */
  centerIds: readonly string[] | null
}

/** People in question, as `p`; centers in question, as `c`. Both within the organisation. */
const scope = ({ organizationId, employeeId, jobId, centerIds }: FigureFilter) => sql`
  p as (
    select e.id from employees e where e.organization_id = ${organizationId} and not e.is_deleted
      and (${employeeId}::uuid is null or e.id = ${employeeId}) and (${jobId}::uuid is null or e.job_id = ${jobId})
      and (${centerIds}::uuid[] is null or exists (select 1 from employee_centers w
        where w.organization_id = ${organizationId} and w.employee_id = e.id and w.center_id = any(${centerIds}::uuid[])))
  ), c as (
    select id, time_zone from centers where organization_id = ${organizationId}
      and (${centerIds}::uuid[] is null or id = any(${centerIds}::uuid[]))
  )`

/** Is an instant on one of the days? The bare bounds in UTC let an index help. */
const within = (
  at: string,
  { from, to }: FigureFilter,
) => sql`(${sql.ref(at)} >= ${from}::date - 1 and ${sql.ref(at)} < ${to}::date + 2
  and (${sql.ref(at)} at time zone c.time_zone)::date between ${from}::date and ${to}::date)`

export interface Performance {
  employee_id: string
  /** Days with a check-in. */
  attendance: number
  /** Percent of the scheduled days with a check-in on which it was in time; null: there were none. */
  punctuality: number | null
  /** Mean rating of the visits; null: nobody rated. */
  satisfaction: number | null
  /** Percent of the scheduled minutes that were booked; null: nothing was scheduled. */
  utilization: number | null
  /** Percent of the guests who had been with the employee before; null: there were no guests. */
  retention: number | null
}

export async function readPerformance(db: Db, filter: FigureFilter): Promise<Performance[]> {
  const { organizationId, from, to } = filter
  const { rows } = await sql<Performance>`
    with ${scope(filter)}, planned as (
      select s.employee_id, s.center_id, s.day, min(s.starts) as starts, sum(s.ends - s.starts) as minutes
      from employee_shifts s join c on c.id = s.center_id
      where s.organization_id = ${organizationId} and s.status = 1 and s.day between ${from}::date and ${to}::date
        and s.employee_id in (select id from p)
      group by 1, 2, 3
    ), came as (
      select a.employee_id, a.center_id, a.day, min(a.checked_in_at at time zone c.time_zone) as first
      from employee_attendance a join c on c.id = a.center_id
      where a.organization_id = ${organizationId} and a.day between ${from}::date and ${to}::date
        and a.employee_id in (select id from p)
      group by 1, 2, 3
    ), present as (
      select came.employee_id, count(distinct came.day) as days,
        avg((date_trunc('minute', came.first) <= came.day + planned.starts * interval '1 minute')::int * 100.0)
          filter (where planned.starts is not null) as punctuality
      from came left join planned using (employee_id, center_id, day) group by 1
    ), scheduled as (select employee_id, sum(minutes) as minutes from planned group by 1),
    done as (
      select a.therapist_id as employee_id, a.guest_id, a.appointment_group_id, a.starts_at, a.ends_at
      from appointments a join c on c.id = a.center_id
      where a.organization_id = ${organizationId} and a.therapist_id in (select id from p)
        and a.status not in (-2, -1, 21) and ${within('a.starts_at', filter)}
    ), busy as (
      select employee_id, sum(date_part('epoch', ends_at - starts_at)::numeric / 60) as minutes from done group by 1
    ), rated as (
      select d.employee_id, avg(f.rating) as rating from (select distinct employee_id, appointment_group_id from done) d
      join appointment_feedbacks f on f.organization_id = ${organizationId} and f.appointment_group_id = d.appointment_group_id
      group by 1
    ), served as (
      select d.employee_id, avg((exists (
        select 1 from appointments b where b.organization_id = ${organizationId} and b.therapist_id = d.employee_id
          and b.guest_id = d.guest_id and b.starts_at < d.first and b.status not in (-2, -1, 21)
          and not exists (select 1 from done x where x.employee_id = d.employee_id and x.guest_id = d.guest_id
            and x.starts_at = b.starts_at)))::int * 100.0) as percent
      from (select employee_id, guest_id, min(starts_at) as first from done group by 1, 2) d group by 1
    )
    select p.id as employee_id, coalesce(present.days, 0)::int as attendance,
      round(present.punctuality, 1)::float8 as punctuality, round(rated.rating, 1)::float8 as satisfaction,
      round(coalesce(busy.minutes, 0) * 100.0 / nullif(scheduled.minutes, 0), 1)::float8 as utilization,
      round(served.percent, 1)::float8 as retention
    from p
    left join present on present.employee_id = p.id
    left join scheduled on scheduled.employee_id = p.id
    left join busy on busy.employee_id = p.id
    left join rated on rated.employee_id = p.id
    left join served on served.employee_id = p.id
    order by p.id`.execute(db)
  return rows
}

/** Lines of closed invoices with the person they count for, as `l`; `c` must be there. Fees count for nobody. */
const soldLines = (filter: FigureFilter) => sql`
  l as (
    select coalesce(a.therapist_id, t.sale_by) as employee_id, t.type, t.net, t.quantity, i.id as invoice_id,
      i.guest_id, i.closed_at, i.currency_code, a.therapist_request, g.is_rebooking
    from invoices i
    join c on c.id = i.center_id
    join invoice_items t on t.organization_id = i.organization_id and t.invoice_id = i.id and t.fee_kind is null
    left join lateral (
      select therapist_id, therapist_request, appointment_group_id from appointments a
      where a.organization_id = i.organization_id and a.invoice_item_id = t.id order by a.position limit 1
    ) a on true
    left join appointment_groups g on g.organization_id = i.organization_id and g.id = a.appointment_group_id
    where i.organization_id = ${filter.organizationId} and i.state = 'closed' and ${within('i.closed_at', filter)}
  )`

export interface ItemSales {
  employee_id: string
  type: number
  currency_code: string
  /** Minor units, after discount, before tax. */
  revenue: number
  numbers: number
}
export interface GuestSales {
  employee_id: string
  guests: number
  new_guests: number
  requests: number
  rebooked: number
  with_products: number
}

export async function readSales(
  db: Db,
  filter: FigureFilter,
): Promise<{ people: string[]; items: ItemSales[]; guests: GuestSales[] }> {
  const { rows: people } = await sql<{
    id: string
  }>`with ${scope(filter)} select id from p order by id`.execute(db)
  const { rows: items } = await sql<ItemSales>`
    with ${scope(filter)}, ${soldLines(filter)}
    select l.employee_id, l.type, l.currency_code, sum(l.net)::int8 as revenue, sum(l.quantity)::int8 as numbers
    from l join p on p.id = l.employee_id group by 1, 2, 3 order by 1, 2`.execute(db)
  const { rows: guests } = await sql<GuestSales>`
    with ${scope(filter)}, ${soldLines(filter)}
    select l.employee_id, count(distinct l.guest_id)::int as guests,
      count(distinct l.guest_id) filter (where not exists (
        select 1 from invoices b where b.organization_id = ${filter.organizationId} and b.guest_id = l.guest_id
          and b.state = 'closed' and b.closed_at < l.closed_at and b.id <> l.invoice_id))::int as new_guests,
      count(distinct l.guest_id) filter (where l.therapist_request = 3)::int as requests,
      count(distinct l.guest_id) filter (where l.is_rebooking)::int as rebooked,
      count(distinct l.guest_id) filter (where exists (
        select 1 from invoice_items t where t.organization_id = ${filter.organizationId}
          and t.invoice_id = l.invoice_id and t.type = 2))::int as with_products
    from l join p on p.id = l.employee_id group by 1`.execute(db)
  return { people: people.map((row) => row.id), items, guests }
}

export interface Earnings {
  /** Minutes between check-ins and their check-outs. */
  minutes: number
  /** Minor units by currency: the employee's part of the tips, by the net price of the services done. */
  tips: { currency_code: string; amount: number }[]
}

export async function readEarnings(db: Db, filter: FigureFilter & { employeeId: string }): Promise<Earnings> {
  const { organizationId, employeeId, from, to } = filter
  const { rows: worked } = await sql<{ minutes: number }>`
    select coalesce(floor(sum(date_part('epoch', checked_out_at - checked_in_at)) / 60), 0)::int as minutes
    from employee_attendance where organization_id = ${organizationId} and employee_id = ${employeeId}
      and day between ${from}::date and ${to}::date and checked_out_at is not null`.execute(db)
  const { rows: tips } = await sql<{ currency_code: string; amount: number }>`
    with ${scope({ ...filter, employeeId: null })}, ${soldLines(filter)}, part as (
      select invoice_id, currency_code, sum(net) filter (where employee_id = ${employeeId}) as own, sum(net) as total
      from l where type = 0 group by 1, 2
    )
    select part.currency_code, round(sum(y.tip * part.own / part.total))::int8 as amount
    from part join invoice_payments y on y.organization_id = ${organizationId} and y.invoice_id = part.invoice_id and not y.is_voided
    where part.own > 0 group by 1`.execute(db)
  return { minutes: worked[0]!.minutes, tips }
}
