import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { lockShift, moveClock, readSignedDuration } from '../clock.ts'
import { sandboxOf, sandboxRefusals, wallTime } from '../mode.ts'
import { ClockReply, clockReply } from './shapes.ts'

const Duration = Type.String({
  maxLength: 40,
  description: 'ISO 8601: `PT90M`, `P1DT12H`; with a minus in front the clock goes back',
})

export const advanceSandboxClock = {
  ...managementOperation(
    'advanceSandboxClock',
    'POST /admin/v1/sandbox/clock/advance',
    {
      summary: 'Move the clock of the sandbox by a duration, given alone or as a member',
      body: Type.Union([Type.Object({ duration: Duration }), Duration]),
      reply: ClockReply,
    },
    {
      who: { right: 'management:write' },
      refusals: sandboxRefusals,
      async handler({ body }, scope) {
        const sandbox = sandboxOf(scope)
        const by = readSignedDuration(typeof body === 'string' ? body : body.duration, 'duration')
        const shift = (await lockShift(scope.tx)) + by
        await moveClock(scope.tx, sandbox, scope.now, shift)
        return clockReply(new Date(wallTime(sandbox, scope.now).getTime() + shift), shift)
      },
    },
  ),
  also: ['/admin/v1/sandbox/advance'],
}
