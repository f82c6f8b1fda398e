/** People a guest's data points to: they must exist, and a code stands for its owner. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import type { GuestDetails } from './details.ts'
import type { GuestWrite } from './rules.ts'

/** Letters and digits that cannot be misread for one another: 31 of them, eight make a code. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

export function newReferralCode(): string {
  // 248 = 8 × 31: bytes above would favour the first letters.
  const letters = [...randomBytes(64)].filter((byte) => byte < 248).map((byte) => CODE_LETTERS[byte % 31])
  return letters.slice(0, 8).join('')
}

/** The guest who owns a referral code, or null. */
export async function findReferrer(db: Db, organizationId: string, code: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from guests
    where organization_id = ${organizationId} and details ->> 'referral_code' = ${code.trim().toUpperCase()}
      and not is_deleted limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/**
 * Puts the owner of the request's referral code in as the one who referred the guest, unless somebody already
 * did. Throws referral_code_invalid for a code that nobody, or only the guest itself, owns.
 */
export async function applyReferralCode(
  db: Db,
  organizationId: string,
  write: GuestWrite,
  details: GuestDetails,
  guestId: string | null,
): Promise<void> {
  if (!write.referral_code?.trim() || details.referral?.referred_by_id) return
  const referrer = await findReferrer(db, organizationId, write.referral_code)
  if (!referrer || referrer === guestId) refuse('referral_code_invalid', { field: 'referral_code' })
  details.referral = { ...details.referral, referred_by_id: referrer }
}

/** Refuses employees and guests of nobody's; what was kept before stays valid, whoever has left since. */
export async function checkReferences(
  db: Db,
  organizationId: string,
  details: GuestDetails,
  before: GuestDetails = {},
): Promise<void> {
  const changed = (id: string | null | undefined, old: string | null | undefined) =>
    id && id !== old ? id : null
  const therapist = changed(
    details.preferences?.preferred_therapist_id,
    before.preferences?.preferred_therapist_id,
  )
  const employee = changed(details.primary_employee_id, before.primary_employee_id)
  const referrer = changed(details.referral?.referred_by_id, before.referral?.referred_by_id)
  if (!therapist && !employee && !referrer) return
  const { rows } = await sql<{ id: string }>`
    select id from employees
    where organization_id = ${organizationId} and id = any(${[therapist, employee].filter(Boolean)}::uuid[])
      and not is_deleted
    union all
    select id from guests where organization_id = ${organizationId} and id = ${referrer}::uuid and not is_deleted`.execute(
    db,
  )
  const known = new Set(rows.map((row) => row.id))
  if (therapist && !known.has(therapist))
    refuse('employee_not_found', { field: 'preferences.preferred_therapist' })
  if (employee && !known.has(employee)) refuse('employee_not_found', { field: 'primary_employee' })
  if (referrer && !known.has(referrer)) refuse('referrer_invalid', { field: 'referral.referred_by' })
}
