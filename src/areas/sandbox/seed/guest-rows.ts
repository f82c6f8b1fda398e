/** Profiles of the guests and who belongs to whom. */
import { phoneKey } from '#platform/phone.ts'
import { addDays } from '#platform/time.ts'
import { CENTERS, type CenterCode } from './data/centers.ts'
import { HOMES } from './data/names.ts'
import { GUEST_TAGS, ORGANIZATION, RELATIONSHIP_TYPES } from './data/organization.ts'
import { PEOPLE } from './data/staff.ts'
import { LOGIN_GUEST, LOGIN_GUEST_NAME, rankOf, SEASONED_GUESTS, type DemoGuest } from './guests.ts'
import { createRandom, idOf, type Random } from './random.ts'
import { centerId, employeeId, guestId, type SeedRow, type SeedRows } from './rows.ts'

type GuestDetails = SeedRow<'guests'>['details']

const DIALLING: Readonly<Record<CenterCode, number>> = { NYC: 1, BLR: 91, SIN: 65 }
/** Their exchange 555, numbers 0100 to 0199, belongs to nobody. */
const AREA_CODES = [212, 917, 646, 718, 347, 929, 332, 201, 551, 973, 516, 914]
const GIVEN = 1
const WITHDRAWN = 6
const MAIL_DOMAINS = ['example.com', 'example.org', 'example.net']

/** `passwordHash` opens the login of one guest. */
export function guestRows(
  guests: readonly DemoGuest[],
  today: string,
  passwordHash: string | null,
): SeedRows {
  const mails = new Set<string>()
  return {
    guests: guests.map((guest) => guestRow(guest, today, mails, passwordHash)),
    guest_relationships: guests.flatMap((guest) => relationshipRow(guest, today)),
  }
}

function guestRow(
  guest: DemoGuest,
  today: string,
  mails: Set<string>,
  passwordHash: string | null,
): SeedRow<'guests'> {
  const { number, center } = guest
  const random = createRandom(`guest profile ${number}`)
  const isChild = guest.family?.role === 'CHILD'
  const hasLogin = number === LOGIN_GUEST
  const mobile = isChild || (!hasLogin && random.chance(0.03)) ? null : mobileOf(guest)
  const email = isChild || (!hasLogin && random.chance(0.06)) ? null : mailOf(guest, mails)
  const daysAgo = number > SEASONED_GUESTS ? random.between(1, 20) : random.between(40, 1_050)
  const created = new Date(
    `${addDays(today, -daysAgo)}T${pad(random.between(4, 22))}:${pad(random.between(0, 59))}:00Z`,
  )
  return {
    id: guestId(number),
    number,
    center_id: centerId(center),
    code: `${ORGANIZATION.settings.guest_code_prefix}${ORGANIZATION.settings.guest_code_start + number - 1}`,
    user_name: hasLogin ? LOGIN_GUEST_NAME : null,
    password_hash: hasLogin ? passwordHash : null,
    first_name: guest.first,
    middle_name: null,
    last_name: guest.last,
    email,
    mobile_country_id: mobile === null ? null : countryOf(center),
    mobile_number: mobile,
    mobile_digits: mobile && phoneKey(mobile, DIALLING[center]),
    gender: guest.gender,
    user_type: 0,
    is_deleted: false,
    merged_into: null,
    details: detailsOf(guest, today, random),
    created_at: created,
    updated_at: created,
  }
}

const pad = (value: number): string => String(value).padStart(2, '0')
const countryOf = (center: CenterCode): number => CENTERS.find(({ code }) => code === center)!.countryId

/** Ranges that are kept free for fiction or lie where no subscriber is. */
function mobileOf({ number, center }: DemoGuest): string {
  const rank = rankOf(number)
  if (center === 'BLR') return `70000${String(rank).padStart(5, '0')}`
  if (center === 'SIN') return `8000${String(rank).padStart(4, '0')}`
  const area = AREA_CODES[rank % AREA_CODES.length]!
  return `${area}555${String(100 + Math.floor(rank / AREA_CODES.length)).padStart(4, '0')}`
}

function mailOf({ number, first, last }: DemoGuest, taken: Set<string>): string {
  const name = `${first}.${last}`.toLowerCase().replace(/[^a-z.]/g, '')
  const domain = MAIL_DOMAINS[number % MAIL_DOMAINS.length]!
  const plain = `${name}@${domain}`
  const mail = taken.has(plain) ? `${name}${number}@${domain}` : plain
  taken.add(mail)
  return mail
}

function detailsOf(guest: DemoGuest, today: string, random: Random): GuestDetails {
  const { center } = guest
  const isChild = guest.family?.role === 'CHILD'
  const year = Number(today.slice(0, 4)) - (isChild ? random.between(6, 14) : random.between(20, 74))
  const birth = `${year}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`
  const home = HOMES[center]
  const [city, zip] = random.pick(home.places)
  const street = `${random.between(2, 480)} ${random.pick(home.streets)}`
  const hasAddress = random.chance(0.6)
  const therapists = PEOPLE.filter((person) => person.center === center && person.skills.length)
  const favourite = random.pick(therapists)
  return {
    personal_info: { date_of_birth: isChild || random.chance(0.7) ? birth : null, is_minor: isChild },
    address_info: hasAddress
      ? { address_1: street, city, zip_code: zip, country_id: countryOf(center), state_id: home.stateId }
      : {},
    preferences: preferencesOf(random, random.chance(0.15) ? employeeId(favourite.code) : null),
    tags: random.chance(0.16) ? [random.pick(GUEST_TAGS)] : null,
  }
}

function preferencesOf(random: Random, therapistId: string | null): NonNullable<GuestDetails['preferences']> {
  const marketing = random.chance(0.55)
  const withdrew = !marketing && random.chance(0.1)
  const state = marketing ? GIVEN : withdrew ? WITHDRAWN : 0
  return {
    receive_transactional_email: true,
    receive_transactional_sms: true,
    receive_marketing_email: marketing,
    receive_marketing_sms: marketing,
    consents: {
      transactional_email: GIVEN,
      transactional_sms: GIVEN,
      ...(state ? { marketing_email: state, marketing_sms: state } : {}),
    },
    ...(therapistId ? { preferred_therapist_id: therapistId } : {}),
  }
}

function relationshipRow({ number, family }: DemoGuest, today: string): SeedRow<'guest_relationships'>[] {
  if (!family) return []
  const type = RELATIONSHIP_TYPES.find(({ code }) => code === family.role)!
  return [
    {
      id: idOf(`relationship of ${number}`),
      host_guest_id: guestId(family.host),
      guest_id: guestId(number),
      relationship: type.name,
      relationship_type_id: idOf(`relationship ${type.code}`),
      allows_sharing: type.shares,
      details: {},
      created_at: new Date(`${addDays(today, -30)}T12:00:00Z`),
    },
  ]
}
