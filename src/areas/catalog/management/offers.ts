/** Services at a center: price, rooms, equipment, people. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { checkDistinct, checkExist, checkExistAt } from './checks.ts'
import type { ServiceCenterRow, ServiceLevelPriceRow, ServiceTherapistRow } from '../tables.ts'
import type { Removal } from './removal.ts'
import { lockService } from './services.ts'

/** Terms of sale: price in minor units of the center's currency, rate in millionths or null for the center's. */
export type OfferTerms = Pick<ServiceCenterRow, 'price' | 'tax_rate' | 'is_active' | 'show_in_catalog'>
export type OfferTherapist = Pick<ServiceTherapistRow, 'employee_id' | 'duration' | 'price'>
export type OfferLevel = Pick<ServiceLevelPriceRow, 'job_id' | 'duration' | 'price'>
export interface OfferEquipment {
  equipment_id: string
  quantity: number
}

/** A service at a center with everything it is linked to there. */
export type ServiceOffer = ServiceCenterRow & {
  currency_code: string
  room_ids: string[]
  equipment: OfferEquipment[]
  therapists: OfferTherapist[]
  level_prices: OfferLevel[]
}

interface At {
  organizationId: string
  serviceId: string
  centerId: string
}

const own = (alias: 't' | 'v') => sql`${sql.ref(`${alias}.organization_id`)} = o.organization_id
  and ${sql.ref(`${alias}.service_id`)} = o.service_id and ${sql.ref(`${alias}.center_id`)} = o.center_id`

/** Offers `o` with their links, up to the word where. */
const offersWhere = sql`
  select o.*, c.currency_code,
    (select coalesce(json_agg(r.id order by r.id), '[]') from service_rooms l
      join rooms r on r.organization_id = l.organization_id and r.id = l.room_id
      where l.organization_id = o.organization_id and l.service_id = o.service_id
        and r.center_id = o.center_id) as room_ids,
    (select coalesce(json_agg(json_build_object('equipment_id', e.id, 'quantity', n.quantity) order by e.id), '[]')
      from service_equipment n
      join equipment e on e.organization_id = n.organization_id and e.id = n.equipment_id
      where n.organization_id = o.organization_id and n.service_id = o.service_id
        and e.center_id = o.center_id) as equipment,
    (select coalesce(json_agg(json_build_object('employee_id', t.employee_id, 'duration', t.duration,
        'price', t.price) order by t.employee_id), '[]')
      from service_therapists t where ${own('t')}) as therapists,
    (select coalesce(json_agg(json_build_object('job_id', v.job_id, 'duration', v.duration,
        'price', v.price) order by v.job_id), '[]')
      from service_level_prices v where ${own('v')}) as level_prices
  from service_centers o
  join centers c on c.organization_id = o.organization_id and c.id = o.center_id
  where`

/** Puts a service on sale at a center, or changes the terms. Throws service_not_found. */
export async function putOffer(tx: Tx, at: At, terms: OfferTerms): Promise<ServiceOffer> {
  await lockService(tx, at.organizationId, at.serviceId)
  await sql`
    insert into service_centers (organization_id, service_id, center_id, price, tax_rate, is_active, show_in_catalog)
    values (${at.organizationId}, ${at.serviceId}, ${at.centerId}, ${terms.price}, ${terms.tax_rate}, ${terms.is_active}, ${terms.show_in_catalog})
    on conflict (organization_id, service_id, center_id) do update set price = excluded.price,
      tax_rate = excluded.tax_rate, is_active = excluded.is_active, show_in_catalog = excluded.show_in_catalog`.execute(
    tx,
  )
  return getOffer(tx, at)
}

/** Takes a service off sale at a center; past visits keep what it was. Throws service_not_found. */
export async function removeOffer(tx: Tx, at: At): Promise<Removal> {
  await lockOffer(tx, at)
  await sql`
    update service_centers set is_active = false where organization_id = ${at.organizationId}
      and service_id = ${at.serviceId} and center_id = ${at.centerId}`.execute(tx)
  return { deactivated: true }
}

/** Throws service_not_found when the service is not sold there. */
export async function getOffer(db: Db, at: At): Promise<ServiceOffer> {
  const { rows } = await sql<ServiceOffer>`
    ${offersWhere} o.organization_id = ${at.organizationId} and o.service_id = ${at.serviceId}
      and o.center_id = ${at.centerId}`.execute(db)
  return rows[0] ?? notSold()
}

/** Where a service is sold, on sale now or not. Throws service_not_found. */
export async function listOffers(
  db: Db,
  organizationId: string,
  serviceId: string,
  page: Page,
): Promise<{ offers: ServiceOffer[]; total: number }> {
  const { rows: offers } = await sql<ServiceOffer>`
    ${offersWhere} o.organization_id = ${organizationId} and o.service_id = ${serviceId}
    order by o.center_id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from service_centers where organization_id = ${organizationId} and service_id = ${serviceId}`.execute(
    db,
  )
  return { offers, total: counted[0]!.total }
}

