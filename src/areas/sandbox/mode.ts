/** What the sandbox operations need of the process that serves them, and whether it is a sandbox at all. */
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Operation, ReadScope } from '#platform/http/operation.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'

export interface Sandbox {
  /** CHAISE_SANDBOX. */
  enabled: boolean
  clock: Clock
  db: Db
}

const sandboxOfCall = new WeakMap<object, Sandbox>()

/** The operations as one process serves them: each call of `bound` ones finds the process's clock and mode. */
export const bindOperations = (
  operations: readonly Operation[],
  bound: readonly Operation[],
  sandbox: Sandbox,
): Operation[] =>
  operations.map((operation) =>
    bound.includes(operation)
      ? {
          ...operation,
          handler(input, scope) {
            sandboxOfCall.set(scope as object, sandbox)
            return operation.handler(input, scope)
          },
        }
      : operation,
  )

export const sandboxRefusals: Readonly<Record<string, RefusalReply>> = {
  sandbox_off: [
    403,
    403,
    'This installation is not a sandbox. Start it with CHAISE_SANDBOX=1 to move its clock or reset its data.',
  ],
}

/** The sandbox a call runs in; throws sandbox_off. */
export function sandboxOf(scope: ReadScope): Sandbox {
  const sandbox = sandboxOfCall.get(scope)
  return sandbox?.enabled ? sandbox : refuse('sandbox_off')
}

/** The time without any shift. */
export const wallTime = (sandbox: Sandbox, now: Date): Date => new Date(now.getTime() - sandbox.clock.shift())
