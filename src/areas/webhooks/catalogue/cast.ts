/**
 * Who and what a sample event is about. The people, places and services of an organisation are taken from its
 * records; what it has none of is invented, always alike for the same organisation, so that the events of a
 * story (booked, checked in, closed) name the same visit.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'

export interface CastGuest {
  id: string
  /** The number beside the guid, `_id` on the wire. */
  number: number
  code: string
  first_name: string
  last_name: string
  email: string
  /** National number, digits; empty: none. */
  phone: string
  /** Of the phone; null: the center's. */
  country_id: number | null
  gender: number
  created_at: Date
}
export interface CastTherapist {
  id: string
  code: string
  first_name: string
  last_name: string
  email: string
  phone: string
  gender: number
  job_id: string
  job_name: string
  /** YYYY-MM-DD. */
  employed_from: string
}
export interface CastService {
  id: string
  code: string
  name: string
  /** Minutes. */
  duration: number
  /** Minor units, without tax. */
  price: number
  category_id: string
  category_name: string
}
export interface CastCenter {
  id: string
  code: string
  name: string
  /** IANA. */
  time_zone: string
  currency_code: string
  /** Of geography; -1 or null: unknown. */
  country_id: number
  state_id: number | null
  address: string
  city: string
  zip_code: string
  /** Millionths. */
  tax_rate: number
}

/** Records that samples make up: of areas with many shapes, or not there yet. */
const INVENTED_RECORDS = [
  'appointmentGroup',
  'appointment',
  'invoice',
  'invoiceItem',
  'productItem',
  'product',
  'transaction',
  'saleInvoice',
  'saleItem',
  'mergedGuest',
  'companion',
  'membership',
  'userMembership',
  'guestPass',
  'redemption',
  'package',
  'userPackage',
] as const
const INVENTED_NUMBERS = [
  'invoice',
  'receipt',
  'saleInvoice',
  'saleReceipt',
  'class',
  'session',
  'registration',
  'recurrence',
  'member',
] as const

export interface Cast {
  organization: { id: string; name: string }
  center: CastCenter
  guest: CastGuest
  therapist: CastTherapist
  service: CastService
  room: { id: string; name: string }
  ids: Record<(typeof INVENTED_RECORDS)[number], string>
  numbers: Record<(typeof INVENTED_NUMBERS)[number], number>
}

// ---------------------------------------------------------------- invention

const digest = (organizationId: string, name: string, turn: number): Buffer =>
  createHash('sha256').update(`${organizationId} ${name} ${turn}`).digest()

