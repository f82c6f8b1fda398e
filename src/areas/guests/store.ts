/** Guests in the database: reading one, several by id, writing. Searching: search.ts. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { sqlState, violatedConstraint } from '#platform/db/transaction.ts'
import { refuse } from '#platform/refusal.ts'
import type { GuestRow } from './tables.ts'

/** A guest as most answers need it: the row, its center, and the names of the people it mentions. */
export type GuestWithCenter = GuestRow & {
  center_name: string
  /** IANA zone. */
  center_zone: string
  center_country_id: number
  preferred_therapist_name: string | null
  primary_employee_name: string | null
  referrer_name: string | null
  /** The profile of somebody who works here; its contact data are the employee's (mirror.ts). */
  is_employee: boolean
}

/** Select list and joins that turn rows `g` of guests into GuestWithCenter. */
export const guestColumns = sql`
  g.*, c.name as center_name, c.time_zone as center_zone, c.country_id as center_country_id,
  t.first_name || ' ' || t.last_name as preferred_therapist_name,
  e.first_name || ' ' || e.last_name as primary_employee_name,
  r.first_name || ' ' || r.last_name as referrer_name, m.id is not null as is_employee`

export const guestJoins: RawBuilder<unknown> = sql`
  left join centers c on c.organization_id = g.organization_id and c.id = g.center_id
  left join employees t on t.organization_id = g.organization_id
    and t.id = (g.details #>> '{preferences,preferred_therapist_id}')::uuid
  left join employees e on e.organization_id = g.organization_id
    and e.id = (g.details ->> 'primary_employee_id')::uuid
  left join guests r on r.organization_id = g.organization_id
    and r.id = (g.details #>> '{referral,referred_by_id}')::uuid
  left join employees m on m.organization_id = g.organization_id and not m.is_deleted
    and m.id = (g.details ->> 'employee_id')::uuid`

/** A guest that exists: merged and deleted ones are not found. */
export async function findGuest(
  db: Db,
  organizationId: string,
  guestId: string,
): Promise<GuestWithCenter | null> {
  const { rows } = await sql<GuestWithCenter>`
    select ${guestColumns} from guests g ${guestJoins}
    where g.organization_id = ${organizationId} and g.id = ${guestId} and not g.is_deleted`.execute(db)
  return rows[0] ?? null
}

/** Throws guest_not_found. */
export const getGuest = async (db: Db, organizationId: string, guestId: string): Promise<GuestWithCenter> =>
  (await findGuest(db, organizationId, guestId)) ?? refuse('guest_not_found', { field: 'guest_id' })

/** Those of the guests that exist, locked until the commit; in the order of their ids, so that nobody deadlocks. */
export async function lockGuests(
  tx: Tx,
  organizationId: string,
  guestIds: readonly string[],
): Promise<GuestWithCenter[]> {
  await sql`
    select id from guests where organization_id = ${organizationId} and id = any(${guestIds}::uuid[])
    order by id for update`.execute(tx)
  const { rows } = await sql<GuestWithCenter>`
    select ${guestColumns} from guests g ${guestJoins}
    where g.organization_id = ${organizationId} and g.id = any(${guestIds}::uuid[]) and not g.is_deleted
    order by g.id`.execute(tx)
  return rows
}

/** Locks a guest until the commit; throws guest_not_found. */
export const lockGuest = async (tx: Tx, organizationId: string, guestId: string): Promise<GuestWithCenter> =>
  (await lockGuests(tx, organizationId, [guestId]))[0] ?? refuse('guest_not_found', { field: 'guest_id' })

export async function insertGuest(tx: Tx, guest: GuestRow): Promise<void> {
  await tx
    .insertInto('guests')
    .values({ ...guest, details: JSON.stringify(guest.details) as never })
    .execute()
    .catch(refuseTaken)
}

export async function updateGuestRow(
  tx: Tx,
  organizationId: string,
  guestId: string,
  change: Partial<GuestRow> & { updated_at: Date },
): Promise<void> {
  const { details, ...columns } = change
  await tx
    .updateTable('guests')
    .set({ ...columns, ...(details ? { details: JSON.stringify(details) as never } : {}) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', guestId)
    .execute()
    .catch(refuseTaken)
}

const TAKEN: Readonly<Record<string, readonly [refusal: string, field: string]>> = {
  guests_by_code: ['guest_code_taken', 'code'],
  guests_by_user_name: ['guest_user_name_taken', 'personal_info.user_name'],
}

/** The database keeps codes and user names unique whoever writes; its refusal is ours. */
function refuseTaken(error: unknown): never {
  const [refusal, field] = (sqlState(error) === '23505' && TAKEN[violatedConstraint(error) ?? '']) || []
  if (refusal) refuse(refusal, { field: field! })
  throw error
}

/** The next `_id` of the organisation; the counter row is locked until the transaction ends. */
export async function nextGuestNumber(tx: Tx, organizationId: string): Promise<number> {
  const { rows } = await sql<{ last_number: number }>`
    insert into guest_counters as c (organization_id, last_number) values (${organizationId}, 1)
    on conflict (organization_id) do update set last_number = c.last_number + 1
    returning last_number`.execute(tx)
  return rows[0]!.last_number
}

export type UniqueMember = 'code' | 'email' | 'mobile' | 'user_name'

/** Is a code, mail address, mobile number (its key) or login name already some guest's? Case does not count. */
export async function isTaken(
  db: Db,
  organizationId: string,
  what: UniqueMember,
  value: string,
  exceptGuestId: string | null,
): Promise<boolean> {
  const where = {
    code: sameText('code', value),
    email: sameText('email', value),
    user_name: sameText('user_name', value),
    mobile: sql`g.mobile_digits = ${value}`,
  }[what]
  const { rows } = await sql`
    select 1 from guests g where g.organization_id = ${organizationId} and ${where} and not g.is_deleted
      and g.id is distinct from ${exceptGuestId}::uuid limit 1`.execute(db)
  return rows.length > 0
}

/** Equal but for case. The indexes hold the first 200 characters, the rest is compared on the row. */
export const sameText = (
  column: 'code' | 'email' | 'user_name',
  value: string,
): RawBuilder<boolean> => sql<boolean>`
  (lower(left(g.${sql.raw(column)}, 200)) = lower(left(${value}, 200)) and lower(g.${sql.raw(column)}) = lower(${value}))`
