/** Centers: address, money, zone and booking settings. */
import { Type, type Static } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { utcText } from '#platform/time.ts'
import {
  catalogOf,
  changeCenter,
  createCenter as insertCenter,
  reachCenter,
  searchCenters,
  type Center,
  type CenterWrite,
} from '#areas/centers'
import { Guid, orNull, PageInfo, pageQuery, percentOf, readRate, words } from '../shapes.ts'
import { text } from './shapes.ts'

const minutes = (most: number) => Type.Integer({ minimum: 0, maximum: most })
const interval = Type.Integer({ enum: [5, 10, 15, 30, 60], description: 'Minutes' })

/** Booking settings; fees and their windows are policies (policies.ts). */
export const BookingSettings = Type.Object({
  slot_interval: interval,
  online_slot_interval: orNull(interval),
  hold_minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  online_lead_minutes: minutes(525_600),
  furthest_days: Type.Integer({ minimum: 1, maximum: 3650 }),
  room_mandatory: Type.Boolean(),
  double_booking_enabled: Type.Boolean(),
  guest_overlap_allowed: Type.Boolean(),
  same_day_needs_check_in: Type.Boolean(),
  gap_free_scheduling: Type.Boolean(),
  keep_booking_order: Type.Boolean(),
  processing_over_block_outs: Type.Boolean(),
  finishing_after_shift: Type.Boolean(),
})

const Catalog = Type.Object({
  enabled: Type.Boolean({ description: 'Shown where only centers with online sale are asked for' }),
  services: Type.Boolean(),
  gift_cards: Type.Boolean(),
  memberships: Type.Boolean(),
  packages: Type.Boolean(),
  gift_card_center_id: orNull(Guid),
  reserve_with_google: Type.Boolean(),
})

const PayCycle = orNull(
  Type.Object({
    kind: Type.Union([
      Type.Literal('weekly'),
      Type.Literal('biweekly'),
      Type.Literal('semimonthly'),
      Type.Literal('monthly'),
    ]),
    starts_on: Type.String({ format: 'date', description: 'First day of the first cycle' }),
  }),
)

