/** What a guest must be like to be kept. Throws the named refusals of create and update. */
import type { Operations } from '#contract'
import type { Db } from '#platform/db/database.ts'
import { normalizePhoneNumber, phoneKey } from '#platform/phone.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { parseDay } from '#platform/time.ts'
import { findCountry, findState, NO_PLACE, OTHER_STATE, type OrganizationSettings } from '#areas/organizations'
import type { GuestDetails, GuestPhone } from './details.ts'
import { isTaken } from './store.ts'

export type GuestWrite = Operations['createGuest']['body']

/** Refusals of writing a guest: codes as the original's. */
export const guestWriteRefusals: Readonly<Record<string, RefusalReply>> = {
  missing_input: [400, 503, (r) => `Required input is missing: ${r.field}`],
  mandatory_field_missing: [400, 481, (r) => `A mandatory field is missing: ${r.field}`],
  guest_code_taken: [400, 441, 'The guest code already exists (code)'],
  guest_email_taken: [400, 442, 'The guest email already exists (personal_info.email)'],
  guest_mobile_taken: [400, 442, 'The guest mobile number already exists (personal_info.mobile_phone)'],
  guest_user_name_taken: [400, 441, 'The user name already exists (personal_info.user_name)'],
  phone_invalid: [400, 482, (r) => `The phone number is not in the length range of its country: ${r.field}`],
  place_invalid: [400, 484, (r) => `The country, nationality or state is not valid: ${r.field}`],
  referral_code_invalid: [400, 502, 'The referral code is invalid (referral_code)'],
}

/** Digits of a phone as given, or null when none; throws phone_invalid or place_invalid. */
export function readPhone(phone: { country_code?: number | null; number?: string | null } | null | undefined, field: string): GuestPhone | null {
  if (!phone?.number?.trim()) return null
  const countryId = phone.country_code ?? NO_PLACE
  const country = findCountry(countryId)
  if (countryId !== NO_PLACE && countryId !== 0 && !country) refuse('place_invalid', { field: `${field}.country_code` })
  const number = normalizePhoneNumber(phone.number, country?.phoneCode ?? null)
  if (number === null) refuse('phone_invalid', { field: `${field}.number` })
  return { country_id: countryId, number }
}

/** Form in which two spellings of one mobile number meet. */
export const mobileKey = (phone: GuestPhone | null): string | null =>
  phone && phoneKey(phone.number, findCountry(phone.country_id)?.phoneCode ?? null)

/** A day the client gave as date or date-time; empty and the stand-in for unset read as none. */
export function readDate(text: string | null | undefined, field: string): string | null {
  if (!text?.trim() || text.startsWith('0001-01-01')) return null
  return parseDay(text.slice(0, 10)) ?? refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DD)' })
}

/** Country, state and nationality must exist; -1 and 0 mean none. */
export function checkPlaces(write: Pick<GuestWrite, 'personal_info' | 'address_info'>): void {
  const none = (id: number | null | undefined) => id === null || id === undefined || id === NO_PLACE || id === 0
  const { nationality_id } = write.personal_info
  if (!none(nationality_id) && !findCountry(nationality_id!)) refuse('place_invalid', { field: 'personal_info.nationality_id' })
  const { country_id, state_id } = write.address_info ?? {}
  if (!none(country_id) && !findCountry(country_id!)) refuse('place_invalid', { field: 'address_info.country_id' })
  if (none(state_id) || state_id === OTHER_STATE) return
  const state = findState(state_id!)
  if (!state || (!none(country_id) && state.countryId !== country_id)) refuse('place_invalid', { field: 'address_info.state_id' })
}

/** Members the organisation demands (setting mandatory_guest_fields); throws mandatory_field_missing. */
export function checkMandatory(write: GuestWrite, settings: OrganizationSettings): void {
  const { personal_info: person, address_info: address, referral } = write
  const given: Record<string, [field: string, value: unknown]> = {
    mobile: ['personal_info.mobile_phone', person.mobile_phone?.number],
    email: ['personal_info.email', person.email],
    birthday: ['personal_info.date_of_birth', person.date_of_birth],
    gender: ['personal_info.gender', person.gender === undefined || person.gender === null ? '' : 'given'],
    nationality: ['personal_info.nationality_id', person.nationality_id],
    address: ['address_info.address_1', address?.address_1],
    city: ['address_info.city', address?.city],
    state: ['address_info.state_id', address?.state_id],
    country: ['address_info.country_id', address?.country_id],
    referral: ['referral.referral_source', referral?.referral_source?.id ?? referral?.referral_source_id],
  }
  for (const name of settings.mandatory_guest_fields) {
    const [field, value] = given[name] ?? []
    if (field && (value === undefined || value === null || value === '' || value === NO_PLACE))
      refuse('mandatory_field_missing', { field })
  }
}

