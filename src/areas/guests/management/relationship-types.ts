/** Kinds of relationship between guests: spouse, child, friend. */
import { Type } from 'typebox'
import { managementOperation, type Operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import type { RefusalReply } from '#platform/refusal.ts'
import { listRelationshipTypes, lockRelationshipType, saveRelationshipType } from '../relationships.ts'
import type { GuestRelationshipTypeRow } from '../tables.ts'

const name = Type.String({ minLength: 1, maxLength: 200 })
const typeReply = Type.Object({
  id: Type.String({ format: 'uuid' }),
  code: Type.String(),
  name: Type.String(),
  is_active: Type.Boolean(),
  allows_sharing: Type.Boolean({ description: 'whether its guests may share payment accounts' }),
})
const replyOf = ({ id, code, name, is_active, allows_sharing }: GuestRelationshipTypeRow) => ({
  id,
  code,
  name,
  is_active,
  allows_sharing,
})
const refusals: Readonly<Record<string, RefusalReply>> = {
  relationship_code_taken: [400, 400, 'The code of the relationship type already exists (code)'],
  relationship_type_not_found: [400, 502, 'The relationship type is not known (relationship_type_id)'],
}

const list = managementOperation(
  'listRelationshipTypes',
  'GET /admin/v1/guest_relationship_types',
  {
    summary: 'Kinds of relationship between guests',
    query: Type.Object({ page: Type.Optional(Type.Integer()), size: Type.Optional(Type.Integer()) }),
    reply: Type.Object({
      relationship_types: Type.Array(typeReply),
      page_info: Type.Object({ total: Type.Integer(), page: Type.Integer(), size: Type.Integer() }),
    }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { types, total } = await listRelationshipTypes(db, organizationId, page)
      return { relationship_types: types.map(replyOf), page_info: pageInfo(total, page) }
    },
  },
)

const create = managementOperation(
  'createRelationshipType',
  'POST /admin/v1/guest_relationship_types',
  {
    summary: 'Add a kind of relationship',
    body: Type.Object({ code: name, name, allows_sharing: Type.Optional(Type.Boolean()) }),
    reply: typeReply,
  },
  {
    who: { right: 'management:write' },
    refusals,
    async handler({ body }, { tx, organizationId, now }) {
      const type: GuestRelationshipTypeRow = {
        organization_id: organizationId,
        id: newId(now),
        code: body.code,
        name: body.name,
        is_active: true,
        allows_sharing: body.allows_sharing ?? false,
        created_at: now,
      }
      await saveRelationshipType(tx, type)
      return replyOf(type)
    },
  },
)

const update = managementOperation(
  'updateRelationshipType',
  'PATCH /admin/v1/guest_relationship_types/{relationship_type_id}',
  {
    summary: 'Change a kind of relationship; links of it stay',
    body: Type.Partial(
      Type.Object({ code: name, name, is_active: Type.Boolean(), allows_sharing: Type.Boolean() }),
    ),
    reply: typeReply,
  },
  {
    who: { right: 'management:write' },
    refusals,
    async handler({ path, body }, { tx, organizationId }) {
      const before = await lockRelationshipType(tx, organizationId, path.relationship_type_id!)
      const given = Object.fromEntries(
        Object.entries(body).filter(([, value]) => value !== undefined && value !== null),
      )
      const type = { ...before, ...given }
      await saveRelationshipType(tx, type)
      return replyOf(type)
    },
  },
)

export const relationshipTypeOperations: Operation[] = [list, create, update]
