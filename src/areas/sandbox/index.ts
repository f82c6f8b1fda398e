/** The sandbox: a clock that can be moved, demo data, reset. */
import type { Operation } from '#platform/http/operation.ts'
import { bindOperations, type Sandbox } from './mode.ts'
import { advanceSandboxClock } from './operations/advance-sandbox-clock.ts'
import { getSandboxClock } from './operations/get-sandbox-clock.ts'
import { listSandboxMails } from './operations/list-sandbox-mails.ts'
import { releaseSandboxClock } from './operations/release-sandbox-clock.ts'
import { resetSandbox } from './operations/reset-sandbox.ts'
import { setSandboxClock } from './operations/set-sandbox-clock.ts'
import { triggerSandboxEvents } from './operations/trigger-sandbox-events.ts'

export { followClock } from './clock-follower.ts'
export { seedDemo, type DemoAccess } from './seed.ts'

export const sandboxOperations: Operation[] = [
  getSandboxClock,
  setSandboxClock,
  advanceSandboxClock,
  releaseSandboxClock,
  resetSandbox,
  triggerSandboxEvents,
  listSandboxMails,
]

/** Of all operations, those of the sandbox bound to one process. Without it they refuse as outside a sandbox. */
export const bindSandbox = (operations: readonly Operation[], sandbox: Sandbox): Operation[] =>
  bindOperations(operations, sandboxOperations, sandbox)
