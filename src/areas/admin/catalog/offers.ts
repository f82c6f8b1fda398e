import { Type, type Static } from 'typebox'
import { checkCenterAccess, type Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { findCurrencyByCode, units } from '#platform/money.ts'
import { getCenter } from '#areas/centers'
import {
  currencyOf,
  getOffer,
  getService,
  listOffers,
  putOffer,
  removeOffer,
  setEquipment,
  setLevelPrices,
  setRooms,
  setTherapists,
  type ServiceOffer,
} from '#areas/catalog'
import {
  Amount,
  Guid,
  orNull,
  PageInfo,
  pageQuery,
  Percent,
  percentOf,
  readAmount,
  readRate,
  Removed,
  removed,
  Whole,
} from '../shapes.ts'

const Minutes = Whole(1, 1440)
const terms = {
  price: Amount,
  tax_rate: orNull(Percent),
  is_active: Type.Boolean(),
  show_in_catalog: Type.Boolean(),
}
const links = {
  room_ids: Type.Array(Guid, { maxItems: 500 }),
  equipment: Type.Array(Type.Object({ equipment_id: Guid, quantity: Whole(1, 1000) }), { maxItems: 100 }),
  therapists: Type.Array(
    Type.Object({ employee_id: Guid, duration: orNull(Minutes), price: orNull(Amount) }),
    { maxItems: 1000 },
  ),
  level_prices: Type.Array(Type.Object({ job_id: Guid, duration: orNull(Minutes), price: orNull(Amount) }), {
    maxItems: 100,
  }),
}
const Offer = Type.Object({
  service_id: Guid,
  center_id: Guid,
  currency_code: Type.String(),
  ...terms,
  ...links,
})

function reply({ organization_id: _organization, ...offer }: ServiceOffer): Static<typeof Offer> {
  const { exponent } = findCurrencyByCode(offer.currency_code)!
  const amount = <T extends { price: number | null }>(row: T) => ({
    ...row,
    price: row.price === null ? null : units(row.price, exponent),
  })
  return {
    ...offer,
    price: units(offer.price, exponent),
    tax_rate: offer.tax_rate === null ? null : percentOf(offer.tax_rate),
    therapists: offer.therapists.map(amount),
    level_prices: offer.level_prices.map(amount),
  }
}

/** The service and the center of a path, and how amounts are written there. */
async function readPlace(db: Db, organizationId: string, caller: Caller, path: Record<string, string>) {
  const center = await getCenter(db, organizationId, path.center_id!)
  checkCenterAccess(caller, center.id)
  const { exponent } = currencyOf(center)
  return {
    at: { organizationId, serviceId: path.service_id!, centerId: center.id },
    minorOf: (price: number | null | undefined, field: string) =>
      price === null || price === undefined ? null : readAmount(price, exponent, field),
  }
}

export const listServiceCenters = managementOperation(
  'listServiceCenters',
  'GET /admin/v1/services/{service_id}/centers',
  {
    summary: 'List the centers that sell a service, with prices and links',
    query: Type.Object(pageQuery),
    reply: Type.Object({ centers: Type.Array(Offer), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ path, query }, { db, organizationId }) {
      const page = readPage(query)
      await getService(db, organizationId, path.service_id!)
      const { offers, total } = await listOffers(db, organizationId, path.service_id!, page)
      return { centers: offers.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

const ROUTE = '/admin/v1/services/{service_id}/centers/{center_id}'

export const getServiceCenter = managementOperation(
  'getServiceCenter',
  `GET ${ROUTE}`,
  { summary: 'Get price and links of a service at a center', reply: Offer },
  {
    who: { right: 'management:read' },
    etag: true,
    async handler({ path }, { db, organizationId, caller }) {
      const { at } = await readPlace(db, organizationId, caller, path)
      return reply(await getOffer(db, at))
    },
  },
)

export const putServiceCenter = managementOperation(
  'putServiceCenter',
  `PUT ${ROUTE}`,
  {
    summary: 'Sell a service at a center; tax_rate in percent, null: the rate of the center',
    body: Type.Object({ ...Type.Partial(Type.Object(terms)).properties, price: terms.price }),
    reply: Offer,
  },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const { at, minorOf } = await readPlace(tx, organizationId, caller, path)
      const rate = body.tax_rate ?? null
      return reply(
        await putOffer(tx, at, {
          price: minorOf(body.price, 'price')!,
          tax_rate: rate === null ? null : readRate(rate, 'tax_rate'),
          is_active: body.is_active ?? true,
          show_in_catalog: body.show_in_catalog ?? true,
        }),
      )
    },
  },
)

export const deleteServiceCenter = managementOperation(
  'deleteServiceCenter',
  `DELETE ${ROUTE}`,
  { summary: 'Take a service off sale at a center; price and links stay for the history', reply: Removed },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId, caller }) {
      const { at } = await readPlace(tx, organizationId, caller, path)
      return removed(await removeOffer(tx, at))
    },
  },
)

