import { Type, type Static } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import {
  createBlockOutType as create,
  getBlockOutType as read,
  listBlockOutTypes as list,
  removeBlockOutType,
  updateBlockOutType,
  type BlockOutTypeRow,
} from '#areas/employees'
import { Guid, orNull, PageInfo, pageQuery, Removed, removed, Whole, words } from '../shapes.ts'

const Color = Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' })
const Source = Whole(0, 1)
const members = {
  name: words(200),
  is_bookable: Type.Boolean({ description: 'guests may book all the same' }),
  duration: Type.Integer({ minimum: 1, maximum: 720, description: 'minutes offered first' }),
  is_active: Type.Boolean(),
  code: words(100),
  description: orNull(Type.String()),
  count_in_utilization: Type.Boolean(),
  indicator_color: Color,
  text_color: Color,
}
const BlockOutType = Type.Object({
  id: Guid,
  number: Type.Integer({ description: 'block_out_time_type_id of the API' }),
  source: Source,
  ...members,
})
const Change = Type.Partial(Type.Object(members))

const DEFAULTS = { name: '', is_bookable: false, duration: 30, is_active: true }

const reply = (type: BlockOutTypeRow): Static<typeof BlockOutType> => ({
  id: type.id,
  number: type.number,
  source: type.source,
  name: type.name,
  is_bookable: type.is_bookable,
  duration: type.duration,
  is_active: type.is_active,
  code: type.details.code ?? type.name,
  description: type.details.description ?? null,
  count_in_utilization: type.details.count_in_utilization ?? true,
  indicator_color: type.details.indicator_color ?? '#8D8DCF',
  text_color: type.details.text_color ?? '#000000',
})

/** Body members → columns; those that were not given are left out. */
function readBody({ name, is_bookable, duration, is_active, ...details }: Static<typeof Change>) {
  return {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(is_bookable === undefined ? {} : { is_bookable }),
    ...(duration === undefined ? {} : { duration }),
    ...(is_active === undefined ? {} : { is_active }),
    details,
  }
}

export const createBlockOutType = managementOperation(
  'createBlockOutType',
  'POST /admin/v1/block_out_types',
  {
    summary: 'Create a kind of block-out (source: 0 of employees, 1 of rooms)',
    body: Type.Object({ ...Change.properties, name: members.name, source: Type.Optional(Source) }),
    reply: BlockOutType,
  },
  {
    who: { right: 'management:write' },
    async handler({ body: { source = 0, ...given } }, { tx, organizationId, now }) {
      return reply(await create(tx, organizationId, { ...DEFAULTS, source, ...readBody(given) }, now))
    },
  },
)

export const listBlockOutTypes = managementOperation(
  'listBlockOutTypes',
  'GET /admin/v1/block_out_types',
  {
    summary: 'List the kinds of block-outs of every state',
    query: Type.Object({
      ...pageQuery,
      source: Type.Optional(Source),
      is_active: Type.Optional(Type.Boolean()),
    }),
    reply: Type.Object({ block_out_types: Type.Array(BlockOutType), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const filter = { source: query.source ?? null, isActive: query.is_active ?? null }
      const { types, total } = await list(db, organizationId, filter, page)
      return { block_out_types: types.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getBlockOutType = managementOperation(
  'getBlockOutType',
  'GET /admin/v1/block_out_types/{block_out_type_id}',
  { summary: 'Get a kind of block-out', reply: BlockOutType },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      reply(await read(db, organizationId, path.block_out_type_id!)),
  },
)

export const changeBlockOutType = managementOperation(
  'changeBlockOutType',
  'PATCH /admin/v1/block_out_types/{block_out_type_id}',
  { summary: 'Change the given members of a kind of block-out', body: Change, reply: BlockOutType },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId }) {
      const type = await read(tx, organizationId, path.block_out_type_id!)
      return reply(await updateBlockOutType(tx, type, readBody(body)))
    },
  },
)

export const deleteBlockOutType = managementOperation(
  'deleteBlockOutType',
  'DELETE /admin/v1/block_out_types/{block_out_type_id}',
  { summary: 'Delete a kind of block-out, or deactivate it when block-outs of it exist', reply: Removed },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId }) {
      return removed(await removeBlockOutType(tx, await read(tx, organizationId, path.block_out_type_id!)))
    },
  },
)
