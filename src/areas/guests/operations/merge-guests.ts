import { checkCenterAccess, personOf, type Caller } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { emitDeleted, emitMerged } from '../events.ts'
import { moveReferrals, recordMerges } from '../merges.ts'
import { moveRelationships } from '../relationships.ts'
import { lockGuests } from '../store.ts'

const refused: RefusalReply = [401, 401, 'Merging guests needs the token of an employee who may merge guests']
const invalidSource: RefusalReply = [400, 502, (r) => `A guest to merge is invalid: ${r.field}`]

/**
 * What other areas keep of a source moves to the target by their reactions on Guest.Merged, in this
 * transaction: the event names both.
 */
export const mergeGuests = operation('mergeGuests', 'PUT /v1/guests/{target_guest_id}/merge', {
  who: { right: 'guests:write', person: true },
  refusals: {
    person_needed: refused,
    forbidden: refused,
    center_out_of_reach: [403, 438, (r) => `You are not allowed to access the center of a guest: ${r.field}`],
    target_invalid: [400, 502, 'The target guest is invalid (target_guest_id)'],
    source_invalid: invalidSource,
    missing_input: invalidSource,
    invalid_input: invalidSource,
  },
  async handler({ path, body }, { tx, organizationId, caller, now }) {
    const targetId = path.target_guest_id
    const sourceIds = [...new Set(body.guest_ids)]
    const found = await lockGuests(tx, organizationId, [targetId, ...sourceIds])
    // The profile of an employee lives as long as the employee and stands for nobody else.
    const guests = found.filter((guest) => !guest.is_employee)
    const target =
      guests.find((guest) => guest.id === targetId) ?? refuse('target_invalid', { field: 'target_guest_id' })
    const sources = guests.filter((guest) => guest.id !== targetId)
    if (!sourceIds.length || sources.length < sourceIds.length)
      refuse('source_invalid', { field: 'guest_ids' })
    for (const guest of guests)
      checkReach(caller, guest.center_id, guest === target ? 'target_guest_id' : 'guest_ids')
    await recordMerges(tx, target, sources, personOf(caller), now)
    await moveRelationships(tx, organizationId, sourceIds, target.id)
    await moveReferrals(tx, organizationId, sourceIds, target.id)
    for (const source of sources) {
      await emitMerged(tx, target, source.id, now)
      await emitDeleted(tx, source, now)
    }
    return { success: true, error: null }
  },
})

/** Like checkCenterAccess, with a refusal of its own: here forbidden has the status of a missing credential. */
function checkReach(caller: Caller, centerId: string, field: string): void {
  try {
    checkCenterAccess(caller, centerId)
  } catch {
    refuse('center_out_of_reach', { field })
  }
}
