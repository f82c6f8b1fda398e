import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { wants } from '#platform/http/paging.ts'
import { localDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { listTherapistsOfCenter } from '../center-lists/store.ts'
import { centerTherapist } from '../center-lists/wire.ts'
import { readDay } from '../days.ts'

/** catalog_service_assignment by number and by name. */
const SOLD: Readonly<Record<string, 'any' | 'couple'>> = {
  0: 'any',
  allservices: 'any',
  1: 'couple',
  couplebookingservices: 'couple',
}

export const listCenterTherapists = operation(
  'listCenterTherapists',
  'GET /v1/centers/{center_id}/therapists',
  {
    who: { right: 'employees:read', guest: true },
    async handler({ path, query }, { db, organizationId, caller, now }) {
      const center = await getCenter(db, organizationId, path.center_id)
      checkCenterAccess(caller, center.id)
      const assignment = query.catalog_service_assignment_type
      const therapists = await listTherapistsOfCenter(db, organizationId, center.id, {
        day: query.date ? readDay(query.date, 'date') : localDay(now, center.time_zone),
        searchText: query.search_text?.trim() || null,
        sold: assignment === undefined ? null : (SOLD[String(assignment).toLowerCase()] ?? null),
        onlineOnly: caller.kind === 'guest',
      })
      const parts = {
        jobDetails: wants(query.expand, 'job_details'),
        images: wants(query.expand, 'therapist_image_paths'),
      }
      return { therapists: therapists.map((therapist) => centerTherapist(therapist, parts)) }
    },
  },
)
