/**
 * What lines cost. All amounts are minor units. Tax is kept exact per line, added up per rate, rounded once
 * per rate on the invoice (half to even), and then spread over the lines so that they add up to it.
 * Source: invoices.yaml, x-money-rules.
 */
import { splitByWeights, taxOf } from '#platform/money.ts'

export interface PriceLine {
  /** Unit price × quantity before discount; contains the tax where the center's prices do. */
  listPrice: number
  /** Positive amount taken off, at most listPrice. */
  discount: number
  /** Millionths: 82500 = 8.25 %. */
  taxRate: number
}
export interface PricedLine extends PriceLine {
  /** After discount, before tax. */
  net: number
  tax: number
  /** net + tax */
  final: number
}
export interface PricedInvoice {
  lines: PricedLine[]
  net: number
  tax: number
  total: number
}

const MILLION = 1_000_000

/** Prices the lines of one invoice together. */
export function priceLines(lines: readonly PriceLine[], taxIncluded: boolean): PricedInvoice {
  const gross = lines.map((line) => line.listPrice - line.discount)
  const tax = lines.map(() => 0)
  for (const rate of new Set(lines.map((line) => line.taxRate))) {
    const at = lines.flatMap((line, i) => (line.taxRate === rate ? [i] : []))
    const base = at.reduce((sum, i) => sum + gross[i]!, 0)
    const due = taxIncluded ? base - netOf(base, rate) : taxOf(base, rate, 'half-even')
    const parts =
      base === 0
        ? at.map(() => 0)
        : splitByWeights(
            due,
            at.map((i) => gross[i]!),
          )
    at.forEach((i, n) => (tax[i] = parts[n]!))
  }
  const priced = lines.map((line, i) => {
    const net = taxIncluded ? gross[i]! - tax[i]! : gross[i]!
    return { ...line, net, tax: tax[i]!, final: net + tax[i]! }
  })
  const net = priced.reduce((sum, line) => sum + line.net, 0)
  const taxTotal = priced.reduce((sum, line) => sum + line.tax, 0)
  return { lines: priced, net, tax: taxTotal, total: net + taxTotal }
}

/** Net part of an amount that contains its tax, rounded half to even. */
function netOf(gross: number, rate: number): number {
  const scaled = BigInt(gross) * BigInt(MILLION)
  const whole = BigInt(MILLION + rate)
  const quotient = scaled / whole
  const rest = scaled % whole
  const up = rest * 2n > whole || (rest * 2n === whole && quotient % 2n === 1n)
  return Number(quotient + (up ? 1n : 0n))
}
