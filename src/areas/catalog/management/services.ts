/** Setting up services: facts, segments, variants, add-ons. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { violatedConstraint } from '#platform/db/transaction.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { columnsOf } from '../columns.ts'
import type { ServiceDetails } from '../details.ts'
import type { ServiceRow, ServiceSegmentRow } from '../tables.ts'
import { checkDistinct, checkExist } from './checks.ts'
import type { Removal } from './removal.ts'
import { checkSegments, checkVariant } from './service-rules.ts'

type Segment = Pick<ServiceSegmentRow, 'kind' | 'minutes'>

/** A service as it is set up. Durations in minutes; no segments: one unbroken piece. */
export type ServiceWrite = Omit<
  ServiceRow,
  'organization_id' | 'id' | 'has_variants' | 'details' | 'created_at' | 'updated_at'
> &
  ServiceDetails & { segments: Segment[] }

/** A service with its segments and the add-ons it takes, for those who set it up. */
export type ServiceSetup = ServiceRow & { segments: Segment[]; add_on_ids: string[] }

/** Throws conflict (code), category_not_found, service_not_found (variant_of) or invalid_input. */
export async function createService(
  tx: Tx,
  organizationId: string,
  write: ServiceWrite,
  now: Date,
): Promise<ServiceSetup> {
  const { segments, details, facts } = sort(write)
  const service: ServiceRow = {
    ...facts,
    organization_id: organizationId,
    id: newId(now),
    has_variants: false,
    details,
    created_at: now,
    updated_at: now,
  }
  await checkService(tx, service, segments)
  await orCodeTaken(tx.insertInto('services').values(service).execute())
  await writeSegments(tx, service, segments)
  await markVariants(tx, organizationId, [service.variant_of])
  return getService(tx, organizationId, service.id)
}

/** Changes the members given. Throws service_not_found, and what createService throws. */
export async function changeService(
  tx: Tx,
  organizationId: string,
  serviceId: string,
  change: Partial<ServiceWrite>,
  now: Date,
): Promise<ServiceSetup> {
  await lockService(tx, organizationId, serviceId)
  const {
    add_on_ids: _add_on_ids,
    segments: kept,
    details: before,
    ...row
  } = await getService(tx, organizationId, serviceId)
  const { segments, details, facts } = sort({ segments: kept, ...before, ...row, ...change })
  const service: ServiceRow = { ...row, ...facts, details, updated_at: now }
  await checkService(tx, service, segments)
  await orCodeTaken(
    tx
      .updateTable('services')
      .set(columnsOf(service))
      .where('organization_id', '=', organizationId)
      .where('id', '=', serviceId)
      .execute(),
  )
  if (change.segments) await writeSegments(tx, service, segments)
  await markVariants(tx, organizationId, [row.variant_of, service.variant_of])
  return getService(tx, organizationId, serviceId)
}

/**
 * Gone when it was never on sale and nothing refers to it; else only inactive. Only what is on sale can be
 * booked and offers are never deleted, so a service without any has no history.
 */
export async function removeService(tx: Tx, organizationId: string, serviceId: string): Promise<Removal> {
  const service = await lockService(tx, organizationId, serviceId)
  const own = sql`organization_id = ${organizationId} and service_id = ${serviceId}`
  const { rows } = await sql<{ used: boolean }>`
    select exists (select 1 from service_centers where ${own})
      or exists (select 1 from service_add_ons where organization_id = ${organizationId} and add_on_id = ${serviceId})
      or exists (select 1 from service_rooms where ${own})
      or exists (select 1 from day_package_services where ${own})
      or exists (select 1 from services where organization_id = ${organizationId} and variant_of = ${serviceId})
      as used`.execute(tx)
  const deactivated = rows[0]!.used
  if (deactivated)
    await sql`update services set is_active = false where organization_id = ${organizationId} and id = ${serviceId}`.execute(
      tx,
    )
  else {
    await sql`delete from service_segments where ${own}`.execute(tx)
    await sql`delete from service_add_ons where ${own}`.execute(tx)
    await sql`delete from services where organization_id = ${organizationId} and id = ${serviceId}`.execute(
      tx,
    )
  }
  await markVariants(tx, organizationId, [service.variant_of])
  return { deactivated }
}

