import { managementOperation } from '#platform/http/operation.ts'
import { sandboxOf, sandboxRefusals } from '../mode.ts'
import { ClockReply, clockReply } from './shapes.ts'

export const getSandboxClock = {
  ...managementOperation(
    'getSandboxClock',
    'GET /admin/v1/sandbox/clock',
    { summary: 'The clock of the sandbox', reply: ClockReply },
    {
      who: { right: 'management:read' },
      refusals: sandboxRefusals,
      handler: async (_input, scope) => clockReply(scope.now, sandboxOf(scope).clock.shift()),
    },
  ),
  also: ['/admin/v1/sandbox'],
}
