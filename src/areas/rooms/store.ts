import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import type { RoomRow } from './tables.ts'

/** A room with the services it is kept for; none: it takes any service. */
export type RoomWithServices = RoomRow & { service_ids: string[] }

/** The services a room `r` is kept for. */
export const serviceIds = sql`
  (select coalesce(json_agg(l.service_id order by l.service_id), '[]') from service_rooms l
    where l.organization_id = r.organization_id and l.room_id = r.id)`

/** Active rooms of a center in their order, and how many there are. */
export async function listRooms(
  db: Db,
  organizationId: string,
  centerId: string,
  page: Page,
): Promise<{ rooms: RoomRow[]; total: number }> {
  const matching = sql`from rooms where organization_id = ${organizationId} and center_id = ${centerId} and is_active`
  const { rows: rooms } = await sql<RoomRow>`
    select * ${matching} order by display_order, id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { rooms, total: counted[0]!.total }
}

/** A room, active or not, with the services it is kept for, or null. */
export async function findRoom(
  db: Db,
  organizationId: string,
  roomId: string,
): Promise<RoomWithServices | null> {
  const { rows } = await sql<RoomWithServices>`
    select r.*, ${serviceIds} as service_ids from rooms r
    where r.organization_id = ${organizationId} and r.id = ${roomId}`.execute(db)
  return rows[0] ?? null
}
