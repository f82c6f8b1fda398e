/** Reasons for cancelling, turning away and deleting. */
import { Type, type Static } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import type { RefusalReply } from '#platform/refusal.ts'
import {
  findReasons,
  getReason as findReason,
  insertReason,
  updateReason as changeReason,
  type ReasonRow,
} from '#areas/centers'
import { Guid, PageInfo, pageQuery, Success, words } from '../shapes.ts'
import { text } from './shapes.ts'

const refusals: Record<string, RefusalReply> = {
  reason_not_found: [400, 502, (r) => `The reason id is invalid: ${r.field}: ${r.detail}`],
}

const objectType = Type.Integer({
  enum: [0, 1, 2, 3, 4],
  description: '0 membership, 1 turnaway, 2 appointment, 3 deletion, 4 loyalty points',
})
const actionType = Type.Integer({ enum: [0, 1], description: '0 cancel, 1 update' })
const required = { name: words(200), object_type: objectType }
const optional = {
  action_type: actionType,
  code: text(100),
  description: text(4000),
  is_active: Type.Boolean(),
  show_in_online_booking: Type.Boolean(),
}
const Changes = Type.Partial(Type.Object({ ...required, ...optional }))
const NewReason = Type.Interface([Changes], required)
const Reason = Type.Object({
  id: Guid,
  reason_number: Type.Integer({ description: 'What other calls take as the id of a reason' }),
  ...required,
  ...optional,
})

const show = (row: ReasonRow): Static<typeof Reason> => ({
  id: row.guid,
  reason_number: row.id,
  name: row.name,
  object_type: row.object_type,
  action_type: row.action_type,
  code: row.details.code ?? null,
  description: row.details.description ?? null,
  is_active: row.is_active,
  show_in_online_booking: row.details.show_in_online_booking ?? false,
})

/** Body members → columns; those that were not given are left out. */
function readBody({ code, description, show_in_online_booking, ...columns }: Static<typeof Changes>) {
  const details = { code, description, show_in_online_booking }
  const given = <T extends object>(members: T) =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>
  return {
    ...given({ ...columns, name: columns.name?.trim() }),
    details: given(details) as ReasonRow['details'],
  }
}

export const createReason = managementOperation(
  'createReason',
  'POST /admin/v1/reasons',
  { summary: 'Add a reason', body: NewReason, reply: Reason },
  {
    who: { right: 'management:write' },
    refusals,
    async handler({ body }, { tx, organizationId, now }) {
      const id = newId(now)
      const facts = {
        action_type: 0,
        is_active: true,
        ...readBody(body),
        name: body.name.trim(),
        object_type: body.object_type,
      }
      await insertReason(tx, organizationId, id, facts)
      return show(await findReason(tx, organizationId, id))
    },
  },
)

export const listManagedReasons = managementOperation(
  'listManagedReasons',
  'GET /admin/v1/reasons',
  {
    summary: 'Reasons by name',
    query: Type.Object({
      ...pageQuery,
      search: Type.Optional(Type.String()),
      object_type: Type.Optional(objectType),
      action_type: Type.Optional(actionType),
      is_active: Type.Optional(Type.Boolean()),
    }),
    reply: Type.Object({ reasons: Type.Array(Reason), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const filter = {
        search: query.search?.trim() ?? null,
        objectType: query.object_type ?? null,
        actionType: query.action_type ?? null,
        isActive: query.is_active ?? null,
      }
      const { reasons, total } = await findReasons(db, organizationId, filter, page)
      return { reasons: reasons.map(show), page_info: pageInfo(total, page) }
    },
  },
)

export const getReason = managementOperation(
  'getReason',
  'GET /admin/v1/reasons/{reason_id}',
  { summary: 'One reason', reply: Reason },
  {
    who: { right: 'management:read' },
    refusals,
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      show(await findReason(db, organizationId, path.reason_id!)),
  },
)

export const updateReason = managementOperation(
  'updateReason',
  'PATCH /admin/v1/reasons/{reason_id}',
  { summary: 'Change a reason; what is not named stays', body: Changes, reply: Reason },
  {
    who: { right: 'management:write' },
    refusals,
    async handler({ path, body }, { tx, organizationId }) {
      const { guid: id } = await findReason(tx, organizationId, path.reason_id!)
      await changeReason(tx, organizationId, id, readBody(body))
      return show(await findReason(tx, organizationId, id))
    },
  },
)

export const deleteReason = managementOperation(
  'deleteReason',
  'DELETE /admin/v1/reasons/{reason_id}',
  { summary: 'Delete a reason; what was done for it keeps it', reply: Success },
  {
    who: { right: 'management:write' },
    refusals,
    async handler({ path }, { tx, organizationId }) {
      const { guid: id } = await findReason(tx, organizationId, path.reason_id!)
      await changeReason(tx, organizationId, id, { is_deleted: true })
      return { success: true }
    },
  },
)
