/** For tests: a migrated database without any organisation. */
import pg from 'pg'
import { createDatabase } from '../../../test/harness.ts'

export async function emptyDatabase(): Promise<string> {
  const connectionString = await createDatabase()
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.columns
     where table_schema = 'public' and column_name = 'organization_id'`,
  )
  await client.query(`truncate ${rows.map((row) => row.name).join(', ')}`)
  await client.end()
  return connectionString
}
