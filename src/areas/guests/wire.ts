/** Guest rows → the contract's Guest. */
import type { wire } from '#contract'
import { wants } from '#platform/http/paging.ts'
import { displayPhone, phoneObject, type PhoneObject } from '#platform/phone.ts'
import { utcToLocal } from '#platform/time.ts'
import { findCountry, findState, NO_PLACE } from '#areas/organizations'
import type { GuestPhone } from './details.ts'
import type { GuestWithCenter } from './store.ts'

const GENDER_NAMES: Record<number, string> = { [-1]: 'NotSpecified', 0: 'Female', 1: 'Male', 3: 'Other' }

/** Phone as kept → phone object, null when none. `country_code` is the platform's country id, `phone_code` the dialling code. */
export function phoneOf(countryId: number | null, number: string | null): PhoneObject | null {
  if (!number) return null
  const country = countryId ?? NO_PLACE
  const diallingCode = findCountry(country)?.phoneCode ?? null
  return phoneObject({
    countryId: country,
    number,
    diallingCode,
    displayNumber: displayPhone(number, diallingCode),
  })
}

const phoneOfDetail = (phone: GuestPhone | null | undefined) =>
  phone ? phoneOf(phone.country_id, phone.number) : null

/** Midnight form of a day, or the stand-in for an unset one. */
const dateOr = (day: string | null | undefined, unset: string | null): string | null =>
  day ? `${day}T00:00:00` : unset

export function personalInfo(guest: GuestWithCenter): wire.guests.GuestPersonalInfo {
  const own = guest.details.personal_info ?? {}
  return {
    user_name: guest.user_name ?? '',
    first_name: guest.first_name,
    last_name: guest.last_name,
    middle_name: guest.middle_name ?? '',
    email: guest.email ?? '',
    mobile_phone: phoneOf(guest.mobile_country_id, guest.mobile_number),
    work_phone: phoneOfDetail(own.work_phone),
    home_phone: phoneOfDetail(own.home_phone),
    gender: guest.gender,
    gender_name: GENDER_NAMES[guest.gender] ?? null,
    date_of_birth: dateOr(own.date_of_birth, null),
    dob_incomplete_year: own.dob_incomplete_year ?? null,
    is_minor: own.is_minor ?? false,
    nationality_id: own.nationality_id ?? NO_PLACE,
    anniversary_date: dateOr(own.anniversary_date, null),
    lock_guest_custom_data: own.lock_guest_custom_data ?? false,
    pan: own.pan ?? '',
    preferred_name: own.preferred_name ?? null,
  }
}

export function addressInfo(guest: GuestWithCenter): wire.guests.GuestAddressInfo {
  const own = guest.details.address_info ?? {}
  return {
    address_1: own.address_1 ?? '',
    address_2: own.address_2 ?? '',
    city: own.city ?? '',
    country_id: own.country_id ?? NO_PLACE,
    state_id: own.state_id ?? NO_PLACE,
    state_other: own.state_other ?? '',
    zip_code: own.zip_code ?? '',
    country_name: findCountry(own.country_id ?? NO_PLACE)?.name ?? null,
    state_name: findState(own.state_id ?? NO_PLACE)?.name ?? null,
  }
}

export function preferences(guest: GuestWithCenter): wire.guests.GuestPreferences {
  const own = guest.details.preferences ?? {}
  const consents = own.consents ?? {}
  return {
    receive_transactional_email: own.receive_transactional_email ?? false,
    receive_transactional_sms: own.receive_transactional_sms ?? false,
    receive_marketing_email: own.receive_marketing_email ?? false,
    receive_marketing_sms: own.receive_marketing_sms ?? false,
    recieve_lp_stmt: own.recieve_lp_stmt ?? true,
    preferred_therapist: idName(own.preferred_therapist_id, guest.preferred_therapist_name),
    opt_in_for_loyalty_program: own.opt_in_for_loyalty_program ?? false,
    transactional_sms_optin: consents.transactional_sms ?? 0,
    transactional_email_optin: consents.transactional_email ?? 0,
    marketing_sms_optin: consents.marketing_sms ?? 0,
    marketing_email_optin: consents.marketing_email ?? 0,
    transactional_whatsapp_optin: consents.transactional_whatsapp ?? 0,
    receive_transactional_whatsapp: own.receive_transactional_whatsapp ?? false,
  }
}

const idName = (
  id: string | null | undefined,
  name: string | null,
): { id: string; name: string | null } | null => (id ? { id, name } : null)

function referralOf(guest: GuestWithCenter): wire.guests.GuestReferral | null {
  const own = guest.details.referral
  if (!own?.source_id && !own?.referred_by_id) return null
  return {
    referral_source: idName(own.source_id, own.source_name ?? null),
    referred_by: idName(own.referred_by_id, guest.referrer_name),
  }
}

/** Guids of the kinds of people a guest record may be; ours, the same everywhere. */
const USER_TYPE_IDS: Readonly<Record<number, string>> = {
  0: '6c1f6a52-90c7-4f0e-9d3b-1f7f5a0f4a00',
  4: '6c1f6a52-90c7-4f0e-9d3b-1f7f5a0f4a04',
}

/**
 * The guest object. Address and preferences always come along, as the published answers show; tags,
 * referral, primary employee and login need `expand`.
 */
export function guestReply(
  guest: GuestWithCenter,
  expand: readonly string[] | null | undefined,
): wire.guests.Guest {
  const own = guest.details
  return {
    id: guest.id,
    code: guest.code ?? '',
    center_id: guest.center_id,
    center_name: guest.center_name,
    offline_id: own.offline_id ?? null,
    created_date: utcToLocal(guest.created_at, guest.center_zone),
    user_type: guest.user_type,
    user_type_id: USER_TYPE_IDS[guest.user_type] ?? null,
    is_online_booking_blocked: false,
    is_class_booking_blocked: false,
    is_blocked_for_no_show: false,
    can_edit_personal_info: !guest.is_employee,
    is_virtual_guest: false,
    is_guest_custom_form_filled: false,
    personal_info: personalInfo(guest),
    address_info: addressInfo(guest),
    preferences: preferences(guest),
    tags: wants(expand, 'tags') && own.tags?.length ? own.tags : null,
    referral: wants(expand, 'referral') || wants(expand, 'referrals') ? referralOf(guest) : null,
    primary_employee: wants(expand, 'primary_employee')
      ? idName(own.primary_employee_id, guest.primary_employee_name)
      : null,
    login_info: wants(expand, 'login_info') ? { user_name: guest.user_name ?? '' } : undefined,
    last_updated_from: undefined,
    deposit_applicability: undefined,
  }
}

/** A list of guests: its page information goes by two spellings at once. */
export function guestsReply(
  guests: wire.guests.Guest[],
  info: wire.guests.PageInfo,
): { guests: wire.guests.Guest[]; page_Info: wire.guests.PageInfo; page_info: wire.guests.PageInfo } {
  return { guests, page_Info: info, page_info: info }
}

export const fullName = (person: { first_name: string; last_name: string }): string =>
  `${person.first_name} ${person.last_name}`
