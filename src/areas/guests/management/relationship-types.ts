/** Kinds of relationship between guests: spouse, child, friend. */
import { Type } from 'typebox'
import { managementOperation, type Operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { findRelationshipType, listRelationshipTypes, saveRelationshipType } from '../relationships.ts'
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
    reply: Type.Object({ relationship_types: Type.Array(typeReply) }),
  },
  {
    who: { right: 'management:read' },
    async handler(_input, { db, organizationId }) {
      return { relationship_types: (await listRelationshipTypes(db, organizationId)).map(replyOf) }
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
      const before =
        (await findRelationshipType(tx, organizationId, path.relationship_type_id!)) ??
        refuse('relationship_type_not_found', { field: 'relationship_type_id' })
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
