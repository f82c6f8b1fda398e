/** Being booked: what a change of an employee or a room has to look at, and the lock that keeps it true. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'

/** Reservations take the same lock, so who comes second sees what the first has done. */
export const lockResource = (tx: Tx, organizationId: string, resourceId: string): Promise<void> =>
  lockUntilCommit(tx, organizationId, 'resource', resourceId)

/** Is the employee booked after `now`, in one of the centers or (null) anywhere? Holds count too. */
export async function isBooked(
  db: Db,
  organizationId: string,
  employeeId: string,
  centerIds: readonly string[] | null,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from claims
    where organization_id = ${organizationId} and resource_id = ${employeeId} and active
      and upper(during) > ${now} and (held_until is null or held_until > ${now})
      and (${centerIds}::uuid[] is null or center_id = any(${centerIds}::uuid[])) limit 1`.execute(db)
  return rows.length > 0
}
