/** Changing an organisation, for the management API. */
import type { Tx } from '#platform/db/database.ts'
import { readRateLimit } from '#platform/http/rate-limit.ts'
import { findCurrencyByCode } from '#platform/money.ts'
import { refuse } from '#platform/refusal.ts'
import { parseDay } from '#platform/time.ts'
import {
  getOrganization,
  hasPrices,
  updateOrganization,
  type Organization,
  type OrganizationChange,
} from './store.ts'

/** Most calls, seconds and pile of a rate limit: they are counted in 32 bits. */
const MOST = 1_000_000

/** A rate limit text `N;w=S;b=B`, every number at least 1; throws invalid_input. */
export function checkRateLimit(text: string): string {
  let numbers: number[]
  try {
    const { calls, seconds, burst } = readRateLimit(text)
    numbers = [calls, seconds, burst]
  } catch {
    refuse('invalid_input', { field: 'rate_limit', detail: 'must read N;w=S;b=B, for example 60;w=60;b=60' })
  }
  if (numbers.some((n) => n < 1 || n > MOST))
    refuse('invalid_input', { field: 'rate_limit', detail: `must have numbers from 1 to ${MOST}` })
  return text
}

/** The ISO code of a currency in capitals; throws invalid_input. */
export const checkCurrency = (code: string, field = 'currency'): string =>
  findCurrencyByCode(code.toUpperCase())?.code ??
  refuse('invalid_input', { field, detail: `${code} is not an ISO 4217 currency` })

/** Changes what is named and gives the organisation as it then is; throws invalid_input and conflict (the currency). */
export async function changeOrganization(
  tx: Tx,
  organizationId: string,
  change: OrganizationChange,
): Promise<Organization> {
  if (change.rate_limit) checkRateLimit(change.rate_limit)
  const checked = { ...change }
  if (change.currency_code) {
    checked.currency_code = checkCurrency(change.currency_code)
    const before = await getOrganization(tx, organizationId)
    if (checked.currency_code !== before.currency_code && (await hasPrices(tx, organizationId)))
      refuse('conflict', { field: 'currency', detail: 'day packages sold in every center are priced in it' })
  }
  const lockDate = change.settings?.lock_date
  if (lockDate) {
    const day =
      parseDay(lockDate) ?? refuse('invalid_input', { field: 'settings.lock_date', detail: 'is not a date' })
    checked.settings = { ...change.settings, lock_date: day }
  }
  await updateOrganization(tx, organizationId, checked)
  return getOrganization(tx, organizationId)
}
