/** The organisation itself, its settings, and what all the world has in common: countries, states, time zones. */
import type { Operation } from '#platform/http/operation.ts'
import { listBlockOutTimeTypes } from './operations/list-block-out-time-types.ts'
import { listCountries } from './operations/list-countries.ts'
import { listCountryStates } from './operations/list-country-states.ts'

export {
  findCountry,
  findState,
  listCountries,
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
export { getOrganization, type Organization } from './store.ts'
export { findTimeZone } from './time-zones.ts'
export { countryObject, currencyObject, stateObject, timeZoneObject } from './wire.ts'

export const organizationOperations: Operation[] = [listCountries, listCountryStates, listBlockOutTimeTypes]
