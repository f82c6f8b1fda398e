/** The organisation itself, its settings, and what all the world has in common: countries, states, time zones. */
import type { Operation } from '#platform/http/operation.ts'
import { listBlockOutTimeTypes } from './operations/list-block-out-time-types.ts'
import { listCountries } from './operations/list-countries.ts'
import { listCountryStates } from './operations/list-country-states.ts'

export {
  findCountry,
  findCountryByCode,
  findState,
  listCountries,
  listStates,
  NO_PLACE,
  OTHER_STATE,
  type Country,
  type State,
} from './geography.ts'
export { changeOrganization, checkCurrency } from './management.ts'
export {
  MANDATORY_GUEST_FIELDS,
  ORGANIZATION_DEFAULTS,
  insertOrganization,
  readOrganizationSettings,
  type OrganizationSettings,
} from './settings.ts'
export { getOrganization, type Organization, type OrganizationChange } from './store.ts'
export type { OrganizationRow } from './tables.ts'
export { findTimeZone, type TimeZone } from './time-zones.ts'
export { countryObject, currencyObject, stateObject, timeZoneObject } from './wire.ts'

export const organizationOperations: Operation[] = [listCountries, listCountryStates, listBlockOutTimeTypes]
