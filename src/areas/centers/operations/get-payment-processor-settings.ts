import { contract } from '#contract'
import { operation } from '#platform/http/operation.ts'
import { reachCenter } from '../access.ts'

/** Members of the settings a processor may have; undefined keeps each out of the answer. */
const nothing = Object.fromEntries(
  Object.keys(contract.schemas['centers.GatewaySettingsReply']?.properties ?? {}).map((name) => [
    name,
    undefined,
  ]),
)

/**
 * Settings of the center's online payment processor, for the page that takes the card. No center has one
 * yet, and a bag without keys is how the original says so.
 */
export const getPaymentProcessorSettings = operation(
  'getPaymentProcessorSettings',
  'GET /Catalog/Payments/ProcessorSettings',
  {
    who: { right: 'invoices:read', guest: true },
    form: 'nested_upper',
    refusals: {
      missing_input: [400, 502, (r) => `Required input is missing: ${r.field}`],
      invalid_input: [400, 502, (r) => `The request is invalid: ${r.field} ${r.detail}`],
      center_not_found: [400, 502, 'The center id is invalid (CenterId)'],
    },
    async handler({ query }, { db, organizationId, caller }) {
      await reachCenter(db, organizationId, caller, query.CenterId)
      return { GatewaySettings: nothing }
    },
  },
)
