/**
 * Brings the states and provinces up to the data package: `node scripts/geography-import.ts`.
 *
 * Ids and codes already given stay for ever, names follow the package, new states get the next free numbers.
 * States that the package drops stay too, because addresses refer to them. Countries are kept by hand in
 * countries.json; this script only says which ones the package knows and we do not.
 */
import { allCountries } from 'country-region-data'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CountryRow, StateRow } from '../src/areas/organizations/geography.ts'

const folder = new URL('../src/areas/organizations/geography/', import.meta.url)
const countries = JSON.parse(readFileSync(new URL('countries.json', folder), 'utf8')) as CountryRow[]
const states = JSON.parse(readFileSync(new URL('states.json', folder), 'utf8')) as Record<string, StateRow[]>

/** Postal codes in use where the package still has older ones. */
const POSTAL: Record<string, string> = {
  'IN Chhattisgarh': 'CG',
  'IN Odisha': 'OD',
  'IN Telangana': 'TS',
  'IN Uttarakhand': 'UK',
}

const taken = new Set(Object.values(states).flatMap((rows) => rows.map(([id]) => id)))
let free = 1

function nextId(): number {
  while (taken.has(free)) free += 1
  taken.add(free)
  return free
}

for (const [, country] of countries) {
  const regions = allCountries.find(([, code]) => code === country)?.[2] ?? []
  const rows = (states[country] ??= [])
  for (const [name, packageCode] of [...regions].sort(([a], [b]) => a.localeCompare(b, 'en'))) {
    const shortName = POSTAL[`${country} ${name}`] ?? abbreviation(country, packageCode)
    const known = rows.find((row) => (shortName ? row[2] === shortName : row[3] === name))
    if (known) {
      known[3] = name
      continue
    }
    const numbers = rows.map(([, code]) => Number(code.slice(2)))
    const number = String(Math.max(0, ...numbers) + 1).padStart(2, '0')
    rows.push([nextId(), country + number, shortName, name])
  }
  rows.sort((a, b) => a[3].localeCompare(b[3], 'en'))
}

for (const [name, code] of allCountries) {
  if (!countries.some((country) => country[1] === code))
    console.warn(`not in countries.json: ${code} ${name}`)
}

const lines = Object.entries(states)
  .filter(([, rows]) => rows.length > 0)
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([country, rows]) =>
    rows.length === 1
      ? `  "${country}": [${rowText(rows[0]!)}]`
      : `  "${country}": [\n${rows.map((row) => `    ${rowText(row)}`).join(',\n')}\n  ]`,
  )
writeFileSync(new URL('states.json', folder), `{\n${lines.join(',\n')}\n}\n`)
console.log(`${taken.size} states in ${fileURLToPath(folder)}states.json`)

/** As prettier writes it. */
function rowText(row: StateRow): string {
  return `[${row.map((cell) => JSON.stringify(cell)).join(', ')}]`
}

/** The package's abbreviation without the country in front; it writes missing ones as a word. */
function abbreviation(country: string, text: string | undefined): string | null {
  if (!text || text === 'undefined') return null
  return text.startsWith(`${country}-`) ? text.slice(country.length + 1) : text
}
