import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { units } from '#platform/money.ts'
import { refuse } from '#platform/refusal.ts'
import { localDay } from '#platform/time.ts'
import { currencyOf, findServiceTerms, priceInfo } from '#areas/catalog'
import { getCenter } from '#areas/centers'
import { findPeopleOfCenter } from '../center-lists/store.ts'
import { displayName } from '../names.ts'

const FEMALE = 0
const MALE = 1

export const listServiceTherapists = operation(
  'listServiceTherapists',
  'GET /v1/centers/{center_id}/services/{service_id}/therapists',
  {
    who: { right: 'services:read', guest: true },
    refusals: { service_not_found: [400, 502, 'The service was not found (service_id)'] },
    async handler({ path, query }, { db, organizationId, caller, now }) {
      const center = await getCenter(db, organizationId, path.center_id)
      checkCenterAccess(caller, center.id)
      const service =
        (await findServiceTerms(db, organizationId, center.id, path.service_id)) ??
        refuse('service_not_found', { field: 'service_id' })
      const terms = new Map(service.therapists.map((therapist) => [therapist.employee_id, therapist]))
      const people = await findPeopleOfCenter(
        db,
        organizationId,
        center.id,
        localDay(now, center.time_zone),
        [...terms.keys()],
      )
      const currency = currencyOf(center)
      const shown = people.filter(
        (person) => person.show_in_catalog || !(query.catalog_enabled || caller.kind === 'guest'),
      )
      const therapists = shown.map((person) => {
        const price = terms.get(person.id)?.price ?? service.price
        const info = priceInfo(
          price,
          service.tax_rate ?? center.service_tax_rate,
          center.tax_included,
          currency,
        )
        return {
          id: person.id,
          display_name: person.details.catalog_info?.display_name || displayName(person),
          gender: person.gender,
          service_time: terms.get(person.id)?.duration ?? service.duration,
          scaling_factor: scalingOf(price, service.price),
          scaled_price: units(price, currency.exponent),
          price: {
            currency_id: info.currency_id,
            sale_price: info.sale_price,
            tax: info.tax,
            price_without_tax: info.price_without_tax,
            final_price: info.final_price,
          },
          vanity_image_url: person.details.vanity_image_url ?? null,
        }
      })
      return { meta_data: durationsOf(therapists), therapists }
    },
  },
)

/** Percent on top of the service's price, two decimals; null where that price is nothing. */
const scalingOf = (price: number, base: number): number | null =>
  base === 0 ? null : Math.round(((price - base) * 10_000) / base) / 100

/** Shortest and longest duration in minutes of all, of men, of women; 0 where there is nobody. */
function durationsOf(therapists: readonly { gender: number; service_time: number }[]) {
  const times = (gender?: number) =>
    therapists.filter((t) => gender === undefined || t.gender === gender).map((t) => t.service_time)
  const least = (list: number[]) => (list.length ? Math.min(...list) : 0)
  const most = (list: number[]) => (list.length ? Math.max(...list) : 0)
  const [any, men, women] = [times(), times(MALE), times(FEMALE)]
  return {
    any_min: least(any),
    any_max: most(any),
    male_min: least(men),
    male_max: most(men),
    female_min: least(women),
    female_max: most(women),
    has_male_therapists: men.length > 0,
    has_female_therapists: women.length > 0,
  }
}
