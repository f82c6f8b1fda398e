import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { lockShift, moveClock, readInstant } from '../clock.ts'
import { sandboxOf, sandboxRefusals, wallTime } from '../mode.ts'
import { ClockReply, clockReply } from './shapes.ts'

export const setSandboxClock = {
  ...managementOperation(
    'setSandboxClock',
    'PUT /admin/v1/sandbox/clock',
    {
      summary: 'Set the clock of the sandbox; it runs on from there. Earlier and later are both possible',
      body: Type.Object({
        now: Type.String({ maxLength: 40, description: 'Instant with its offset: `2026-03-02T12:00:00Z`' }),
      }),
      reply: ClockReply,
    },
    {
      who: { right: 'management:write' },
      refusals: sandboxRefusals,
      async handler({ body }, scope) {
        const sandbox = sandboxOf(scope)
        const target = readInstant(body.now, 'now')
        await lockShift(scope.tx)
        const shift = target.getTime() - wallTime(sandbox, scope.now).getTime()
        await moveClock(scope.tx, sandbox, scope.now, shift)
        return clockReply(target, shift)
      },
    },
  ),
  also: ['/admin/v1/sandbox'],
}
