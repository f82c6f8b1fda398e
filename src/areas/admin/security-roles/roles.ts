import { Type, type Static } from 'typebox'
import { forgetCallers } from '#areas/access-tokens'
import {
  checkRank,
  getSecurityRole,
  insertSecurityRole,
  listRolesByName,
  readRights,
  removeSecurityRole,
  RIGHTS,
  updateSecurityRole,
  type SecurityRoleRow,
} from '#areas/employees'
import { afterCommit } from '#platform/db/transaction.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { Guid, PageInfo, pageQuery, words } from '../shapes.ts'

const members = {
  name: words(200),
  rights: Type.Array(Type.String({ maxLength: 100 }), {
    maxItems: 100,
    description: `write includes read; one or more of ${RIGHTS.join(', ')}`,
  }),
  is_provider: Type.Boolean({ description: 'who is given the role at a center becomes a therapist there' }),
}
const Role = Type.Object({ id: Guid, ...members })
const Change = Type.Partial(Type.Object(members))

const reply = ({ id, name, rights, is_provider }: SecurityRoleRow): Static<typeof Role> => ({
  id,
  name,
  rights,
  is_provider,
})

export const createRole = managementOperation(
  'createRole',
  'POST /admin/v1/security_roles',
  {
    summary: 'Create a security role',
    body: Type.Object({ ...members, is_provider: Type.Optional(members.is_provider) }),
    reply: Role,
  },
  {
    who: { right: 'management:write' },
    async handler({ body }, { tx, organizationId, caller, now }) {
      const rights = readRights(body.rights)
      checkRank(caller, rights, 'rights')
      const facts = { name: body.name.trim(), rights, is_provider: body.is_provider ?? false }
      return reply(await insertSecurityRole(tx, organizationId, facts, now))
    },
  },
)

export const listRoles = managementOperation(
  'listRoles',
  'GET /admin/v1/security_roles',
  {
    summary: 'List security roles with their rights',
    query: Type.Object(pageQuery),
    reply: Type.Object({ security_roles: Type.Array(Role), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { roles, total } = await listRolesByName(db, organizationId, page)
      return { security_roles: roles.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getRole = managementOperation(
  'getRole',
  'GET /admin/v1/security_roles/{security_role_id}',
  { summary: 'Get a security role', reply: Role },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      reply(await getSecurityRole(db, organizationId, path.security_role_id!)),
  },
)

export const changeRole = managementOperation(
  'changeRole',
  'PATCH /admin/v1/security_roles/{security_role_id}',
  { summary: 'Change the given members of a security role, for all who hold it', body: Change, reply: Role },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const role = await getSecurityRole(tx, organizationId, path.security_role_id!)
      const { name, rights, ...rest } = body
      const change = {
        ...rest,
        ...(name === undefined ? {} : { name: name.trim() }),
        ...(rights === undefined ? {} : { rights: readRights(rights) }),
      }
      checkRank(caller, [...role.rights, ...(change.rights ?? [])], 'rights')
      const changed = await updateSecurityRole(tx, role, change)
      afterCommit(tx, 'callers', forgetCallers)
      return reply(changed)
    },
  },
)

export const deleteRole = managementOperation(
  'deleteRole',
  'DELETE /admin/v1/security_roles/{security_role_id}',
  { summary: 'Delete a security role nobody holds', reply: Type.Object({ success: Type.Boolean() }) },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId, caller }) {
      const role = await getSecurityRole(tx, organizationId, path.security_role_id!)
      checkRank(caller, role.rights, 'security_role_id')
      await removeSecurityRole(tx, organizationId, role.id)
      return { success: true }
    },
  },
)
