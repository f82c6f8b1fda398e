import { operation } from '#platform/http/operation.ts'
import { getRoomOfCenter } from '../resources.ts'
import { blockOutWriteRefusals, holidayAsClosed } from '../rules.ts'
import { blockOutListReply } from '../wire.ts'
import { updateBlockOuts } from '../write.ts'

export const updateRoomBlockOutTime = operation(
  'updateRoomBlockOutTime',
  'PUT /v1/rooms/{room_id}/blockouttimes/{block_out_time_id}',
  {
    who: { right: 'appointments:write' },
    refusals: { ...blockOutWriteRefusals, ...holidayAsClosed },
    async handler({ path, query, body }, scope) {
      const changed = await updateBlockOuts(
        scope,
        getRoomOfCenter,
        path.room_id,
        path.block_out_time_id,
        body,
      )
      return blockOutListReply(changed, query.expand)
    },
  },
)
