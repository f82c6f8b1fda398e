import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { getCenter } from '#areas/centers'
import { blockOutDeleteRefusals } from '../rules.ts'
import { removeBlockOuts } from '../write.ts'

export const deleteEmployeeBlockOutTime = operation(
  'deleteEmployeeBlockOutTime',
  'DELETE /v1/employees/{employee_id}/blockouttimes/{block_out_time_id}',
  {
    who: { right: 'appointments:write' },
    refusals: blockOutDeleteRefusals,
    async handler({ path, query }, scope) {
      checkCenterAccess(scope.caller, query.center_id)
      const center = await getCenter(scope.tx, scope.organizationId, query.center_id)
      const employee = { source: 0, resourceId: path.employee_id } as const
      await removeBlockOuts(scope, employee, path.block_out_time_id, center.id, query.mode === 1)
      return { success: true }
    },
  },
)
