/** A request's guest → the row to be kept. Pure: what the request may say is judged in rules.ts. */
import type { Center } from '#areas/centers'
import { NO_PLACE } from '#areas/organizations'
import { CONSENT_CHANNELS, type GuestDetails, type ReceiveSwitch } from './details.ts'
import { isNoPlace, readDate, readPhone, type GuestWrite } from './rules.ts'
import type { GuestRow } from './tables.ts'

/** Columns of a guest that a request decides. */
export type GuestProfile = Pick<
  GuestRow,
  | 'center_id'
  | 'code'
  | 'user_name'
  | 'first_name'
  | 'middle_name'
  | 'last_name'
  | 'email'
  | 'mobile_country_id'
  | 'mobile_number'
  | 'mobile_digits'
  | 'gender'
  | 'user_type'
  | 'details'
>

const SWITCHES: readonly ReceiveSwitch[] = [
  ...CONSENT_CHANNELS.map((channel) => `receive_${channel}` as const),
  'recieve_lp_stmt',
  'opt_in_for_loyalty_program',
]

const GIVEN = 1
const WITHDRAWN = 6

/** 2 is kept as 3, other (enums.yaml, gender); unset is 0 as in the published answer. */
const keptGender = (gender: number | null | undefined): number => (gender === 2 ? 3 : (gender ?? 0))
const textOrNull = (text: string | null | undefined): string | null => text?.trim() || null

/**
 * The profile in a request, over what was kept before. A part that is absent or null (code, address,
 * preferences, tags, referral, primary employee) stays; inside a part that is sent members are replaced and
 * absent ones emptied. Two things survive not being mentioned: the login name, and a receive switch, because
 * consent is withdrawn only by saying so.
 */
export function readProfile(write: GuestWrite, before: GuestRow | null, center: Center): GuestProfile {
  const person = write.personal_info
  const mobile = readPhone(person.mobile_phone, 'personal_info.mobile_phone', center.country_id)
  const email = textOrNull(person.email)
  const details: GuestDetails = {
    ...before?.details,
    personal_info: readPerson(person, center.country_id),
    address_info: readAddress(write.address_info, before?.details.address_info),
    preferences: readPreferences(write.preferences, before?.details.preferences, before !== null),
    tags: write.tags ? readTags(write.tags) : (before?.details.tags ?? null),
    referral: readReferral(write.referral, before?.details.referral),
    primary_employee_id:
      write.primary_employee?.id ?? write.primary_employee_id ?? before?.details.primary_employee_id ?? null,
    offline_id: write.offline_id ?? before?.details.offline_id ?? null,
  }
  if (before && email !== before.email) delete details.email_blocked
  return {
    center_id: center.id,
    code: write.code === undefined || write.code === null ? (before?.code ?? null) : textOrNull(write.code),
    user_name: person.user_name === undefined ? (before?.user_name ?? null) : textOrNull(person.user_name),
    first_name: person.first_name.trim(),
    middle_name: textOrNull(person.middle_name),
    last_name: person.last_name.trim(),
    email,
    mobile_country_id: mobile?.country_id ?? null,
    mobile_number: mobile?.number ?? null,
    mobile_digits: mobile?.key ?? null,
    gender: keptGender(person.gender),
    user_type: (write.user_type ?? before?.user_type) === 4 ? 4 : 0,
    details,
  }
}

function readPerson(
  person: GuestWrite['personal_info'],
  homeCountryId: number,
): GuestDetails['personal_info'] {
  return {
    work_phone: readPhone(person.work_phone, 'personal_info.work_phone', homeCountryId),
    home_phone: readPhone(person.home_phone, 'personal_info.home_phone', homeCountryId),
    date_of_birth: readDate(person.date_of_birth, 'personal_info.date_of_birth'),
    dob_incomplete_year: textOrNull(person.dob_incomplete_year),
    is_minor: person.is_minor ?? false,
    nationality_id: isNoPlace(person.nationality_id) ? NO_PLACE : person.nationality_id,
    anniversary_date: readDate(person.anniversary_date, 'personal_info.anniversary_date'),
    lock_guest_custom_data: person.lock_guest_custom_data ?? false,
    pan: person.pan ?? '',
    preferred_name: person.preferred_name ?? null,
  }
}

function readAddress(
  address: GuestWrite['address_info'],
  before: GuestDetails['address_info'],
): GuestDetails['address_info'] {
  if (!address) return before ?? {}
  return {
    address_1: address.address_1 ?? '',
    address_2: address.address_2 ?? '',
    city: address.city ?? '',
    country_id: isNoPlace(address.country_id) ? NO_PLACE : address.country_id,
    state_id: isNoPlace(address.state_id) ? NO_PLACE : address.state_id,
    state_other: address.state_other ?? '',
    zip_code: (address.zip_code ?? '').trim(),
  }
}

/** A new guest has no consent states; from the first change on a switch that is on means given, one turned off withdrawn. */
function readPreferences(
  wishes: GuestWrite['preferences'],
  before: GuestDetails['preferences'],
  isChange: boolean,
): GuestDetails['preferences'] {
  if (!wishes) return before ?? {}
  const after: NonNullable<GuestDetails['preferences']> = { ...before }
  for (const name of SWITCHES) {
    const value = name in wishes ? wishes[name as keyof typeof wishes] : undefined
    if (typeof value === 'boolean') after[name] = value
  }
  after.preferred_therapist_id = wishes.preferred_therapist?.id ?? wishes.preferred_therapist_id ?? null
  if (!isChange) return after
  after.consents = { ...before?.consents }
  for (const channel of CONSENT_CHANNELS) {
    const [was, is] = [before?.[`receive_${channel}`] ?? false, after[`receive_${channel}`] ?? false]
    if (is) after.consents[channel] = GIVEN
    else if (was) after.consents[channel] = WITHDRAWN
  }
  return after
}

const readTags = (tags: readonly string[]): string[] => [
  ...new Set(tags.map((tag) => tag.trim()).filter(Boolean)),
]

function readReferral(
  referral: GuestWrite['referral'],
  before: GuestDetails['referral'],
): GuestDetails['referral'] {
  if (!referral) return before ?? {}
  return {
    source_id: referral.referral_source?.id ?? referral.referral_source_id ?? null,
    source_name: referral.referral_source?.name ?? null,
    referred_by_id: referral.referred_by?.id ?? referral.referred_by_id ?? null,
  }
}
