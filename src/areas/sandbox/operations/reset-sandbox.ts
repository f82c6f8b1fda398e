import { Type } from 'typebox'
import { afterCommit } from '#platform/db/transaction.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { forgetCallers } from '#areas/access-tokens'
import { lockShift, moveClock } from '../clock.ts'
import { sandboxOf, sandboxRefusals, wallTime } from '../mode.ts'
import { resetData } from '../reset.ts'
import { ClockReply, clockReply } from './shapes.ts'

export const resetSandbox = managementOperation(
  'resetSandbox',
  'POST /admin/v1/sandbox/reset',
  {
    summary:
      'Delete the data of all organisations with their webhooks and sessions, make the demo organisation anew, ' +
      'and bring the clock back to the wall. API keys of the demo organisation and the key of this call stay valid',
    reply: Type.Object({
      success: Type.Boolean(),
      organization_id: Type.String({ format: 'uuid' }),
      account_name: Type.String(),
      clock: ClockReply,
    }),
  },
  {
    who: { right: 'management:write' },
    refusals: sandboxRefusals,
    async handler(_input, scope) {
      const sandbox = sandboxOf(scope)
      const wall = wallTime(sandbox, scope.now)
      await lockShift(scope.tx)
      const { organizationId, accountName } = await resetData(scope.tx, scope.caller, wall)
      await moveClock(scope.tx, sandbox, scope.now, 0)
      afterCommit(scope.tx, 'callers', forgetCallers)
      return {
        success: true,
        organization_id: organizationId,
        account_name: accountName,
        clock: clockReply(wall, 0),
      }
    },
  },
)
