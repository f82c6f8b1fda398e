import fc from 'fast-check'
import { expect, it } from 'vitest'
import { priceInfo } from './pricing.ts'

const dollars = { id: 148, exponent: 2 }

it.each([
  // The published samples: tax on top, tax inside.
  [100_00, 430_000, false, { sale_price: 100, tax: 43, price_without_tax: 100, final_price: 143 }],
  [300_00, 200_000, true, { sale_price: 300, tax: 50, price_without_tax: 250, final_price: 300 }],
  [100_00, 80_000, false, { sale_price: 100, tax: 8, price_without_tax: 100, final_price: 108 }],
  [0, 80_000, true, { sale_price: 0, tax: 0, price_without_tax: 0, final_price: 0 }],
])('prices %i at %i millionths, tax inside: %s', (price, rate, inside, expected) => {
  expect(priceInfo(price, rate, inside, dollars)).toMatchObject({
    ...expected,
    include_tax: inside,
    currency_id: 148,
  })
})

it('has parts that add up, in whole minor units, for every price, rate and currency', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 0, max: 1e6 }),
      fc.boolean(),
      fc.constantFrom(0, 2, 3),
      (price, rate, inside, exponent) => {
        const info = priceInfo(price, rate, inside, { id: 1, exponent })
        const whole = (amount: number | null | undefined) => {
          const read = amount! * 10 ** exponent
          expect(Math.abs(read - Math.round(read))).toBeLessThan(1e-4)
          return Math.round(read)
        }
        expect(whole(info.price_without_tax) + whole(info.tax)).toBe(whole(info.final_price))
        expect(whole(inside ? info.final_price : info.price_without_tax)).toBe(price)
        expect(whole(info.sale_price)).toBe(price)
        expect(info.tax!).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})
