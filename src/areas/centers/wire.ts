/** Center rows → the contract's shapes. */
import type { wire } from '#contract'
import { findCurrencyByCode } from '#platform/money.ts'
import { nationalPhone } from '#platform/phone.ts'
import {
  countryObject,
  currencyObject,
  findCountry,
  findTimeZone,
  stateObject,
  timeZoneObject,
} from '#areas/organizations'
import { CATALOG_DEFAULTS } from './details.ts'
import type { Center, CenterInList } from './store.ts'
import type { CenterHoursRow, ReasonRow } from './tables.ts'

const NO_AMENITIES = '{"centerAmenitiesSection":[],"order":[]}'

const midnight = (day: string | null | undefined): string | null => (day ? `${day}T00:00:00` : null)

function phoneOf(center: Center, number: string | null | undefined): wire.centers.CenterPhone | null {
  if (!number) return null
  const diallingCode = findCountry(center.country_id)?.phoneCode ?? null
  return { country_id: center.country_id, number, display_number: nationalPhone(number, diallingCode) }
}

// ---------------------------------------------------------------- hours

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Minutes from midnight as `hmm`: 800, 1030, 2400; past midnight the clock starts anew, and nothing is 0. */
function hmm(minute: number | null | undefined): string {
  if (!minute) return '0'
  const of = minute > 1440 ? minute - 1440 : minute
  return String(Math.floor(of / 60) * 100 + (of % 60))
}

/** Monday to Sunday. Plain times are those of online booking, offline ones those of the staff. */
export function workingHours(rows: readonly CenterHoursRow[]): wire.centers.WorkingHours[] {
  return [1, 2, 3, 4, 5, 6, 0].map((weekday) => {
    const row = rows.find((hours) => hours.weekday === weekday)
    return {
      day_of_week: WEEKDAYS[weekday]!,
      start_time: hmm(row?.online_opens ?? row?.opens),
      end_time: hmm(row?.online_closes ?? row?.closes),
      offline_start_time: hmm(row?.opens),
      offline_end_time: hmm(row?.closes),
      off_peak_start_time: hmm(row?.off_peak_opens),
      off_peak_end_time: hmm(row?.off_peak_closes),
      is_closed: !row,
    }
  })
}

// ---------------------------------------------------------------- the center

function additionalInfo(center: Center): wire.centers.CenterAdditionalInfo {
  const amenities = center.details.amenities
  return {
    can_book: center.is_active && catalogOf(center).enabled,
    services_available: false,
    is_add_ons_available: false,
    is_global_tokenization_supported: false,
    is_auto_pay_enabled_at_center: false,
    cancellation_fee_duration: center.settings.cancellation_window_hours,
    is_center_amenities_enabled: Boolean(amenities),
    center_amenities: amenities ?? NO_AMENITIES,
  }
}

export const catalogOf = (center: Pick<Center, 'details'>): typeof CATALOG_DEFAULTS => ({
  ...CATALOG_DEFAULTS,
  ...center.details.catalog,
})

function catalogSettings(center: Center): wire.centers.CenterCatalogSettings {
  const catalog = catalogOf(center)
  return {
    is_service_sale_enabled: catalog.services,
    is_giftcard_sale_enabled: catalog.gift_cards,
    is_membership_sale_enabled: catalog.memberships,
    is_seriespackage_sale_enabled: catalog.packages,
    gift_card_sale_center_id: catalog.gift_card_center_id,
    online_bookings_start_date: midnight(center.details.online_booking_start_date),
    is_reserve_with_google_enabled: catalog.reserve_with_google,
  }
}

/** What comes along with a center in the list. */
export interface CenterParts {
  /** Weekly hours, where they were asked for. */
  hours?: readonly CenterHoursRow[] | null
  additionalInfo?: boolean
  catalogSettings?: boolean
  /** Whether the list was one of distances. */
  isNear?: boolean
}

/** The center of the list. Distances are kilometres with three decimals. */
export function centerObject(center: CenterInList, parts: CenterParts): wire.centers.Center {
  const distance = parts.isNear && center.distance !== null ? Math.round(center.distance * 1000) / 1000 : null
  const country = countryObject(center.country_id)
  return {
    id: center.id,
    code: center.code,
    name: center.name,
    display_name: center.display_name,
    description: center.description ?? '',
    online_booking_start_date: midnight(center.details.online_booking_start_date),
    enable_parallel_services_at_center: center.details.parallel_services_enabled ?? true,
    zone: null,
    country,
    state: stateObject(center.state_id, center.state_other),
    location: {
      lattitude: center.latitude,
      latitude: center.latitude,
      longitude: center.longitude,
      time_zone: timeZoneObject(center.time_zone),
    },
    currency: currencyObject(center.currency_code),
    address_info: {
      address_1: center.address1,
      address_2: center.address2,
      city: center.city,
      zip_code: center.zip_code,
    },
    settings: null,
    contact_info: {
      phone_1: phoneOf(center, center.phone),
      phone_2: phoneOf(center, center.details.phone_2),
      email: center.email,
    },
    working_hours: parts.hours ? workingHours(parts.hours) : null,
    additional_info: parts.additionalInfo ? additionalInfo(center) : null,
    catalog_settings: parts.catalogSettings ? catalogSettings(center) : null,
    culture_code_at_center: center.details.culture_code ?? (country ? `en-${country.code}` : null),
    is_fbe_enabled: false,
    is_hc_call_center: false,
    distance_to_provided_location: distance,
    distance_type: distance === null ? null : 'km',
  }
}

/** The short form of one center. */
export const centerBrief = (center: Center): wire.centers.CenterBrief => ({
  id: center.id,
  name: center.name,
  code: center.code,
  phone: center.phone,
  time_zone_id: findTimeZone(center.time_zone).id,
  currency_id: findCurrencyByCode(center.currency_code)!.id,
  email: center.email,
})

export const reasonObject = (reason: ReasonRow): wire.centers.Reason => ({
  reasonpk: reason.id,
  id: reason.guid,
  code: reason.details.code ?? '',
  name: reason.name,
  description: reason.details.description ?? '',
  object_type: reason.object_type as wire.centers.ReasonObjectType,
  action_type: reason.action_type as NonNullable<wire.centers.Reason['action_type']>,
  active: reason.is_active,
  show_in_online_booking: reason.details.show_in_online_booking ?? false,
})
