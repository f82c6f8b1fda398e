import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import type { GuestRow } from './tables.ts'

/** A guest as most answers need it: the row and the name of its center. */
export type GuestWithCenter = GuestRow & { center_name: string; center_zone: string }

/** A guest that exists: merged and deleted ones are not found. */
export async function findGuest(db: Db, organizationId: string, guestId: string): Promise<GuestWithCenter | null> {
  const { rows } = await sql<GuestWithCenter>`
    select g.*, c.name as center_name, c.time_zone as center_zone from guests g
    join centers c on c.organization_id = g.organization_id and c.id = g.center_id
    where g.organization_id = ${organizationId} and g.id = ${guestId} and not g.is_deleted`.execute(db)
  return rows[0] ?? null
}

/** Throws guest_not_found. */
export const getGuest = async (db: Db, organizationId: string, guestId: string): Promise<GuestWithCenter> =>
  (await findGuest(db, organizationId, guestId)) ?? refuse('guest_not_found', { field: 'guest_id' })

export async function insertGuest(tx: Tx, guest: GuestRow): Promise<void> {
  await tx
    .insertInto('guests')
    .values({ ...guest, details: JSON.stringify(guest.details) as never })
    .execute()
}

/** The next `_id` of the organisation; the counter row is locked until the transaction ends. */
export async function nextGuestNumber(tx: Tx, organizationId: string): Promise<number> {
  const { rows } = await sql<{ last_number: number }>`
    insert into guest_counters as c (organization_id, last_number) values (${organizationId}, 1)
    on conflict (organization_id) do update set last_number = c.last_number + 1
    returning last_number`.execute(tx)
  return rows[0]!.last_number
}

/** Is a code, mail address or mobile number (digits only) already some guest's? */
export async function isTaken(
  db: Db,
  organizationId: string,
  what: 'code' | 'email' | 'mobile' | 'user_name',
  value: string,
  exceptGuestId: string | null,
): Promise<boolean> {
  const where = {
    code: sql`lower(left(code, 200)) = lower(${value})`,
    email: sql`lower(left(email, 200)) = lower(${value})`,
    user_name: sql`lower(left(user_name, 200)) = lower(${value})`,
    mobile: sql`mobile_digits = ${value}`,
  }[what]
  const { rows } = await sql`
    select 1 from guests where organization_id = ${organizationId} and ${where} and not is_deleted
      and id is distinct from ${exceptGuestId}::uuid limit 1`.execute(db)
  return rows.length > 0
}
