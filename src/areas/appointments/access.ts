/** Who may touch a visit. */
import type { Caller } from '#platform/auth.ts'
import { refuse } from '#platform/refusal.ts'

/**
 * Throws visit_out_of_reach when an employee's roles do not reach the center, or the visit is not the
 * calling guest's own (with `family`: nor of somebody this guest is the host of).
 */
export function checkVisitAccess(
  caller: Caller,
  visit: { center_id: string; guest_id: string },
  who: { family?: boolean } = {},
): void {
  const reaches =
    caller.kind === 'key' ||
    (caller.kind === 'employee' && (!caller.centerIds || caller.centerIds.has(visit.center_id))) ||
    (caller.kind === 'guest' &&
      (caller.guestId === visit.guest_id || (who.family === true && caller.familyIds.has(visit.guest_id))))
  if (!reaches) refuse('visit_out_of_reach', { field: caller.kind === 'guest' ? 'guest_id' : 'center_id' })
}
