import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { findRoom } from '../store.ts'
import { roomOnWire } from '../wire.ts'

export const getCenterRoom = operation('getCenterRoom', 'GET /v1/centers/{center_id}/rooms/{room_id}', {
  who: { right: 'rooms:read' },
  etag: true,
  async handler({ path }, { db, organizationId, caller }) {
    await getCenter(db, organizationId, path.center_id)
    checkCenterAccess(caller, path.center_id)
    const room = await findRoom(db, organizationId, path.room_id)
    if (!room?.is_active || room.center_id !== path.center_id)
      refuse('room_not_found', {
        field: 'room_id',
        detail: `the center has no room with the id ${path.room_id}`,
      })
    return roomOnWire(room)
  },
})
