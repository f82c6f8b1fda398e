/**
 * Time: instants, wall clocks and days.
 *
 * Three kinds of values, never mixed:
 * - an instant is a `Date`;
 * - a local time is text `YYYY-MM-DDTHH:MM:SS`, read on the wall of some zone;
 * - a day is text `YYYY-MM-DD`.
 *
 * Zones are IANA names. The rules of a zone come from Temporal; what it says is kept per zone and span of
 * about a hundred days, because the answers of a search turn thousands of instants into wall times.
 *
 * A local time that occurs twice means its first occurrence. One that a forward change skips is moved on by
 * the length of the gap (02:30 becomes 03:30), which Temporal calls "compatible".
 */
import { Temporal } from 'temporal-polyfill'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** 2^33 ms, about 99 days: short enough to be cheap to fill, long enough to be found again. */
const SPAN = 2 ** 33

const EARLIEST_YEAR = 1900
const LATEST_YEAR = 2200

/** One offset for the whole span, or the changes inside it: from an instant (ms) on, an offset (ms). */
type Span = number | { from: number; offset: number }[]

type ZoneRules = { zone: string; spans: Map<number, Span> }

const knownZones = new Map<string, ZoneRules>()

// ---------------------------------------------------------------- zones

/** True for a name of the IANA time zone data (links such as `US/Eastern` included), false for offsets. */
export function isIanaZone(text: string): boolean {
  if (knownZones.has(text)) return true
  if (!/^[A-Za-z]/.test(text)) return false
  try {
    Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

function zoneRules(zone: string): ZoneRules {
  const known = knownZones.get(zone)
  if (known) return known
  if (!isIanaZone(zone)) throw new RangeError(`not an IANA time zone: ${zone}`)
  const rules: ZoneRules = { zone, spans: new Map() }
  knownZones.set(zone, rules)
  return rules
}

function readSpan(zone: string, index: number): Span {
  const start = index * SPAN
  const end = start + SPAN
  let at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone)
  const first = at.offsetNanoseconds / 1e6
  const changes = [{ from: start, offset: first }]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds >= end) break
    changes.push({ from: next.epochMilliseconds, offset: next.offsetNanoseconds / 1e6 })
    at = next
  }
  return changes.length === 1 ? first : changes
}

/** Milliseconds to add to an instant to read the wall clock. */
function offsetAt(rules: ZoneRules, instant: number): number {
  const index = Math.floor(instant / SPAN)
  let span = rules.spans.get(index)
  if (span === undefined) {
    span = readSpan(rules.zone, index)
    rules.spans.set(index, span)
  }
  if (typeof span === 'number') return span
  let offset = 0
  for (const change of span) {
    if (change.from > instant) break
    offset = change.offset
  }
  return offset
}

/** The instants at which the wall shows `wall` (ms, counted as if the wall were UTC), earliest first. */
function instantsOf(rules: ZoneRules, wall: number): number[] {
  const before = offsetAt(rules, wall - DAY)
  const after = offsetAt(rules, wall + DAY)
  const found: number[] = []
  for (const offset of before === after ? [before] : [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(rules, wall - offset) === offset) found.push(wall - offset)
  }
  return found
}

// ---------------------------------------------------------------- instants and wall clocks

/**
 * The instant of a local time.
 * @param local `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`; use parseLocalDateTime on foreign text first
 * @throws RangeError when the text has another form or the zone is unknown
 */
export function localToUtc(local: string, zone: string): Date {
  const rules = zoneRules(zone)
  const wall = wallOf(local)
  const instant = instantsOf(rules, wall)[0]
  // Skipped on the wall: the offset that held before the change carries it past the gap.
  return new Date(instant ?? wall - offsetAt(rules, wall - DAY))
}

/** The wall clock of a zone at an instant, `YYYY-MM-DDTHH:MM:SS`; fractions are cut off. */
export function utcToLocal(date: Date, zone: string): string {
  const instant = date.getTime()
  return isoSeconds(instant + offsetAt(zoneRules(zone), instant))
}

