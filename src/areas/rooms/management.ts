/** Setting up rooms: the doors of the management API. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { setServicesOfRoom, type Removal } from '#areas/catalog'
import type { RoomDetails } from './details.ts'
import { findRoom, serviceIds, type RoomWithServices } from './store.ts'
import type { RoomRow } from './tables.ts'

/** `capacity`: people at the same time; `service_ids`: the services the room is kept for, none: any. */
export type RoomChange = Omit<RoomRow, 'organization_id' | 'id' | 'center_id' | 'details' | 'created_at'> &
  RoomDetails & { service_ids: string[] }

/** Throws service_not_found or invalid_input (service_ids). */
export async function createRoom(
  tx: Tx,
  organizationId: string,
  centerId: string,
  write: RoomChange,
  now: Date,
): Promise<RoomWithServices> {
  const { service_ids, room_category_id, ...facts } = write
  const room: RoomRow = {
    ...facts,
    organization_id: organizationId,
    id: newId(now),
    center_id: centerId,
    details: { room_category_id },
    created_at: now,
  }
  await tx.insertInto('rooms').values(room).execute()
  await setServicesOfRoom(tx, organizationId, room.id, service_ids)
  return getRoom(tx, organizationId, room.id)
}

/** Changes the members given. Throws room_not_found, and what createRoom throws. */
export async function changeRoom(
  tx: Tx,
  organizationId: string,
  roomId: string,
  change: Partial<RoomChange>,
): Promise<RoomWithServices> {
  // Reservations lock what they choose by the same name and look again: none goes into a room that is being closed.
  if (change.is_active === false) await lockUntilCommit(tx, organizationId, 'resource', roomId)
  await sql`select 1 from rooms where organization_id = ${organizationId} and id = ${roomId} for update`.execute(
    tx,
  )
  const { details } = await getRoom(tx, organizationId, roomId)
  const { service_ids, room_category_id, ...facts } = { ...details, ...change }
  await tx
    .updateTable('rooms')
    .set({ ...facts, details: { room_category_id } })
    .where('organization_id', '=', organizationId)
    .where('id', '=', roomId)
    .execute()
  if (service_ids) await setServicesOfRoom(tx, organizationId, roomId, service_ids)
  return getRoom(tx, organizationId, roomId)
}

/** Out of use from now on; visits keep the room they were planned in. Throws room_not_found. */
export async function removeRoom(tx: Tx, organizationId: string, roomId: string): Promise<Removal> {
  await changeRoom(tx, organizationId, roomId, { is_active: false })
  return { deactivated: true }
}

/** Throws room_not_found. */
export const getRoom = async (db: Db, organizationId: string, roomId: string): Promise<RoomWithServices> =>
  (await findRoom(db, organizationId, roomId)) ?? refuse('room_not_found', { field: 'room_id' })

/** Rooms of every state by center and order. */
export async function listAllRooms(
  db: Db,
  organizationId: string,
  filters: { centerId?: string; isActive?: boolean },
  page: Page,
): Promise<{ rooms: RoomWithServices[]; total: number }> {
  const matching = sql`from rooms r where r.organization_id = ${organizationId}
    ${filters.centerId === undefined ? sql`` : sql`and r.center_id = ${filters.centerId}`}
    ${filters.isActive === undefined ? sql`` : sql`and r.is_active = ${filters.isActive}`}`
  const { rows: rooms } = await sql<RoomWithServices>`
    select r.*, ${serviceIds} as service_ids ${matching}
    order by r.center_id, r.display_order, r.id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { rooms, total: counted[0]!.total }
}
