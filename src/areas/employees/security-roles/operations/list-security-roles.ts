import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { listRolesByName } from '../store.ts'

const WRONG_TYPE: RefusalReply = [400, 502, 'Only roles of the center level are supported at present (type)']
/** Sources name -3, 0 and 3 for the one level there is; 1 organisation and 2 zone are not served. */
const CENTER_LEVEL = [-3, 0, 3]

export const listSecurityRoles = operation('listSecurityRoles', 'GET /v1/organizations/security_roles', {
  who: { right: 'security_roles:read' },
  // Of the parameters only the type can be invalid_input: pages have refusals of their own.
  refusals: { type_not_supported: WRONG_TYPE, invalid_input: WRONG_TYPE },
  async handler({ query }, { db, organizationId }) {
    if (!CENTER_LEVEL.includes(query.type ?? -3)) refuse('type_not_supported', { field: 'type' })
    const page = readPage(query)
    const { roles, total } = await listRolesByName(db, organizationId, page)
    return { security_roles: roles.map(({ id, name }) => ({ id, name })), page_info: pageInfo(total, page) }
  },
})
