import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { RoomRow } from './tables.ts'

/** A room with the services it is kept for; none: it takes any service. */
export type RoomWithServices = RoomRow & { service_ids: string[] }

/** The active rooms of a center, in order, with the services each is kept for. */
export async function readRoomsOfCenter(
  db: Db,
  organizationId: string,
  centerId: string,
): Promise<RoomWithServices[]> {
  const { rows } = await sql<RoomWithServices>`
    select r.*,
      (select coalesce(json_agg(l.service_id order by l.service_id), '[]') from service_rooms l
        where l.organization_id = r.organization_id and l.room_id = r.id) as service_ids
    from rooms r
    where r.organization_id = ${organizationId} and r.center_id = ${centerId} and r.is_active
    order by r.display_order, r.id`.execute(db)
  return rows
}