/** The rooms of the center a service keeps to; none: any. Other centers' links stay. */
export async function setRooms(tx: Tx, at: At, roomIds: readonly string[]): Promise<ServiceOffer> {
  const field = (i: number) => `room_ids[${i}]`
  await lockOffer(tx, at)
  checkDistinct(roomIds, field)
  await checkExistAt(tx, at.organizationId, at.centerId, 'room', roomIds, field)
  await sql`
    delete from service_rooms l using rooms r
    where l.organization_id = ${at.organizationId} and l.service_id = ${at.serviceId}
      and r.organization_id = l.organization_id and r.id = l.room_id and r.center_id = ${at.centerId}`.execute(
    tx,
  )
  await sql`insert into service_rooms (organization_id, service_id, room_id)
    select ${at.organizationId}, ${at.serviceId}, room_id from unnest(${roomIds}::uuid[]) as room_id
    on conflict do nothing`.execute(tx)
  return getOffer(tx, at)
}

/** The pieces of the center's equipment a service takes up. */
export async function setEquipment(tx: Tx, at: At, needs: readonly OfferEquipment[]): Promise<ServiceOffer> {
  const field = (i: number) => `equipment[${i}].equipment_id`
  const ids = needs.map((need) => need.equipment_id)
  await lockOffer(tx, at)
  checkDistinct(ids, field)
  await checkExistAt(tx, at.organizationId, at.centerId, 'equipment', ids, field)
  await sql`
    delete from service_equipment n using equipment e
    where n.organization_id = ${at.organizationId} and n.service_id = ${at.serviceId}
      and e.organization_id = n.organization_id and e.id = n.equipment_id and e.center_id = ${at.centerId}`.execute(
    tx,
  )
  if (needs.length)
    await tx
      .insertInto('service_equipment')
      .values(
        needs.map((need) => ({ ...need, organization_id: at.organizationId, service_id: at.serviceId })),
      )
      .execute()
  return getOffer(tx, at)
}

/** Who does the service at the center, with lengths (minutes) and prices (minor units) of their own or null. */
export async function setTherapists(
  tx: Tx,
  at: At,
  people: readonly OfferTherapist[],
): Promise<ServiceOffer> {
  const field = (i: number) => `therapists[${i}].employee_id`
  const ids = people.map((person) => person.employee_id)
  await lockOffer(tx, at)
  checkDistinct(ids, field)
  await checkExist(tx, at.organizationId, 'employee', ids, field)
  await tx
    .deleteFrom('service_therapists')
    .where('organization_id', '=', at.organizationId)
    .where('service_id', '=', at.serviceId)
    .where('center_id', '=', at.centerId)
    .execute()
  if (people.length)
    await tx
      .insertInto('service_therapists')
      .values(people.map((row) => ({ ...row, ...keys(at) })))
      .execute()
  return getOffer(tx, at)
}

/** Prices and lengths by job level; a person's own win over these. */
export async function setLevelPrices(tx: Tx, at: At, levels: readonly OfferLevel[]): Promise<ServiceOffer> {
  const field = (i: number) => `level_prices[${i}].job_id`
  const ids = levels.map((level) => level.job_id)
  await lockOffer(tx, at)
  checkDistinct(ids, field)
  await checkExist(tx, at.organizationId, 'job', ids, field)
  await tx
    .deleteFrom('service_level_prices')
    .where('organization_id', '=', at.organizationId)
    .where('service_id', '=', at.serviceId)
    .where('center_id', '=', at.centerId)
    .execute()
  if (levels.length)
    await tx
      .insertInto('service_level_prices')
      .values(levels.map((row) => ({ ...row, ...keys(at) })))
      .execute()
  return getOffer(tx, at)
}

/** The services a room is kept for, from the room's side; none: any. Throws service_not_found or invalid_input. */
export async function setServicesOfRoom(
  tx: Tx,
  organizationId: string,
  roomId: string,
  serviceIds: readonly string[],
): Promise<void> {
  const field = (i: number) => `service_ids[${i}]`
  checkDistinct(serviceIds, field)
  await checkExist(tx, organizationId, 'service', serviceIds, field)
  await sql`delete from service_rooms where organization_id = ${organizationId} and room_id = ${roomId}`.execute(
    tx,
  )
  await sql`insert into service_rooms (organization_id, service_id, room_id)
    select ${organizationId}, service_id, ${roomId} from unnest(${serviceIds}::uuid[]) as service_id
    on conflict do nothing`.execute(tx)
}

const keys = (at: At) => ({
  organization_id: at.organizationId,
  service_id: at.serviceId,
  center_id: at.centerId,
})

async function lockOffer(tx: Tx, at: At): Promise<void> {
  await lockService(tx, at.organizationId, at.serviceId)
  const { rows } = await sql`
    select 1 from service_centers where organization_id = ${at.organizationId} and service_id = ${at.serviceId}
      and center_id = ${at.centerId}`.execute(tx)
  if (!rows.length) notSold()
}

const notSold = (): never =>
  refuse('service_not_found', { field: 'center_id', detail: 'the service has no price at this center yet' })
