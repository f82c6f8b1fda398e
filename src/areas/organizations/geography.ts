/**
 * Countries and states, known to every organisation alike.
 *
 * The ids are those that clients keep (225 United States, 224 United Kingdom, 95 India, 13 Australia) and are
 * written down in geography/*.json; they never move. A phone's country_code is such an id, not a dialling
 * code. Countries follow the English alphabet as of 2009 (so Eswatini stands at Swaziland's place); newer ones
 * and uninhabited territories come at the end. States of the USA stand at 35 to 85 in the order of their FIPS
 * numbers (49 Indiana, 70 Ohio), the ids 5, 14 and 125 are American and 297 Australian because published
 * samples pair them so; all other state ids are our own. Names of states come from country-region-data
 * (scripts/geography-import.ts), country facts are our own table.
 *
 * Nothing is read before the first question: two files, about 0.2 MB, a few milliseconds.
 */
import { readFileSync } from 'node:fs'

/** Rows of countries.json and, by country code, of states.json. */
export type CountryRow = [
  id: number,
  code: string,
  name: string,
  phoneCode: number,
  nationality: string | null,
  currencyCode: string | null,
]
export type StateRow = [id: number, code: string, shortName: string | null, name: string]

export type Country = {
  id: number
  /** ISO 3166-1, two letters. */
  code: string
  name: string
  /** Dialling code; 1 for the whole North American plan, whose numbers have ten digits. */
  phoneCode: number
  /** What its people are called in English; null where nobody is. */
  nationality: string | null
  /** ISO 4217; null where no money is used. */
  currencyCode: string | null
}

export type State = {
  id: number
  countryId: number
  /** Country code and a number, `US39`; not the postal code. */
  code: string
  /** The postal or customary abbreviation, `OH`. */
  shortName: string | null
  name: string
}

/** In place of a state's or country's id: none chosen. */
export const NO_PLACE = -1
/** In place of a state's id: another one, its name is in state_other. */
export const OTHER_STATE = -2

type Countries = { list: readonly Country[]; byId: Map<number, Country>; byCode: Map<string, Country> }
type States = { byId: Map<number, State>; byCountry: Map<number, readonly State[]> }

let countries: Countries | undefined
let states: States | undefined

/** All countries by name. */
export function listCountries(): readonly Country[] {
  return loadCountries().list
}

/** The country of an id; 0, -1 and unknown numbers give undefined. */
export function findCountry(id: number): Country | undefined {
  return loadCountries().byId.get(id)
}

/** The country of two letters in any case. */
export function findCountryByCode(code: string): Country | undefined {
  return loadCountries().byCode.get(code.toUpperCase())
}

/** The states of a country by name; empty for one without states and for unknown ids. */
export function listStates(countryId: number): readonly State[] {
  return loadStates().byCountry.get(countryId) ?? []
}

/** The state of an id; -1, -2 and unknown numbers give undefined. */
export function findState(id: number): State | undefined {
  return loadStates().byId.get(id)
}

function loadCountries(): Countries {
  if (countries) return countries
  const list = (readData('countries.json') as CountryRow[])
    .map(([id, code, name, phoneCode, nationality, currencyCode]): Country => {
      return { id, code, name, phoneCode, nationality, currencyCode }
    })
    .sort((a, b) => compareNames(a.name, b.name))
  countries = {
    list,
    byId: new Map(list.map((country) => [country.id, country])),
    byCode: new Map(list.map((country) => [country.code, country])),
  }
  return countries
}

function loadStates(): States {
  if (states) return states
  const byCode = loadCountries().byCode
  const byId = new Map<number, State>()
  const byCountry = new Map<number, State[]>()
  for (const [country, rows] of Object.entries(readData('states.json') as Record<string, StateRow[]>)) {
    const countryId = byCode.get(country)!.id
    // Rows are in the order of their names.
    const list = rows.map(([id, code, shortName, name]) => ({ id, countryId, code, shortName, name }))
    byCountry.set(countryId, list)
    for (const state of list) byId.set(state.id, state)
  }
  states = { byId, byCountry }
  return states
}

const compareNames = new Intl.Collator('en').compare

function readData(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`geography/${file}`, import.meta.url), 'utf8'))
}
