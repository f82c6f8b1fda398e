/** What roles may say and who may hand them out. Pure. */
import { holds, MODULES, type Caller } from '#platform/auth.ts'
import { refuse } from '#platform/refusal.ts'

/** Every right there is; `*` stands for all of them. */
export const RIGHTS: readonly string[] = [
  '*',
  ...MODULES.flatMap((module) => [`${module}:read`, `${module}:write`]),
]

/** Rights as they are kept: known, each once, in order. Throws invalid_input for an unknown one. */
export function readRights(given: readonly string[]): string[] {
  const wanted = new Set(given.map((right) => right.trim().toLowerCase()))
  const unknown = [...wanted].find((right) => !RIGHTS.includes(right))
  if (unknown !== undefined) refuse('invalid_input', { field: 'rights', detail: `${unknown} is not a right` })
  return RIGHTS.filter((right) => wanted.has(right))
}

/**
 * Nobody hands out, takes away or shapes what can do more than they can: every right must be the caller's own and
 * within the app's scopes. Throws forbidden for the member `field`.
 */
export function checkRank(caller: Caller, rights: readonly string[], field = 'security_role.id'): void {
  const bounds = caller.kind === 'employee' ? [caller.rights, caller.scopes] : [caller.scopes]
  if (caller.kind === 'guest' || !rights.every((right) => bounds.every((held) => holds(held, right))))
    refuse('forbidden', { field, detail: 'can do more than the caller' })
}
