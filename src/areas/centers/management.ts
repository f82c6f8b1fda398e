/** Setting up centers, for the management API: checks what is entered and writes it. */
import type { Tx } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'
import { newId } from '#platform/ids.ts'
import { normalizePhoneNumber } from '#platform/phone.ts'
import { refuse } from '#platform/refusal.ts'
import { isIanaZone, parseDay } from '#platform/time.ts'
import { checkCurrency, findCountry, findState, OTHER_STATE } from '#areas/organizations'
import type { PayCycleRule } from './pay-cycles.ts'
import {
  findUnknownCenters,
  getCenter,
  insertCenter,
  hasPrices,
  isCodeTaken,
  lockCenter,
  updateCenter,
  type Center,
  type CenterColumns,
} from './store.ts'
import type { CenterRow } from './tables.ts'

/** Members of a center as entered; those left out stay, or have the column's usual value in a new center. */
export type CenterWrite = Omit<CenterColumns, 'updated_at'>
export type NewCenter = CenterWrite &
  Pick<CenterRow, 'code' | 'name' | 'time_zone' | 'currency_code' | 'country_id'>

const bad = (field: string, detail: string): never => refuse('invalid_input', { field, detail })

/** State and phones depend on the country, so both are seen together with what stays. */
function checkPlace(place: Pick<CenterRow, 'country_id' | 'state_id'>): void {
  if (!findCountry(place.country_id)) bad('country_id', `there is no country with the id ${place.country_id}`)
  if (place.state_id === null || place.state_id === OTHER_STATE) return
  if (findState(place.state_id)?.countryId !== place.country_id)
    bad('state_id', `the country has no state with the id ${place.state_id}`)
}

function readPhone(text: string | null | undefined, field: string, countryId: number): string | null {
  if (!text?.trim()) return null
  const number = normalizePhoneNumber(text, findCountry(countryId)?.phoneCode ?? null)
  return number ?? bad(field, 'is not a phone number of 4 to 15 digits')
}

function readDay(text: string | null | undefined, field: string): string | null {
  if (!text) return null
  return parseDay(text) ?? bad(field, 'is not a date (YYYY-MM-DD)')
}

function readPayCycle(rule: PayCycleRule | null): PayCycleRule | null {
  if (!rule) return null
  const startsOn = readDay(rule.starts_on, 'pay_cycle.starts_on')!
  if ((rule.kind === 'monthly' || rule.kind === 'semimonthly') && Number(startsOn.slice(8)) > 28)
    bad('pay_cycle.starts_on', 'must be on one of the days 1 to 28, which every month has')
  return { kind: rule.kind, starts_on: startsOn }
}

const FACTS = ['code', 'name', 'display_name'] as const

/** Checks what was entered over what stays, and brings it into the form that is kept. Throws invalid_input and conflict. */
async function readWrite(
  tx: Tx,
  organizationId: string,
  write: CenterWrite,
  before: Pick<CenterRow, 'country_id' | 'state_id' | 'latitude' | 'longitude' | 'currency_code'> & {
    id: string | null
  },
): Promise<CenterColumns> {
  const columns: CenterColumns = { ...write }
  for (const name of FACTS) {
    if (write[name] === undefined) continue
    columns[name] = write[name].trim() || bad(name, 'must not be blank')
  }
  if (columns.code !== undefined) {
    // Two who enter the same code at once: the second waits here and then sees the first.
    await lockUntilCommit(tx, 'center codes', organizationId)
    if (await isCodeTaken(tx, organizationId, columns.code, before.id))
      refuse('conflict', { field: 'code', detail: `another center has the code ${columns.code}` })
  }
  if (write.time_zone !== undefined && !isIanaZone(write.time_zone))
    bad('time_zone', `${write.time_zone} is not an IANA time zone such as America/New_York`)
  if (write.currency_code !== undefined) {
    columns.currency_code = checkCurrency(write.currency_code)
    // Prices are minor units of it: in another currency the same numbers would be other amounts.
    if (
      before.id &&
      columns.currency_code !== before.currency_code &&
      (await hasPrices(tx, organizationId, before.id))
    )
      refuse('conflict', {
        field: 'currency',
        detail: 'prices or invoices of the center are in its currency',
      })
  }
  const place = { ...before, ...write }
  checkPlace(place)
  if ((place.latitude === null) !== (place.longitude === null))
    bad(place.latitude === null ? 'latitude' : 'longitude', 'is required beside the other coordinate')
  if (write.phone !== undefined) columns.phone = readPhone(write.phone, 'phone', place.country_id)
  if (write.details) columns.details = await readDetails(tx, organizationId, write.details, place.country_id)
  return columns
}

async function readDetails(
  tx: Tx,
  organizationId: string,
  details: NonNullable<CenterWrite['details']>,
  countryId: number,
): Promise<NonNullable<CenterWrite['details']>> {
  const read = { ...details }
  if (details.phone_2 !== undefined) read.phone_2 = readPhone(details.phone_2, 'phone_2', countryId)
  if (details.online_booking_start_date !== undefined)
    read.online_booking_start_date = readDay(details.online_booking_start_date, 'online_booking_start_date')
  if (details.pay_cycle !== undefined) read.pay_cycle = readPayCycle(details.pay_cycle)
  const giftCardCenter = details.catalog?.gift_card_center_id
  if (giftCardCenter && (await findUnknownCenters(tx, organizationId, [giftCardCenter])).length)
    refuse('center_not_found', { field: 'catalog.gift_card_center_id' })
  return read
}

const UNSET = {
  description: null,
  state_id: null,
  state_other: null,
  address1: null,
  address2: null,
  city: null,
  zip_code: null,
  phone: null,
  email: null,
  website: null,
  latitude: null,
  longitude: null,
  is_active: true,
  service_tax_rate: 0,
  tax_included: false,
  settings: {},
  details: {},
} satisfies Partial<CenterRow>

/** Throws invalid_input and conflict (the code). */
export async function createCenter(
  tx: Tx,
  organizationId: string,
  write: NewCenter,
  now: Date,
): Promise<Center> {
  const read = await readWrite(tx, organizationId, write, {
    ...UNSET,
    country_id: write.country_id,
    currency_code: write.currency_code,
    id: null,
  })
  const id = newId(now)
  const center = {
    ...UNSET,
    display_name: read.name!,
    ...read,
    organization_id: organizationId,
    id,
    created_at: now,
    updated_at: now,
  }
  await insertCenter(tx, center as CenterRow)
  return getCenter(tx, organizationId, id)
}

/** Throws center_not_found, invalid_input and conflict (the code, the currency). */
export async function changeCenter(
  tx: Tx,
  organizationId: string,
  centerId: string,
  write: CenterWrite,
  now: Date,
): Promise<Center> {
  const before = await lockCenter(tx, organizationId, centerId)
  const read = await readWrite(tx, organizationId, write, before)
  if (read.details?.catalog) read.details.catalog = { ...before.details.catalog, ...read.details.catalog }
  await updateCenter(tx, organizationId, centerId, { ...read, updated_at: now })
  return getCenter(tx, organizationId, centerId)
}
