import { Type, type Static } from 'typebox'
import { checkCenterAccess } from '#platform/auth.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { getCenter } from '#areas/centers'
import {
  changeRoom as change,
  createRoom as create,
  getRoom as read,
  listAllRooms,
  removeRoom,
  type RoomWithServices,
} from '#areas/rooms'
import { Guid, orNull, PageInfo, pageQuery, Removed, removed, Whole, words } from '../shapes.ts'

const members = {
  code: words(100),
  name: words(200),
  description: orNull(Type.String()),
  room_category_id: orNull(Guid),
  capacity: Whole(1, 1000),
  can_exceed_capacity: Type.Boolean(),
  only_one_appointment: Type.Boolean(),
  only_one_group: Type.Boolean(),
  display_order: Whole(0, 1_000_000),
  is_active: Type.Boolean(),
  service_ids: Type.Array(Guid, { maxItems: 500, description: 'the services it is kept for; none: any' }),
}
const Room = Type.Object({ id: Guid, center_id: Guid, ...members })
const Change = Type.Partial(Type.Object(members))

const defaults = {
  description: null,
  capacity: 1,
  can_exceed_capacity: false,
  only_one_appointment: false,
  only_one_group: false,
  display_order: 0,
  is_active: true,
  service_ids: [],
}

const reply = ({
  details,
  organization_id: _organization,
  created_at: _created,
  ...room
}: RoomWithServices): Static<typeof Room> => ({ ...room, room_category_id: details.room_category_id ?? null })

export const createRoom = managementOperation(
  'createRoom',
  'POST /admin/v1/rooms',
  {
    summary: 'Create a room of a center',
    body: Type.Object({ ...Change.properties, center_id: Guid, code: members.code, name: members.name }),
    reply: Room,
  },
  {
    who: { right: 'management:write' },
    async handler({ body: { center_id, ...write } }, { tx, organizationId, caller, now }) {
      await getCenter(tx, organizationId, center_id)
      checkCenterAccess(caller, center_id)
      return reply(await create(tx, organizationId, center_id, { ...defaults, ...write }, now))
    },
  },
)

export const listRooms = managementOperation(
  'listRooms',
  'GET /admin/v1/rooms',
  {
    summary: 'List rooms of every state, of one center or of all',
    query: Type.Object({
      ...pageQuery,
      center_id: Type.Optional(Guid),
      is_active: Type.Optional(Type.Boolean()),
    }),
    reply: Type.Object({ rooms: Type.Array(Room), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      if (query.center_id) await getCenter(db, organizationId, query.center_id)
      const filters = { centerId: query.center_id, isActive: query.is_active }
      const { rooms, total } = await listAllRooms(db, organizationId, filters, page)
      return { rooms: rooms.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getRoom = managementOperation(
  'getRoom',
  'GET /admin/v1/rooms/{room_id}',
  { summary: 'Get a room', reply: Room },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) => reply(await read(db, organizationId, path.room_id!)),
  },
)

export const changeRoom = managementOperation(
  'changeRoom',
  'PATCH /admin/v1/rooms/{room_id}',
  { summary: 'Change the given members of a room', body: Change, reply: Room },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const room = await read(tx, organizationId, path.room_id!)
      checkCenterAccess(caller, room.center_id)
      return reply(await change(tx, organizationId, room.id, body))
    },
  },
)

export const deleteRoom = managementOperation(
  'deleteRoom',
  'DELETE /admin/v1/rooms/{room_id}',
  { summary: 'Close a room; it is kept for the visits planned in it', reply: Removed },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId, caller }) {
      const room = await read(tx, organizationId, path.room_id!)
      checkCenterAccess(caller, room.center_id)
      return removed(await removeRoom(tx, organizationId, room.id))
    },
  },
)

export const roomManagement = [createRoom, listRooms, getRoom, changeRoom, deleteRoom]
