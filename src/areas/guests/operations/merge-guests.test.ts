import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { NOW } from '../../../../test/world.ts'
import { addEmployeeGuest, addGuest, signIn } from '../test/people.ts'

let test: TestApp
let olga: string
beforeAll(async () => {
  test = await startTestApp()
  olga = await signIn(test, 'olga')
})
beforeEach(() => test.setNow(NOW))
afterAll(() => test.stop())

const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const merge = (target: string, guest_ids: unknown, options: object = { token: olga }) =>
  test.call('PUT', `/v1/guests/${target}/merge`, { body: { guest_ids }, ...options })
const add = async (first_name: string, change: object = {}) =>
  (await addGuest(test, { personal_info: { first_name }, ...change })).id
const get = async (id: string) => (await test.call('GET', `/v1/guests/${id}?expand=referral`)).body

describe('mergeGuests', () => {
  it('ends the sources, keeps the target as it is, and tells of both', async () => {
    const [target, one, two] = [await add('Target'), await add('One'), await add('Two')]
    const before = await get(target)
    const known = (await test.events()).length
    expect(await merge(target, [one.toUpperCase(), two, one])).toMatchObject({
      status: 200,
      body: { success: true, error: null },
    })
    expect(await get(target)).toEqual(before)
    for (const id of [one, two]) expect(await get(id)).toMatchObject({ error: { code: 414 } })
    const events = (await test.events()).slice(known)
    const ofSource = (id: string) => [
      {
        type: 'Guest.Merged',
        center_id: a.centers.newYork,
        data: { guest: { id: target }, merged_guest_id: id },
      },
      { type: 'Guest.Deleted', data: { id } },
    ]
    expect(events).toMatchObject([...ofSource(one), ...ofSource(two)])
  })

  it('hands relatives and referrals over', async () => {
    const [target, source] = [await add('Target'), await add('Source')]
    const [sibling, host, both] = [await add('Sibling'), await add('Host'), await add('Both')]
    const referred = await add('Referred', { referral: { referred_by: { id: source } } })
    const pairs = [
      [source, sibling],
      [host, source],
      [source, both],
      [target, both],
      [source, target],
    ]
    for (const [i, pair] of pairs.entries())
      await test.query(
        `insert into guest_relationships (organization_id, id, host_guest_id, guest_id, relationship, created_at)
         values ($1, gen_random_uuid(), $2, $3, $4, now())`,
        [a.id, ...pair, `link ${i}`],
      )
    await merge(target, [source])
    const related = async (id: string) =>
      (
        await test.call<{ guest_relationships: { name: string; relationship: { name: string } }[] }>(
          'GET',
          `/v1/guests/${id}/relationships`,
        )
      ).body.guest_relationships.map((link) => `${link.name}, ${link.relationship.name}`)
    expect((await related(target)).toSorted()).toEqual(['Both Example, link 3', 'Sibling Example, link 0'])
    expect(await related(host)).toEqual(['Target Example, link 1'])
    expect(await get(referred)).toMatchObject({
      referral: { referred_by: { id: target, name: 'Target Example' } },
    })
  })

  it('refuses keys, guests, and employees without the right, with 401', async () => {
    const [target, source] = [await add('Target'), await add('Source')]
    for (const options of [{}, { token: await signIn(test, 'ana') }, { token: await signIn(test, 'nora') }]) {
      const { status, body } = await merge(target, [source], options)
      expect(status).toBe(401)
      expect(body).toMatchObject({ error: { code: 401 } })
    }
    expect(await get(source)).toMatchObject({ id: source })
  })

  it('refuses the desk of one center what belongs to another', async () => {
    const [target, source] = [await add('Target'), await add('Source', { center_id: a.centers.kolkata })]
    const fred = { token: await signIn(test, 'fred') }
    expect(await merge(target, [source], fred)).toMatchObject({
      status: 403,
      body: { error: { code: 438 }, message: expect.stringContaining('guest_ids') },
    })
    expect(await merge(source, [target], fred)).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('target_guest_id') },
    })
    expect((await merge(target, [await add('Near')], fred)).status).toBe(200)
  })

  it.each<[string, string | null, unknown, string]>([
    ['an unknown target', UNKNOWN, [a.guests.cleo], 'target_guest_id'],
    ["another organisation's target", b.guests.eva, [a.guests.cleo], 'target_guest_id'],
    ['an unknown source', null, [UNKNOWN], 'guest_ids'],
    ["another organisation's guest", null, [b.guests.eva], 'guest_ids'],
    ['the id of an employee', null, [a.employees.mia], 'guest_ids'],
    ['the target among the sources', a.guests.ben, [a.guests.cleo, a.guests.ben], 'guest_ids'],
    ['no sources', null, [], 'guest_ids'],
    ['sources left out', null, undefined, 'guest_ids'],
    ['one valid and one unknown source', null, [a.guests.cleo, UNKNOWN], 'guest_ids'],
  ])('refuses %s and changes nothing', async (_name, target, sources, field) => {
    const answer = await merge(target ?? a.guests.ben, sources)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code: 502 }, message: expect.stringContaining(field) })
    expect(await get(a.guests.cleo)).toMatchObject({ id: a.guests.cleo })
  })

  it('leaves the profile of an employee alone, as source and as target', async () => {
    const { id } = await addEmployeeGuest(test)
    const other = await add('Other')
    for (const [target, source, field] of [
      [other, id, 'guest_ids'],
      [id, other, 'target_guest_id'],
    ] as const)
      expect(await merge(target, [source])).toMatchObject({
        status: 400,
        body: { error: { code: 502 }, message: expect.stringContaining(field) },
      })
    for (const kept of [id, other]) expect(await get(kept)).toMatchObject({ id: kept })
  })

  it('lets one of two opposite merges at once win', async () => {
    const [left, right] = [await add('Left'), await add('Right')]
    const answers = await Promise.all([merge(left, [right]), merge(right, [left])])
    expect(answers.map((answer) => answer.status).toSorted((x, y) => x - y)).toEqual([200, 400])
  })
})

