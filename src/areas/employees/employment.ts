/** The end of employments, which comes by itself. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { transact } from '#platform/db/transaction.ts'
import { changeAccess } from './access-changes.ts'

/**
 * Ends the employments whose end date has come where the home center is, and the sessions with them. Safe in
 * several processes at once; answers how many it ended.
 */
export const endEmployments = (db: Db, now: Date): Promise<number> =>
  transact(db, async (tx) => {
    const { rows } = await sql<{ organization_id: string; id: string }>`
      update /* any organisation */ employees e set is_active = false, updated_at = ${now}
      from centers c
      where c.organization_id = e.organization_id and c.id = e.center_id and e.is_active
        and e.employed_until <= (${now}::timestamptz at time zone c.time_zone)::date
      returning e.organization_id, e.id`.execute(tx)
    for (const { organization_id, id } of rows)
      await changeAccess(tx, { organizationId: organization_id, employeeId: id, ends: true, at: now })
    return rows.length
  })
