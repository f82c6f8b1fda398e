import { operation } from '#platform/http/operation.ts'
import { readPage } from '#platform/http/paging.ts'
import { listReasons as findReasons } from '../reasons.ts'
import { reasonObject } from '../wire.ts'

/** Reasons by name. The total is always told, and text finds parts of names whether or not suggestions are asked for. */
export const listReasons = operation('listReasons', 'GET /v1/reasons', {
  who: { right: 'organization:read' },
  form: 'nested_upper',
  async handler({ query }, { db, organizationId }) {
    const page = readPage(query)
    const { reasons, total } = await findReasons(
      db,
      organizationId,
      {
        search: query.search_text?.trim() || null,
        objectType: query.object_type ?? null,
        actionType: query.action_type ?? null,
        isActive: query.active ?? null,
        isOnline: query.show_in_online_booking ?? null,
        descending: query.sort_ascending === false,
      },
      page,
    )
    return { reasons: reasons.map(reasonObject), total }
  },
})
