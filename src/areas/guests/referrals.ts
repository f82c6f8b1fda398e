import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** The guest who owns a referral code, or null. */
export async function findReferrer(db: Db, organizationId: string, code: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from guests
    where organization_id = ${organizationId} and details->>'referral_code' = ${code.trim().toUpperCase()}
      and not is_deleted limit 1`.execute(db)
  return rows[0]?.id ?? null
}
