/** Refusals that the status operations have in common. */
import type { Refusal, RefusalReply } from '#platform/refusal.ts'

const named = (words: string) => (r: Refusal) => (r.field ? `${words} (${r.field})` : words)

/** The visit is known, the caller may not touch it. The code differs by operation. */
export const outOfReach = (code: number): Record<'visit_out_of_reach' | 'forbidden', RefusalReply> => ({
  visit_out_of_reach: [403, code, named('You cannot access this visit')],
  forbidden: [403, code, named('You cannot access visits')],
})

/** Of the calls that name a visit by its group. */
export const groupRefusals = {
  appointment_group_not_found: [400, 410, named('The appointment was not found')],
  visit_ended: [400, 410, named('The appointment was cancelled, missed or voided')],
  invoice_not_found: [400, 428, named('The visit has no invoice')],
  invoice_center_mismatch: [400, 502, named('The invoice belongs to another center than the visit')],
} as const satisfies Record<string, RefusalReply>

export const text = named
