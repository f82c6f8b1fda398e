import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { findCategory } from '../store.ts'
import { categoryOnWire } from '../wire.ts'

/** category_type: service, product, package, membership, class. */
const TYPES = [1, 2, 3, 4, 5]

export const getCenterCategory = operation(
  'getCenterCategory',
  'GET /v1/centers/{center_id}/categories/{category_id}',
  {
    who: { right: 'services:read', guest: true },
    etag: true,
    async handler({ path, query }, { db, organizationId, caller }) {
      await getCenter(db, organizationId, path.center_id)
      checkCenterAccess(caller, path.center_id)
      if (path.category_id === NIL_GUID)
        refuse('invalid_input', { field: 'category_id', detail: 'is not an id' })
      const type = query.type ?? 1
      if (!TYPES.includes(type))
        refuse('invalid_input', { field: 'type', detail: 'is not a kind of category' })
      const category = await findCategory(db, organizationId, path.category_id)
      if (!category?.is_active || category.type !== type)
        refuse('category_not_found', { field: 'category_id' })
      return categoryOnWire(category)
    },
  },
)
