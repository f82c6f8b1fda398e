/** Groups of centers. */
import { Type, type Static } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import type { RefusalReply } from '#platform/refusal.ts'
import {
  deleteLocationGroup as removeGroup,
  findLocationGroups,
  getLocationGroup as findGroup,
  insertLocationGroup,
  updateLocationGroup as changeGroup,
  type LocationGroupRow,
} from '#areas/centers'
import { Guid, PageInfo, pageQuery, Success, words } from '../shapes.ts'
import { text } from './shapes.ts'

const refusals: Record<string, RefusalReply> = {
  location_group_not_found: [400, 502, (r) => `The location group id is invalid: ${r.field}: ${r.detail}`],
}

const facts = {
  name: words(200),
  code: text(100),
  description: text(4000),
  center_ids: Type.Array(Guid, { maxItems: 1000 }),
}
const Changes = Type.Partial(Type.Object(facts))
const NewGroup = Type.Interface([Changes], { name: facts.name })
const LocationGroup = Type.Object({ id: Guid, ...facts })

const show = (row: LocationGroupRow): Static<typeof LocationGroup> => ({
  id: row.id,
  name: row.name,
  code: row.details.code ?? null,
  description: row.details.description ?? null,
  center_ids: row.center_ids,
})

/** Body members → columns; those that were not given are left out. */
function readBody({ name: given, center_ids, code, description }: Static<typeof Changes>) {
  return {
    ...(given === undefined ? {} : { name: given.trim() }),
    ...(center_ids === undefined ? {} : { center_ids }),
    details: {
      ...(code === undefined ? {} : { code }),
      ...(description === undefined ? {} : { description }),
    },
  }
}

export const createLocationGroup = managementOperation(
  'createLocationGroup',
  'POST /admin/v1/location_groups',
  { summary: 'Add a group of centers', body: NewGroup, reply: LocationGroup },
  {
    who: { right: 'management:write' },
    refusals,
    async handler({ body }, { tx, organizationId, now }) {
      const id = newId(now)
      const group = {
        center_ids: [],
        ...readBody(body),
        name: body.name.trim(),
        organization_id: organizationId,
        id,
      }
      await insertLocationGroup(tx, group)
      return show(await findGroup(tx, organizationId, id))
    },
  },
)

export const listManagedLocationGroups = managementOperation(
  'listManagedLocationGroups',
  'GET /admin/v1/location_groups',
  {
    summary: 'Groups of centers by name',
    query: Type.Object(pageQuery),
    reply: Type.Object({ location_groups: Type.Array(LocationGroup), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { groups, total } = await findLocationGroups(db, organizationId, page)
      return { location_groups: groups.map(show), page_info: pageInfo(total, page) }
    },
  },
)

export const getLocationGroup = managementOperation(
  'getLocationGroup',
  'GET /admin/v1/location_groups/{location_group_id}',
  { summary: 'One group of centers', reply: LocationGroup },
  {
    who: { right: 'management:read' },
    refusals,
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      show(await findGroup(db, organizationId, path.location_group_id!)),
  },
)

export const updateLocationGroup = managementOperation(
  'updateLocationGroup',
  'PATCH /admin/v1/location_groups/{location_group_id}',
  { summary: 'Change a group of centers; what is not named stays', body: Changes, reply: LocationGroup },
  {
    who: { right: 'management:write' },
    refusals,
    async handler({ path, body }, { tx, organizationId }) {
      const { id } = await findGroup(tx, organizationId, path.location_group_id!)
      await changeGroup(tx, organizationId, id, readBody(body))
      return show(await findGroup(tx, organizationId, id))
    },
  },
)

export const deleteLocationGroup = managementOperation(
  'deleteLocationGroup',
  'DELETE /admin/v1/location_groups/{location_group_id}',
  { summary: 'Delete a group; its centers stay', reply: Success },
  {
    who: { right: 'management:write' },
    refusals,
    async handler({ path }, { tx, organizationId }) {
      const { id } = await findGroup(tx, organizationId, path.location_group_id!)
      await removeGroup(tx, organizationId, id)
      return { success: true }
    },
  },
)
