/** Setting up day packages: several services sold as one and done on one day. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { violatedConstraint } from '#platform/db/transaction.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { dayPackagesWhere, findDayPackage, type DayPackage } from '../day-packages.ts'
import { columnsOf } from '../columns.ts'
import type { DayPackageRow, DayPackageServiceRow } from '../tables.ts'
import { checkExist } from './checks.ts'
import type { Removal } from './removal.ts'

type PackagedService = Pick<DayPackageServiceRow, 'service_id' | 'guest_index'>

/**
 * `price` in minor units of the center's currency, or of the organisation's when sold everywhere; days as
 * YYYY-MM-DD, both included; `services` in order.
 */
export type DayPackageChange = Pick<
  DayPackageRow,
  'code' | 'name' | 'price' | 'is_couple' | 'can_book' | 'book_from' | 'book_until' | 'is_active'
> &
  DayPackageRow['details'] & { services: PackagedService[] }

/** Throws conflict (code), service_not_found or invalid_input. */
export async function createDayPackage(
  tx: Tx,
  organizationId: string,
  centerId: string | null,
  write: DayPackageChange,
  now: Date,
): Promise<DayPackage> {
  const { services, description, ...facts } = write
  const row: DayPackageRow = {
    ...facts,
    organization_id: organizationId,
    id: newId(now),
    center_id: centerId,
    details: { description },
    created_at: now,
  }
  await checkDayPackage(tx, row, services)
  await orCodeTaken(tx.insertInto('day_packages').values(row).execute())
  await writeServices(tx, row, services)
  return getDayPackage(tx, organizationId, row.id)
}

/** Changes the members given. Throws not_found, and what createDayPackage throws. */
export async function changeDayPackage(
  tx: Tx,
  organizationId: string,
  dayPackageId: string,
  change: Partial<DayPackageChange>,
): Promise<DayPackage> {
  await sql`select 1 from day_packages where organization_id = ${organizationId} and id = ${dayPackageId} for update`.execute(
    tx,
  )
  const {
    services: kept,
    details,
    currency_code: _currency_code,
    ...before
  } = await getDayPackage(tx, organizationId, dayPackageId)
  const { services, description, ...facts } = { services: kept, ...details, ...change }
  const row: DayPackageRow = { ...before, ...facts, details: { description } }
  await checkDayPackage(tx, row, services)
  await orCodeTaken(
    tx
      .updateTable('day_packages')
      .set(columnsOf(row))
      .where('organization_id', '=', organizationId)
      .where('id', '=', dayPackageId)
      .execute(),
  )
  if (change.services) await writeServices(tx, row, services)
  return getDayPackage(tx, organizationId, dayPackageId)
}

/** The currency a day package is priced in: the center's, or the organisation's when sold in every center. */
export async function readSaleCurrency(
  db: Db,
  organizationId: string,
  centerId: string | null,
): Promise<string> {
  const { rows } = await sql<{ currency_code: string }>`
    select coalesce(c.currency_code, o.currency_code) as currency_code from organizations o
    left join centers c on c.organization_id = o.organization_id and c.id = ${centerId}::uuid
    where o.organization_id = ${organizationId}`.execute(db)
  return rows[0]!.currency_code
}

/** Off sale from now on; visits keep what they were booked as. Throws not_found. */
export async function removeDayPackage(
  tx: Tx,
  organizationId: string,
  dayPackageId: string,
): Promise<Removal> {
  await getDayPackage(tx, organizationId, dayPackageId)
  await sql`update day_packages set is_active = false where organization_id = ${organizationId} and id = ${dayPackageId}`.execute(
    tx,
  )
  return { deactivated: true }
}

/** Throws not_found. */
export const getDayPackage = async (
  db: Db,
  organizationId: string,
  dayPackageId: string,
): Promise<DayPackage> =>
  (await findDayPackage(db, organizationId, dayPackageId)) ??
  refuse('not_found', { field: 'day_package_id', detail: 'is not a day package' })

/** Day packages of every state, oldest first. */
export async function listDayPackages(
  db: Db,
  organizationId: string,
  filters: { isActive?: boolean },
  page: Page,
): Promise<{ dayPackages: DayPackage[]; total: number }> {
  const where = sql`p.organization_id = ${organizationId}
    ${filters.isActive === undefined ? sql`` : sql`and p.is_active = ${filters.isActive}`}`
  const { rows: dayPackages } = await sql<DayPackage>`
    ${dayPackagesWhere} ${where} order by p.id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from day_packages p where ${where}`.execute(db)
  return { dayPackages, total: counted[0]!.total }
}

async function checkDayPackage(
  tx: Tx,
  row: DayPackageRow,
  services: readonly PackagedService[],
): Promise<void> {
  if (row.book_from && row.book_until && row.book_until < row.book_from)
    refuse('invalid_input', { field: 'book_until', detail: 'is before book_from' })
  if (!services.length)
    refuse('invalid_input', { field: 'services', detail: 'must name at least one service' })
  const stray = services.findIndex((service) => service.guest_index > (row.is_couple ? 1 : 0))
  if (stray >= 0)
    refuse('invalid_input', {
      field: `services[${stray}].guest_index`,
      detail: 'is beyond the guests of the package',
    })
  const ids = services.map((service) => service.service_id)
  await checkExist(tx, row.organization_id, 'service', ids, (i) => `services[${i}].service_id`)
}

async function writeServices(
  tx: Tx,
  row: DayPackageRow,
  services: readonly PackagedService[],
): Promise<void> {
  const at = { organization_id: row.organization_id, day_package_id: row.id }
  await tx
    .deleteFrom('day_package_services')
    .where('organization_id', '=', at.organization_id)
    .where('day_package_id', '=', at.day_package_id)
    .execute()
  await tx
    .insertInto('day_package_services')
    .values(
      services.map(({ service_id, guest_index }, position) => ({ ...at, position, service_id, guest_index })),
    )
    .execute()
}

async function orCodeTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (error) {
    if (violatedConstraint(error) === 'day_packages_organization_id_code_key')
      refuse('conflict', { field: 'code', detail: 'belongs to another day package' })
    throw error
  }
}
