import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { NOW } from '../../../../test/world.ts'
import { addGuest, setSettings, signIn } from '../test/people.ts'

let test: TestApp
let zoe: string
let zoltan: string
beforeAll(async () => {
  test = await startTestApp()
  const phone = (number: string) => ({ country_code: 225, number })
  zoe = (
    await addGuest(test, {
      code: 'Z-1',
      personal_info: {
        first_name: 'Zoë',
        last_name: 'O_Hara',
        email: 'Zoe@Example.com',
        user_name: 'zoe',
        mobile_phone: phone('2025550123'),
        home_phone: phone('3035550456'),
      },
      address_info: { zip_code: 'sw1a 1AA' },
      tags: ['VIP', 'Über, "quoted"'.slice(0, 4)],
    })
  ).id
  zoltan = (
    await addGuest(test, {
      center_id: a.centers.kolkata,
      personal_info: {
        first_name: 'Zoltan',
        last_name: 'OxHara',
        work_phone: { country_code: 224, number: '020 7946 0000' },
      },
      tags: ['vip'],
    })
  ).id
})
beforeEach(() => test.setNow(NOW))
afterAll(() => test.stop())

const { a, b } = world
type Found = {
  guests: { id: string }[]
  page_Info: object
  page_info: object
  message: string
  error: { code: number }
}
const search = (query: Record<string, string>, options = {}) =>
  test.call<Found>('GET', `/v1/guests/search?${new URLSearchParams(query).toString()}`, options)
const idsOf = async (query: Record<string, string>) =>
  (await search(query)).body.guests.map((guest) => guest.id.toLowerCase())

