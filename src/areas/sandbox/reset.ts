/** Back to the beginning: everything of every organisation goes, the demo comes anew. */
import { sql } from 'kysely'
import type { Caller } from '#platform/auth.ts'
import type { Tx } from '#platform/db/database.ts'
import { readCredentials, restoreCredentials } from './credentials.ts'
import { ORGANIZATION } from './seed/data/organization.ts'
import { buildDemo } from './seed/demo.ts'
import { ORGANIZATION_ID } from './seed/rows.ts'
import { lockSeeding } from './seed.ts'
import { writeDemo } from './seed/write.ts'

/**
 * In the caller's transaction. Tables are emptied, not deleted from row by row: whoever reads or writes
 * meanwhile waits for the commit and then sees the new demo. Deliveries under way are forgotten: a send that is
 * on the wire still arrives, its outcome is kept nowhere.
 */
export async function resetData(
  tx: Tx,
  caller: Caller,
  wall: Date,
): Promise<{ organizationId: string; accountName: string }> {
  await lockSeeding(tx)
  const credentials = await readCredentials(tx, caller)
  const tables = await listTenantTables(tx)
  await sql`truncate table ${sql.join(tables.map((name) => sql.table(name)))} restart identity`.execute(tx)
  await writeDemo(tx, buildDemo(wall, credentials.passwordHash))
  await restoreCredentials(tx, credentials)
  return { organizationId: ORGANIZATION_ID, accountName: ORGANIZATION.accountName }
}

/** Every table that keeps rows of organisations, always in the same order. */
async function listTenantTables(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`
    select c.table_name from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema() and c.column_name = 'organization_id' and t.table_type = 'BASE TABLE'
    order by c.table_name`.execute(tx)
  return rows.map((row) => row.table_name)
}