/** The add-ons a service takes, all of them at once. Throws service_not_found or invalid_input. */
export async function setAddOns(
  tx: Tx,
  organizationId: string,
  serviceId: string,
  addOnIds: readonly string[],
): Promise<ServiceSetup> {
  const field = (i: number) => `add_on_ids[${i}]`
  await lockService(tx, organizationId, serviceId)
  checkDistinct(addOnIds, field)
  const itself = addOnIds.indexOf(serviceId)
  if (itself >= 0) refuse('invalid_input', { field: field(itself), detail: 'is the service itself' })
  await checkExist(tx, organizationId, 'addOn', addOnIds, field)
  await sql`delete from service_add_ons where organization_id = ${organizationId} and service_id = ${serviceId}`.execute(
    tx,
  )
  await sql`insert into service_add_ons (organization_id, service_id, add_on_id)
    select ${organizationId}, ${serviceId}, add_on_id from unnest(${addOnIds}::uuid[]) as add_on_id`.execute(
    tx,
  )
  return getService(tx, organizationId, serviceId)
}

const setup = sql`s.*,
  (select coalesce(json_agg(json_build_object('kind', g.kind, 'minutes', g.minutes) order by g.position), '[]')
    from service_segments g where g.organization_id = s.organization_id and g.service_id = s.id) as segments,
  (select coalesce(json_agg(a.add_on_id order by a.add_on_id), '[]') from service_add_ons a
    where a.organization_id = s.organization_id and a.service_id = s.id) as add_on_ids`

/** Throws service_not_found. */
export async function getService(db: Db, organizationId: string, serviceId: string): Promise<ServiceSetup> {
  const { rows } = await sql<ServiceSetup>`
    select ${setup} from services s where s.organization_id = ${organizationId} and s.id = ${serviceId}`.execute(
    db,
  )
  return rows[0] ?? refuse('service_not_found', { field: 'service_id' })
}

/** Services of every state by name. */
export async function listAllServices(
  db: Db,
  organizationId: string,
  filters: { categoryId?: string; isActive?: boolean },
  page: Page,
): Promise<{ services: ServiceSetup[]; total: number }> {
  const matching = sql`from services s where s.organization_id = ${organizationId}
    ${filters.categoryId === undefined ? sql`` : sql`and s.category_id = ${filters.categoryId}`}
    ${filters.isActive === undefined ? sql`` : sql`and s.is_active = ${filters.isActive}`}`
  const { rows: services } = await sql<ServiceSetup>`
    select ${setup} from (
      select s.* ${matching} order by lower(left(s.name, 200)), s.id limit ${page.size} offset ${page.offset}
    ) s order by lower(left(s.name, 200)), s.id`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { services, total: counted[0]!.total }
}

/** The service, locked until the transaction ends, so that its links change one after the other. */
export async function lockService(tx: Tx, organizationId: string, serviceId: string): Promise<ServiceRow> {
  const { rows } = await sql<ServiceRow>`
    select * from services where organization_id = ${organizationId} and id = ${serviceId} for update`.execute(
    tx,
  )
  return rows[0] ?? refuse('service_not_found', { field: 'service_id' })
}

/** Parts a flat service into columns, kept-as-given members and segments. */
function sort<T extends ServiceWrite>({ segments, ...write }: T) {
  const { image_paths, video_url, tags, show_price, display_price, ...facts } = write
  return { segments, details: { image_paths, video_url, tags, show_price, display_price }, facts }
}

async function checkService(tx: Tx, service: ServiceRow, segments: readonly Segment[]): Promise<void> {
  checkSegments(service.duration, segments)
  if (service.category_id) {
    const { rows } = await sql`
      select 1 from categories where organization_id = ${service.organization_id} and id = ${service.category_id}
        and type = 1 for share`.execute(tx)
    if (!rows.length) refuse('category_not_found', { field: 'category_id' })
  }
  if (service.variant_of) await checkVariant(tx, service, service.variant_of)
}

async function writeSegments(tx: Tx, service: ServiceRow, segments: readonly Segment[]): Promise<void> {
  const at = { organization_id: service.organization_id, service_id: service.id }
  await tx
    .deleteFrom('service_segments')
    .where('organization_id', '=', at.organization_id)
    .where('service_id', '=', at.service_id)
    .execute()
  if (segments.length)
    await tx
      .insertInto('service_segments')
      .values(segments.map(({ kind, minutes }, position) => ({ ...at, position, kind, minutes })))
      .execute()
}

/** `has_variants` of the services follows from who is a variant of them. */
async function markVariants(
  tx: Tx,
  organizationId: string,
  parentIds: readonly (string | null)[],
): Promise<void> {
  const ids = parentIds.filter((id) => id !== null)
  if (!ids.length) return
  await sql`update services s set has_variants = exists (select 1 from services v
      where v.organization_id = s.organization_id and v.variant_of = s.id and v.is_active)
    where s.organization_id = ${organizationId} and s.id = any(${ids}::uuid[])`.execute(tx)
}

async function orCodeTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (error) {
    if (violatedConstraint(error) === 'services_organization_id_code_key')
      refuse('conflict', { field: 'code', detail: 'belongs to another service' })
    throw error
  }
}