/** An instant in UTC as `YYYY-MM-DDTHH:MM:SS`, without Z; fractions are cut off. */
export function utcText(date: Date): string {
  return isoSeconds(date.getTime())
}

/**
 * A clock reading in UTC: up to seven fraction digits, trailing zeros dropped, no fraction when it is zero.
 * @param extraDigits up to four digits behind the milliseconds; a `Date` has none
 * @param suffix 'Z' where the reader wants it, as in event_timestamp
 */
export function fractionText(date: Date, extraDigits = '', suffix: '' | 'Z' = ''): string {
  const text = date.toISOString()
  const fraction = (text.slice(20, 23) + extraDigits).slice(0, 7).replace(/0+$/, '')
  return text.slice(0, 19) + (fraction && `.${fraction}`) + suffix
}

/** The day, `YYYY-MM-DD`, that a zone has at an instant. */
export function localDay(date: Date, zone: string): string {
  return utcToLocal(date, zone).slice(0, 10)
}

// ---------------------------------------------------------------- days

/**
 * The first instant of a day. Not always 00:00: where the clocks skip midnight it is the end of the gap.
 * @throws RangeError when `day` is not `YYYY-MM-DD` or the zone is unknown
 */
export function dayStartUtc(day: string, zone: string): Date {
  const rules = zoneRules(zone)
  const wall = wallOf(day)
  const instant = instantsOf(rules, wall)[0]
  return new Date(instant ?? changeBetween(rules, wall - DAY, wall + DAY))
}

/** The last change of offset up to `end`, given that one lies after `start`. */
function changeBetween(rules: ZoneRules, start: number, end: number): number {
  const target = offsetAt(rules, end)
  let low = start
  let high = end
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(rules, middle) === target) high = middle
    else low = middle
  }
  return high
}

/** Length of a day in elapsed minutes: 1440, at a change of clocks 1380 or 1500; 0 for a day a zone left out. */
export function dayMinutes(day: string, zone: string): number {
  return (dayStartUtc(addDays(day, 1), zone).getTime() - dayStartUtc(day, zone).getTime()) / MINUTE
}

/**
 * Minutes that have passed since a day began; negative before it, beyond dayMinutes after it, a fraction when
 * the instant has seconds. Elapsed, not wall: on the day clocks go forward 04:00 is 180.
 */
export function elapsedMinutes(day: string, zone: string, date: Date): number {
  return (date.getTime() - dayStartUtc(day, zone).getTime()) / MINUTE
}

/**
 * How to read wall minutes from elapsed minutes, for the day and the one after it: the wall minute (counted
 * from 00:00 of `day`) is the elapsed minute plus the `offset` of the last entry whose `fromMinute` it has
 * reached. An ordinary day gives `[{ fromMinute: 0, offset: 0 }]`; clocks going forward at 02:00 add
 * `{ fromMinute: 120, offset: 60 }`.
 */
export function wallOffsets(day: string, zone: string): { fromMinute: number; offset: number }[] {
  const rules = zoneRules(zone)
  const start = dayStartUtc(day, zone).getTime()
  const end = dayStartUtc(addDays(day, 2), zone).getTime()
  const entries: { fromMinute: number; offset: number }[] = []
  // The wall minute of an elapsed minute m is (start + m + zone offset) - 00:00 of the day.
  const base = start - wallOf(day)
  const add = (from: number) =>
    entries.push({ fromMinute: (from - start) / MINUTE, offset: (base + offsetAt(rules, from)) / MINUTE })
  add(start)
  for (let index = Math.floor(start / SPAN); index <= Math.floor(end / SPAN); index++) {
    offsetAt(rules, index * SPAN)
    const span = rules.spans.get(index)
    if (span === undefined || typeof span === 'number') continue
    for (const change of span.slice(1)) if (change.from > start && change.from < end) add(change.from)
  }
  return entries
}