/** A guid of version 8 (RFC 9562: made by a rule of one's own). */
function inventId(organizationId: string, name: string, turn: number): string {
  const hex = digest(organizationId, name, turn).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const inventNumber = (organizationId: string, name: string, turn: number): number =>
  10_000 + (digest(organizationId, `number of ${name}`, turn).readUInt32BE() % 80_000)

/** A cast in which everything is invented. Another `turn` has other records. */
export function inventCast(organizationId: string, turn = 0): Cast {
  const id = (name: string, nth = 0) => inventId(organizationId, name, nth)
  return {
    organization: { id: organizationId, name: 'Willow Lane Spas' },
    center: {
      id: id('center'),
      code: 'WLH',
      name: 'Willow Lane Harbour',
      time_zone: 'America/New_York',
      currency_code: 'USD',
      country_id: 225,
      state_id: 56,
      address: '48 Harbour Street',
      city: 'Boston',
      zip_code: '02110',
      tax_rate: 62_500,
    },
    guest: {
      id: id('guest', turn),
      number: inventNumber(organizationId, 'guest', turn),
      code: `G${inventNumber(organizationId, 'guest', turn)}`,
      first_name: 'June',
      last_name: 'Marchetti',
      email: 'june.marchetti@example.com',
      phone: '6175550143',
      country_id: null,
      gender: 0,
      created_at: new Date('2025-09-04T13:20:11Z'),
    },
    therapist: {
      id: id('therapist'),
      code: 'E0107',
      first_name: 'Mateo',
      last_name: 'Lindqvist',
      email: 'mateo.lindqvist@example.com',
      phone: '6175550176',
      gender: 1,
      job_id: id('job'),
      job_name: 'Massage therapist',
      employed_from: '2023-04-17',
    },
    service: {
      id: id('service'),
      code: 'HST75',
      name: 'Hot stone ritual 75',
      duration: 75,
      price: 14_500,
      category_id: id('category'),
      category_name: 'Body rituals',
    },
    room: { id: id('room'), name: 'Cedar' },
    ids: Object.fromEntries(INVENTED_RECORDS.map((name) => [name, id(name, turn)])) as Cast['ids'],
    numbers: Object.fromEntries(
      INVENTED_NUMBERS.map((name) => [name, inventNumber(organizationId, name, turn)]),
    ) as Cast['numbers'],
  }
}

// ---------------------------------------------------------------- records

type CenterRow = CastCenter & { organization_name: string }

/** The center asked for, else the first active one; null: the organisation has none. Throws center_not_found. */
async function readCenter(
  db: Db,
  organizationId: string,
  centerId: string | null,
): Promise<CenterRow | null> {
  const { rows } = await sql<CenterRow>`
    select o.name as organization_name, c.id, c.code, c.name, c.time_zone, c.currency_code, c.country_id, c.state_id,
      coalesce(c.address1, '') as address, coalesce(c.city, '') as city, coalesce(c.zip_code, '') as zip_code,
      c.service_tax_rate as tax_rate
    from organizations o
    join centers c on c.organization_id = o.organization_id
    where o.organization_id = ${organizationId}
      and (c.id = ${centerId}::uuid or ${centerId}::uuid is null and c.is_active)
    order by c.created_at, c.id limit 1`.execute(db)
  return rows[0] ?? (centerId ? refuse('center_not_found', { field: 'center_id' }) : null)
}

const readGuests = async (db: Db, organizationId: string, centerId: string, count: number) =>
  (
    await sql<CastGuest>`
    select id, number, coalesce(code, '') as code, first_name, last_name, coalesce(email, '') as email,
      coalesce(mobile_number, '') as phone, mobile_country_id as country_id, gender, created_at
    from guests
    where organization_id = ${organizationId} and center_id = ${centerId} and not is_deleted
    order by number limit ${count}`.execute(db)
  ).rows

type Furniture = Partial<Pick<Cast, 'therapist' | 'service' | 'room'>>

/** A therapist, a service and a room of the center, each where there is one. */
async function readFurniture(db: Db, organizationId: string, centerId: string): Promise<Furniture> {
  const { rows } = await sql<{ [K in keyof Furniture]: Furniture[K] | null }>`
    select
      (select to_jsonb(t) from (
        select e.id, e.code, e.first_name, e.last_name, coalesce(e.email, '') as email,
          coalesce(e.phone_number, '') as phone, e.gender, j.id as job_id, j.name as job_name, e.employed_from
        from employees e
        left join jobs j on j.organization_id = e.organization_id and j.id = e.job_id
        where e.organization_id = ${organizationId} and e.center_id = ${centerId} and e.is_therapist and e.is_active
          and not e.is_deleted
        order by e.id limit 1) t) as therapist,
      (select to_jsonb(s) from (
        select s.id, s.code, s.name, s.duration, p.price, k.id as category_id, k.name as category_name
        from service_centers p
        join services s on s.organization_id = p.organization_id and s.id = p.service_id
        left join categories k on k.organization_id = s.organization_id and k.id = s.category_id
        where p.organization_id = ${organizationId} and p.center_id = ${centerId} and p.is_active and s.is_active
          and s.can_book and not s.is_addon and not s.has_variants
        order by p.service_id limit 1) s) as service,
      (select to_jsonb(r) from (
        select id, name from rooms
        where organization_id = ${organizationId} and center_id = ${centerId} and is_active
        order by display_order, id limit 1) r) as room`.execute(db)
  return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, found]) => found !== null)) as Furniture
}

/** What is known of a record over what is invented: members without a value keep the invention. */
const over = <T extends object>(invented: T, found: Partial<T> | undefined): T => ({
  ...invented,
  ...(Object.fromEntries(
    Object.entries(found ?? {}).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>),
})

export interface Casting {
  /** The center the events belong to; null: the organisation has no center. */
  centerId: string | null
  /** One per event. */
  casts: Cast[]
}

/**
 * Casts for `count` events of one center, in three statements. Guests take turns, and so do invented records.
 * @throws center_not_found for a center that is named and not there
 */
export async function readCasts(
  db: Db,
  organizationId: string,
  centerId: string | null,
  count: number,
): Promise<Casting> {
  const row = await readCenter(db, organizationId, centerId)
  if (!row)
    return {
      centerId: null,
      casts: Array.from({ length: count }, (_, turn) => inventCast(organizationId, turn)),
    }
  const { organization_name: name, ...center } = row
  const guests = await readGuests(db, organizationId, center.id, count)
  const { therapist, service, room } = await readFurniture(db, organizationId, center.id)
  const casts = Array.from({ length: count }, (_, turn): Cast => {
    const invented = inventCast(organizationId, turn)
    return {
      ...invented,
      organization: { id: organizationId, name },
      center,
      guest: guests[turn % guests.length] ?? invented.guest,
      therapist: over(invented.therapist, therapist),
      service: over(invented.service, service),
      room: room ?? invented.room,
    }
  })
  return { centerId: center.id, casts }
}

/** The cast of the documentation's examples. */
export const exampleCast: Cast = inventCast('0d5f3c1e-2b64-4c1a-9a57-7e1c0f5b9d21')
