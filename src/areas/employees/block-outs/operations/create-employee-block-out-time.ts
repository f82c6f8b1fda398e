import { operation } from '#platform/http/operation.ts'
import { getEmployeeOfCenter } from '../resources.ts'
import { blockOutWriteRefusals } from '../rules.ts'
import { blockOutListReply } from '../wire.ts'
import { createBlockOuts } from '../write.ts'

export const createEmployeeBlockOutTime = operation(
  'createEmployeeBlockOutTime',
  'POST /v1/employees/{employee_id}/blockouttimes',
  {
    who: { right: 'appointments:write' },
    refusals: blockOutWriteRefusals,
    async handler({ path, query, body }, scope) {
      const created = await createBlockOuts(scope, getEmployeeOfCenter, path.employee_id, body)
      return blockOutListReply(created, query.expand)
    },
  },
)
