import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { listWebhooks } from '#areas/webhooks'
import { mayRead, onWire, Webhook } from './shapes.ts'

export const list = managementOperation(
  'listWebhooks',
  'GET /admin/v1/webhooks',
  {
    summary: 'List webhooks, active and inactive',
    query: Type.Object({
      is_active: Type.Optional(Type.Boolean()),
      page: Type.Optional(Type.Integer()),
      size: Type.Optional(Type.Integer()),
    }),
    reply: Type.Object({
      webhooks: Type.Array(Webhook),
      page_info: Type.Object({ total: Type.Integer(), page: Type.Integer(), size: Type.Integer() }),
    }),
  },
  {
    who: mayRead,
    async handler({ query }, scope) {
      const page = readPage(query)
      // An organisation has a handful of webhooks: the store gives them all.
      const all = (await listWebhooks(scope.db, scope.organizationId)).filter(
        (row) => query.is_active === undefined || row.is_active === query.is_active,
      )
      return {
        webhooks: all.slice(page.offset, page.offset + page.size).map((row) => onWire(row, scope)),
        page_info: pageInfo(all.length, page),
      }
    },
  },
)
