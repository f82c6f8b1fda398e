import { checkCenterAccess, checkGuestAccess } from '#platform/auth.ts'
import { hashPassword } from '#platform/crypto.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { readOrganizationSettings } from '#areas/organizations'
import { emitUpdated } from '../events.ts'
import { keepMirrored } from '../mirror.ts'
import { readProfile } from '../profile.ts'
import { applyReferralCode, checkReferences } from '../references.ts'
import { checkMandatory, checkPassword, checkPlaces, checkUnique, guestWriteRefusals } from '../rules.ts'
import { getGuest, lockGuest, updateGuestRow } from '../store.ts'
import { guestReply } from '../wire.ts'

export const updateGuest = operation('updateGuest', 'PUT /v1/guests/{guest_id}', {
  who: { right: 'guests:write', guest: true },
  refusals: {
    ...guestWriteRefusals,
    guest_not_found: [400, 414, 'The guest was not found (guest_id)'],
    employee_decides: [
      400,
      502,
      (r) => `The guest is an employee, whose own profile decides this: ${r.field}`,
    ],
  },
  async handler({ path, body, query }, { tx, organizationId, caller, now }) {
    checkGuestAccess(caller, path.guest_id)
    const password = body.login_info?.password
    // A password alone would let whoever holds a token for a day keep the account: guests change theirs by reset.
    if (password && caller.kind === 'guest') refuse('forbidden', { field: 'login_info.password' })
    const before = await lockGuest(tx, organizationId, path.guest_id)
    checkCenterAccess(caller, before.center_id)
    checkCenterAccess(caller, body.center_id)
    const center = await getCenter(tx, organizationId, body.center_id)
    const settings = await readOrganizationSettings(tx, organizationId)
    checkPlaces(body)
    const asked = readProfile(body, before, center)
    const profile = before.is_employee ? keepMirrored(asked, body, before) : asked
    checkMandatory(profile, body.personal_info.gender, settings)
    if (password) checkPassword(password)
    await applyReferralCode(tx, organizationId, body, profile.details, before.id)
    await checkReferences(tx, organizationId, profile.details, before.details)
    await checkUnique(tx, settings, { ...profile, organization_id: organizationId }, before.id)
    await updateGuestRow(tx, organizationId, before.id, {
      ...profile,
      ...(password ? { password_hash: await hashPassword(password) } : {}),
      updated_at: now,
    })
    const after = await getGuest(tx, organizationId, before.id)
    await emitUpdated(tx, before, after, now)
    return guestReply(after, query.expand)
  },
})
