import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD, world } from '../../../../test/world.ts'
import { startTestApp, type TestApp } from '../../../../test/harness.ts'
import { cause } from './test-kit.ts'

const { a, b } = world

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
  await cause(test, ['one', 'two'], { centerId: a.centers.newYork, of: a.guests.ana })
  await cause(test, ['three'], { type: 'Guest.Deleted' })
  await cause(test, ['four'], { centerId: a.centers.kolkata, type: 'Guest.Deleted', of: a.guests.ben })
  await cause(test, ['theirs'], { organizationId: b.id })
})
afterAll(() => test.stop())

interface Page {
  events: { sequence: number; id: string; event_id: string; event_type: string; data: { code: string } }[]
  next_after: number
  has_more: boolean
  oldest_sequence: number | null
  latest_sequence: number
}
const get = (query = '', options = {}) => test.call<Page>('GET', `/admin/v1/events${query}`, options)
const codes = ({ body }: { body: Page }) => body.events.map((event) => event.data.code)

async function tokenOf(user: string): Promise<string> {
  const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
    body: {
      account_name: 'aurora',
      user_name: user,
      password: PASSWORD,
      grant_type: 'password',
      app_id: a.appId,
      app_secret: a.appSecret,
    },
  })
  return body.credentials.access_token
}

describe('pulling events', () => {
  it('gives the envelope with its sequence in front, from the oldest', async () => {
    const answer = await get()
    expect(answer.status, answer.text).toBe(200)
    expect(codes(answer)).toEqual(['one', 'two', 'three', 'four'])
    const [first] = answer.body.events
    expect(Object.keys(first!)).toEqual([
      'sequence',
      'id',
      'event_id',
      'event_schema',
      'event_resource',
      'event_type',
      'event_timestamp',
      'data',
    ])
    expect(parseInt(first!.id.slice(18), 16) - parseInt(first!.event_id.slice(18), 16)).toBe(63)
    expect(first!.id.slice(0, 18)).toBe(first!.event_id.slice(0, 18))
    expect(answer.body).toMatchObject({
      next_after: 4,
      has_more: false,
      oldest_sequence: 1,
      latest_sequence: 4,
    })
  })

  it('goes on page by page, and says when there is no more', async () => {
    const seen: string[] = []
    let after = 0
    for (let page = 0; ; page++) {
      const answer = await get(`?after=${after}&size=3`)
      seen.push(...codes(answer))
      expect(answer.body.has_more).toBe(page === 0)
      after = answer.body.next_after
      if (!answer.body.has_more) break
    }
    expect(seen).toEqual(['one', 'two', 'three', 'four'])
    expect((await get(`?after=${after}`)).body).toMatchObject({ events: [], next_after: 4, has_more: false })
    // A position that no event has reached is answered with one that has.
    expect((await get('?after=900719925474099')).body).toMatchObject({ events: [], next_after: 4 })
    expect((await get('?size=4')).body).toMatchObject({ next_after: 4, has_more: false })
  })

  it.each([
    ['a type', '?types=guest.deleted', ['three', 'four']],
    ['types by comma', '?types=Guest.Deleted,%20Guest.Created', ['one', 'two', 'three', 'four']],
    ['types one by one', '?types=Guest.Deleted&types=Guest.Merged', ['three', 'four']],
    ['all types', '?types=*', ['one', 'two', 'three', 'four']],
    ['a record', `?entity_id=${a.guests.ana.toUpperCase()}`, ['one', 'two']],
    ['a record and a type', `?entity_id=${a.guests.ana}&types=Guest.Deleted`, []],
    ['a center', `?center_id=${a.centers.newYork}`, ['one', 'two']],
    ['a center and a type', `?center_id=${a.centers.kolkata}&types=Guest.Deleted`, ['four']],
    ['a filter from the middle', '?types=Guest.Created&after=1', ['two']],
  ])('filters by %s', async (_name, query, expected) => {
    const answer = await get(query)
    expect(codes(answer)).toEqual(expected)
    expect(answer.body).toMatchObject({ next_after: 4, has_more: false })
    const first = await get(`${query}&size=1`)
    expect(codes(first)).toEqual(expected.slice(0, 1))
    expect(first.body.has_more).toBe(expected.length > 1)
  })

  it.each([
    ['after', '?after=x'],
    ['after', '?after=-1'],
    ['after', '?after=1.5'],
    ['types', '?types=Guest.Vanished'],
    ['size', '?size=0'],
    ['size', '?size=many'],
    ['center_id', '?center_id=nowhere'],
    ['center id', `?center_id=${b.centers.oslo}`],
  ])('refuses a wrong %s (%s)', async (field, query) => {
    const answer = await get(query)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(field)
  })

  it('gives 500 at most', async () => {
    expect((await get('?size=500')).status).toBe(200)
    const answer = await get('?size=501')
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('500')
  })

  it('is for who may read webhooks, and each organisation sees its own', async () => {
    expect((await get('', { key: null })).status).toBe(401)
    expect(codes(await get('', { key: b.apiKey }))).toEqual(['theirs'])
    expect((await get('', { token: await tokenOf('nora') })).status).toBe(403)
    expect((await get('', { token: await tokenOf('ana') })).status).toBe(403)
  })

  it('shows people the events of the centers that their roles reach', async () => {
    await test.query(
      `update security_roles set rights = rights || '{webhooks:read}' where organization_id = $1`,
      [a.id],
    )
    const token = await tokenOf('fred')
    expect(codes(await get('', { token }))).toEqual(['one', 'two'])
    expect(codes(await get(`?center_id=${a.centers.newYork}`, { token }))).toEqual(['one', 'two'])
    const answer = await get(`?center_id=${a.centers.kolkata}`, { token })
    expect(answer.status).toBe(403)
  })

  it('looks at so many rows for a page, then lets the caller go on', async () => {
    await cause(
      test,
      Array.from({ length: 2_100 }, (_, i) => `many ${i}`),
    )
    await cause(test, ['last'], { centerId: a.centers.newYork })
    const first = (await get(`?center_id=${a.centers.newYork}&after=4`)).body
    expect(first).toMatchObject({ events: [], next_after: 2_004, has_more: true, latest_sequence: 2_105 })
    const answer = await get(`?center_id=${a.centers.newYork}&after=${first.next_after}`)
    expect(codes(answer)).toEqual(['last'])
    expect(answer.body).toMatchObject({ next_after: 2_105, has_more: false })
  })
})
