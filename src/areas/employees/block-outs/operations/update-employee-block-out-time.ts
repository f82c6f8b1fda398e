import { operation } from '#platform/http/operation.ts'
import { getEmployeeOfCenter } from '../resources.ts'
import { blockOutWriteRefusals, holidayAsClosed } from '../rules.ts'
import { blockOutListReply } from '../wire.ts'
import { updateBlockOuts } from '../write.ts'

export const updateEmployeeBlockOutTime = operation(
  'updateEmployeeBlockOutTime',
  'PUT /v1/employees/{employee_id}/blockouttimes/{block_out_time_id}',
  {
    who: { right: 'appointments:write' },
    refusals: { ...blockOutWriteRefusals, ...holidayAsClosed },
    async handler({ path, query, body }, scope) {
      const { employee_id, block_out_time_id } = path
      const changed = await updateBlockOuts(scope, getEmployeeOfCenter, employee_id, block_out_time_id, body)
      return blockOutListReply(changed, query.expand)
    },
  },
)
