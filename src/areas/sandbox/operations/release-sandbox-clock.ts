import { managementOperation } from '#platform/http/operation.ts'
import { lockShift, moveClock } from '../clock.ts'
import { sandboxOf, sandboxRefusals, wallTime } from '../mode.ts'
import { ClockReply, clockReply } from './shapes.ts'

export const releaseSandboxClock = managementOperation(
  'releaseSandboxClock',
  'DELETE /admin/v1/sandbox/clock',
  { summary: 'Bring the clock of the sandbox back to the wall clock', reply: ClockReply },
  {
    who: { right: 'management:write' },
    refusals: sandboxRefusals,
    async handler(_input, scope) {
      const sandbox = sandboxOf(scope)
      await lockShift(scope.tx)
      await moveClock(scope.tx, sandbox, scope.now, 0)
      return clockReply(wallTime(sandbox, scope.now), 0)
    },
  },
)
