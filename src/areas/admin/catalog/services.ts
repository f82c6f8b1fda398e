import { Type, type Static } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import {
  changeService as change,
  createService as create,
  getService as read,
  listAllServices,
  removeService,
  setAddOns,
  type ServiceSetup,
} from '#areas/catalog'
import { Guid, orNull, PageInfo, pageQuery, Removed, removed, Whole, words } from '../shapes.ts'

const minutes = Whole(1, 1440)
const members = {
  code: words(100),
  name: words(200),
  display_name: Type.String({ maxLength: 200 }),
  description: orNull(Type.String()),
  html_description: orNull(Type.String({ maxLength: 20_000 })),
  category_id: orNull(Guid),
  duration: minutes,
  recovery_time: Whole(0, 480),
  segments: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('servicing'), Type.Literal('processing'), Type.Literal('finishing')]),
      minutes,
    }),
    { maxItems: 20, description: 'servicing, processing, finishing; they add up to the duration' },
  ),
  is_couple: Type.Boolean(),
  is_addon: Type.Boolean(),
  variant_of: orNull(Guid),
  parallel_group: orNull(Whole(0, 1_000_000)),
  sequence: Whole(0, 1_000_000),
  needs_room: Type.Boolean(),
  show_in_catalog: Type.Boolean(),
  can_book: Type.Boolean({ description: 'may be booked online' }),
  allow_cancellation_fee: Type.Boolean(),
  allow_no_show_fee: Type.Boolean(),
  display_order: Whole(0, 1_000_000),
  is_active: Type.Boolean(),
  image_paths: orNull(Type.String()),
  video_url: orNull(Type.String()),
  tags: Type.Array(words(100), { maxItems: 100 }),
  show_price: Type.Boolean(),
  display_price: orNull(Type.String({ maxLength: 200 })),
}
const Service = Type.Object({
  id: Guid,
  ...members,
  has_variants: Type.Boolean(),
  add_on_ids: Type.Array(Guid),
})
const Change = Type.Partial(Type.Object(members))

const defaults = {
  description: null,
  html_description: null,
  category_id: null,
  recovery_time: 0,
  segments: [],
  is_couple: false,
  is_addon: false,
  variant_of: null,
  parallel_group: null,
  sequence: 0,
  needs_room: true,
  show_in_catalog: true,
  can_book: true,
  allow_cancellation_fee: true,
  allow_no_show_fee: true,
  display_order: 0,
  is_active: true,
} satisfies Static<typeof Change>

function reply({
  details,
  organization_id: _organization,
  created_at: _created,
  updated_at: _updated,
  ...service
}: ServiceSetup): Static<typeof Service> {
  return {
    ...service,
    image_paths: details.image_paths ?? null,
    video_url: details.video_url ?? null,
    tags: details.tags ?? [],
    show_price: details.show_price ?? true,
    display_price: details.display_price ?? null,
  }
}

export const createService = managementOperation(
  'createService',
  'POST /admin/v1/services',
  {
    summary: 'Create a service; it is sold where a center gives it a price',
    body: Type.Object({
      ...Change.properties,
      code: members.code,
      name: members.name,
      duration: members.duration,
    }),
    reply: Service,
  },
  {
    who: { right: 'management:write' },
    async handler({ body }, { tx, organizationId, now }) {
      return reply(await create(tx, organizationId, { display_name: body.name, ...defaults, ...body }, now))
    },
  },
)

export const listServices = managementOperation(
  'listServices',
  'GET /admin/v1/services',
  {
    summary: 'List services of every state',
    query: Type.Object({
      ...pageQuery,
      category_id: Type.Optional(Guid),
      is_active: Type.Optional(Type.Boolean()),
    }),
    reply: Type.Object({ services: Type.Array(Service), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const filters = { categoryId: query.category_id, isActive: query.is_active }
      const { services, total } = await listAllServices(db, organizationId, filters, page)
      return { services: services.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getService = managementOperation(
  'getService',
  'GET /admin/v1/services/{service_id}',
  { summary: 'Get a service', reply: Service },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      reply(await read(db, organizationId, path.service_id!)),
  },
)

export const changeService = managementOperation(
  'changeService',
  'PATCH /admin/v1/services/{service_id}',
  { summary: 'Change the given members of a service', body: Change, reply: Service },
  {
    who: { right: 'management:write' },
    handler: async ({ path, body }, { tx, organizationId, now }) =>
      reply(await change(tx, organizationId, path.service_id!, body, now)),
  },
)

export const deleteService = managementOperation(
  'deleteService',
  'DELETE /admin/v1/services/{service_id}',
  {
    summary: 'Delete a service, or deactivate it once it has been on sale or something refers to it',
    reply: Removed,
  },
  {
    who: { right: 'management:write' },
    handler: async ({ path }, { tx, organizationId }) =>
      removed(await removeService(tx, organizationId, path.service_id!)),
  },
)

export const putServiceAddOns = managementOperation(
  'putServiceAddOns',
  'PUT /admin/v1/services/{service_id}/add_ons',
  {
    summary: 'Set the add-ons a service takes',
    body: Type.Object({ add_on_ids: Type.Array(Guid, { maxItems: 200 }) }),
    reply: Service,
  },
  {
    who: { right: 'management:write' },
    handler: async ({ path, body }, { tx, organizationId }) =>
      reply(await setAddOns(tx, organizationId, path.service_id!, body.add_on_ids)),
  },
)

export const serviceManagement = [
  createService,
  listServices,
  getService,
  changeService,
  deleteService,
  putServiceAddOns,
]
