import type { Caller } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { listLocationGroups as findGroups } from '../location-groups.ts'
import { listCenters, type Center } from '../store.ts'
import type { LocationGroupRow } from '../tables.ts'

const withCenters = (group: LocationGroupRow, centers: readonly Center[], isFilled: boolean) => ({
  location_group_id: group.id,
  location_group_name: group.name,
  zone_id: null,
  location_group_code: group.details.code ?? '',
  location_group_desc: group.details.description ?? '',
  centers: isFilled ? centers.map((center) => ({ center_id: center.id, center_name: center.name })) : null,
  center_ids: isFilled ? null : centers.map((center) => center.id),
})

/** Centers that an employee's roles do not reach are not named. */
const reaches = (caller: Caller, centerId: string) =>
  caller.kind !== 'employee' || !caller.centerIds || caller.centerIds.has(centerId)

/**
 * Groups by name with their active centers: names with `includeCenters`, else ids alone. Centers of no group
 * come, when asked for, in a last entry with the nil guid.
 */
export const listLocationGroups = operation(
  'listLocationGroups',
  'GET /v1/organizations/{organization_id}/location_groups',
  {
    who: { right: 'organization:read' },
    async handler({ path, query }, { db, organizationId, caller }) {
      if (path.organization_id !== organizationId)
        refuse('organization_not_found', { field: 'organization_id' })
      const [{ groups }, { centers: active }] = await Promise.all([
        findGroups(db, organizationId, null),
        listCenters(db, organizationId, { isActive: true }, null),
      ])
      const centers = active.filter((center) => reaches(caller, center.id))
      const isFilled = query.includeCenters ?? false
      const shown = groups.map((group) =>
        withCenters(
          group,
          centers.filter((center) => group.center_ids.includes(center.id)),
          isFilled,
        ),
      )
      const grouped = new Set(groups.flatMap((group) => group.center_ids))
      const alone = centers.filter((center) => !grouped.has(center.id))
      if (query.includeNoLocationGroupCenters && alone.length) {
        const rest = {
          organization_id: organizationId,
          id: NIL_GUID,
          name: 'No location group',
          center_ids: [],
          details: {},
        }
        shown.push(withCenters(rest, alone, isFilled))
      }
      return { location_groups: shown, num_records: shown.length }
    },
  },
)
