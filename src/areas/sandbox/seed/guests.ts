/** Two thousand guests, some of them families. Everything about a guest follows from the number. */
import { CENTER_CODES, type CenterCode } from './data/centers.ts'
import { NAMES } from './data/names.ts'
import { createRandom } from './random.ts'

export const GUESTS = 2_000
/** Those with higher numbers registered lately and have not come yet. */
export const SEASONED_GUESTS = 1_950
/** The guest who can sign in. */
export const LOGIN_GUEST = 1
export const LOGIN_GUEST_NAME = 'guest'

export type FamilyRole = 'SPOUSE' | 'CHILD'

export interface DemoGuest {
  number: number
  center: CenterCode
  first: string
  last: string
  /** gender: 0 female, 1 male */
  gender: 0 | 1
  /** Whose family the guest belongs to, and as what. */
  family: { host: number; role: FamilyRole } | null
}

/** Of twenty guests in a row nine belong to New York, six to Bengaluru, five to Singapore. */
const CYCLE = 20
const FIRST_IN_CYCLE: Readonly<Record<CenterCode, number>> = { NYC: 0, BLR: 9, SIN: 15 }
/** In every so many cycles the center's first guest has a spouse and a child. */
const FAMILY_EVERY: Readonly<Record<CenterCode, number>> = { NYC: 3, BLR: 4, SIN: 5 }

export const centerOfGuest = (number: number): CenterCode =>
  CENTER_CODES.findLast((code) => (number - 1) % CYCLE >= FIRST_IN_CYCLE[code])!

/** How many guests of the same center have lower numbers. */
export function rankOf(number: number): number {
  const center = centerOfGuest(number)
  const places = (number - 1) % CYCLE
  const size = { NYC: 9, BLR: 6, SIN: 5 }[center]
  return Math.floor((number - 1) / CYCLE) * size + places - FIRST_IN_CYCLE[center]
}

function familyOf(number: number): DemoGuest['family'] {
  const center = centerOfGuest(number)
  const cycle = Math.floor((number - 1) / CYCLE)
  const place = ((number - 1) % CYCLE) - FIRST_IN_CYCLE[center]
  if (cycle % FAMILY_EVERY[center] !== 0 || place < 1 || place > 2) return null
  return { host: number - place, role: place === 1 ? 'SPOUSE' : 'CHILD' }
}

function buildGuest(number: number): DemoGuest {
  const center = centerOfGuest(number)
  const random = createRandom(`guest ${number}`)
  const gender = random.chance(0.68) ? 0 : 1
  const names = NAMES[center]
  const first = random.pick(gender === 0 ? names.female : names.male)
  return { number, center, first, last: random.pick(names.last), gender, family: familyOf(number) }
}

/** All guests by number, from 1. Families bear their host's name. */
export function listGuests(): DemoGuest[] {
  const guests = Array.from({ length: GUESTS }, (_, i) => buildGuest(i + 1))
  return guests.map((guest) =>
    guest.family ? { ...guest, last: guests[guest.family.host - 1]!.last } : guest,
  )
}
