/** What a guest must be like to be kept. Throws the named refusals of create and update. */
import type { Operations } from '#contract'
import type { Tx } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'
import { normalizePhoneNumber, phoneKey } from '#platform/phone.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { parseDay } from '#platform/time.ts'
import {
  findCountry,
  findState,
  NO_PLACE,
  OTHER_STATE,
  type OrganizationSettings,
} from '#areas/organizations'
import type { GuestPhone } from './details.ts'
import { isTaken, type UniqueMember } from './store.ts'
import type { GuestRow } from './tables.ts'

export type GuestWrite = Operations['createGuest']['body']

/** Refusals of writing a guest: codes as the original's. */
export const guestWriteRefusals: Readonly<Record<string, RefusalReply>> = {
  missing_input: [400, 503, (r) => `Required input is missing: ${r.field}`],
  mandatory_field_missing: [400, 481, (r) => `A mandatory field is missing: ${r.field}`],
  guest_code_taken: [400, 441, 'The guest code already exists (code)'],
  guest_user_name_taken: [400, 441, 'The user name already exists (personal_info.user_name)'],
  guest_email_taken: [400, 442, 'The guest email already exists (personal_info.email)'],
  guest_mobile_taken: [400, 442, 'The guest mobile number already exists (personal_info.mobile_phone)'],
  phone_invalid: [400, 482, (r) => `The phone number is not in the length range of its country: ${r.field}`],
  place_invalid: [400, 484, (r) => `The country, nationality or state is not valid: ${r.field}`],
  referral_code_invalid: [400, 502, 'The referral code is invalid (referral_code)'],
  referrer_invalid: [400, 502, (r) => `The referring guest is not known: ${r.field}`],
}

/** Numbers of the North American plan have ten digits; elsewhere lengths vary and only the general range holds. */
const NORTH_AMERICA = 1
const NORTH_AMERICAN_DIGITS = 10

interface PhoneInput {
  country_code?: number | null
  number?: string | null
}

/**
 * A phone as kept, or null when none was given. Without a country it is one of the center's country, so that
 * every kept phone has a dialling code to be found by. Throws phone_invalid or place_invalid.
 */
export function readPhone(
  phone: PhoneInput | null | undefined,
  field: string,
  homeCountryId: number,
): GuestPhone | null {
  if (!phone?.number?.trim()) return null
  const countryId = isNoPlace(phone.country_code) ? homeCountryId : phone.country_code
  const country = findCountry(countryId) ?? refuse('place_invalid', { field: `${field}.country_code` })
  const typed = normalizePhoneNumber(phone.number, country.phoneCode)
  if (typed === null) refuse('phone_invalid', { field: `${field}.number` })
  const number = country.phoneCode === NORTH_AMERICA && typed.length === 11 ? typed.replace(/^1/, '') : typed
  if (country.phoneCode === NORTH_AMERICA && number.length !== NORTH_AMERICAN_DIGITS)
    refuse('phone_invalid', { field: `${field}.number` })
  return { country_id: countryId, number, key: phoneKey(number, country.phoneCode) }
}

/** A day the client gave as date or date-time; empty and the stand-in for unset read as none. */
export function readDate(text: string | null | undefined, field: string): string | null {
  if (!text?.trim() || text.startsWith('0001-01-01')) return null
  return (
    parseDay(text.slice(0, 10)) ?? refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DD)' })
  )
}

export const isNoPlace = (id: number | null | undefined): id is null | undefined | 0 =>
  id === null || id === undefined || id === NO_PLACE || id === 0

