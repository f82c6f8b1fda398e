import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { getCenter } from '#areas/centers'
import { blockOutReadRefusals } from '../rules.ts'
import { getBlockOutView } from '../store.ts'
import { blockOutReply } from '../wire.ts'

export const getBlockOutTime = operation('getBlockOutTime', 'GET /v1/blockouttimes/{block_out_time_id}', {
  who: { right: 'appointments:read' },
  refusals: {
    ...blockOutReadRefusals,
    'invalid_input:source': [400, 4023, 'An undefined source is passed: source must be 0 or 1'],
  },
  etag: true,
  async handler({ path, query }, { db, organizationId, caller }) {
    checkCenterAccess(caller, query.center_id)
    const center = await getCenter(db, organizationId, query.center_id)
    const of = { source: query.source, centerId: center.id }
    const blockOut = blockOutReply(
      await getBlockOutView(db, organizationId, path.block_out_time_id, of),
      query.expand,
    )
    // Readers differ on the name of the member; both get theirs.
    return { block_out_time: blockOut, block_out_times: [blockOut] }
  },
})