export interface UniqueFacts {
  code: string | null
  userName: string | null
  email: string | null
  mobileDigits: string | null
}

/** Codes and user names are unique; mail and mobile only where the organisation says so. */
export async function checkUnique(
  db: Db,
  organizationId: string,
  settings: OrganizationSettings,
  facts: UniqueFacts,
  exceptGuestId: string | null,
): Promise<void> {
  const taken = (what: 'code' | 'email' | 'mobile' | 'user_name', value: string | null) =>
    value ? isTaken(db, organizationId, what, value, exceptGuestId) : Promise.resolve(false)
  if (await taken('code', facts.code)) refuse('guest_code_taken', { field: 'code' })
  if (await taken('user_name', facts.userName)) refuse('guest_user_name_taken', { field: 'personal_info.user_name' })
  if (settings.unique_guest_email && (await taken('email', facts.email))) refuse('guest_email_taken', { field: 'personal_info.email' })
  if (settings.unique_guest_mobile && (await taken('mobile', facts.mobileDigits)))
    refuse('guest_mobile_taken', { field: 'personal_info.mobile_phone' })
}

const RECEIVES = [
  'receive_transactional_email',
  'receive_transactional_sms',
  'receive_marketing_email',
  'receive_marketing_sms',
  'recieve_lp_stmt',
  'opt_in_for_loyalty_program',
  'receive_transactional_whatsapp',
] as const

/** The kept-as-given members of a guest, from a request over what was there before. */
export function readDetails(write: GuestWrite, before: GuestDetails = {}): GuestDetails {
  const { personal_info: person, address_info: address, preferences: wishes } = write
  const text = (value: string | null | undefined, old: string | undefined) => (value === undefined ? (old ?? '') : (value ?? ''))
  const kept = before.personal_info ?? {}
  const home = before.address_info ?? {}
  return {
    ...before,
    personal_info: {
      work_phone: person.work_phone === undefined ? (kept.work_phone ?? null) : readPhone(person.work_phone, 'personal_info.work_phone'),
      home_phone: person.home_phone === undefined ? (kept.home_phone ?? null) : readPhone(person.home_phone, 'personal_info.home_phone'),
      date_of_birth: person.date_of_birth === undefined ? (kept.date_of_birth ?? null) : readDate(person.date_of_birth, 'personal_info.date_of_birth'),
      dob_incomplete_year: person.dob_incomplete_year === undefined ? (kept.dob_incomplete_year ?? null) : person.dob_incomplete_year,
      is_minor: person.is_minor ?? kept.is_minor ?? false,
      nationality_id: person.nationality_id ?? kept.nationality_id ?? NO_PLACE,
      anniversary_date: person.anniversary_date === undefined ? (kept.anniversary_date ?? null) : readDate(person.anniversary_date, 'personal_info.anniversary_date'),
      lock_guest_custom_data: person.lock_guest_custom_data ?? kept.lock_guest_custom_data ?? false,
      pan: text(person.pan, kept.pan),
      preferred_name: person.preferred_name === undefined ? (kept.preferred_name ?? null) : person.preferred_name,
    },
    address_info: {
      address_1: text(address?.address_1, home.address_1),
      address_2: text(address?.address_2, home.address_2),
      city: text(address?.city, home.city),
      country_id: address?.country_id ?? home.country_id ?? NO_PLACE,
      state_id: address?.state_id ?? home.state_id ?? NO_PLACE,
      state_other: text(address?.state_other, home.state_other),
      zip_code: text(address?.zip_code, home.zip_code),
    },
    preferences: {
      ...before.preferences,
      ...Object.fromEntries(RECEIVES.filter((name) => typeof wishes?.[name as keyof typeof wishes] === 'boolean').map((name) => [name, wishes![name as keyof typeof wishes]])),
      preferred_therapist_id:
        wishes?.preferred_therapist?.id ?? wishes?.preferred_therapist_id ?? before.preferences?.preferred_therapist_id ?? null,
    },
    tags: write.tags === undefined ? (before.tags ?? null) : write.tags,
    referral: {
      source_id: write.referral?.referral_source?.id ?? write.referral?.referral_source_id ?? before.referral?.source_id ?? null,
      source_name: write.referral?.referral_source?.name ?? before.referral?.source_name ?? null,
      referred_by_id: write.referral?.referred_by?.id ?? write.referral?.referred_by_id ?? before.referral?.referred_by_id ?? null,
    },
    primary_employee_id: write.primary_employee?.id ?? write.primary_employee_id ?? before.primary_employee_id ?? null,
    offline_id: write.offline_id === undefined ? (before.offline_id ?? null) : write.offline_id,
  }
}
