import { Type, type Static } from 'typebox'
import { checkCenterAccess } from '#platform/auth.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import {
  changeEquipment as change,
  createEquipment as create,
  getEquipment as read,
  listEquipment as list,
  removeEquipment,
  type EquipmentRow,
} from '#areas/catalog'
import { getCenter } from '#areas/centers'
import { Guid, PageInfo, pageQuery, Removed, removed, words } from '../shapes.ts'

const members = {
  name: words(200),
  quantity: Type.Integer({ minimum: 0, maximum: 1000, description: 'pieces that can be in use at once' }),
  is_active: Type.Boolean(),
}
const Equipment = Type.Object({ id: Guid, center_id: Guid, ...members })
const Change = Type.Partial(Type.Object(members))

const reply = ({ organization_id: _organization, ...equipment }: EquipmentRow): Static<typeof Equipment> =>
  equipment

export const createEquipment = managementOperation(
  'createEquipment',
  'POST /admin/v1/equipment',
  {
    summary: 'Create equipment of a center',
    body: Type.Object({ ...Change.properties, center_id: Guid, name: members.name }),
    reply: Equipment,
  },
  {
    who: { right: 'management:write' },
    async handler({ body: { center_id, ...write } }, { tx, organizationId, caller, now }) {
      await getCenter(tx, organizationId, center_id)
      checkCenterAccess(caller, center_id)
      return reply(
        await create(tx, organizationId, center_id, { quantity: 1, is_active: true, ...write }, now),
      )
    },
  },
)

export const listEquipment = managementOperation(
  'listEquipment',
  'GET /admin/v1/equipment',
  {
    summary: 'List equipment of every state, of one center or of all',
    query: Type.Object({
      ...pageQuery,
      center_id: Type.Optional(Guid),
      is_active: Type.Optional(Type.Boolean()),
    }),
    reply: Type.Object({ equipment: Type.Array(Equipment), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      if (query.center_id) await getCenter(db, organizationId, query.center_id)
      const filters = { centerId: query.center_id, isActive: query.is_active }
      const { equipment, total } = await list(db, organizationId, filters, page)
      return { equipment: equipment.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getEquipment = managementOperation(
  'getEquipment',
  'GET /admin/v1/equipment/{equipment_id}',
  { summary: 'Get a kind of equipment', reply: Equipment },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      reply(await read(db, organizationId, path.equipment_id!)),
  },
)

export const changeEquipment = managementOperation(
  'changeEquipment',
  'PATCH /admin/v1/equipment/{equipment_id}',
  { summary: 'Change the given members of equipment', body: Change, reply: Equipment },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const equipment = await read(tx, organizationId, path.equipment_id!)
      checkCenterAccess(caller, equipment.center_id)
      return reply(await change(tx, equipment, body))
    },
  },
)

export const deleteEquipment = managementOperation(
  'deleteEquipment',
  'DELETE /admin/v1/equipment/{equipment_id}',
  { summary: 'Take equipment out of use; it is kept for the visits planned with it', reply: Removed },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId, caller }) {
      const equipment = await read(tx, organizationId, path.equipment_id!)
      checkCenterAccess(caller, equipment.center_id)
      return removed(await removeEquipment(tx, equipment))
    },
  },
)

export const equipmentManagement = [
  createEquipment,
  listEquipment,
  getEquipment,
  changeEquipment,
  deleteEquipment,
]
