/** Master data → the contract's shapes; shared by every area that shows a country, a currency or a zone. */
import type { wire } from '#contract'
import { findCurrencyByCode, symbolHex } from '#platform/money.ts'
import { findCountry, findState, OTHER_STATE, type Country, type State } from './geography.ts'
import { findTimeZone } from './time-zones.ts'

/** A country as the list of countries shows it. */
export const countryRow = (country: Country): wire.centers.Country => ({
  id: country.id,
  code: country.code,
  name: country.name,
  short_name: country.code,
  phone_code: country.phoneCode,
  nationality: country.nationality,
})

/** A country inside another object, which has no short name; null for none and unknown. */
export function countryObject(countryId: number | null): wire.centers.Country | null {
  const country = countryId === null ? undefined : findCountry(countryId)
  return country ? { ...countryRow(country), short_name: undefined } : null
}

export const stateRow = (state: State): wire.centers.State => ({
  id: state.id,
  code: state.code,
  name: state.name,
  short_name: state.shortName,
})

/** Any state that is not in the list; its name is then free text beside the id. */
export const otherState = (name: string | null = null): wire.centers.State => ({
  id: OTHER_STATE,
  code: null,
  name: name || 'Others',
  short_name: null,
})

/** A state inside another object; null for none and unknown. */
export function stateObject(stateId: number | null, stateOther: string | null): wire.centers.State | null {
  if (stateId === OTHER_STATE) return otherState(stateOther)
  const state = stateId === null ? undefined : findState(stateId)
  return state ? stateRow(state) : null
}

/** `symbol` is the sign's code points in hexadecimal, as the wire has it; `currency_symbol` the sign itself. */
export function currencyObject(code: string): NonNullable<wire.centers.Center['currency']> {
  const currency = findCurrencyByCode(code)
  if (!currency) throw new RangeError(`not a currency: ${code}`)
  return {
    id: currency.id,
    name: currency.name,
    code: currency.code,
    symbol: symbolHex(currency),
    currency_symbol: currency.symbol,
  }
}

export function timeZoneObject(zone: string): {
  id: number
  name: string
  standard_name: string
  symbol: string
} {
  const { id, name, standardName } = findTimeZone(zone)
  return { id, name, standard_name: standardName, symbol: standardName }
}
