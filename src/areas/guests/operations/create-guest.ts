import { randomBytes } from 'node:crypto'
import { checkCenterAccess } from '#platform/auth.ts'
import { hashPassword } from '#platform/crypto.ts'
import { emit } from '#platform/events/emit.ts'
import { operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { readOrganizationSettings } from '#areas/organizations'
import { guestEventData } from '../events.ts'
import { findReferrer } from '../referrals.ts'
import { checkMandatory, checkPlaces, checkUnique, guestWriteRefusals, mobileKey, readDetails, readPhone } from '../rules.ts'
import { insertGuest, nextGuestNumber } from '../store.ts'
import type { GuestRow } from '../tables.ts'
import { guestReply } from '../wire.ts'

export const createGuest = operation('createGuest', 'POST /v1/guests', {
  who: { right: 'guests:write' },
  refusals: guestWriteRefusals,
  async handler({ body, query }, { tx, organizationId, caller, now }) {
    checkCenterAccess(caller, body.center_id)
    const center = await getCenter(tx, organizationId, body.center_id)
    const settings = await readOrganizationSettings(tx, organizationId)
    checkMandatory(body, settings)
    checkPlaces(body)
    const person = body.personal_info
    for (const name of ['first_name', 'last_name'] as const)
      if (!person[name].trim()) refuse('mandatory_field_missing', { field: `personal_info.${name}` })
    const mobile = readPhone(person.mobile_phone, 'personal_info.mobile_phone')
    const facts = {
      code: body.code?.trim() || null,
      userName: person.user_name?.trim() || null,
      email: person.email?.trim() || null,
      mobileDigits: mobileKey(mobile),
    }
    await checkUnique(tx, organizationId, settings, facts, null)
    const details = readDetails(body)
    details.referral_code = newReferralCode()
    if (body.referral_code) {
      const referrer = await findReferrer(tx, organizationId, body.referral_code)
      if (!referrer) refuse('referral_code_invalid', { field: 'referral_code' })
      details.referral = { ...details.referral, referred_by_id: referrer }
    }
    const number = await nextGuestNumber(tx, organizationId)
    const running = settings.guest_code_prefix && `${settings.guest_code_prefix}${settings.guest_code_start + number - 1}`
    const password = body.login_info?.password
    const guest: GuestRow = {
      organization_id: organizationId,
      id: newId(now),
      number,
      center_id: center.id,
      code: facts.code ?? running,
      user_name: facts.userName,
      password_hash: password ? await hashPassword(password) : null,
      first_name: person.first_name.trim(),
      middle_name: person.middle_name?.trim() || null,
      last_name: person.last_name.trim(),
      email: facts.email,
      mobile_country_id: mobile?.country_id ?? null,
      mobile_number: mobile?.number ?? null,
      mobile_digits: facts.mobileDigits,
      gender: storedGender(person.gender),
      user_type: body.user_type === 4 ? 4 : 0,
      is_deleted: false,
      merged_into: null,
      details,
      created_at: now,
      updated_at: now,
    }
    await insertGuest(tx, guest)
    const created = { ...guest, center_name: center.name, center_zone: center.time_zone }
    await emit(tx, { organizationId, centerId: center.id, at: now }, 'Guest.Created', guestEventData(created))
    return guestReply(created, query.expand)
  },
})

/** 2 is taken on input and kept as 3, other (enums.yaml, gender); unset is 0 as in the published answer. */
export const storedGender = (gender: number | null | undefined): number => (gender === 2 ? 3 : (gender ?? 0))

/** Eight letters and digits that cannot be misread. */
export const newReferralCode = (): string =>
  [...randomBytes(8)].map((byte) => '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[byte % 31]).join('')
