import { Type, type Static } from 'typebox'
import { checkCenterAccess } from '#platform/auth.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { findCurrencyByCode, units } from '#platform/money.ts'
import {
  changeDayPackage as change,
  createDayPackage as create,
  getDayPackage as read,
  listDayPackages as list,
  readSaleCurrency,
  removeDayPackage,
  type DayPackage,
} from '#areas/catalog'
import { getCenter } from '#areas/centers'
import {
  Amount,
  Day,
  Guid,
  orNull,
  PageInfo,
  pageQuery,
  readAmount,
  Removed,
  removed,
  Whole,
  words,
} from '../shapes.ts'

const services = Type.Array(Type.Object({ service_id: Guid, guest_index: Type.Optional(Whole(0, 1)) }), {
  minItems: 1,
  maxItems: 50,
  description: 'in order; guest_index 1 is the second guest of a couple package',
})
const members = {
  code: words(100),
  name: words(200),
  description: orNull(Type.String()),
  price: Amount,
  is_couple: Type.Boolean(),
  can_book: Type.Boolean({ description: 'may be booked online' }),
  book_from: orNull(Day),
  book_until: orNull(Day),
  is_active: Type.Boolean(),
}
const DayPackageShape = Type.Object({
  id: Guid,
  center_id: orNull(Guid),
  currency_code: Type.String(),
  ...members,
  services: Type.Array(
    Type.Object({ position: Type.Integer(), service_id: Guid, guest_index: Type.Integer() }),
  ),
})
const Change = Type.Partial(Type.Object({ ...members, services }))

function reply({
  details,
  organization_id: _organization,
  created_at: _created,
  ...dayPackage
}: DayPackage): Static<typeof DayPackageShape> {
  return {
    ...dayPackage,
    description: details.description ?? null,
    price: units(dayPackage.price, findCurrencyByCode(dayPackage.currency_code)!.exponent),
  }
}

const minorOf = (price: number, currencyCode: string) =>
  readAmount(price, findCurrencyByCode(currencyCode)!.exponent, 'price')
const placed = (given: Static<typeof services>) =>
  given.map(({ service_id, guest_index }) => ({ service_id, guest_index: guest_index ?? 0 }))

export const createDayPackage = managementOperation(
  'createDayPackage',
  'POST /admin/v1/day_packages',
  {
    summary: "Create a day package; without center it is sold in every center of the organisation's currency",
    body: Type.Object({
      ...Change.properties,
      code: members.code,
      name: members.name,
      price: members.price,
      services,
      center_id: Type.Optional(orNull(Guid)),
    }),
    reply: DayPackageShape,
  },
  {
    who: { right: 'management:write' },
    async handler({ body }, { tx, organizationId, caller, now }) {
      const { center_id: centerId = null, ...write } = body
      if (centerId) {
        await getCenter(tx, organizationId, centerId)
        checkCenterAccess(caller, centerId)
      }
      const price = minorOf(body.price, await readSaleCurrency(tx, organizationId, centerId))
      const defaults = {
        is_couple: false,
        can_book: true,
        book_from: null,
        book_until: null,
        is_active: true,
      }
      const given = { ...defaults, ...write, price, services: placed(body.services) }
      return reply(await create(tx, organizationId, centerId, given, now))
    },
  },
)

export const listDayPackages = managementOperation(
  'listDayPackages',
  'GET /admin/v1/day_packages',
  {
    summary: 'List day packages of every state',
    query: Type.Object({ ...pageQuery, is_active: Type.Optional(Type.Boolean()) }),
    reply: Type.Object({ day_packages: Type.Array(DayPackageShape), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { dayPackages, total } = await list(db, organizationId, { isActive: query.is_active }, page)
      return { day_packages: dayPackages.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getDayPackage = managementOperation(
  'getDayPackage',
  'GET /admin/v1/day_packages/{day_package_id}',
  { summary: 'Get a day package', reply: DayPackageShape },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      reply(await read(db, organizationId, path.day_package_id!)),
  },
)

export const changeDayPackage = managementOperation(
  'changeDayPackage',
  'PATCH /admin/v1/day_packages/{day_package_id}',
  { summary: 'Change the given members of a day package', body: Change, reply: DayPackageShape },
  {
    who: { right: 'management:write' },
    async handler({ path, body: { price, services: given, ...facts } }, { tx, organizationId, caller }) {
      const { currency_code, center_id } = await read(tx, organizationId, path.day_package_id!)
      if (center_id) checkCenterAccess(caller, center_id)
      const changes = {
        ...facts,
        ...(price === undefined ? {} : { price: minorOf(price, currency_code) }),
        ...(given ? { services: placed(given) } : {}),
      }
      return reply(await change(tx, organizationId, path.day_package_id!, changes))
    },
  },
)

export const deleteDayPackage = managementOperation(
  'deleteDayPackage',
  'DELETE /admin/v1/day_packages/{day_package_id}',
  { summary: 'Take a day package off sale; it is kept for the visits booked with it', reply: Removed },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId, caller }) {
      const { id, center_id } = await read(tx, organizationId, path.day_package_id!)
      if (center_id) checkCenterAccess(caller, center_id)
      return removed(await removeDayPackage(tx, organizationId, id))
    },
  },
)

export const dayPackageManagement = [
  createDayPackage,
  listDayPackages,
  getDayPackage,
  changeDayPackage,
  deleteDayPackage,
]
