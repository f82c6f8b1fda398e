/** Setting up equipment: things of a center that services take up while they run. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { EquipmentRow } from '../tables.ts'
import type { Removal } from './removal.ts'

/** `quantity`: pieces that can be in use at once. */
export type EquipmentChange = Pick<EquipmentRow, 'name' | 'quantity' | 'is_active'>

export async function createEquipment(
  tx: Tx,
  organizationId: string,
  centerId: string,
  write: EquipmentChange,
  now: Date,
): Promise<EquipmentRow> {
  const equipment = { ...write, organization_id: organizationId, id: newId(now), center_id: centerId }
  await tx.insertInto('equipment').values(equipment).execute()
  return equipment
}

/** Changes the members given. */
export async function changeEquipment(
  tx: Tx,
  before: EquipmentRow,
  change: Partial<EquipmentChange>,
): Promise<EquipmentRow> {
  if (!Object.keys(change).length) return before
  // A reservation that is being made with it is written first, or sees that it is gone.
  if (change.is_active === false) await lockUntilCommit(tx, before.organization_id, 'resource', before.id)
  return tx
    .updateTable('equipment')
    .set(change)
    .where('organization_id', '=', before.organization_id)
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Out of use from now on; visits keep what they were planned with. */
export async function removeEquipment(tx: Tx, equipment: EquipmentRow): Promise<Removal> {
  await changeEquipment(tx, equipment, { is_active: false })
  return { deactivated: true }
}

/** Throws equipment_not_found. */
export async function getEquipment(
  db: Db,
  organizationId: string,
  equipmentId: string,
): Promise<EquipmentRow> {
  const { rows } = await sql<EquipmentRow>`
    select * from equipment where organization_id = ${organizationId} and id = ${equipmentId}`.execute(db)
  return rows[0] ?? refuse('equipment_not_found', { field: 'equipment_id' })
}

/** Equipment of every state by center. */
export async function listEquipment(
  db: Db,
  organizationId: string,
  filters: { centerId?: string; isActive?: boolean },
  page: Page,
): Promise<{ equipment: EquipmentRow[]; total: number }> {
  const matching = sql`from equipment where organization_id = ${organizationId}
    ${filters.centerId === undefined ? sql`` : sql`and center_id = ${filters.centerId}`}
    ${filters.isActive === undefined ? sql`` : sql`and is_active = ${filters.isActive}`}`
  const { rows: equipment } = await sql<EquipmentRow>`
    select * ${matching} order by center_id, id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { equipment, total: counted[0]!.total }
}
