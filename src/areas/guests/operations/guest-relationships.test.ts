import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onFamilyChange } from '#areas/guests'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { addGuest, signIn } from '../test/people.ts'

let test: TestApp
let spouse: string
let friend: string
const types = '/admin/v1/guest_relationship_types'
beforeAll(async () => {
  test = await startTestApp()
  const add = async (code: string, name: string, allows_sharing: boolean) =>
    String((await test.call('POST', types, { body: { code, name, allows_sharing } })).body.id)
  spouse = await add('spouse', 'Spouse', true)
  friend = await add('friend', 'Friend', false)
})
afterAll(() => test.stop())

const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const path = (guestId: string) => `/v1/guests/${guestId}/relationships`
type Links = { guest_relationships: { id: string; guest_relationship_id: string }[] }
const list = async (guestId: string) =>
  (await test.call<Links>('GET', path(guestId))).body.guest_relationships
const link = (host: string, body: object, options = {}) =>
  test.call<{ guest_relationship: { guest_relationship_id: string } }>('POST', path(host), {
    body,
    ...options,
  })

describe('listGuestRelationships', () => {
  it('lists whom the guest hosts, not who hosts it', async () => {
    expect(await list(a.guests.ana)).toEqual([
      {
        id: a.guests.child,
        name: 'Kit Lopez',
        relationship: { id: '00000000-0000-0000-0000-000000000000', name: 'Child' },
        allow_sharing_accounts: false,
        guest_relationship_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ])
    expect(await list(a.guests.child)).toEqual([])
  })

  it('refuses ids of nobody and of others', async () => {
    for (const id of [UNKNOWN, 'none', b.guests.eva])
      expect(await test.call('GET', path(id))).toMatchObject({
        status: 400,
        body: { error: { code: 502 }, message: expect.stringContaining('guest_id') },
      })
    const ana = await signIn(test, 'ana')
    expect((await test.call('GET', path(a.guests.ana), { token: ana })).status).toBe(200)
    expect((await test.call('GET', path(a.guests.ben), { token: ana })).status).toBe(403)
  })
})

describe('createGuestRelationship', () => {
  it('links two guests, and a second call changes the link', async () => {
    const host = (await addGuest(test)).id
    const first = await link(host, {
      guest_id: a.guests.ben,
      relationship_id: spouse,
      allow_sharing_accounts: true,
    })
    expect(first).toMatchObject({
      status: 200,
      body: {
        guest_relationship: {
          id: a.guests.ben,
          name: 'Ben Okafor',
          relationship: { id: spouse, name: 'Spouse' },
          allow_sharing_accounts: true,
        },
        error: null,
      },
    })
    await link(host, { guest_id: a.guests.ben, relationship_id: friend, allow_sharing_accounts: true })
    const links = await list(host)
    expect(links).toHaveLength(1)
    // Friends share no accounts, whatever was asked.
    expect(links[0]).toMatchObject({
      relationship: { name: 'Friend' },
      allow_sharing_accounts: false,
      guest_relationship_id: first.body.guest_relationship.guest_relationship_id,
    })
  })

  it('tells whoever remembers families, after the commit', async () => {
    let told = 0
    onFamilyChange(() => (told += 1))
    const host = (await addGuest(test)).id
    await link(host, { guest_id: a.guests.ben, relationship_id: UNKNOWN })
    expect(told).toBe(0)
    await link(host, { guest_id: a.guests.ben, relationship_id: friend })
    expect(told).toBe(1)
  })

  it.each<[string, string, object, string]>([
    ['an unknown host', UNKNOWN, { guest_id: a.guests.ben }, 'Guest_id'],
    ["another organisation's host", b.guests.eva, { guest_id: a.guests.ben }, 'Guest_id'],
    ["another organisation's guest", a.guests.ben, { guest_id: b.guests.eva }, 'Guest_id'],
    ['the host itself', a.guests.ben, { guest_id: a.guests.ben }, 'Guest_id'],
    [
      'an unknown type',
      a.guests.ben,
      { guest_id: a.guests.ana, relationship_id: UNKNOWN },
      'relationship_id',
    ],
    ['no guest', a.guests.ben, {}, 'guest_id'],
    ['an id that is none', a.guests.ben, { guest_id: 'none' }, 'guest_id'],
  ])('refuses %s', async (_name, host, body, field) => {
    const answer = await link(host, { relationship_id: friend, ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      error: { code: 'GE002', message: expect.stringContaining(field) },
      message: expect.stringContaining(field),
    })
  })

  it('refuses an inactive type, guests, and the desk of another center', async () => {
    const old = String((await test.call('POST', types, { body: { code: 'old', name: 'Old' } })).body.id)
    await test.call('PATCH', `${types}/${old}`, { body: { is_active: false } })
    const body = { guest_id: a.guests.ana, relationship_id: friend }
    expect((await link(a.guests.ben, { ...body, relationship_id: old })).body).toMatchObject({
      error: { code: 'GE002' },
    })
    expect((await link(a.guests.ben, body, { token: await signIn(test, 'ben') })).status).toBe(403)
    expect((await link(a.guests.dev, body, { token: await signIn(test, 'fred') })).status).toBe(403)
  })
})

describe('deleteGuestRelationship', () => {
  const remove = (host: string, id: string, options = {}) =>
    test.call('DELETE', `${path(host)}/${id}`, options)

  it('ends a link by its key or by the guest, once', async () => {
    const host = (await addGuest(test)).id
    for (const by of ['guest_relationship_id', 'id'] as const) {
      await link(host, { guest_id: a.guests.ben, relationship_id: spouse })
      const id = (await list(host))[0]![by]
      expect(await remove(host, id.toUpperCase())).toMatchObject({
        status: 200,
        body: { success: true, error: null },
      })
      expect(await list(host)).toEqual([])
      expect(await remove(host, id)).toMatchObject({
        status: 400,
        body: { error: { code: 'GE002' }, message: expect.stringContaining('Invalid input id') },
      })
    }
  })

  it('refuses hosts of nobody and links of others', async () => {
    expect((await remove(b.guests.eva, a.guests.child)).body).toMatchObject({
      error: { code: 'GE002' },
      message: expect.stringContaining('Guest_id'),
    })
    expect((await remove(a.guests.ben, a.guests.child)).body).toMatchObject({
      error: { code: 'GE002' },
      message: expect.stringContaining('Invalid input id'),
    })
    expect((await remove(a.guests.ana, a.guests.child, { token: await signIn(test, 'ana') })).status).toBe(
      403,
    )
    expect(await list(a.guests.ana)).toHaveLength(1)
  })
})

describe('relationship types', () => {
  it('are listed by name, changed in parts, and have one code each', async () => {
    const { body } = await test.call<{ relationship_types: { name: string }[] }>('GET', types)
    expect(body.relationship_types.map((type) => type.name)).toEqual(
      expect.arrayContaining(['Friend', 'Spouse']),
    )
    const changed = await test.call('PATCH', `${types}/${friend}`, { body: { name: 'Good friend' } })
    expect(changed.body).toMatchObject({
      id: friend,
      code: 'friend',
      name: 'Good friend',
      is_active: true,
      allows_sharing: false,
    })
    const twice = await test.call('POST', types, { body: { code: 'SPOUSE', name: 'Twice' } })
    expect(twice).toMatchObject({ status: 400, body: { message: expect.stringContaining('code') } })
    const unknown = await test.call('PATCH', `${types}/${UNKNOWN}`, { body: { name: 'Nobody' } })
    expect(unknown).toMatchObject({
      status: 400,
      body: { error: { code: 502 }, message: expect.stringContaining('relationship_type_id') },
    })
    const { body: page } = await test.call('GET', `${types}?size=1&page=2`)
    expect(page).toMatchObject({
      relationship_types: [{ name: 'Old' }],
      page_info: { total: body.relationship_types.length, page: 2, size: 1 },
    })
    const strange = await test.call<{ relationship_types: [] }>('GET', types, { key: b.apiKey })
    expect(strange.body.relationship_types).toEqual([])
  })
})
