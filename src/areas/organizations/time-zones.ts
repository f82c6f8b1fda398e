/**
 * Time zones as clients know them: a number and a Windows name for the IANA name a center is kept with.
 *
 * Numbers run from the date line eastwards, 15 is US Eastern as published samples have it; zones the world
 * added later come at the end, and no number moves. Which IANA zones belong to a Windows zone follows
 * Unicode CLDR 48 (windowsZones). The offset in a name is that of standard time.
 */
import { readFileSync } from 'node:fs'

/** Rows of geography/time-zones.json; the first IANA name is the one that stands for all. */
export type TimeZoneRow = [id: number, standardName: string, name: string, zones: string[]]

export interface TimeZone {
  id: number
  /** `(UTC-05:00) Eastern Time (US & Canada)` */
  name: string
  /** `Eastern Standard Time` */
  standardName: string
}

let known: Map<string, TimeZone> | undefined

/** Intl knows links and both spellings of renamed cities, and settles on one of them. */
const canonical = (zone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone

function load(): Map<string, TimeZone> {
  if (known) return known
  known = new Map()
  const text = readFileSync(new URL('geography/time-zones.json', import.meta.url), 'utf8')
  for (const [id, standardName, name, zones] of JSON.parse(text) as TimeZoneRow[])
    for (const zone of zones) known.set(canonical(zone), { id, name, standardName })
  return known
}

/**
 * The zone of an IANA name, links and old spellings included. A place without a Windows zone
 * (an Antarctic station) has the number -1 and its own name.
 * @throws RangeError when the name is no IANA zone
 */
export const findTimeZone = (zone: string): TimeZone =>
  load().get(canonical(zone)) ?? { id: -1, name: zone, standardName: zone }

/** All zones by number. */
export const listTimeZones = (): TimeZone[] =>
  [...new Map([...load().values()].map((zone) => [zone.id, zone])).values()].sort((a, b) => a.id - b.id)
