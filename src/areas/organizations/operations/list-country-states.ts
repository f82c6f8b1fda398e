import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { findCountry, listStates, NO_PLACE } from '../geography.ts'
import { otherState, stateRow } from '../wire.ts'

export const listCountryStates = operation('listCountryStates', 'GET /v1/countries/{country_id}/states', {
  who: { right: 'organization:read', guest: true },
  refusals: { country_not_found: [400, 502, (r) => `The country id is invalid: ${r.field}`] },
  async handler({ path, query }) {
    const country =
      findCountry(Number(path.country_id)) ?? refuse('country_not_found', { field: 'country_id' })
    const states = listStates(country.id).map(stateRow)
    // A country without states has an empty list, not one with nothing but "Others".
    if (states.length) states.push(otherState())
    return {
      states: query.add_defaults_for_dropdown ? [{ id: NO_PLACE, name: 'Select' }, ...states] : states,
    }
  },
})
