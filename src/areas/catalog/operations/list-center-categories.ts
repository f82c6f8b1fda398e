import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { getCenter } from '#areas/centers'
import { listCategories } from '../store.ts'
import { categoryOnWire } from '../wire.ts'

export const listCenterCategories = operation(
  'listCenterCategories',
  'GET /v1/centers/{center_id}/categories',
  {
    who: { right: 'services:read', guest: true },
    async handler({ path, query }, { db, organizationId, caller }) {
      const page = readPage(query)
      await getCenter(db, organizationId, path.center_id)
      checkCenterAccess(caller, path.center_id)
      const { categories, total } = await listCategories(db, organizationId, query.type ?? 1, page)
      return { categories: categories.map(categoryOnWire), page_info: pageInfo(total, page) }
    },
  },
)
