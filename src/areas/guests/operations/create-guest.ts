import { checkCenterAccess } from '#platform/auth.ts'
import { hashPassword } from '#platform/crypto.ts'
import type { Tx } from '#platform/db/database.ts'
import { operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { getCenter } from '#areas/centers'
import { readOrganizationSettings, type OrganizationSettings } from '#areas/organizations'
import { emitCreated } from '../events.ts'
import { readProfile } from '../profile.ts'
import { applyReferralCode, checkReferences, newReferralCode } from '../references.ts'
import { checkMandatory, checkPassword, checkPlaces, checkUnique, guestWriteRefusals } from '../rules.ts'
import { getGuest, insertGuest, isTaken, nextGuestNumber } from '../store.ts'
import type { GuestRow } from '../tables.ts'
import { guestReply } from '../wire.ts'

export const createGuest = operation('createGuest', 'POST /v1/guests', {
  who: { right: 'guests:write' },
  refusals: guestWriteRefusals,
  async handler({ body, query }, { tx, organizationId, caller, now }) {
    checkCenterAccess(caller, body.center_id)
    const center = await getCenter(tx, organizationId, body.center_id)
    const settings = await readOrganizationSettings(tx, organizationId)
    checkPlaces(body)
    const profile = readProfile(body, null, center)
    checkMandatory(profile, body.personal_info.gender, settings)
    const password = body.login_info?.password
    if (password) checkPassword(password)
    await applyReferralCode(tx, organizationId, body, profile.details, null)
    await checkReferences(tx, organizationId, profile.details)
    const guest: GuestRow = {
      ...profile,
      organization_id: organizationId,
      id: newId(now),
      number: 0,
      password_hash: password ? await hashPassword(password) : null,
      is_deleted: false,
      merged_into: null,
      details: { ...profile.details, referral_code: newReferralCode() },
      created_at: now,
      updated_at: now,
    }
    await checkUnique(tx, settings, guest, null)
    await numberGuest(tx, guest, settings)
    await insertGuest(tx, guest)
    const created = await getGuest(tx, organizationId, guest.id)
    await emitCreated(tx, created, now)
    return guestReply(created, query.expand)
  },
})

/** Gives the guest its number, and a running code where the organisation has a prefix; codes chosen by hand are skipped. */
async function numberGuest(tx: Tx, guest: GuestRow, settings: OrganizationSettings): Promise<void> {
  for (;;) {
    guest.number = await nextGuestNumber(tx, guest.organization_id)
    if (guest.code || !settings.guest_code_prefix) return
    const running = `${settings.guest_code_prefix}${settings.guest_code_start + guest.number - 1}`
    if (await isTaken(tx, guest.organization_id, 'code', running, null)) continue
    guest.code = running
    return
  }
}
