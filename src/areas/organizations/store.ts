import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { ORGANIZATION_DEFAULTS, type OrganizationSettings } from './settings.ts'
import type { OrganizationRow } from './tables.ts'

/** An organisation with its settings complete. */
export type Organization = Omit<OrganizationRow, 'settings'> & { settings: OrganizationSettings }

/** The caller's organisation; throws organization_not_found. */
export async function getOrganization(db: Db, organizationId: string): Promise<Organization> {
  const { rows } = await sql<OrganizationRow>`
    select * from organizations where organization_id = ${organizationId}`.execute(db)
  const row = rows[0] ?? refuse('organization_not_found', { field: 'organization_id' })
  return { ...row, settings: { ...ORGANIZATION_DEFAULTS, ...row.settings } }
}

/** Is there a price in the organisation's own currency? Centers have theirs. */
export async function hasPrices(db: Db, organizationId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from day_packages where organization_id = ${organizationId} and center_id is null limit 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Members of an organisation that can be changed; those left out stay. */
export interface OrganizationChange {
  name?: string
  currency_code?: string
  rate_limit?: string | null
  settings?: Partial<OrganizationSettings>
}

/** Settings are merged one by one. */
export async function updateOrganization(
  tx: Tx,
  organizationId: string,
  change: OrganizationChange,
): Promise<void> {
  const { settings = {}, ...columns } = change
  await tx
    .updateTable('organizations')
    .set({ ...columns, settings: sql`settings || ${JSON.stringify(settings)}::jsonb` })
    .where('organization_id', '=', organizationId)
    .execute()
}
