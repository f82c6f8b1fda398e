import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { listServicesAtCenter } from '../store.ts'
import { servicesOnWire } from '../wire.ts'

export const listCenterServices = operation('listCenterServices', 'GET /v1/centers/{center_id}/services', {
  who: { right: 'services:read', guest: true },
  refusals: {
    campaign_not_found: [400, 4017, (r) => `No campaign was found with the given details (${r.field})`],
  },
  async handler({ path, query }, { db, organizationId, caller }) {
    const page = readPage(query)
    const center = await getCenter(db, organizationId, path.center_id)
    checkCenterAccess(caller, center.id)
    // Campaigns are not kept here, so no id or code names one.
    if (query.campaign_id) refuse('campaign_not_found', { field: 'campaign_id' })
    if (query.campaign_code?.trim()) refuse('campaign_not_found', { field: 'campaign_code' })
    const { services, total } = await listServicesAtCenter(
      db,
      organizationId,
      center.id,
      {
        categoryId: query.category_id,
        inCatalogOnly: query.catalog_enabled,
        addOnsOnly: query.only_add_ons,
      },
      page,
    )
    return {
      services: await servicesOnWire(db, center, services, query.expand),
      page_info: pageInfo(total, page),
    }
  },
})
