/**
 * Money: whole minor units (cents, paise), never fractions of them.
 *
 * Amounts are integers in the minor unit of one currency, negative for refunds. Rates are integers in
 * millionths: 82 500 is 8.25 %. Products are formed as BigInt, so nothing is lost on the way to the one
 * rounding each function does. On the wire amounts are JSON numbers in units of the currency.
 */
export type { Currency } from './currencies.ts'
export { findCurrency, findCurrencyByCode, listCurrencies, symbolHex } from './currencies.ts'

/** What happens to exactly half a minor unit: away from zero, or to the even neighbour. */
export type Rounding = 'half-up' | 'half-even'

/** To the multiple below, above, or nearest; below and above speak of the size, so refunds mirror sales. */
export type RoundingMethod = 'lower' | 'upper' | 'nearest'

const MILLION = 1_000_000n

// ---------------------------------------------------------------- wire and storage

/**
 * Minor units of an amount in units of the currency, read as the decimal number it is written as: 1.005 with
 * two digits is 101, though the nearest binary fraction lies below. Surplus digits round half away from zero.
 * @throws RangeError for NaN, infinities and amounts beyond 2^53 minor units
 */
export function minor(amount: number, exponent: number): number {
  const [mantissa, power] = String(amount).split('e')
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(mantissa!)
  if (!parts) throw new RangeError(`not an amount: ${amount}`)
  const [, sign, whole, fraction = ''] = parts
  const digits = BigInt(whole! + fraction)
  const shift = Number(power ?? 0) - fraction.length + exponent
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divide(digits, 10n ** BigInt(-shift), 'half-up')
  return toSafe(sign ? -size : size)
}

/** The wire number of minor units: at most `exponent` decimals. */
export function units(minorUnits: number, exponent: number): number {
  checkWhole(minorUnits)
  // Both sides are exact, and division gives the double closest to the decimal: it prints as that decimal.
  return minorUnits / 10 ** exponent + 0
}

// ---------------------------------------------------------------- tax

/**
 * Tax to be added to a net amount.
 *
 * Tax is rounded once per rate, not per line: pass the sum of the lines, and spread the result over them with
 * splitByWeights where each needs its share.
 */
export function taxOf(net: number, rate: number, rounding: Rounding = 'half-up'): number {
  return toSafe(divide(BigInt(net) * BigInt(rate), MILLION, rounding))
}

/** What a price with tax inside consists of; the two parts add up to it. */
export function splitGross(
  gross: number,
  rate: number,
  rounding: Rounding = 'half-up',
): { net: number; tax: number } {
  if (rate < 0) throw new RangeError(`not a tax rate: ${rate}`)
  const net = toSafe(divide(BigInt(gross) * MILLION, MILLION + BigInt(rate), rounding))
  return { net, tax: gross - net }
}

/** A share of an amount, as for discounts and tips in percent. */
export const shareOf = taxOf

// ---------------------------------------------------------------- splitting

/** `n` parts that differ by one minor unit at most and add up to the total. */
export function splitEvenly(total: number, n: number): number[] {
  return splitByWeights(total, Array<number>(n).fill(1))
}

/**
 * Parts in proportion to weights, adding up to the total. Each part is less than one minor unit away from its
 * exact share; the odd units fall to later parts, so 100 over three is 33, 33, 34. A weight of zero gets
 * nothing, unless all are zero: then the parts are even. Weights that are line amounts are never exceeded
 * while the total does not exceed their sum.
 * @throws RangeError for negative weights, or when there is no part to take a total
 */
export function splitByWeights(total: number, weights: readonly number[]): number[] {
  checkWhole(total)
  for (const weight of weights) {
    checkWhole(weight)
    if (weight < 0) throw new RangeError(`not a weight: ${weight}`)
  }
  if (weights.length === 0) {
    if (total === 0) return []
    throw new RangeError(`nothing to split ${total} over`)
  }
  const used = weights.every((weight) => weight === 0) ? weights.map(() => 1n) : weights.map(BigInt)
  const sum = used.reduce((left, right) => left + right)
  // Cutting the running share, not each part, makes the parts add up by construction.
  let weight = 0n
  let given = 0n
  return used.map((own) => {
    weight += own
    const upToHere = (BigInt(total) * weight) / sum
    const part = upToHere - given
    given = upToHere
    return Number(part)
  })
}

// ---------------------------------------------------------------- rounding of totals

/**
 * An amount brought to a multiple of an increment (5 for nickels, 100 for whole units of a currency with two
 * digits). Nearest takes the larger of two equally near.
 */
export function roundToIncrement(
  amount: number,
  increment: number,
  method: RoundingMethod = 'nearest',
): number {
  checkWhole(increment)
  if (increment < 1) throw new RangeError(`not an increment: ${increment}`)
  const size = BigInt(Math.abs(amount))
  const step = BigInt(increment)
  const steps =
    method === 'nearest'
      ? divide(size, step, 'half-up')
      : method === 'lower'
        ? size / step
        : (size + step - 1n) / step
  const rounded = toSafe(steps * step)
  return amount < 0 ? 0 - rounded : rounded
}

// ---------------------------------------------------------------- whole numbers

/** Division with rounding to the nearest; the denominator is positive. */
function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const floor = size / denominator
  const twice = (size % denominator) * 2n
  const up = twice > denominator || (twice === denominator && (rounding === 'half-up' || floor % 2n === 1n))
  const result = up ? floor + 1n : floor
  return numerator < 0n ? -result : result
}

function toSafe(value: bigint): number {
  const number = Number(value)
  checkWhole(number)
  return number
}

function checkWhole(value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not whole minor units: ${value}`)
}
