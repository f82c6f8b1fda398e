/** The organisation itself, its settings, and the world's countries. */
import type { Operation } from '#platform/http/operation.ts'

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
export { ORGANIZATION_DEFAULTS, readOrganizationSettings, type OrganizationSettings } from './settings.ts'
export type { OrganizationRow } from './tables.ts'

export const organizationOperations: Operation[] = []