export const putServiceRooms = managementOperation(
  'putServiceRooms',
  `PUT ${ROUTE}/rooms`,
  {
    summary: 'Set the rooms a service keeps to at a center; none: any room',
    body: Type.Object({ room_ids: links.room_ids }),
    reply: Offer,
  },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const { at } = await readPlace(tx, organizationId, caller, path)
      return reply(await setRooms(tx, at, body.room_ids))
    },
  },
)

export const putServiceEquipment = managementOperation(
  'putServiceEquipment',
  `PUT ${ROUTE}/equipment`,
  {
    summary: 'Set the equipment a service takes up at a center',
    body: Type.Object({
      equipment: Type.Array(Type.Object({ equipment_id: Guid, quantity: Type.Optional(Whole(1, 1000)) }), {
        maxItems: 100,
      }),
    }),
    reply: Offer,
  },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const { at } = await readPlace(tx, organizationId, caller, path)
      const needs = body.equipment.map(({ equipment_id, quantity }) => ({
        equipment_id,
        quantity: quantity ?? 1,
      }))
      return reply(await setEquipment(tx, at, needs))
    },
  },
)

export const putServiceTherapists = managementOperation(
  'putServiceTherapists',
  `PUT ${ROUTE}/therapists`,
  {
    summary: 'Set who does a service at a center, with durations and prices of their own',
    body: Type.Object({
      therapists: Type.Array(
        Type.Object({
          employee_id: Guid,
          duration: Type.Optional(orNull(Minutes)),
          price: Type.Optional(orNull(Amount)),
        }),
        { maxItems: 1000 },
      ),
    }),
    reply: Offer,
  },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const { at, minorOf } = await readPlace(tx, organizationId, caller, path)
      const people = body.therapists.map(({ employee_id, duration, price }, i) => ({
        employee_id,
        duration: duration ?? null,
        price: minorOf(price, `therapists[${i}].price`),
      }))
      return reply(await setTherapists(tx, at, people))
    },
  },
)

export const putServiceLevelPrices = managementOperation(
  'putServiceLevelPrices',
  `PUT ${ROUTE}/level_prices`,
  {
    summary: 'Set prices and durations of a service by job level at a center',
    body: Type.Object({
      level_prices: Type.Array(
        Type.Object({
          job_id: Guid,
          duration: Type.Optional(orNull(Minutes)),
          price: Type.Optional(orNull(Amount)),
        }),
        { maxItems: 100 },
      ),
    }),
    reply: Offer,
  },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const { at, minorOf } = await readPlace(tx, organizationId, caller, path)
      const levels = body.level_prices.map(({ job_id, duration, price }, i) => ({
        job_id,
        duration: duration ?? null,
        price: minorOf(price, `level_prices[${i}].price`),
      }))
      return reply(await setLevelPrices(tx, at, levels))
    },
  },
)

export const offerManagement = [
  listServiceCenters,
  getServiceCenter,
  putServiceCenter,
  deleteServiceCenter,
  putServiceRooms,
  putServiceEquipment,
  putServiceTherapists,
  putServiceLevelPrices,
]
