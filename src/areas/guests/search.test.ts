/** That lists and searches of guests read an index, however many guests there are. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../test/harness.ts'
import { guestPageStatement, phoneKeysOf, type GuestFilter } from './search.ts'

const { a, b } = world
let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
  // Most guests are another organisation's: its rows must not be walked either.
  for (const [organization, center, count, offset] of [
    [a.id, a.centers.newYork, 20_000, 1_000],
    [b.id, b.centers.oslo, 40_000, 900_000],
  ])
    await test.query(
      `insert into guests (organization_id, id, number, center_id, code, first_name, last_name, email, mobile_number, mobile_digits,
         gender, details, created_at, updated_at)
       select $1::uuid, gen_random_uuid(), $4::int + n, $2::uuid, 'X' || n, 'First' || n, 'Last' || n % 500, 'g' || n || '@example.com',
         (2000000000 + n)::text, '1' || (2000000000 + n), 0,
         jsonb_build_object('tags', jsonb_build_array('tag' || n % 1000), 'address_info', jsonb_build_object('zip_code', (n % 5000)::text),
           'personal_info', jsonb_build_object('home_phone', jsonb_build_object('number', (3000000000 + n)::text))),
         '2026-01-01', timestamp '2026-01-01' + n * interval '1 minute'
       from generate_series(1, $3::int) n`,
      [organization, center, count, offset],
    )
  await test.query('vacuum analyze guests')
})
afterAll(() => test.stop())

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: PlanNode[]
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** How the page is read: indexes used, whether guests were walked, and the most rows one step gave. */
async function planOf(filter: Partial<GuestFilter>) {
  const statement = guestPageStatement(a.id, { centerIds: null, ...filter }, { page: 1, size: 10, offset: 0 })
  const { sql, parameters } = statement.compile(test.app.database.db)
  const [row] = await test.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `explain (analyze, format json) ${sql}`,
    [...parameters],
  )
  const nodes = nodesOf(row!['QUERY PLAN'][0]!.Plan)
  return {
    indexes: nodes.map((node) => node['Index Name']).filter(Boolean),
    walked: nodes.some((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'guests'),
  }
}

describe('a page of guests', () => {
  it.each<[string, Partial<GuestFilter>, string]>([
    ['phone', { phone: '+1 2000001234' }, 'guests_by_phone'],
    ['home phone', { phone: '3000001234' }, 'guests_by_phone'],
    ['email', { email: 'G1234@example.com' }, 'guests_by_email'],
    ['code', { code: 'x1234' }, 'guests_by_code'],
    ['login name', { userName: 'ana' }, 'guests_by_user_name'],
    ['first name', { firstName: 'first1234' }, 'guests_by_first_name'],
    ['last name', { lastName: 'last42' }, 'guests_by_last_name'],
    ['zip code', { zipCode: '4321' }, 'guests_by_zip_code'],
    ['tag', { tags: 'TAG17' }, 'guests_by_tag'],
    [
      'change',
      { centerIds: [a.centers.newYork], updatedSince: new Date('2026-01-14T18:00:00Z') },
      'guests_by_change',
    ],
    ['center', { centerIds: [a.centers.newYork] }, 'guests_of_center'],
    [
      'several centers',
      { centerIds: Object.values(a.centers), firstName: 'first12345' },
      'guests_by_first_name',
    ],
    ['nothing', {}, 'guests_organization_id_number_key'],
  ])('by %s reads an index', async (_name, filter, index) => {
    const plan = await planOf(filter)
    expect(plan.indexes).toContain(index)
    expect(plan.walked).toBe(false)
  })
})

describe('phoneKeysOf', () => {
  it.each<[string, string[]]>([
    ['(202) 555-0123', ['2025550123']],
    ['+1 202 555 0123', ['12025550123']],
    ['0044 20 7946 0000', ['00442079460000', '442079460000']],
    ['+44 (0)20 7946 0000', ['4402079460000', '442079460000']],
    ['020 7946 0000', ['02079460000', '2079460000']],
    ['0000', ['0000']],
    ['123', []],
    ['none', []],
  ])('%s', (typed, keys) => {
    expect(new Set(phoneKeysOf(typed))).toEqual(new Set(keys))
  })
})