describe('listGuestMergeHistory', () => {
  const history = (query: Record<string, string>, options = {}) =>
    test.call<{ merge_history: { from_guest: { name: string } }[]; page_info: object; message: string }>(
      'GET',
      `/v1/guests/merge_history?${new URLSearchParams(query).toString()}`,
      options,
    )

  it('lists the merges of a window of center days, newest first', async () => {
    const [target, first, second] = [
      await add('Kolkata', { center_id: a.centers.kolkata }),
      await add('First'),
      await add('Second'),
    ]
    // 18:29 UTC is the last minute of 9 April in Kolkata, 18:30 the first of the 10th.
    for (const [instant, id] of [
      ['2026-04-09T18:29:00Z', first],
      ['2026-04-09T18:30:00Z', second],
    ] as const) {
      test.setNow(instant)
      olga = await signIn(test, 'olga')
      await merge(target, [id], { token: olga })
    }
    const day = async (start_date: string, end_date: string) =>
      (await history({ start_date, end_date })).body.merge_history.map((merge) => merge.from_guest.name)
    expect(await day('2026-04-09', '2026-04-09')).toEqual(['First Example'])
    expect(await day('2026-04-10', '2026-04-10')).toEqual(['Second Example'])
    const { body } = await history({ start_date: '2026-04-01', end_date: '2026-04-30', size: '1' })
    expect(body).toMatchObject({
      merge_history: [
        {
          merged_date: expect.stringMatching(/^2026-04-10T00:00:0\d$/),
          from_guest: {
            id: second,
            code: '',
            name: 'Second Example',
            center: { id: a.centers.newYork, name: 'Aurora New York' },
          },
          to_guest: { id: target, center: { id: a.centers.kolkata, name: 'Aurora Kolkata' } },
        },
      ],
      page_info: { total: 2, page: 1, size: 1 },
      error: null,
    })
    for (const center_id of [a.centers.kolkata, a.centers.newYork])
      expect(
        (await history({ start_date: '2026-04-01', end_date: '2026-04-30', center_id })).body.page_info,
      ).toMatchObject({ total: 2 })
    expect(
      (await history({ start_date: '2026-04-01', end_date: '2026-04-30' }, { key: b.apiKey })).body,
    ).toMatchObject({ merge_history: [], page_info: { total: 0 } })
  })

  it.each<[string, Record<string, string>, number, string]>([
    ['no start', { end_date: '2026-03-02' }, 502, 'start_date'],
    ['no end', { start_date: '2026-03-02' }, 502, 'end_date'],
    ['days that are none', { start_date: '2026-02-30', end_date: '2026-03-02' }, 502, 'start_date'],
    ['a reversed window', { start_date: '2026-03-03', end_date: '2026-03-02' }, 502, 'end_date'],
    [
      "another organisation's center",
      { start_date: '2026-03-01', end_date: '2026-03-02', center_id: b.centers.oslo },
      502,
      'center',
    ],
  ])('refuses %s', async (_name, query, code, field) => {
    expect(await history(query)).toMatchObject({
      status: 400,
      body: { error: { code }, message: expect.stringContaining(field) },
    })
  })

  it('refuses large pages and guests', async () => {
    const query = { start_date: '2026-03-01', end_date: '2026-03-02' }
    expect((await history({ ...query, size: '101' })).status).toBe(422)
    expect((await history(query, { token: await signIn(test, 'ana') })).status).toBe(403)
  })
})
