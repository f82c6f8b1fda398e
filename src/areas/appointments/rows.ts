/** What the appointment answers are made of: appointments and block-outs with all they name, one query each. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { STATUS } from './states.ts'
import type { AppointmentRow } from './tables.ts'

/** Columns of an appointment that its answers show or are judged by. */
type ShownColumns = Pick<
  AppointmentRow,
  | 'id'
  | 'appointment_group_id'
  | 'center_id'
  | 'guest_id'
  | 'service_id'
  | 'parent_appointment_id'
  | 'day_package_id'
  | 'therapist_request'
  | 'starts_at'
  | 'ends_at'
  | 'segments'
  | 'status'
  | 'progress'
  | 'started_at'
  | 'completed_at'
  | 'created_at'
  | 'details'
>

export type AppointmentView = ShownColumns & {
  zone: string
  currency_code: string
  source: number
  notes: string | null
  invoice_id: string
  group_invoice_id: string | null
  group_name: string | null
  is_rebooking: boolean
  is_surprise: boolean
  checked_in_at: Date | null
  created_by: string | null
  closed_by: string | null
  service_name: string
  is_addon: boolean
  has_add_ons: boolean
  category: { id: string; name: string } | null
  sub_category: { id: string; name: string } | null
  guest_first_name: string
  guest_last_name: string
  guest_gender: number
  guest_email: string | null
  guest_country_id: number | null
  guest_phone: string | null
  is_first_visit: boolean
  therapist: ViewTherapist | null
  room: { id: string; name: string } | null
  equipment: { id: string; name: string } | null
  /** Minor units. */
  list_price: number
  discount: number
  tax: number
  final: number
}
export interface ViewTherapist {
  id: string
  first_name: string
  last_name: string
  nick_name: string | null
  email: string | null
  gender: number
}

export interface BlockOutRowView {
  id: string
  zone: string
  starts_at: Date
  ends_at: Date
  notes: string | null
  created_at: Date
  therapist: ViewTherapist
  type: {
    number: number
    name: string
    is_bookable: boolean
    is_active: boolean
    duration: number
    details: {
      code?: string
      description?: string | null
      count_in_utilization?: boolean
      indicator_color?: string
      text_color?: string
    }
  }
}

const therapistObject = sql`json_build_object('id', e.id, 'first_name', e.first_name, 'last_name', e.last_name,
  'nick_name', e.nick_name, 'email', e.email, 'gender', e.gender)`

/** Appointments with all they name, in the order they begin. */
const viewsOf = (org: RawBuilder<unknown>, where: RawBuilder<unknown>): RawBuilder<AppointmentView> => sql`
    select a.id, a.appointment_group_id, a.center_id, a.guest_id, a.service_id, a.parent_appointment_id, a.day_package_id,
      a.therapist_request, a.starts_at, a.ends_at, a.segments, a.status, a.progress, a.started_at, a.completed_at, a.created_at, a.details,
      c.time_zone as zone, coalesce(i.currency_code, c.currency_code) as currency_code, g.source, g.notes, g.invoice_id, g.group_invoice_id, g.group_name,
      g.is_rebooking, g.is_surprise, g.checked_in_at, g.created_by, i.closed_by, s.name as service_name, s.is_addon,
      exists (select from service_add_ons o
        where o.organization_id = a.organization_id and o.service_id = a.service_id) as has_add_ons,
      case when k.id is not null then
        json_build_object('id', coalesce(p.id, k.id), 'name', coalesce(p.name, k.name)) end as category,
      case when p.id is not null then json_build_object('id', k.id, 'name', k.name) end as sub_category,
      u.first_name as guest_first_name, u.last_name as guest_last_name, u.gender as guest_gender, u.email as guest_email,
      u.mobile_country_id as guest_country_id, u.mobile_number as guest_phone,
      -- Ordered, so that the guest's own visits are looked through and never everybody's.
      (select count(*) = 0 from (select from appointment_groups b where b.organization_id = g.organization_id
        and b.guest_id = g.guest_id and b.starts_at < g.starts_at and b.status in (0, 1, 2, 4)
        order by b.starts_at desc limit 1) earlier) as is_first_visit,
      case when e.id is not null then ${therapistObject} end as therapist,
      case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as room,
      case when m.id is not null then json_build_object('id', m.id, 'name', m.name) end as equipment,
      coalesce(l.list_price, 0) as list_price, coalesce(l.discount, 0) as discount,
      coalesce(l.tax, 0) as tax, coalesce(l.final, 0) as final
    from appointments a
    join appointment_groups g on g.organization_id = a.organization_id and g.id = a.appointment_group_id
    join centers c on c.organization_id = a.organization_id and c.id = a.center_id
    join guests u on u.organization_id = a.organization_id and u.id = a.guest_id
    join services s on s.organization_id = a.organization_id and s.id = a.service_id
    left join invoices i on i.organization_id = g.organization_id and i.id = g.invoice_id
    left join invoice_items l on l.organization_id = a.organization_id and l.id = a.invoice_item_id
    left join categories k on k.organization_id = s.organization_id and k.id = s.category_id
    left join categories p on p.organization_id = k.organization_id and p.id = k.parent_id
    left join employees e on e.organization_id = a.organization_id and e.id = a.therapist_id
    left join rooms r on r.organization_id = a.organization_id and r.id = a.room_id
    left join equipment m on m.organization_id = a.organization_id and m.id = a.equipment_ids[1]
    where a.organization_id = ${org} and ${where}
    order by a.starts_at, a.appointment_group_id, a.position`