/** The day `n` days later; `n` may be negative. */
export function addDays(day: string, n: number): string {
  return isoSeconds(wallOf(day) + n * DAY).slice(0, 10)
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: string): number {
  return new Date(wallOf(day)).getUTCDay()
}

/** All days from `start` to `end`, both included; empty when `end` comes first. */
export function dayRange(start: string, end: string): string[] {
  const days: string[] = []
  for (let wall = wallOf(start), last = wallOf(end); wall <= last; wall += DAY) {
    days.push(isoSeconds(wall).slice(0, 10))
  }
  return days
}

// ---------------------------------------------------------------- foreign text

const LENIENT = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?)?$/i

/**
 * Reads what clients send as a local time and gives `YYYY-MM-DDTHH:MM:SS`, or null when it is unreadable.
 * Accepted: a day alone (00:00:00), with or without seconds, a blank for the T, fractions (cut off) and a Z
 * (ignored: the field decides the zone). Refused: other offsets, days that do not exist, years outside
 * 1900 to 2200.
 */
export function parseLocalDateTime(text: string): string | null {
  const parts = LENIENT.exec(text.trim())
  if (!parts) return null
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0))
  if (!isDay(year!, month!, day!) || hour! > 23 || minute! > 59 || second! > 59) return null
  return isoSeconds(Date.UTC(year!, month! - 1, day!, hour, minute, second))
}

/** The day in a text that parseLocalDateTime can read, `YYYY-MM-DD`, or null. */
export function parseDay(text: string): string | null {
  return parseLocalDateTime(text)?.slice(0, 10) ?? null
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/**
 * An ISO 8601 duration (`PT90M`, `P1DT12H`, `PT0.5S`) in milliseconds. A day counts 24 hours.
 * @throws RangeError for anything else; months and years have no fixed length
 */
export function parseDuration(text: string): number {
  const parts = DURATION.exec(text)
  if (!parts || !/\d[A-Z]$/.test(text)) throw new RangeError(`not a duration: ${text}`)
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0))
  return weeks! * 7 * DAY + days! * DAY + hours! * HOUR + minutes! * MINUTE + Math.round(seconds! * 1000)
}

// ---------------------------------------------------------------- text and numbers

/** Milliseconds of a wall time as if the wall were UTC. Character by character: a regular expression costs more. */
function wallOf(text: string): number {
  const length = text.length
  if (length === 10 || length === 16 || length === 19) {
    const year = digits(text, 0, 4)
    const month = digits(text, 5, 7)
    const day = digits(text, 8, 10)
    const hour = length > 10 ? digits(text, 11, 13) : 0
    const minute = length > 10 ? digits(text, 14, 16) : 0
    const second = length > 16 ? digits(text, 17, 19) : 0
    const wall = Date.UTC(year, month - 1, day, hour, minute, second)
    if (isoSeconds(wall).startsWith(text)) return wall
  }
  throw new RangeError(`not a local date or time: ${text}`)
}

function digits(text: string, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) value = value * 10 + text.charCodeAt(i) - 48
  return value
}

/** Days as text by their number since 1970; a request asks for the same few again and again. */
const dayTexts = new Map<number, string>()
const MOST_DAY_TEXTS = 4_096
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** `YYYY-MM-DDTHH:MM:SS`, put together from parts because Date's own text costs five times as much. */
function isoSeconds(ms: number): string {
  if (Number.isNaN(ms)) return ''
  const dayNumber = Math.floor(ms / DAY)
  let day = dayTexts.get(dayNumber)
  if (day === undefined) {
    day = new Date(dayNumber * DAY).toISOString().slice(0, -13)
    if (dayTexts.size >= MOST_DAY_TEXTS) dayTexts.clear()
    dayTexts.set(dayNumber, day)
  }
  const second = Math.floor((ms - dayNumber * DAY) / 1000)
  const minute = Math.floor(second / 60)
  return `${day}${TWO_DIGITS[Math.floor(minute / 60)]}:${TWO_DIGITS[minute % 60]}:${TWO_DIGITS[second % 60]}`.slice(
    0,
    19,
  )
}
