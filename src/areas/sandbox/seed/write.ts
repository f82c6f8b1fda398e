/**
 * Writes the demo into an empty database. The one place that writes tables of other areas: it makes the state
 * an installation begins with, so nothing has happened in it and nobody is told.
 */
import { sql } from 'kysely'
import type { Database, Tx } from '#platform/db/database.ts'
import { ORGANIZATION } from './data/organization.ts'
import type { Demo } from './demo.ts'
import { ORGANIZATION_ID, type SeedRow } from './rows.ts'

/** One statement per table; rows travel as one JSON text. */
export async function writeDemo(tx: Tx, demo: Demo): Promise<void> {
  await tx
    .insertInto('organizations')
    .values({
      organization_id: ORGANIZATION_ID,
      name: ORGANIZATION.name,
      account_name: ORGANIZATION.accountName,
      currency_code: ORGANIZATION.currency,
      rate_limit: null,
      settings: ORGANIZATION.settings,
      created_at: demo.founded,
    })
    .execute()
  for (const part of demo.parts)
    for (const [table, rows] of Object.entries(part)) await writeRows(tx, table as keyof Database, rows)
  await writeCounters(tx, demo)
}

async function writeRows<Table extends keyof Database>(
  tx: Tx,
  table: Table,
  rows: readonly SeedRow<Table>[],
): Promise<void> {
  if (!rows.length) return
  const columns = sql.join(Object.keys(rows[0]!).map((name) => sql.ref(name)))
  await sql`
    insert into ${sql.table(table)} (organization_id, ${columns})
    select ${ORGANIZATION_ID}::uuid, ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(tx)
}

/** Where numbering of guests and invoices goes on. */
async function writeCounters(tx: Tx, { lastGuestNumber, invoiceCounters }: Demo): Promise<void> {
  await sql`
    insert into guest_counters (organization_id, last_number) values (${ORGANIZATION_ID}, ${lastGuestNumber})`.execute(
    tx,
  )
  await sql`
    insert into invoice_counters (organization_id, center_id, last_number)
    select ${ORGANIZATION_ID}, c.center_id, c.last_number
    from unnest(${[...invoiceCounters.keys()]}::uuid[], ${[...invoiceCounters.values()]}::bigint[]) as c (center_id, last_number)`.execute(
    tx,
  )
}
