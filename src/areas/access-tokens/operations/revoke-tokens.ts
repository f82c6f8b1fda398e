import { afterCommit } from '#platform/db/transaction.ts'
import { operation } from '#platform/http/operation.ts'
import { personOf } from '#platform/auth.ts'
import { refuse } from '#platform/refusal.ts'
import { forgetCallers } from '../authenticator.ts'
import { endSessionsOf } from '../sessions.ts'

export const revokeTokens = operation('revokeTokens', 'DELETE /v1/tokens/sessions/revoke', {
  who: { right: null, guest: true, person: true },
  refusals: { person_needed: [401, 401, 'Authorization has been denied for this request.'] },
  async handler(_input, { tx, caller, now, organizationId }) {
    const userId = personOf(caller) ?? refuse('person_needed')
    await endSessionsOf(tx, organizationId, userId, now)
    afterCommit(tx, 'callers', forgetCallers)
    return { success: true, error: null }
  },
})
