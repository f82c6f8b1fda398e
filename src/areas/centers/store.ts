import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { CENTER_DEFAULTS, type CenterSettings } from './settings.ts'
import type { CenterRow } from './tables.ts'

/** A center with its settings complete. */
export type Center = Omit<CenterRow, 'settings'> & { settings: CenterSettings }

export async function findCenter(db: Db, organizationId: string, centerId: string): Promise<Center | null> {
  const { rows } = await sql<CenterRow>`
    select * from centers where organization_id = ${organizationId} and id = ${centerId}`.execute(db)
  const row = rows[0]
  return row ? { ...row, settings: { ...CENTER_DEFAULTS, ...row.settings } } : null
}

/** Throws center_not_found. */
export const getCenter = async (db: Db, organizationId: string, centerId: string): Promise<Center> =>
  (await findCenter(db, organizationId, centerId)) ?? refuse('center_not_found', { field: 'center_id' })
