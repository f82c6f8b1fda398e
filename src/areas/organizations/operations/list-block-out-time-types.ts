import { sql } from 'kysely'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'

interface TypeRow {
  id: number
  name: string
  duration: number
}

/** Block-out types in use, by name; `source` 0 for employees (also when absent), 1 for rooms. */
export const listBlockOutTimeTypes = operation(
  'listBlockOutTimeTypes',
  'GET /v1/organizations/blockouttimes/types',
  {
    who: { right: 'organization:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const where = sql`organization_id = ${organizationId} and source = ${query.source ?? 0} and is_active`
      const [{ rows }, { rows: counted }] = await Promise.all([
        sql<TypeRow>`
        select number as id, name, duration from block_out_types where ${where}
        order by lower(name), number limit ${page.size} offset ${page.offset}`.execute(db),
        sql<{ total: number }>`select count(*)::int as total from block_out_types where ${where}`.execute(db),
      ])
      return { block_out_time_types: rows, page_info: pageInfo(counted[0]!.total, page) }
    },
  },
)