/** Country, state and nationality must exist; -1 and 0 mean none. */
export function checkPlaces(write: Pick<GuestWrite, 'personal_info' | 'address_info'>): void {
  const { nationality_id } = write.personal_info
  if (!isNoPlace(nationality_id) && !findCountry(nationality_id))
    refuse('place_invalid', { field: 'personal_info.nationality_id' })
  const { country_id, state_id } = write.address_info ?? {}
  if (!isNoPlace(country_id) && !findCountry(country_id))
    refuse('place_invalid', { field: 'address_info.country_id' })
  if (isNoPlace(state_id) || state_id === OTHER_STATE) return
  const state = findState(state_id)
  if (!state || (!isNoPlace(country_id) && state.countryId !== country_id))
    refuse('place_invalid', { field: 'address_info.state_id' })
}

/** What the organisation may demand of a guest, seen on the guest as it will be kept. */
export type Profile = Pick<GuestRow, 'first_name' | 'last_name' | 'email' | 'mobile_number' | 'details'>

/** Names always, and the members of setting mandatory_guest_fields; throws mandatory_field_missing. */
export function checkMandatory(
  profile: Profile,
  gender: number | null | undefined,
  settings: OrganizationSettings,
): void {
  const { personal_info: person, address_info: address, referral } = profile.details
  const place = (id: number | undefined) => (isNoPlace(id) ? null : id)
  const kept: Record<string, readonly [field: string, value: unknown]> = {
    first_name: ['personal_info.first_name', profile.first_name],
    last_name: ['personal_info.last_name', profile.last_name],
    mobile: ['personal_info.mobile_phone', profile.mobile_number],
    email: ['personal_info.email', profile.email],
    birthday: ['personal_info.date_of_birth', person?.date_of_birth],
    gender: ['personal_info.gender', gender === -1 ? null : (gender ?? null) === null ? null : 'given'],
    nationality: ['personal_info.nationality_id', place(person?.nationality_id)],
    address: ['address_info.address_1', address?.address_1],
    city: ['address_info.city', address?.city],
    state: [
      'address_info.state_id',
      address?.state_id === OTHER_STATE ? address.state_other : place(address?.state_id),
    ],
    country: ['address_info.country_id', place(address?.country_id)],
    referral: ['referral.referral_source', referral?.source_id],
  }
  for (const name of ['first_name', 'last_name', ...settings.mandatory_guest_fields]) {
    const [field, value] = kept[name] ?? []
    if (field && (value === undefined || value === null || value === ''))
      refuse('mandatory_field_missing', { field })
  }
}

/** Fewest and most characters of a password. */
const PASSWORD_LENGTH = [8, 200] as const

export function checkPassword(password: string): void {
  const [fewest, most] = PASSWORD_LENGTH
  if (password.length < fewest || password.length > most)
    refuse('invalid_input', {
      field: 'login_info.password',
      detail: `must have ${fewest} to ${most} characters`,
    })
}

/**
 * Codes and user names are unique; mail and mobile only where the organisation says so. What is asked for is
 * locked until the commit, so that of two guests with one address saved at once the second is refused.
 */
export async function checkUnique(
  tx: Tx,
  settings: OrganizationSettings,
  guest: Pick<GuestRow, 'organization_id' | 'code' | 'user_name' | 'email' | 'mobile_digits'>,
  exceptGuestId: string | null,
): Promise<void> {
  // Always in this order: two calls that want the same values cannot wait for each other.
  const wanted: [member: UniqueMember, value: string | null, refusal: string, field: string][] = [
    ['code', guest.code, 'guest_code_taken', 'code'],
    ['user_name', guest.user_name, 'guest_user_name_taken', 'personal_info.user_name'],
  ]
  if (settings.unique_guest_email)
    wanted.push(['email', guest.email, 'guest_email_taken', 'personal_info.email'])
  if (settings.unique_guest_mobile)
    wanted.push(['mobile', guest.mobile_digits, 'guest_mobile_taken', 'personal_info.mobile_phone'])
  for (const [member, value, refusal, field] of wanted) {
    if (!value) continue
    await lockUntilCommit(tx, 'guest', guest.organization_id, member, value.toLowerCase())
    if (await isTaken(tx, guest.organization_id, member, value, exceptGuestId)) refuse(refusal, { field })
  }
}
