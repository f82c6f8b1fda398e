/** What the samples of several nouns need: people's names, phones, moments and amounts as the wire has them. */
import { employeeName } from '#areas/employees'
import { findCountry } from '#areas/organizations'
import { findCurrencyByCode, taxOf, units } from '#platform/money.ts'
import { addDays, dayStartUtc, localDay, localToUtc, utcText } from '#platform/time.ts'
import type { Cast } from '../cast.ts'

export const MINUTE = 60_000
const DAY = 86_400_000

/** Some members of these events have never carried a currency. */
export const NO_CURRENCY = 0

export const therapistName = ({ therapist }: Cast): string => employeeName(therapist)

export const centerRef = ({ center }: Cast): { id: string; name: string } => ({
  id: center.id,
  name: center.name,
})

/** The member of a membership as lists of members name the one who holds it. */
export const holderOf = ({ guest }: Cast): { id: string; name: string } => ({
  id: guest.id,
  name: `${guest.first_name} ${guest.last_name} (Primary)`,
})

/** Dialling code of a country; 0: unknown. */
export const diallingCode = (countryId: number): number => findCountry(countryId)?.phoneCode ?? 0

/** Country of the guest's phone. */
export const phoneCountry = ({ guest, center }: Cast): number => guest.country_id ?? center.country_id

/** Number with the prefix of the center, as it is printed. */
export const printedNumber = (cast: Cast, number: number): string => `${cast.center.code}${number}`

// ---------------------------------------------------------------- time

/** The center's day at an instant, so many days on. */
export const dayOf = (cast: Cast, at: Date, days = 0): string =>
  addDays(localDay(at, cast.center.time_zone), days)

/** The center's midnight, so many days on, in UTC. */
export const midnightUtc = (cast: Cast, at: Date, days = 0): string =>
  utcText(dayStartUtc(dayOf(cast, at, days), cast.center.time_zone))

/** A day without a clock: some members are plain dates in the form of a time. */
export const plainDate = (cast: Cast, at: Date, days = 0): string => `${dayOf(cast, at, days)}T00:00:00`

export interface Span {
  starts: Date
  ends: Date
}

/** The visit that lies ahead: tomorrow at ten. */
export function visitAhead(cast: Cast, at: Date): Span {
  const starts = localToUtc(`${dayOf(cast, at, 1)}T10:00:00`, cast.center.time_zone)
  return { starts, ends: new Date(starts.getTime() + cast.service.duration * MINUTE) }
}

/** The visit that is taking place: it began on the last full five minutes. */
export function visitNow(cast: Cast, at: Date): Span {
  const starts = new Date(Math.floor(at.getTime() / (5 * MINUTE)) * 5 * MINUTE)
  return { starts, ends: new Date(starts.getTime() + cast.service.duration * MINUTE) }
}

/** The visit that has just ended. */
export function visitBefore(cast: Cast, at: Date): Span {
  const { starts: ends } = visitNow(cast, at)
  return { starts: new Date(ends.getTime() - cast.service.duration * MINUTE), ends }
}

export const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY)

// ---------------------------------------------------------------- money

const exponentOf = ({ center }: Cast): number => findCurrencyByCode(center.currency_code)?.exponent ?? 2

export const currencyId = ({ center }: Cast): number =>
  findCurrencyByCode(center.currency_code)?.id ?? NO_CURRENCY

/** Minor units on the wire. */
export const amount = (cast: Cast, minorUnits: number): number => units(minorUnits, exponentOf(cast))

/** So many whole units of the center's currency, in minor units. */
export const whole = (cast: Cast, n: number): number => n * 10 ** exponentOf(cast)

export interface Sum {
  net: number
  tax: number
}

/** A net amount with the center's tax on top; minor units. */
export const taxed = (cast: Cast, net: number): Sum => ({ net, tax: taxOf(net, cast.center.tax_rate) })

/** The price of something sold outside a visit. */
export const purchasePrice = (cast: Cast, { net, tax }: Sum) => ({
  currency_id: NO_CURRENCY,
  sales: amount(cast, net),
  tax: amount(cast, tax),
  final: amount(cast, net + tax),
})
