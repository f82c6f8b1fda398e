/** Lists of guests: which rows, one page of them, and how many there are. Every condition has an index. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { listCountries } from '#areas/organizations'
import { guestColumns, guestJoins, sameText, type GuestWithCenter } from './store.ts'

/** What is looked for; conditions are joined with AND, null and empty mean not asked. */
export interface GuestFilter {
  /** Home centers; null: any. */
  centerIds: readonly string[] | null
  firstName?: string | null
  lastName?: string | null
  zipCode?: string | null
  /** Any spelling, with or without the dialling code. */
  phone?: string | null
  /** Separated by commas; all of them. */
  tags?: string | null
  userName?: string | null
  code?: string | null
  email?: string | null
  /** Changed at this moment or later. */
  updatedSince?: Date | null
}

const FEWEST_DIGITS = 4

/**
 * Forms under which the number in a text may be kept in `phone_keys`: as typed, without leading zeros (trunk
 * prefix, 00), and, if it begins with a dialling code, without the zero some people put behind it.
 */
export function phoneKeysOf(text: string): string[] {
  const digits = text.replace(/\D/g, '')
  const bare = digits.replace(/^0+/, '')
  if (bare.length < FEWEST_DIGITS) return digits.length < FEWEST_DIGITS ? [] : [digits]
  const keys = new Set([digits, bare])
  for (const { phoneCode } of listCountries()) {
    const code = String(phoneCode)
    if (bare.startsWith(`${code}0`)) keys.add(code + bare.slice(code.length).replace(/^0+/, ''))
  }
  return [...keys]
}

const tagsOf = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)

const beginsWith = (column: 'first_name' | 'last_name', text: string): RawBuilder<boolean> => sql<boolean>`
  lower(left(g.${sql.raw(column)}, 200)) like lower(${`${[...text]
    .slice(0, 200)
    .join('')
    .replace(/[\\%_]/g, '\\$&')}%`})`

/** The conditions of a filter beyond the center, each one answered by an index. */
function conditionsOf(filter: GuestFilter): RawBuilder<boolean>[] {
  const given = (text: string | null | undefined): string | null => text?.trim() || null
  const phone = given(filter.phone)
  const tags = tagsOf(filter.tags ?? '')
  const zipCode = given(filter.zipCode)
  const [firstName, lastName] = [given(filter.firstName), given(filter.lastName)]
  const [userName, code, email] = [given(filter.userName), given(filter.code), given(filter.email)]
  const conditions: (RawBuilder<boolean> | null)[] = [
    phone ? sql<boolean>`g.phone_keys && ${phoneKeysOf(phone)}::text[]` : null,
    email ? sameText('email', email) : null,
    code ? sameText('code', code) : null,
    userName ? sameText('user_name', userName) : null,
    firstName ? beginsWith('first_name', firstName) : null,
    lastName ? beginsWith('last_name', lastName) : null,
    zipCode
      ? sql<boolean>`lower(left(g.details #>> '{address_info,zip_code}', 200)) = lower(left(${zipCode}, 200))
          and g.details #>> '{address_info,zip_code}' <> ''`
      : null,
    tags.length
      ? sql<boolean>`lower((g.details -> 'tags')::text)::jsonb @> lower(${JSON.stringify(tags)})::jsonb`
      : null,
    filter.updatedSince ? sql<boolean>`g.updated_at >= ${filter.updatedSince}` : null,
  ]
  return conditions.filter((condition) => condition !== null)
}

type PageRow = { total: number } & (GuestWithCenter | { id: null })

/**
 * The statement of one page, in the order the guests were made. Conditions narrow first (materialized), or the
 * planner might walk all guests in order hoping to meet ten that fit; without conditions it shall walk.
 */
export function guestPageStatement(
  organizationId: string,
  filter: GuestFilter,
  page: Page,
): RawBuilder<PageRow> {
  const conditions = conditionsOf(filter)
  const isNarrow = conditions.length > 0 || (filter.centerIds?.length ?? 1) > 1
  const [only] = filter.centerIds ?? []
  if (filter.centerIds)
    conditions.push(
      filter.centerIds.length === 1
        ? sql<boolean>`g.center_id = ${only}`
        : sql<boolean>`g.center_id = any(${filter.centerIds}::uuid[])`,
    )
  const where = conditions.map((condition) => sql`and ${condition}`)
  return sql<PageRow>`
    with found as ${sql.raw(isNarrow ? 'materialized' : 'not materialized')} (
      select g.id, g.number from guests g
      where g.organization_id = ${organizationId} and not g.is_deleted ${sql.join(where, sql` `)}
    ), wanted as materialized (
      select id, number from found order by number limit ${page.size} offset ${page.offset}
    )
    select counted.total, ${guestColumns}
    from (select count(*)::int as total from found) counted
    left join wanted w on true
    left join guests g on g.organization_id = ${organizationId} and g.id = w.id
    ${guestJoins}
    order by w.number`
}

/** One page of the guests a filter finds, and the number of all it finds. */
export async function findGuests(
  db: Db,
  organizationId: string,
  filter: GuestFilter,
  page: Page,
): Promise<{ total: number; guests: GuestWithCenter[] }> {
  const { rows } = await guestPageStatement(organizationId, filter, page).execute(db)
  return { total: rows[0]?.total ?? 0, guests: rows.filter((row) => row.id !== null) }
}

/** Centers of the zone of a center: those that share a location group with it, itself included. */
export async function findZoneOf(db: Db, organizationId: string, centerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct unnest(center_ids) as id from location_groups
    where organization_id = ${organizationId} and ${centerId}::uuid = any(center_ids)`.execute(db)
  return [...new Set([centerId, ...rows.map((row) => row.id)])]
}
