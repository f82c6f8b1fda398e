import { operation } from '#platform/http/operation.ts'
import { getRoomOfCenter } from '../resources.ts'
import { blockOutReadRefusals, blockOutWriteRefusals, holidayAsClosed } from '../rules.ts'
import { blockOutListReply } from '../wire.ts'
import { createBlockOuts } from '../write.ts'

export const createRoomBlockOutTime = operation(
  'createRoomBlockOutTime',
  'POST /v1/rooms/{room_id}/blockouttimes',
  {
    who: { right: 'appointments:write' },
    refusals: { ...blockOutWriteRefusals, ...holidayAsClosed, forbidden: blockOutReadRefusals.forbidden! },
    async handler({ path, query, body }, scope) {
      return blockOutListReply(
        await createBlockOuts(scope, getRoomOfCenter, path.room_id, body),
        query.expand,
      )
    },
  },
)
