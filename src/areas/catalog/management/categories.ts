/** Setting up categories. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { findCategory } from '../store.ts'
import type { CategoryRow } from '../tables.ts'
import type { Removal } from './removal.ts'

export type CategoryChange = Pick<
  CategoryRow,
  'code' | 'name' | 'parent_id' | 'display_order' | 'show_in_catalog' | 'is_active'
> &
  CategoryRow['details']
/** `type`: 1 service, 2 product, 3 package, 4 membership, 5 class. It stays what it was created as. */
export type CategoryWrite = CategoryChange & Pick<CategoryRow, 'type'>

/** Throws category_not_found (parent_id) or invalid_input. */
export async function createCategory(
  tx: Tx,
  organizationId: string,
  write: CategoryWrite,
  now: Date,
): Promise<CategoryRow> {
  const { description, html_description, ...facts } = write
  const category: CategoryRow = {
    ...facts,
    organization_id: organizationId,
    id: newId(now),
    details: { description, html_description },
    created_at: now,
  }
  await checkParent(tx, category)
  await tx.insertInto('categories').values(category).execute()
  return category
}

/** Throws category_not_found (category_id or parent_id) or invalid_input. */
export async function changeCategory(
  tx: Tx,
  organizationId: string,
  categoryId: string,
  change: Partial<CategoryChange>,
): Promise<CategoryRow> {
  const before = await lockCategory(tx, organizationId, categoryId)
  const { description, html_description, ...facts } = { ...before.details, ...change }
  const category: CategoryRow = { ...before, ...facts, details: { description, html_description } }
  await checkParent(tx, category)
  await tx
    .updateTable('categories')
    .set({ ...facts, details: category.details })
    .where('organization_id', '=', organizationId)
    .where('id', '=', categoryId)
    .execute()
  return category
}

/** Gone when nothing is in it; else only inactive. Throws category_not_found. */
export async function removeCategory(tx: Tx, organizationId: string, categoryId: string): Promise<Removal> {
  await lockCategory(tx, organizationId, categoryId)
  const { rows } = await sql<{ used: boolean }>`
    select exists (select 1 from services where organization_id = ${organizationId} and category_id = ${categoryId})
      or exists (select 1 from categories where organization_id = ${organizationId} and parent_id = ${categoryId}) as used`.execute(
    tx,
  )
  const deactivated = rows[0]!.used
  const where = sql`where organization_id = ${organizationId} and id = ${categoryId}`
  await (
    deactivated ? sql`update categories set is_active = false ${where}` : sql`delete from categories ${where}`
  ).execute(tx)
  return { deactivated }
}

/** Categories of every state by kind and order. */
export async function listAllCategories(
  db: Db,
  organizationId: string,
  filters: { type?: number; isActive?: boolean },
  page: Page,
): Promise<{ categories: CategoryRow[]; total: number }> {
  const matching = sql`from categories where organization_id = ${organizationId}
    ${filters.type === undefined ? sql`` : sql`and type = ${filters.type}`}
    ${filters.isActive === undefined ? sql`` : sql`and is_active = ${filters.isActive}`}`
  const { rows: categories } = await sql<CategoryRow>`
    select * ${matching} order by type, display_order, id limit ${page.size} offset ${page.offset}`.execute(
    db,
  )
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { categories, total: counted[0]!.total }
}

/** Throws category_not_found. */
export const getCategory = async (db: Db, organizationId: string, categoryId: string): Promise<CategoryRow> =>
  (await findCategory(db, organizationId, categoryId)) ??
  refuse('category_not_found', { field: 'category_id' })

async function lockCategory(tx: Tx, organizationId: string, categoryId: string): Promise<CategoryRow> {
  const { rows } = await sql<CategoryRow>`
    select * from categories where organization_id = ${organizationId} and id = ${categoryId} for update`.execute(
    tx,
  )
  return rows[0] ?? refuse('category_not_found', { field: 'category_id' })
}

/** The tree has two levels: main categories, and sub-categories of the same kind. */
async function checkParent(tx: Tx, category: CategoryRow): Promise<void> {
  if (category.parent_id === null) return
  const { rows } = await sql<{ type: number; parent_id: string | null; has_children: boolean }>`
    select c.type, c.parent_id, exists (select 1 from categories k
      where k.organization_id = c.organization_id and k.parent_id = ${category.id}) as has_children
    from categories c where c.organization_id = ${category.organization_id} and c.id = ${category.parent_id}
    for share of c`.execute(tx)
  const parent = rows[0]
  if (!parent || parent.type !== category.type) refuse('category_not_found', { field: 'parent_id' })
  if (parent.parent_id || parent.has_children || category.parent_id === category.id)
    refuse('invalid_input', { field: 'parent_id', detail: 'would make more than two levels of categories' })
}
