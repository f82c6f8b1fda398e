import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { getCenter } from '#areas/centers'
import { getRoomOfCenter } from '../resources.ts'
import { blockOutDeleteRefusals } from '../rules.ts'
import { removeBlockOuts } from '../write.ts'

/** The published path says `room`; the one with `rooms` is served too. */
export const deleteRoomBlockOutTime = operation(
  'deleteRoomBlockOutTime',
  'DELETE /v1/room/{room_id}/blockouttimes/{block_out_time_id}',
  {
    who: { right: 'appointments:write' },
    refusals: blockOutDeleteRefusals,
    async handler({ path, query }, scope) {
      checkCenterAccess(scope.caller, query.center_id)
      const center = await getCenter(scope.tx, scope.organizationId, query.center_id)
      const room = await getRoomOfCenter(scope.tx, scope.organizationId, path.room_id, center.id)
      await removeBlockOuts(scope, room, path.block_out_time_id, center.id, query.mode === 1)
      return { success: true }
    },
  },
)
