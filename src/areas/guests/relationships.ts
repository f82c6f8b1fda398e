/** Links between a host guest and the guests it may act for, and the kinds of such links. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { afterCommit, sqlState } from '#platform/db/transaction.ts'
import type { Page } from '#platform/http/paging.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { GuestRelationshipTypeRow } from './tables.ts'
import { fullName } from './wire.ts'

export interface Relationship {
  id: string
  guest_id: string
  first_name: string
  last_name: string
  relationship_type_id: string | null
  /** Name of the type, or what the link was called when it was made without one. */
  relationship: string | null
  allows_sharing: boolean
}

/** Links of a host to guests that exist, oldest first. */
export async function listRelationships(
  db: Db,
  organizationId: string,
  hostGuestId: string,
  onlyGuestId: string | null = null,
): Promise<Relationship[]> {
  const { rows } = await sql<Relationship>`
    select l.id, l.guest_id, g.first_name, g.last_name, l.relationship_type_id,
           coalesce(k.name, l.relationship) as relationship, l.allows_sharing
    from guest_relationships l
    join guests g on g.organization_id = l.organization_id and g.id = l.guest_id and not g.is_deleted
    left join guest_relationship_types k on k.organization_id = l.organization_id and k.id = l.relationship_type_id
    where l.organization_id = ${organizationId} and l.host_guest_id = ${hostGuestId}
      and (${onlyGuestId}::uuid is null or l.guest_id = ${onlyGuestId})
    order by l.created_at, l.id`.execute(db)
  return rows
}

export const relationshipReply = (link: Relationship) => ({
  id: link.guest_id,
  name: fullName(link),
  relationship: { id: link.relationship_type_id ?? NIL_GUID, name: link.relationship ?? '' },
  allow_sharing_accounts: link.allows_sharing,
  guest_relationship_id: link.id,
})

export interface NewLink {
  id: string
  hostGuestId: string
  guestId: string
  type: Pick<GuestRelationshipTypeRow, 'id' | 'name' | 'allows_sharing'>
  sharesAccounts: boolean
}

/** Links two guests, or changes the link they have: one per pair. */
export async function saveRelationship(
  tx: Tx,
  organizationId: string,
  link: NewLink,
  now: Date,
): Promise<void> {
  await sql`
    insert into guest_relationships (organization_id, id, host_guest_id, guest_id, relationship,
      relationship_type_id, allows_sharing, details, created_at)
    values (${organizationId}, ${link.id}, ${link.hostGuestId}, ${link.guestId}, ${link.type.name},
      ${link.type.id}, ${link.sharesAccounts && link.type.allows_sharing}, '{}', ${now})
    on conflict (organization_id, host_guest_id, guest_id) do update
      set relationship = excluded.relationship, relationship_type_id = excluded.relationship_type_id,
          allows_sharing = excluded.allows_sharing`.execute(tx)
  tellFamilies(tx)
}

/** Ends the link with this key, or to this guest. False: there was none. */
export async function removeRelationship(
  tx: Tx,
  organizationId: string,
  hostGuestId: string,
  linkOrGuestId: string,
): Promise<boolean> {
  const { rows } = await sql`
    delete from guest_relationships where organization_id = ${organizationId} and host_guest_id = ${hostGuestId}
      and (id = ${linkOrGuestId} or guest_id = ${linkOrGuestId}) returning id`.execute(tx)
  tellFamilies(tx)
  return rows.length > 0
}

/** Ends all links of guests that are no more. */
export async function removeRelationshipsOf(
  tx: Tx,
  organizationId: string,
  guestIds: readonly string[],
): Promise<void> {
  await sql`
    delete from guest_relationships where organization_id = ${organizationId}
      and (host_guest_id = any(${guestIds}::uuid[]) or guest_id = any(${guestIds}::uuid[]))`.execute(tx)
  tellFamilies(tx)
}

/** Gives the links of merged guests to the one that remains; a pair already linked keeps its link, nobody is its own relative. */
export async function moveRelationships(
  tx: Tx,
  organizationId: string,
  fromIds: readonly string[],
  toId: string,
): Promise<void> {
  await sql`
    with moved as (
      delete from guest_relationships where organization_id = ${organizationId}
        and (host_guest_id = any(${fromIds}::uuid[]) or guest_id = any(${fromIds}::uuid[]))
      returning *
    ), renamed as (
      select *, case when host_guest_id = any(${fromIds}::uuid[]) then ${toId}::uuid else host_guest_id end as new_host,
        case when guest_id = any(${fromIds}::uuid[]) then ${toId}::uuid else guest_id end as new_guest
      from moved
    )
    insert into guest_relationships (organization_id, id, host_guest_id, guest_id, relationship,
      relationship_type_id, allows_sharing, details, created_at)
    select organization_id, id, new_host, new_guest, relationship, relationship_type_id, allows_sharing, details, created_at
    from renamed where new_host <> new_guest order by created_at, id
    on conflict (organization_id, host_guest_id, guest_id) do nothing`.execute(tx)
  tellFamilies(tx)
}

// ---------------------------------------------------------------- who wants to know

const listeners = new Set<() => void>()

/** Calls back after every committed change of who hosts whom. Only wiring.ts may ask, for what is remembered of callers. */
export const onFamilyChange = (listener: () => void): void => {
  listeners.add(listener)
}

const tellFamilies = (tx: Tx): void =>
  afterCommit(tx, 'families', () => {
    for (const listener of listeners) listener()
  })

// ---------------------------------------------------------------- kinds

export async function listRelationshipTypes(
  db: Db,
  organizationId: string,
  page: Page,
): Promise<{ types: GuestRelationshipTypeRow[]; total: number }> {
  const { rows: types } = await sql<GuestRelationshipTypeRow>`
    select * from guest_relationship_types where organization_id = ${organizationId}
    order by lower(name), id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from guest_relationship_types where organization_id = ${organizationId}`.execute(
    db,
  )
  return { types, total: counted[0]!.total }
}

/** The kind, locked until the transaction ends; throws relationship_type_not_found. */
export async function lockRelationshipType(
  tx: Tx,
  organizationId: string,
  typeId: string,
): Promise<GuestRelationshipTypeRow> {
  const { rows } = await sql<GuestRelationshipTypeRow>`
    select * from guest_relationship_types where organization_id = ${organizationId} and id = ${typeId}
    for update`.execute(tx)
  return rows[0] ?? refuse('relationship_type_not_found', { field: 'relationship_type_id' })
}

export async function findRelationshipType(
  db: Db,
  organizationId: string,
  typeId: string,
): Promise<GuestRelationshipTypeRow | null> {
  const { rows } = await sql<GuestRelationshipTypeRow>`
    select * from guest_relationship_types where organization_id = ${organizationId} and id = ${typeId}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Adds a kind of relationship or changes the one with this id; throws relationship_code_taken. */
export async function saveRelationshipType(tx: Tx, type: GuestRelationshipTypeRow): Promise<void> {
  const { organization_id: _o, id: _i, created_at: _c, ...change } = type
  await tx
    .insertInto('guest_relationship_types')
    .values(type)
    .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doUpdateSet(change))
    .execute()
    .catch((error: unknown) => {
      if (sqlState(error) === '23505') refuse('relationship_code_taken', { field: 'code' })
      throw error
    })
}
