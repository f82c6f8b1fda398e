/** What signing in needs to know of guests. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

/** The guest of a user name (case does not count), with the password's hash. */
export async function findGuestLogin(
  db: Db,
  organizationId: string,
  userName: string,
): Promise<{ id: string; passwordHash: string | null } | null> {
  const { rows } = await sql<{ id: string; password_hash: string | null }>`
    select id, password_hash from guests
    where organization_id = ${organizationId} and lower(left(user_name, 200)) = lower(${userName})
      and user_name is not null and not is_deleted
    order by number limit 1`.execute(db)
  const row = rows[0]
  return row ? { id: row.id, passwordHash: row.password_hash } : null
}

/** May the guest still sign in, with the password of this hash or (null) at all? True until the commit, as for employees. */
export async function keepGuestLogin(
  tx: Tx,
  organizationId: string,
  guestId: string,
  passwordHash: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from guests where organization_id = ${organizationId} and id = ${guestId}
      and not is_deleted and (${passwordHash}::text is null or password_hash = ${passwordHash})
    for share`.execute(tx)
  return rows.length > 0
}

/** Guests this one is the host of. */
export async function findFamily(db: Db, organizationId: string, hostGuestId: string): Promise<string[]> {
  const { rows } = await sql<{ guest_id: string }>`
    select guest_id from guest_relationships
    where organization_id = ${organizationId} and host_guest_id = ${hostGuestId}`.execute(db)
  return rows.map((row) => row.guest_id)
}
