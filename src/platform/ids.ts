/**
 * Identifiers.
 *
 * Records carry guids of version 7 (RFC 9562): 48 bits of Unix milliseconds, 12 bits that count within the
 * millisecond, 62 random bits. They sort by age, which keeps index pages warm.
 *
 * Events carry 24 hex digits: 8 of Unix seconds, 10 that belong to the process, 6 of a counter. The id of the
 * occurrence comes first, the ids of its deliveries follow with higher counters.
 */
import { randomBytes, randomFillSync } from 'node:crypto'

/** Stands for "none" where the wire has no null. */
export const NIL_GUID = '00000000-0000-0000-0000-000000000000'

// ---------------------------------------------------------------- guids

/** Randomness in advance: one call to the system serves 512 ids. */
const pool = Buffer.alloc(8 * 512)
let poolPosition = pool.length

let lastMillisecond = -1
let lastCount = 0

/**
 * A new guid, lower case. Each one sorts after all before it in this process, also within a millisecond and
 * when the clock is set back.
 */
export function newId(now: Date): string {
  if (poolPosition === pool.length) {
    randomFillSync(pool)
    poolPosition = 0
  }
  const millisecond = now.getTime()
  if (millisecond > lastMillisecond) {
    lastMillisecond = millisecond
    // Starting low leaves room to count up.
    lastCount = pool.readUInt16BE(poolPosition) & 0x3ff
  } else if (lastCount < 0xfff) {
    lastCount += 1
  } else {
    lastMillisecond += 1
    lastCount = 0
  }
  pool[poolPosition] = (pool[poolPosition]! & 0x3f) | 0x80
  const tail = pool.toString('hex', poolPosition, poolPosition + 8)
  poolPosition += 8
  const time = hex(lastMillisecond, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(lastCount, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const GUID_WITHOUT_DASHES = /^[0-9a-f]{32}$/i

/** True for 8-4-4-4-12 hex digits in any case, whatever the version; see asGuid for foreign text. */
export function isGuid(text: unknown): text is string {
  return typeof text === 'string' && GUID.test(text)
}

/**
 * The guid in foreign text as it is stored, lower case with dashes, or null. Any case, with or without
 * dashes; no braces.
 */
export function asGuid(text: unknown): string | null {
  if (typeof text !== 'string') return null
  if (GUID.test(text)) return text.toLowerCase()
  if (!GUID_WITHOUT_DASHES.test(text)) return null
  const hex = text.toLowerCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

// ---------------------------------------------------------------- event ids

const COUNTERS = 2 ** 24
const EVENT_ID = /^[0-9a-f]{24}$/

export type EventIds = { eventId: string; ids: string[] }

/**
 * The id of an occurrence and `n` ids for its deliveries: same second, same process digits, counters one
 * higher each. The counters count as taken, so the ids may also be derived later with laterEventId.
 * @param at the event's timestamp
 * @throws RangeError when `n` is not a whole number from 0
 */
export const newEventIds: (at: Date, n: number) => EventIds = eventIdSource(
  randomBytes(5).toString('hex'),
  // In the lower half, so that a young process does not wrap.
  randomBytes(3).readUIntBE(0, 3) >>> 1,
)

/** What newEventIds is made of: ten process digits and the first counter. */
export function eventIdSource(process: string, first: number): (at: Date, n: number) => EventIds {
  let next = first
  return (at, n) => {
    if (!Number.isInteger(n) || n < 0 || n >= COUNTERS) throw new RangeError(`not a number of ids: ${n}`)
    // A block does not wrap inside: deliveries count upwards from their event.
    if (next + n >= COUNTERS) next = 0
    const second = Math.floor(at.getTime() / 1000)
    const ids = Array.from({ length: n + 1 }, (_, step) => hex(second, 8) + process + hex(next + step, 6))
    next += n + 1
    return { eventId: ids[0]!, ids: ids.slice(1) }
  }
}

/** Delivery ids set aside with each event, so that any process numbers its deliveries alike. */
export const RESERVED_DELIVERY_IDS = 63
/** Of these, what goes to subscribers; the last belongs to receivers that pull. */
export const SUBSCRIBER_IDS = RESERVED_DELIVERY_IDS - 1

/**
 * The id `steps` counters after `eventId`. Lets another process number the deliveries of an event whose ids
 * newEventIds has reserved, with the same result each time it tries.
 */
export function laterEventId(eventId: string, steps: number): string {
  const counter = EVENT_ID.test(eventId) ? parseInt(eventId.slice(18), 16) + steps : NaN
  if (!(counter >= 0 && counter < COUNTERS)) throw new RangeError(`no event id ${steps} after ${eventId}`)
  return eventId.slice(0, 18) + hex(counter, 6)
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0')
}
