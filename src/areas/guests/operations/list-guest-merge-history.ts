import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { parseDay, utcToLocal } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { listMerges, type MergedSide } from '../merges.ts'
import { fullName } from '../wire.ts'

const invalid: RefusalReply = [
  400,
  502,
  (r) => `The value is missing or invalid: ${r.field} ${r.detail ?? ''}`.trim(),
]

export const listGuestMergeHistory = operation('listGuestMergeHistory', 'GET /v1/guests/merge_history', {
  who: { right: 'guests:read' },
  refusals: { missing_input: invalid, invalid_input: invalid },
  async handler({ query }, { db, organizationId, caller }) {
    const page = readPage(query)
    const [startDay, endDay] = [parseDay(query.start_date), parseDay(query.end_date)]
    if (!startDay) refuse('invalid_input', { field: 'start_date', detail: 'is not a date' })
    if (!endDay) refuse('invalid_input', { field: 'end_date', detail: 'is not a date' })
    if (startDay > endDay) refuse('invalid_input', { field: 'end_date', detail: 'lies before start_date' })
    if (query.center_id) {
      checkCenterAccess(caller, query.center_id)
      await getCenter(db, organizationId, query.center_id)
    }
    const window = { startDay, endDay, centerId: query.center_id ?? null }
    const { total, merges } = await listMerges(db, organizationId, window, page)
    return {
      merge_history: merges.map((merge) => ({
        merged_date: utcToLocal(merge.merged_at, merge.zone),
        from_guest: mergedGuest(merge.from_guest),
        to_guest: mergedGuest(merge.to_guest),
      })),
      page_info: pageInfo(total, page),
      error: null,
    }
  },
})

const mergedGuest = (guest: MergedSide) => ({
  id: guest.id,
  code: guest.code ?? '',
  name: fullName(guest),
  center: { id: guest.center_id, name: guest.center_name },
})
