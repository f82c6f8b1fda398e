import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { getOrganization } from '#areas/organizations'
import { getCenter, updateCenter } from '../store.ts'

/** Switches a center off; its history stays. Doing it again changes nothing and succeeds. */
export const deactivateCenter = operation('deactivateCenter', 'PUT /v1/centers/deactivate_center', {
  who: { right: 'centers:write' },
  refusals: {
    missing_input: [400, 502, (r) => `The center id is invalid: ${r.field} is missing`],
    invalid_input: [400, 502, (r) => `The request is invalid: ${r.field} ${r.detail}`],
  },
  async handler({ body }, { tx, organizationId, caller, now }) {
    // A person answers for the whole organisation here, not for some of its centers.
    if (caller.kind === 'employee' && caller.centerIds) refuse('forbidden', { field: 'center_id' })
    const organization = await getOrganization(tx, organizationId)
    if (body.organization_id && body.organization_id !== organizationId)
      refuse('organization_not_found', { field: 'organization_id' })
    if (
      body.account_name &&
      body.account_name.trim().toLowerCase() !== organization.account_name.toLowerCase()
    )
      refuse('organization_not_found', { field: 'account_name' })
    const center = await getCenter(tx, organizationId, body.center_id)
    if (center.is_active)
      await updateCenter(tx, organizationId, center.id, {
        is_active: false,
        updated_at: now,
        details: { churn_reason: body.churn_reason ?? null },
      })
    return {}
  },
})
