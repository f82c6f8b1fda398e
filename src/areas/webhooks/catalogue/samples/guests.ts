/** Samples about guests: their record, merging, what they agree to receive. */
import type { EventData } from '#platform/events/emit.ts'
import { displayPhone } from '#platform/phone.ts'
import { utcText } from '#platform/time.ts'
import { NO_PLACE } from '#areas/organizations'
import type { Cast } from '../cast.ts'
import { diallingCode, phoneCountry } from './common.ts'

type GuestData = EventData<'Guest.Created'>

/** consent_state */
const UNSET = 0
const GIVEN = 1
const WITHDRAWN = 6

function mobile(cast: Cast): GuestData['personal_info']['mobile_phone'] {
  const { phone } = cast.guest
  if (!phone) return null
  const country = phoneCountry(cast)
  const code = diallingCode(country)
  return {
    country_code: country,
    phone_code: code,
    number: phone,
    display_number: displayPhone(phone, code),
  }
}

function guestData(cast: Cast, at: Date, created: Date): GuestData {
  const { guest, center } = cast
  const isNew = created === at
  const consent = isNew ? UNSET : GIVEN
  return {
    id: guest.id,
    _id: guest.number,
    code: guest.code,
    center_id: center.id,
    center_name: center.name,
    created_date: utcText(created),
    personal_info: {
      user_name: guest.email,
      first_name: guest.first_name,
      last_name: guest.last_name,
      middle_name: '',
      email: guest.email,
      mobile_phone: mobile(cast),
      work_phone: null,
      home_phone: null,
      gender: guest.gender,
      date_of_birth: '1988-11-23T00:00:00',
      is_minor: false,
      nationality_id: center.country_id,
      anniversary_date: null,
      lock_guest_custom_data: false,
      pan: '',
      dob_incomplete_year: null,
    },
    address_info: {
      address_1: center.address,
      address_2: '',
      city: center.city,
      country_id: center.country_id,
      state_id: center.state_id ?? NO_PLACE,
      state_other: '',
      zip_code: center.zip_code,
    },
    preferences: {
      receive_transactional_email: true,
      receive_transactional_sms: true,
      receive_marketing_email: true,
      receive_marketing_sms: true,
      recieve_lp_stmt: true,
      opt_in_for_loyalty_program: true,
      transactional_sms_optin: consent,
      transactional_email_optin: consent,
      marketing_sms_optin: consent,
      marketing_email_optin: consent,
      transactional_whatsapp_optin: isNew ? UNSET : WITHDRAWN,
      receive_transactional_whatsapp: isNew,
    },
    last_updated: utcText(at),
  }
}

export const guestCreated = (cast: Cast, at: Date): GuestData => guestData(cast, at, at)

export const guestUpdated = (cast: Cast, at: Date): GuestData => guestData(cast, at, cast.guest.created_at)

export function guestDeleted(cast: Cast, at: Date): GuestData {
  const data = guestUpdated(cast, at)
  // Empty rather than null in this event alone.
  return { ...data, personal_info: { ...data.personal_info, dob_incomplete_year: '' } }
}

export const guestMerged = (cast: Cast): EventData<'Guest.Merged'> => ({
  guest: { id: cast.guest.id },
  merged_guest_id: cast.ids.mergedGuest,
})

const preference = (cast: Cast, at: Date, isIn: boolean): EventData<'Guest.OptedIn'> => {
  const { guest } = cast
  const country = String(phoneCountry(cast))
  return {
    id: guest.id,
    _id: guest.number,
    timestamp: `${utcText(at)}Z`,
    details: {
      first_name: guest.first_name,
      last_name: guest.last_name,
      email: guest.email,
      phone: [
        { type: 'Mobile', country_code: country, number: guest.phone },
        { type: 'Home', country_code: country, number: '' },
        { type: 'Work', country_code: country, number: '' },
      ],
    },
    preference_update: { category: 'marketing', channel: 'sms' },
    current_preferences: {
      marketing: { email: 'opted-in', sms: isIn ? 'opted-in' : 'opted-out', whatsapp: 'opted-out' },
      transactional: { email: 'opted-in', sms: 'opted-in', whatsapp: 'opted-out' },
    },
  }
}
export const optedIn = (cast: Cast, at: Date) => preference(cast, at, true)
export const optedOut = (cast: Cast, at: Date) => preference(cast, at, false)
