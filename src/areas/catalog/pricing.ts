/** What a service costs at a center, as the wire says it. */
import type { wire } from '#contract'
import { splitGross, taxOf, units, type Currency } from '#platform/money.ts'

/**
 * The price object of a service or a therapist. `price` in minor units, `rate` in millionths; with
 * `taxIncluded` the price has the tax inside, else it comes on top.
 */
export function priceInfo(
  price: number,
  rate: number,
  taxIncluded: boolean,
  currency: Pick<Currency, 'id' | 'exponent'>,
): wire.centers.ServicePriceInfo {
  const { net, tax } = taxIncluded ? splitGross(price, rate) : { net: price, tax: taxOf(price, rate) }
  const wireUnits = (amount: number) => units(amount, currency.exponent)
  return {
    currency_id: currency.id,
    sale_price: wireUnits(price),
    tax_id: '',
    ssg: 0,
    include_tax: taxIncluded,
    demand_group_id: '',
    tax: wireUnits(tax),
    price_without_tax: wireUnits(net),
    final_price: wireUnits(net + tax),
  }
}
