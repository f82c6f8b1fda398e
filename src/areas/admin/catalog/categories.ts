import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import {
  changeCategory as change,
  createCategory as create,
  getCategory as read,
  listAllCategories,
  removeCategory,
  type CategoryRow,
} from '#areas/catalog'
import { Guid, orNull, PageInfo, pageQuery, Removed, removed, Whole, words } from '../shapes.ts'

const members = {
  code: words(100),
  name: words(200),
  parent_id: orNull(Guid),
  display_order: Whole(0, 1_000_000),
  show_in_catalog: Type.Boolean(),
  is_active: Type.Boolean(),
  description: orNull(Type.String()),
  html_description: orNull(Type.String({ maxLength: 20_000 })),
}
const Category = Type.Object({ id: Guid, type: Type.Integer(), ...members })
const Change = Type.Partial(Type.Object(members))

const reply = ({ details, ...category }: CategoryRow) => ({
  id: category.id,
  type: category.type,
  code: category.code,
  name: category.name,
  parent_id: category.parent_id,
  display_order: category.display_order,
  show_in_catalog: category.show_in_catalog,
  is_active: category.is_active,
  description: details.description ?? null,
  html_description: details.html_description ?? null,
})

export const createCategory = managementOperation(
  'createCategory',
  'POST /admin/v1/categories',
  {
    summary: 'Create a category (type: 1 service, 2 product, 3 package, 4 membership, 5 class)',
    body: Type.Object({
      ...Change.properties,
      code: members.code,
      name: members.name,
      type: Type.Optional(Whole(1, 5)),
    }),
    reply: Category,
  },
  {
    who: { right: 'management:write' },
    async handler({ body }, { tx, organizationId, now }) {
      const defaults = { type: 1, parent_id: null, display_order: 0, show_in_catalog: true, is_active: true }
      return reply(await create(tx, organizationId, { ...defaults, ...body }, now))
    },
  },
)

export const listCategories = managementOperation(
  'listCategories',
  'GET /admin/v1/categories',
  {
    summary: 'List categories of every state',
    query: Type.Object({
      ...pageQuery,
      type: Type.Optional(Type.Integer()),
      is_active: Type.Optional(Type.Boolean()),
    }),
    reply: Type.Object({ categories: Type.Array(Category), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const filters = { type: query.type, isActive: query.is_active }
      const { categories, total } = await listAllCategories(db, organizationId, filters, page)
      return { categories: categories.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getCategory = managementOperation(
  'getCategory',
  'GET /admin/v1/categories/{category_id}',
  { summary: 'Get a category', reply: Category },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      reply(await read(db, organizationId, path.category_id!)),
  },
)

export const changeCategory = managementOperation(
  'changeCategory',
  'PATCH /admin/v1/categories/{category_id}',
  { summary: 'Change the given members of a category', body: Change, reply: Category },
  {
    who: { right: 'management:write' },
    handler: async ({ path, body }, { tx, organizationId }) =>
      reply(await change(tx, organizationId, path.category_id!, body)),
  },
)

export const deleteCategory = managementOperation(
  'deleteCategory',
  'DELETE /admin/v1/categories/{category_id}',
  {
    summary: 'Delete a category, or deactivate it while services or sub-categories are in it',
    reply: Removed,
  },
  {
    who: { right: 'management:write' },
    handler: async ({ path }, { tx, organizationId }) =>
      removed(await removeCategory(tx, organizationId, path.category_id!)),
  },
)

export const categoryManagement = [
  createCategory,
  listCategories,
  getCategory,
  changeCategory,
  deleteCategory,
]
