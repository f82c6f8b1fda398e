import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findCurrency,
  findCurrencyByCode,
  listCurrencies,
  minor,
  roundToIncrement,
  splitByWeights,
  splitEvenly,
  splitGross,
  symbolHex,
  taxOf,
  units,
} from './money.ts'

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
const rate = fc.integer({ min: 0, max: 1_000_000 })
const exponent = fc.constantFrom(0, 2, 3, 4)
const rounding = fc.constantFrom('half-up' as const, 'half-even' as const)
const abs = (value: bigint) => (value < 0n ? -value : value)
const sum = (values: number[]) => values.reduce((left, right) => left + right, 0)

/** Slow and obvious: of all whole numbers around, the nearest; of two equally near, as the rule says. */
function oracle(numerator: bigint, denominator: bigint, rule: 'half-up' | 'half-even'): number {
  const around = numerator / denominator
  const candidates = [around - 1n, around, around + 1n]
  const distance = (value: bigint) => abs(numerator - value * denominator)
  const least = candidates.map(distance).reduce((left, right) => (left < right ? left : right))
  const nearest = candidates.filter((value) => distance(value) === least)
  const chosen =
    nearest.length === 1
      ? nearest[0]!
      : nearest.find((value) =>
          rule === 'half-even' ? value % 2n === 0n : nearest.every((other) => abs(other) <= abs(value)),
        )!
  return Number(chosen)
}

describe('wire and storage', () => {
  test('units and back lose nothing and print no more decimals than the currency has', () => {
    fc.assert(
      fc.property(amount, exponent, (value, digits) => {
        const wire = units(value, digits)
        expect(minor(wire, digits)).toBe(value)
        expect(JSON.stringify(wire)).toMatch(new RegExp(`^-?\\d+(\\.\\d{1,${digits || 1}})?$`))
        if (digits === 0) expect(Number.isInteger(wire)).toBe(true)
      }),
    )
  })

  test.each([
    [1.005, 2, 101],
    [-1.005, 2, -101],
    [0.1 + 0.2, 2, 30],
    [19.99, 2, 1999],
    [8.675, 2, 868],
    [1e-7, 2, 0],
    [1.5e3, 2, 150000],
    [123.4565, 3, 123457],
    [99.5, 0, 100],
    [0, 2, 0],
  ])('minor(%d, %d) is %d', (value, digits, expected) => {
    expect(minor(value, digits)).toBe(expected)
  })

  test.each([NaN, Infinity, -Infinity, 1e21])('minor refuses %d', (value) => {
    expect(() => minor(value, 2)).toThrow(RangeError)
  })

  test('units refuses fractions and has no negative zero', () => {
    expect(() => units(1.5, 2)).toThrow(RangeError)
    expect(Object.is(units(-0, 2), 0)).toBe(true)
  })
})

describe('tax', () => {
  test('agrees with the oracle and mirrors refunds', () => {
    fc.assert(
      fc.property(amount, rate, rounding, (net, millionths, rule) => {
        const tax = taxOf(net, millionths, rule)
        expect(tax).toBe(oracle(BigInt(net) * BigInt(millionths), 1_000_000n, rule))
        expect(taxOf(-net, millionths, rule) + tax).toBe(0)
      }),
    )
  })

  test.each([
    // 10 % of 33.05 and so on: the half cent goes up, or to the even cent.
    [3305, 331, 330],
    [3315, 332, 332],
    [3325, 333, 332],
    [3345, 335, 334],
    [-3305, -331, -330],
  ])('10 %% of %d', (net, up, even) => {
    expect(taxOf(net, 100_000)).toBe(up)
    expect(taxOf(net, 100_000, 'half-even')).toBe(even)
  })

  test('a gross price falls into net and tax', () => {
    expect(splitGross(11000, 100_000)).toEqual({ net: 10000, tax: 1000 })
    expect(splitGross(10000, 100_000)).toEqual({ net: 9091, tax: 909 })
    fc.assert(
      fc.property(amount, rate, rounding, (gross, millionths, rule) => {
        const { net, tax } = splitGross(gross, millionths, rule)
        expect(net + tax).toBe(gross)
        expect(net).toBe(oracle(BigInt(gross) * 1_000_000n, 1_000_000n + BigInt(millionths), rule))
      }),
    )
  })

  test('net plus its tax comes back as that net', () => {
    fc.assert(
      fc.property(amount, rate, (net, millionths) => {
        expect(splitGross(net + taxOf(net, millionths), millionths).net).toBe(net)
      }),
    )
  })
})

describe('splitting', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 12 })

  test('parts add up and stay next to their exact share', () => {
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const parts = splitByWeights(total, shares)
        expect(sum(parts)).toBe(total)
        expect(parts).toHaveLength(shares.length)
        const all = sum(shares)
        if (all === 0) return
        shares.forEach((share, index) => {
          const off = BigInt(parts[index]!) * BigInt(all) - BigInt(total) * BigInt(share)
          expect(abs(off) < BigInt(all)).toBe(true)
          if (share === 0) expect(parts[index]! + 0).toBe(0)
        })
      }),
    )
  })

  test('no line gives more than it has', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (lines, part) => {
        const discount = Math.floor(sum(lines) * part)
        splitByWeights(discount, lines).forEach((share, index) => {
          expect(share).toBeLessThanOrEqual(lines[index]! || (sum(lines) === 0 ? discount : 0))
          expect(share).toBeGreaterThanOrEqual(0)
        })
      }),
    )
  })

  test('even parts differ by one at most', () => {
    expect(splitEvenly(100, 3)).toEqual([33, 33, 34])
    expect(splitEvenly(-100, 3)).toEqual([-33, -33, -34])
    expect(splitByWeights(5, [0, 0])).toEqual([2, 3])
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 40 }), (total, n) => {
        const parts = splitEvenly(total, n)
        expect(sum(parts)).toBe(total)
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('refused', () => {
    expect(() => splitByWeights(1, [])).toThrow(RangeError)
    expect(() => splitByWeights(1, [1, -1])).toThrow(RangeError)
    expect(() => splitByWeights(0.5, [1])).toThrow(RangeError)
    expect(splitByWeights(0, [])).toEqual([])
  })
})