const required = {
  code: words(100),
  name: words(200),
  time_zone: Type.String({ maxLength: 100, description: 'IANA' }),
  currency: Type.String({ description: 'ISO 4217' }),
  country_id: Type.Integer(),
}
const optional = {
  display_name: words(200),
  description: text(4000),
  state_id: orNull(Type.Integer()),
  state_other: text(200),
  address1: text(500),
  address2: text(500),
  city: text(200),
  zip_code: text(50),
  phone: text(50),
  phone_2: text(50),
  email: orNull(Type.String({ maxLength: 320, pattern: '^\\S+@\\S+$' })),
  website: text(500),
  latitude: orNull(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: orNull(Type.Number({ minimum: -180, maximum: 180 })),
  is_active: Type.Boolean(),
  service_tax_percent: Type.Number({ minimum: 0, maximum: 100, description: 'At most four decimals' }),
  tax_included: Type.Boolean({ description: 'List prices contain the tax' }),
  culture_code: text(20),
  online_booking_start_date: orNull(Type.String({ format: 'date' })),
  parallel_services_enabled: Type.Boolean(),
  amenities: text(4000),
  pay_cycle: PayCycle,
}
const Changes = Type.Partial(
  Type.Object({
    ...required,
    ...optional,
    settings: Type.Partial(BookingSettings),
    catalog: Type.Partial(Catalog),
  }),
)
const NewCenter = Type.Interface([Changes], required)

export const CenterReply = Type.Object({
  id: Guid,
  ...required,
  ...optional,
  settings: BookingSettings,
  catalog: Catalog,
  created_at: Type.String(),
  updated_at: Type.String(),
})

export function showCenter(center: Center): Static<typeof CenterReply> {
  const { details, settings } = center
  return {
    id: center.id,
    code: center.code,
    name: center.name,
    time_zone: center.time_zone,
    currency: center.currency_code,
    country_id: center.country_id,
    display_name: center.display_name,
    description: center.description,
    state_id: center.state_id,
    state_other: center.state_other,
    address1: center.address1,
    address2: center.address2,
    city: center.city,
    zip_code: center.zip_code,
    phone: center.phone,
    phone_2: details.phone_2 ?? null,
    email: center.email,
    website: center.website,
    latitude: center.latitude,
    longitude: center.longitude,
    is_active: center.is_active,
    service_tax_percent: percentOf(center.service_tax_rate),
    tax_included: center.tax_included,
    culture_code: details.culture_code ?? null,
    online_booking_start_date: details.online_booking_start_date ?? null,
    parallel_services_enabled: details.parallel_services_enabled ?? true,
    amenities: details.amenities ?? null,
    pay_cycle: details.pay_cycle ?? null,
    settings: Object.fromEntries(
      Object.keys(BookingSettings.properties).map((key) => [key, settings[key as keyof typeof settings]]),
    ) as Static<typeof BookingSettings>,
    catalog: catalogOf(center),
    created_at: utcText(center.created_at),
    updated_at: utcText(center.updated_at),
  }
}

const DETAILS = [
  'phone_2',
  'culture_code',
  'online_booking_start_date',
  'parallel_services_enabled',
  'amenities',
  'pay_cycle',
  'catalog',
] as const

/** Body members → columns; those that were not given are left out. */
function readBody({ currency, service_tax_percent, ...body }: Static<typeof Changes>): CenterWrite {
  const isDetail = (key: string) => (DETAILS as readonly string[]).includes(key)
  const given = Object.entries(body).filter(([, value]) => value !== undefined)
  return {
    ...Object.fromEntries(given.filter(([key]) => !isDetail(key))),
    details: Object.fromEntries(given.filter(([key]) => isDetail(key))),
    ...(currency === undefined ? {} : { currency_code: currency }),
    ...(service_tax_percent === undefined
      ? {}
      : { service_tax_rate: readRate(service_tax_percent, 'service_tax_percent') }),
  }
}

export const createCenter = managementOperation(
  'createCenter',
  'POST /admin/v1/centers',
  {
    summary: 'Open a center; it is closed on all days until hours are entered',
    body: NewCenter,
    reply: CenterReply,
  },
  {
    who: { right: 'management:write' },
    async handler({ body }, { tx, organizationId, caller, now }) {
      if (caller.kind === 'employee' && caller.centerIds) refuse('forbidden', { field: 'code' })
      const write = {
        ...readBody(body),
        code: body.code,
        name: body.name,
        time_zone: body.time_zone,
        currency_code: body.currency,
        country_id: body.country_id,
      }
      return showCenter(await insertCenter(tx, organizationId, write, now))
    },
  },
)

export const listManagedCenters = managementOperation(
  'listManagedCenters',
  'GET /admin/v1/centers',
  {
    summary: 'Centers by name, inactive ones included',
    query: Type.Object({
      ...pageQuery,
      is_active: Type.Optional(Type.Boolean()),
      search: Type.Optional(Type.String({ description: 'Part of the name or of the code' })),
    }),
    reply: Type.Object({ centers: Type.Array(CenterReply), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId, caller }) {
      const page = readPage(query)
      const centerIds = caller.kind === 'employee' && caller.centerIds ? [...caller.centerIds] : null
      const { centers, total } = await searchCenters(
        db,
        organizationId,
        {
          ...(query.is_active === undefined ? {} : { isActive: query.is_active }),
          search: query.search?.trim() ?? null,
          centerIds,
        },
        page,
      )
      return { centers: centers.map(showCenter), page_info: pageInfo(total, page) }
    },
  },
)

export const getManagedCenter = managementOperation(
  'getManagedCenter',
  'GET /admin/v1/centers/{center_id}',
  { summary: 'One center with its settings', reply: CenterReply },
  {
    who: { right: 'management:read' },
    etag: true,
    async handler({ path }, { db, organizationId, caller }) {
      return showCenter(await reachCenter(db, organizationId, caller, path.center_id!))
    },
  },
)

export const updateCenter = managementOperation(
  'updateCenter',
  'PATCH /admin/v1/centers/{center_id}',
  { summary: 'Change a center; what is not named stays', body: Changes, reply: CenterReply },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const center = await reachCenter(tx, organizationId, caller, path.center_id!)
      return showCenter(await changeCenter(tx, organizationId, center.id, readBody(body), now))
    },
  },
)