const findViewById = statement<{ organizationId: string; id: string }, AppointmentView>((value) =>
  viewsOf(value('organizationId'), sql`a.id = ${value('id')}`),
)

export const findAppointmentView = async (
  db: Db,
  organizationId: string,
  id: string,
): Promise<AppointmentView | null> => (await findViewById(db, { organizationId, id }))[0] ?? null

export interface Span {
  centerId: string
  /** Start times from `from` up to, not including, `to` are in it. */
  from: Date
  to: Date
  therapistId: string | null
  /** Show no-shows and what was cancelled or voided too. */
  withHidden: boolean
}

/** Not shown unless asked for. */
const HIDDEN = sql.lit(`{${[STATUS.noShow, STATUS.cancelled, STATUS.voided].join()}}`)

export interface CenterSpan {
  /** Zone of the center. */
  zone: string
  /** Those that start in the span. A therapist's segment counts as the therapist's. */
  appointments: AppointmentView[]
  /** Block-outs of employees. */
  blocks: BlockOutRowView[]
}

/**
 * What a center has between two instants; null when there is no such center. The span is asked through a
 * materialized row and ids are found first, so that the planner keeps one plan whatever the span and the size of
 * the tables.
 */
export async function viewCenterSpan(db: Db, organizationId: string, span: Span): Promise<CenterSpan | null> {
  const [row] = await askCenterSpan(db, { organizationId, ...span })
  if (!row) return null
  for (const view of row.appointments) {
    view.starts_at = new Date(view.starts_at)
    view.ends_at = new Date(view.ends_at)
    view.created_at = new Date(view.created_at)
    view.started_at &&= new Date(view.started_at)
    view.completed_at &&= new Date(view.completed_at)
    view.checked_in_at &&= new Date(view.checked_in_at)
  }
  for (const block of row.blocks) {
    block.starts_at = new Date(block.starts_at)
    block.ends_at = new Date(block.ends_at)
    block.created_at = new Date(block.created_at)
  }
  return row
}

const askCenterSpan = statement<Span & { organizationId: string }, CenterSpan>((value) => {
  const org = value('organizationId')
  const ids = sql`
    select x.id from appointments x
    where x.organization_id = ${org} and x.center_id = q.center_id and x.starts_at >= q.from_at and x.starts_at < q.to_at
      and (q.with_hidden or x.status <> all(${HIDDEN}::smallint[]))
      and (q.therapist_id is null or q.therapist_id in (x.therapist_id, x.second_therapist_id)
        or x.segments @> jsonb_build_array(jsonb_build_object('therapist_id', q.therapist_id::text)))`
  return sql`
    with asked as materialized (
      select ${value('centerId')}::uuid as center_id, ${value('from')}::timestamptz as from_at, ${value('to')}::timestamptz as to_at,
        ${value('therapistId')}::uuid as therapist_id, ${value('withHidden')}::boolean as with_hidden)
    select z.time_zone as zone,
      (select coalesce(json_agg(v), '[]') from (${viewsOf(org, sql`a.id = any(array(${ids}))`)}) v) as appointments,
      (select coalesce(json_agg(v), '[]') from (${blocksOf(org)}) v) as blocks
    from asked q
    join centers z on z.organization_id = ${org} and z.id = q.center_id`
})

const blocksOf = (org: RawBuilder<unknown>): RawBuilder<BlockOutRowView> => sql`
    select b.id, c.time_zone as zone, b.starts_at, b.ends_at, b.notes, b.created_at, ${therapistObject} as therapist,
      json_build_object('number', t.number, 'name', t.name, 'is_bookable', t.is_bookable, 'is_active', t.is_active,
        'duration', t.duration, 'details', t.details) as type
    from block_outs b
    join block_out_types t on t.organization_id = b.organization_id and t.id = b.type_id
    join employees e on e.organization_id = b.organization_id and e.id = b.resource_id
    join centers c on c.organization_id = b.organization_id and c.id = b.center_id
    where b.organization_id = ${org} and b.center_id = q.center_id and b.source = 0
      and b.starts_at >= q.from_at and b.starts_at < q.to_at
      and (q.therapist_id is null or b.resource_id = q.therapist_id)
    order by b.starts_at, b.id`

/** Center, guest and visit of an appointment: what access is judged by. */
export interface AppointmentPlace {
  id: string
  appointment_group_id: string
  center_id: string
  guest_id: string
}
export async function findAppointmentPlace(
  db: Db,
  organizationId: string,
  id: string,
): Promise<AppointmentPlace | null> {
  const { rows } = await sql<AppointmentPlace>`
    select id, appointment_group_id, center_id, guest_id from appointments
    where organization_id = ${organizationId} and id = ${id}`.execute(db)
  return rows[0] ?? null
}
