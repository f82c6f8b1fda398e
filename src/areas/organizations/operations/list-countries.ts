import { operation } from '#platform/http/operation.ts'
import { listCountries as allCountries, NO_PLACE } from '../geography.ts'
import { countryRow } from '../wire.ts'

export const listCountries = operation('listCountries', 'GET /v1/countries', {
  who: { right: 'organization:read', guest: true },
  async handler({ query }) {
    const countries = allCountries().map(countryRow)
    return {
      countries: query.add_defaults_for_dropdown
        ? [{ id: NO_PLACE, name: 'Select' }, ...countries]
        : countries,
    }
  },
})
