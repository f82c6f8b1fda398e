/** A first organisation on an empty installation: what no call can make, because every call needs an organisation. */
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { createApiKey, createApp } from '#areas/access-tokens'
import { createBlockOutType, insertSecurityRole } from '#areas/employees'
import { saveRelationshipType } from '#areas/guests'
import { checkCurrency, insertOrganization } from '#areas/organizations'

export interface NewOrganization {
  name: string
  /** Sign-in name, unique over the installation. */
  accountName: string
  /** ISO 4217. */
  currencyCode: string
}

/** Kinds of block-outs the original ships with: name and usual minutes. */
const BLOCK_OUT_TYPES: readonly [name: string, minutes: number][] = [
  ['Break', 15],
  ['Lunch', 60],
  ['Meeting', 60],
  ['Personal time', 60],
  ['Leaving early', 60],
  ['Running late', 30],
]
const RELATIONSHIPS: readonly [code: string, name: string][] = [
  ['CHILD', 'Child'],
  ['SPOUSE', 'Spouse'],
  ['PARENT', 'Parent'],
]
const FRONT_DESK = [
  'centers:read',
  'services:read',
  'rooms:write',
  'employees:write',
  'guests:write',
  'appointments:write',
  'invoices:write',
  'organization:read',
  'security_roles:read',
]

/** Makes the organisation with a standard limit, roles, types, an app and its key, which is shown this once. */
export async function createOrganization(
  tx: Tx,
  wanted: NewOrganization,
  now: Date,
): Promise<{ organizationId: string; appId: string; appSecret: string; apiKey: string }> {
  const organizationId = newId(now)
  checkCurrency(wanted.currencyCode)
  await insertOrganization(tx, { ...wanted, id: organizationId, rateLimit: '60;w=60;b=60' }, now)
  await insertSecurityRole(tx, organizationId, { name: 'Owner', rights: ['*'], is_provider: false }, now)
  await insertSecurityRole(
    tx,
    organizationId,
    { name: 'Front desk', rights: FRONT_DESK, is_provider: false },
    now,
  )
  const therapist = ['centers:read', 'services:read', 'appointments:read']
  await insertSecurityRole(
    tx,
    organizationId,
    { name: 'Therapist', rights: therapist, is_provider: true },
    now,
  )
  for (const [name, duration] of BLOCK_OUT_TYPES)
    await createBlockOutType(
      tx,
      organizationId,
      { name, source: 0, is_bookable: false, duration, is_active: true, details: {} },
      now,
    )
  for (const [code, name] of RELATIONSHIPS)
    await saveRelationshipType(tx, {
      organization_id: organizationId,
      id: newId(now),
      code,
      name,
      is_active: true,
      allows_sharing: false,
      created_at: now,
    })
  const app = await createApp(
    tx,
    { organizationId, name: 'First app', keyScopes: ['*'], tokenScopes: ['*'], source: 0 },
    now,
  )
  const { key } = await createApiKey(tx, { organizationId, appId: app.id }, now)
  return { organizationId, appId: app.id, appSecret: app.secret, apiKey: key }
}