describe('rounding of totals', () => {
  test.each([
    [2302, 5, 2300, 2305, 2300],
    [2302, 100, 2300, 2400, 2300],
    [2302, 500, 2000, 2500, 2500],
    [2302, 1000, 2000, 3000, 2000],
    [-2302, 500, -2000, -2500, -2500],
    [250, 500, 0, 500, 500],
    [2500, 500, 2500, 2500, 2500],
  ])('%d to %d', (value, increment, lower, upper, nearest) => {
    expect(roundToIncrement(value, increment, 'lower')).toBe(lower)
    expect(roundToIncrement(value, increment, 'upper')).toBe(upper)
    expect(roundToIncrement(value, increment)).toBe(nearest)
  })

  test('a multiple, near, and rounding again changes nothing', () => {
    const method = fc.constantFrom('lower' as const, 'upper' as const, 'nearest' as const)
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 100_000 }), method, (value, increment, how) => {
        const rounded = roundToIncrement(value, increment, how)
        expect(Math.abs(rounded % increment)).toBe(0)
        expect(Math.abs(rounded - value)).toBeLessThan(how === 'nearest' ? increment / 2 + 0.5 : increment)
        expect(roundToIncrement(rounded, increment, how)).toBe(rounded)
        expect(roundToIncrement(-value, increment, how) + rounded).toBe(0)
      }),
    )
    expect(() => roundToIncrement(1, 0)).toThrow(RangeError)
  })
})

describe('currencies', () => {
  test('numbers that clients know', () => {
    expect(findCurrency(148)).toEqual({
      id: 148,
      code: 'USD',
      exponent: 2,
      symbol: '$',
      name: 'United States Dollar',
    })
    expect(findCurrency(61)?.code).toBe('INR')
    expect(findCurrency(0)).toBeUndefined()
    expect(findCurrencyByCode('jpy')?.exponent).toBe(0)
    expect(findCurrencyByCode('KWD')?.exponent).toBe(3)
    expect(symbolHex(findCurrency(148)!)).toBe('0024')
    expect(symbolHex(findCurrency(61)!)).toBe('20b9')
  })

  test('every number and code once', () => {
    const all = listCurrencies()
    expect(new Set(all.map((currency) => currency.id)).size).toBe(all.length)
    expect(new Set(all.map((currency) => currency.code)).size).toBe(all.length)
    for (const { code, exponent } of all) {
      expect(code).toMatch(/^[A-Z]{3}$/)
      expect([0, 2, 3]).toContain(exponent)
    }
  })

  test('numbers do not move', () => {
    const numbers = listCurrencies().map(({ id, code }) => `${id}${code}`)
    expect(numbers.join(' ')).toMatchInlineSnapshot(
      `"1AFN 2ALL 3DZD 4AOA 5ARS 6AMD 7AWG 8AUD 9AZN 10BSD 11BHD 12BDT 13BBD 14BYN 15BZD 16BMD 17BTN 18BOB 19BAM 20BWP 21BRL 22GBP 23BND 24BIF 25KHR 26CAD 27CVE 28KYD 29XAF 30XPF 31CLP 32CNY 33COP 34KMF 35CDF 36CRC 37CUP 38CZK 39DKK 40DJF 41DOP 42XCD 43EGP 44ERN 45ETB 46EUR 47FKP 48FJD 49GMD 50GEL 51GHS 52GIP 53GTQ 54GNF 55GYD 56HTG 57HNL 58HKD 59HUF 60ISK 61INR 62IDR 63IRR 64IQD 65ILS 66JMD 67JPY 68JOD 69KZT 70KES 71KWD 72KGS 73LAK 74LBP 75LSL 76LRD 77LYD 78MOP 79MKD 80MGA 81MWK 82MYR 83MVR 84MRU 85MUR 86MXN 87MDL 88MNT 89MAD 90MZN 91MMK 92NAD 93NPR 94ANG 95TWD 96NZD 97NIO 98NGN 99KPW 100NOK 101OMR 102PKR 103PAB 104PGK 105PYG 106PEN 107PHP 108PLN 109QAR 110RON 111RUB 112RWF 113SVC 114WST 115STN 116SAR 117RSD 118SCR 119SLE 120SLL 121SGD 122SBD 123SOS 124ZAR 125KRW 126SSP 128LKR 129SHP 131SDG 132SRD 133SZL 134SEK 135CHF 136SYP 137TJS 138TZS 139THB 140TOP 141TTD 142TND 143TRY 144TMT 145UGX 146UAH 147AED 148USD 149UYU 150UZS 151VUV 152VES 153VND 154XOF 155YER 156ZMW 157ZWL 158ZWG 159BGN 160XCG"`,
    )
  })
})
