/** Catalogue rows → the contract's Category and Service. */
import type { wire } from '#contract'
import type { Db } from '#platform/db/database.ts'
import { wants } from '#platform/http/paging.ts'
import { findCurrencyByCode, type Currency } from '#platform/money.ts'
import type { Center } from '#areas/centers'
import { priceInfo } from './pricing.ts'
import { readAddOnsAtCenter, type ServiceAtCenter } from './store.ts'
import type { CategoryRow } from './tables.ts'

/** The currency of a center. Only known codes are stored. */
export const currencyOf = (center: Pick<Center, 'currency_code'>): Currency =>
  findCurrencyByCode(center.currency_code)!

export const categoryOnWire = (category: CategoryRow): wire.centers.Category => ({
  id: category.id,
  code: category.code,
  name: category.name,
  parent_category_id: category.parent_id,
  description: category.details.description ?? '',
  html_description: category.details.html_description ?? '',
  show_in_catalog: category.show_in_catalog,
  display_order: category.display_order,
})

type Expand = readonly string[] | null | undefined

/** Services of one center in the contract's shape; sections come as `expand` names them. */
export async function servicesOnWire(
  db: Db,
  center: Center,
  services: readonly ServiceAtCenter[],
  expand: Expand,
): Promise<wire.centers.Service[]> {
  const addOns = wants(expand, 'add_ons_info')
    ? await readAddOnsAtCenter(
        db,
        center.organization_id,
        center.id,
        services.map((service) => service.id),
      )
    : null
  return services.map((service) => serviceOnWire(service, center, expand, addOns))
}

function serviceOnWire(
  service: ServiceAtCenter,
  center: Center,
  expand: Expand,
  addOns: ReadonlyMap<string, string[]> | null,
): wire.centers.Service {
  const own = service.details
  const group = service.parallel_group
  const addOnIds = addOns?.get(service.id) ?? null
  return {
    id: service.id,
    code: service.code,
    name: service.name,
    description: service.description ?? '',
    duration: service.duration,
    recovery_time: service.recovery_time,
    is_couple_service: service.is_couple,
    price_info: priceInfo(
      service.price,
      service.tax_rate ?? center.service_tax_rate,
      center.tax_included,
      currencyOf(center),
    ),
    additional_info: wants(expand, 'additional_info') ? additionalInfo(service) : null,
    catalog_info: wants(expand, 'catalog_info')
      ? {
          show_in_catalog: service.in_catalog,
          can_book: service.can_book,
          show_price: own.show_price ?? true,
          display_name: service.display_name,
          display_price: own.display_price ?? '',
          // Text on the wire; 0 is "no place given".
          display_order: service.display_order ? String(service.display_order) : '',
          video_url: own.video_url ?? '',
        }
      : null,
    variants_info: wants(expand, 'variants_info')
      ? { is_variant: service.variant_of !== null, has_variant: service.has_variants }
      : null,
    add_ons_info: addOns
      ? { is_add_on: service.is_addon, has_add_ons: addOnIds !== null, add_ons_list: addOnIds }
      : null,
    image_paths: wants(expand, 'image_paths') ? (own.image_paths ?? null) : null,
    parallel_groups: group === null ? [] : [String(group)],
    parallel_service_groups: group === null ? null : { id: String(group) },
    tags: wants(expand, 'tags') ? (own.tags ?? []) : undefined,
    campaign_info: undefined,
  }
}

/** `bussiness_unit` is the wire's spelling; clients exist that look for the right one, so both are there. */
function additionalInfo(service: ServiceAtCenter) {
  const own = service.category_id ? { id: service.category_id, name: service.category_name } : null
  const above = service.parent_category_id
    ? { id: service.parent_category_id, name: service.parent_category_name }
    : null
  return {
    html_description: service.html_description ?? '',
    category: above ?? own,
    sub_category: above ? own : null,
    bussiness_unit: null,
    business_unit: null,
  }
}
