import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { getCenter } from '#areas/centers'
import { listRooms } from '../store.ts'
import { roomOnWire } from '../wire.ts'

export const listCenterRooms = operation('listCenterRooms', 'GET /v1/centers/{center_id}/rooms', {
  who: { right: 'rooms:read' },
  async handler({ path, query }, { db, organizationId, caller }) {
    const page = readPage(query)
    await getCenter(db, organizationId, path.center_id)
    checkCenterAccess(caller, path.center_id)
    const { rooms, total } = await listRooms(db, organizationId, path.center_id, page)
    return { rooms: rooms.map(roomOnWire), page_info: pageInfo(total, page) }
  },
})