describe('searchGuests', () => {
  it.each<[string, Record<string, string>, ('zoe' | 'zoltan')[]]>([
    ['the beginning of the first name', { first_name: 'zO' }, ['zoe', 'zoltan']],
    ['a wildcard only as itself', { last_name: 'o_h' }, ['zoe']],
    ['a percent sign that nobody has', { first_name: 'z%' }, []],
    ['letters beyond ASCII, in any case', { first_name: 'ZOË' }, ['zoe']],
    ['the middle of a name, which does not count', { last_name: 'hara' }, []],
    ['the whole email', { email: 'ZOE@example.COM' }, ['zoe']],
    ['a part of the email, which does not count', { email: 'zoe@' }, []],
    ['the code', { user_code: 'z-1' }, ['zoe']],
    ['the login name', { user_name: 'ZOE' }, ['zoe']],
    ['the zip code', { zip_code: 'SW1A 1aa' }, ['zoe']],
    ['a tag', { tags: 'Vip' }, ['zoe', 'zoltan']],
    ['two tags', { tags: 'vip, über' }, ['zoe']],
    ['a part of a tag, which does not count', { tags: 'vi' }, []],
    ['the mobile number', { phone: '2025550123' }, ['zoe']],
    ['the home number', { phone: '(303) 555-0456' }, ['zoe']],
    ['the work number with its zero', { phone: '02079460000' }, ['zoltan']],
    ['the work number without', { phone: '2079460000' }, ['zoltan']],
    ['the work number with code and zero', { phone: '+44 (0)20 7946 0000' }, ['zoltan']],
    ['the work number from abroad', { phone: '0044 20 7946 0000' }, ['zoltan']],
    ['digits too few for a number', { phone: '012' }, []],
    ['two things at once', { first_name: 'zo', tags: 'vip', last_name: 'ox' }, ['zoltan']],
    ['only one center', { first_name: 'zo', center_id: a.centers.kolkata }, ['zoltan']],
    [
      'empty values as not given',
      { first_name: 'zo', last_name: '', email: '', phone: '', tags: '' },
      ['zoe', 'zoltan'],
    ],
    ['nobody', { first_name: 'nobody' }, []],
  ])('finds by %s', async (_name, query, expected) => {
    const { status, body } = await search(query)
    expect(status).toBe(200)
    expect(body.guests.map((guest) => guest.id)).toEqual(
      expected.map((name) => ({ zoe, zoltan })[name].toUpperCase()),
    )
    expect(body.page_info).toEqual({ total: expected.length, page: 1, size: 10 })
    expect(body.page_Info).toEqual(body.page_info)
  })

  it('finds a guest however its number is typed', async () => {
    const national = fc.stringMatching(/^[2-9][0-9]{9}$/)
    const noise = fc.array(fc.constantFrom('', '', '', ' ', '-', '.', ' - ', '('), {
      minLength: 10,
      maxLength: 10,
    })
    await fc.assert(
      fc.asyncProperty(
        national,
        noise,
        fc.constantFrom('', '1', '+1', '+1 ', '001 ', '1-'),
        async (number, marks, prefix) => {
          const { id } = await addGuest(test, {
            personal_info: { mobile_phone: { country_code: 225, number } },
          })
          const typed = prefix + [...number].map((digit, i) => marks[i]! + digit).join('')
          expect(await idsOf({ phone: typed })).toContain(id)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('gives the parts asked for, and whole guests', async () => {
    const { body } = await search({ email: 'zoe@example.com', expand: 'tags' })
    expect(body.guests[0]).toMatchObject({
      code: 'Z-1',
      tags: ['VIP', 'Über'],
      personal_info: { first_name: 'Zoë' },
      center_name: 'Aurora New York',
      referral: null,
    })
  })

  it('pages through all guests once, in one order', async () => {
    const pages: string[] = []
    const { total } = (await search({ size: '1' })).body.page_info as { total: number }
    for (let page = 1; page <= Math.ceil(total / 4) + 1; page++) {
      const { body } = await search({ page: String(page), size: '4' })
      expect(body.page_info).toEqual({ total, page, size: 4 })
      pages.push(...body.guests.map((guest) => guest.id))
    }
    expect(pages).toHaveLength(total)
    expect(new Set(pages).size).toBe(total)
    const narrow = (await search({ first_name: 'zo', page: '2', size: '1' })).body
    expect(narrow).toMatchObject({
      guests: [{ id: zoltan.toUpperCase() }],
      page_info: { total: 2, page: 2, size: 1 },
    })
    expect((await search({ first_name: 'zo', page: '9' })).body).toMatchObject({
      guests: [],
      page_info: { total: 2, page: 9 },
    })
  })

  it('needs a center where the organisation does not search across centers', async () => {
    await setSettings(test, { guest_search_scope: 'center' })
    const refused = await search({ first_name: 'zo' })
    const inCenter = await idsOf({ first_name: 'zo', center_id: a.centers.newYork })
    const across = await idsOf({ first_name: 'zo', search_across_center: 'true' })
    await setSettings(test, { guest_search_scope: 'organization' })
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { code: 502 }, message: expect.stringContaining('center_id') },
    })
    expect(inCenter).toEqual([zoe])
    expect(across).toEqual([zoe, zoltan])
  })

  it('looks in the zone of a center when asked to', async () => {
    const near = { first_name: 'zo', center_id: a.centers.newYork, search_across_zone: 'true' }
    expect(await idsOf(near)).toEqual([zoe])
    await test.query(
      `insert into location_groups (organization_id, id, name, center_ids) values ($1, $1, 'East', $2)`,
      [a.id, Object.values(a.centers)],
    )
    expect(await idsOf(near)).toEqual([zoe, zoltan])
  })

  it('knows neither the deleted nor strangers', async () => {
    const { id } = await addGuest(test, { personal_info: { first_name: 'Ghost' } })
    await test.query('update guests set is_deleted = true where id = $1', [id])
    expect(await idsOf({ first_name: 'ghost' })).toEqual([])
    expect(await idsOf({ first_name: 'eva' })).toEqual([])
    const strange = await search({ first_name: 'eva', center_id: b.centers.oslo })
    expect(strange).toMatchObject({
      status: 400,
      body: { error: { code: 502 }, message: expect.stringContaining('center') },
    })
  })

  it('is for staff, within their centers, in pages of at most 100', async () => {
    for (const name of ['ana', 'nora'])
      expect((await search({}, { token: await signIn(test, name) })).status).toBe(403)
    const fred = { token: await signIn(test, 'fred') }
    expect((await search({ center_id: a.centers.kolkata }, fred)).status).toBe(403)
    expect((await search({ center_id: a.centers.newYork }, fred)).status).toBe(200)
    expect((await search({ size: '101' })).status).toBe(422)
    expect((await search({ page: '0' })).status).toBe(400)
  })
})

describe('listGuestsOfCenter', () => {
  const list = (query: Record<string, string>, options = {}) =>
    test.call<Found>('GET', `/v1/guests?${new URLSearchParams(query).toString()}`, options)

  it('lists the guests whose home the center is, oldest first', async () => {
    const { status, body } = await list({ center_id: a.centers.kolkata })
    expect(status).toBe(200)
    expect(body.guests.map((guest) => guest.id)).toEqual([a.guests.dev, zoltan])
    expect(body).toMatchObject({
      page_info: { total: 2, page: 1, size: 10 },
      page_Info: { total: 2, page: 1, size: 10 },
    })
    const second = await list({ center_id: a.centers.kolkata, page: '2', size: '1' })
    expect(second.body).toMatchObject({ guests: [{ id: zoltan }], page_info: { total: 2, page: 2, size: 1 } })
  })

  it('can be asked for what changed since a moment of the center', async () => {
    const since = async (last_updated: string) =>
      (await list({ center_id: a.centers.kolkata, last_updated })).body.guests.map((guest) => guest.id)
    await test.query('update guests set updated_at = $1 where id = $2', ['2026-02-10T04:00:00Z', zoltan])
    expect(await since('2026-02-10T09:30:00')).toEqual([zoltan])
    expect(await since('2026-02-10T09:30:01')).toEqual([])
    expect(await since('2026-02-10')).toEqual([zoltan])
    expect(await since('2025-12-31')).toEqual([a.guests.dev, zoltan])
    expect(await list({ center_id: a.centers.kolkata, last_updated: 'soon' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('last_updated') },
    })
  })

  it('refuses centers missing or of others, callers without the right, and large pages', async () => {
    for (const query of [{}, { center_id: b.centers.oslo }] as Record<string, string>[])
      expect(await list(query)).toMatchObject({
        status: 400,
        body: { error: { code: 502 }, message: expect.stringContaining('center_id') },
      })
    expect((await list({ center_id: a.centers.kolkata }, { token: await signIn(test, 'fred') })).status).toBe(
      403,
    )
    expect((await list({ center_id: a.centers.kolkata }, { token: await signIn(test, 'ana') })).status).toBe(
      403,
    )
    expect((await list({ center_id: a.centers.kolkata, size: '101' })).status).toBe(422)
  })
})
