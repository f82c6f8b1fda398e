import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from '../../../../test/world.ts'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
const { a, b } = world
const nobody = '00000000-0000-7000-8000-000000000001'
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

type Body = Record<string, unknown>
const send = async (method: string, path: string, body?: unknown) =>
  (await test.call<Body>(method, `/admin/v1/${path}`, { body })).body
const create = async (path: string, body: unknown) => {
  const answer = await test.call<Body & { id: string }>('POST', `/admin/v1/${path}`, { body })
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
  return answer.body
}
let codes = 0
const newService = (more: object = {}) =>
  create('services', { code: `S${++codes}`, name: 'Peeling', duration: 30, ...more })
const onWire = async (center: string, service: unknown) =>
  (
    await test.call<Body>(
      'GET',
      `/v1/centers/${center}/services/${String(service)}?expand=variants_info&expand=add_ons_info&expand=additional_info`,
    )
  ).body

type Case = [what: string, method: string, path: string, body: unknown, code: number, field: string]
const itRefuses = (cases: Case[]) =>
  it.each(cases)('refuses %s', async (_what, method, path, body, code, field) => {
    const answer = await test.call('POST' === method ? 'POST' : method, `/admin/v1/${path}`, { body })
    expect(answer, answer.text).toMatchObject({
      status: 400,
      body: { error: { code }, message: expect.stringContaining(field) },
    })
  })

describe('categories', () => {
  it('are created, listed, changed, and deleted while nothing is in them', async () => {
    const main = await create('categories', { code: 'NAIL', name: 'Nails' })
    expect(main).toMatchObject({ type: 1, parent_id: null, is_active: true, description: null })
    const sub = await create('categories', { code: 'GEL', name: 'Gel', parent_id: main.id, display_order: 4 })
    const changed = await send('PATCH', `categories/${sub.id}`, { description: 'Lasting', name: 'Gel nails' })
    expect(changed).toMatchObject({
      id: sub.id,
      code: 'GEL',
      name: 'Gel nails',
      description: 'Lasting',
      display_order: 4,
      parent_id: main.id,
    })
    expect(await send('GET', `categories/${sub.id}`)).toEqual(changed)
    expect(
      (await test.call('GET', `/v1/centers/${a.centers.newYork}/categories/${sub.id}`)).body,
    ).toMatchObject({ description: 'Lasting' })
    expect(await send('GET', 'categories?type=1&size=2')).toMatchObject({
      page_info: { total: 5, page: 1, size: 2 },
    })
    expect(await send('DELETE', `categories/${main.id}`)).toEqual({ success: true, deactivated: true })
    expect(await send('GET', 'categories?is_active=false')).toMatchObject({
      categories: [{ id: main.id }],
      page_info: { total: 1 },
    })
    expect(await send('DELETE', `categories/${sub.id}`)).toEqual({ success: true, deactivated: false })
    expect(await send('GET', `categories/${sub.id}`)).toMatchObject({ error: { code: 502 } })
  })

  it('are of two levels and one kind', async () => {
    const shelf = await create('categories', { code: 'SHELF', name: 'Shelf', type: 2 })
    const main = await create('categories', { code: 'M', name: 'Main' })
    const sub = await create('categories', { code: 'S', name: 'Sub', parent_id: main.id })
    for (const [path, parent_id] of [
      [sub.id, shelf.id],
      [main.id, main.id],
      [main.id, a.categories.hair],
      [sub.id, sub.id],
    ])
      expect(await send('PATCH', `categories/${path}`, { parent_id })).toMatchObject({
        success: false,
        message: expect.stringContaining('parent_id'),
      })
    expect(await send('POST', 'categories', { code: 'T', name: 'Third', parent_id: sub.id })).toMatchObject({
      message: expect.stringContaining('parent_id'),
    })
  })

  itRefuses([
    ['no name', 'POST', 'categories', { code: 'X' }, 400, 'name'],
    ['a blank code', 'POST', 'categories', { code: ' ', name: 'X' }, 400, 'code'],
    ['a kind that does not exist', 'POST', 'categories', { code: 'X', name: 'X', type: 6 }, 400, 'type'],
    [
      "another organisation's parent",
      'POST',
      'categories',
      { code: 'X', name: 'X', parent_id: b.categories.hair },
      502,
      'parent_id',
    ],
    ['reading an unknown one', 'GET', `categories/${nobody}`, undefined, 502, 'category_id'],
    [
      "changing another organisation's",
      'PATCH',
      `categories/${b.categories.hair}`,
      { name: 'X' },
      502,
      'category_id',
    ],
    [
      "deleting another organisation's",
      'DELETE',
      `categories/${b.categories.hair}`,
      undefined,
      502,
      'category_id',
    ],
  ])
})

describe('services', () => {
  it('are created with defaults, changed by member, listed and found on the wire once sold', async () => {
    const service = await newService({ category_id: a.categories.facial, tags: ['new'], recovery_time: 5 })
    expect(service).toMatchObject({
      duration: 30,
      display_name: 'Peeling',
      segments: [],
      is_couple: false,
      can_book: true,
      show_price: true,
      tags: ['new'],
      add_on_ids: [],
      has_variants: false,
    })
    expect(await onWire(a.centers.newYork, service.id)).toMatchObject({ error: { code: 502 } })
    const changed = await send('PATCH', `services/${service.id}`, {
      name: 'Deep peeling',
      video_url: 'https://example.com',
    })
    expect(changed).toMatchObject({ ...service, name: 'Deep peeling', video_url: 'https://example.com' })
    expect(await send('GET', `services/${service.id}`)).toEqual(changed)
    await send('PUT', `services/${service.id}/centers/${a.centers.newYork}`, { price: 45.5, tax_rate: 8.875 })
    expect(await onWire(a.centers.newYork, service.id)).toMatchObject({
      name: 'Deep peeling',
      recovery_time: 5,
      price_info: { sale_price: 45.5, tax: 4.04 },
      additional_info: { category: { id: a.categories.facial } },
    })
    expect(await send('GET', `services?category_id=${a.categories.facial}&size=1`)).toMatchObject({
      services: [{ name: 'Classic Facial' }],
      page_info: { total: 4, size: 1 },
    })
  })

  it('have segments that add up to the duration, in order', async () => {
    const segments = [
      { kind: 'servicing', minutes: 20 },
      { kind: 'processing', minutes: 25 },
      { kind: 'finishing', minutes: 15 },
    ]
    const service = await newService({ duration: 60, segments })
    expect(service).toMatchObject({ segments })
    expect(await send('PATCH', `services/${service.id}`, { duration: 65 })).toMatchObject({
      message: expect.stringContaining('segments'),
    })
    expect(await send('PATCH', `services/${service.id}`, { segments: segments.toReversed() })).toMatchObject({
      message: expect.stringContaining('segments[1].kind'),
    })
    expect(
      await send('PATCH', `services/${service.id}`, { segments: [{ kind: 'resting', minutes: 60 }] }),
    ).toMatchObject({ success: false })
    expect(await send('GET', `services/${service.id}`)).toMatchObject({ duration: 60, segments })
    expect(await send('PATCH', `services/${service.id}`, { duration: 65, segments: [] })).toMatchObject({
      duration: 65,
      segments: [],
    })
  })

  it('know their variants', async () => {
    const parent = await newService()
    const variant = await newService({ variant_of: parent.id })
    expect(await send('GET', `services/${parent.id}`)).toMatchObject({ has_variants: true })
    for (const [id, variant_of] of [
      [parent.id, parent.id],
      [parent.id, a.services.massage],
      [a.services.massage, variant.id],
      [variant.id, b.services.massage],
    ])
      expect(await send('PATCH', `services/${id}`, { variant_of })).toMatchObject({
        message: expect.stringContaining('variant_of'),
      })
    expect(await send('PATCH', `services/${variant.id}`, { variant_of: null })).toMatchObject({
      variant_of: null,
    })
    expect(await send('GET', `services/${parent.id}`)).toMatchObject({ has_variants: false })
  })

  it('take add-ons', async () => {
    const [facial, stones] = [a.services.facial, a.services.hotStones]
    expect(await send('PUT', `services/${facial}/add_ons`, { add_on_ids: [stones] })).toMatchObject({
      add_on_ids: [stones],
    })
    expect(await onWire(a.centers.newYork, facial)).toMatchObject({
      add_ons_info: { has_add_ons: true, add_ons_list: [stones] },
    })
    expect(await send('PUT', `services/${facial}/add_ons`, { add_on_ids: [] })).toMatchObject({
      add_on_ids: [],
    })
    expect(await onWire(a.centers.newYork, facial)).toMatchObject({
      add_ons_info: { has_add_ons: false, add_ons_list: null },
    })
  })

  it('vanish when never sold, and stay for the history when they were', async () => {
    const unsold = await newService({ segments: [{ kind: 'servicing', minutes: 30 }] })
    expect(await send('DELETE', `services/${unsold.id}`)).toEqual({ success: true, deactivated: false })
    expect(await test.query('select 1 from service_segments where service_id = $1', [unsold.id])).toEqual([])
    expect(await send('GET', `services/${unsold.id}`)).toMatchObject({ error: { code: 502 } })
    const sold = await newService()
    await send('PUT', `services/${sold.id}/centers/${a.centers.newYork}`, { price: 10 })
    expect(await send('DELETE', `services/${sold.id}`)).toEqual({ success: true, deactivated: true })
    expect(await send('GET', `services/${sold.id}`)).toMatchObject({ id: sold.id, is_active: false })
    expect(await onWire(a.centers.newYork, sold.id)).toMatchObject({ error: { code: 502 } })
  })

  it('are one when ten calls create the same code at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        test.call('POST', '/admin/v1/services', { body: { code: 'RACE', name: 'Race', duration: 10 } }),
      ),
    )
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, ...Array<number>(9).fill(400)])
  })

  itRefuses([
    ['no duration', 'POST', 'services', { code: 'X', name: 'X' }, 400, 'duration'],
    ['a duration of a week', 'POST', 'services', { code: 'X', name: 'X', duration: 10_080 }, 400, 'duration'],
    ['a code in use', 'POST', 'services', { code: 'MAS60', name: 'X', duration: 10 }, 400, 'code'],
    ['the code of another service', 'PATCH', `services/${a.services.facial}`, { code: 'MAS60' }, 400, 'code'],
    [
      'segments that fall short',
      'POST',
      'services',
      { code: 'X', name: 'X', duration: 10, segments: [{ kind: 'servicing', minutes: 9 }] },
      400,
      'segments',
    ],
    [
      'an unknown category',
      'POST',
      'services',
      { code: 'X', name: 'X', duration: 10, category_id: nobody },
      502,
      'category_id',
    ],
    [
      "another organisation's category",
      'PATCH',
      `services/${a.services.facial}`,
      { category_id: b.categories.hair },
      502,
      'category_id',
    ],
    [
      'an unknown main service',
      'POST',
      'services',
      { code: 'X', name: 'X', duration: 10, variant_of: nobody },
      502,
      'variant_of',
    ],
    ["reading another organisation's", 'GET', `services/${b.services.massage}`, undefined, 502, 'service_id'],
    [
      "changing another organisation's",
      'PATCH',
      `services/${b.services.massage}`,
      { name: 'X' },
      502,
      'service_id',
    ],
    [
      "deleting another organisation's",
      'DELETE',
      `services/${b.services.massage}`,
      undefined,
      502,
      'service_id',
    ],
    [
      'an add-on that is none',
      'PUT',
      `services/${a.services.facial}/add_ons`,
      { add_on_ids: [a.services.massage] },
      502,
      'add_on_ids[0]',
    ],
    [
      "another organisation's add-on",
      'PUT',
      `services/${a.services.facial}/add_ons`,
      { add_on_ids: [a.services.hotStones, b.services.massage] },
      502,
      'add_on_ids[1]',
    ],
    [
      'an add-on listed twice',
      'PUT',
      `services/${a.services.facial}/add_ons`,
      { add_on_ids: [a.services.hotStones, a.services.hotStones] },
      400,
      'add_on_ids[1]',
    ],
    [
      'a service as its own add-on',
      'PUT',
      `services/${a.services.hotStones}/add_ons`,
      { add_on_ids: [a.services.hotStones] },
      400,
      'add_on_ids[0]',
    ],
  ])
})

describe('services at a center', () => {
  const at = (rest = '', center = a.centers.newYork, service: string = a.services.facial) =>
    `services/${service}/centers/${center}${rest}`

  it('get a price, and go off sale', async () => {
    const service = await newService()
    const offer = await send('PUT', at('', a.centers.kolkata, service.id), {
      price: 1200.5,
      tax_rate: 18,
      show_in_catalog: false,
    })
    expect(offer).toEqual({
      service_id: service.id,
      center_id: a.centers.kolkata,
      currency_code: 'INR',
      price: 1200.5,
      tax_rate: 18,
      is_active: true,
      show_in_catalog: false,
      room_ids: [],
      equipment: [],
      therapists: [],
      level_prices: [],
    })
    expect(await send('PUT', at('', a.centers.kolkata, service.id), { price: 900 })).toMatchObject({
      price: 900,
      tax_rate: null,
      show_in_catalog: true,
    })
    expect(await send('DELETE', at('', a.centers.kolkata, service.id))).toEqual({
      success: true,
      deactivated: true,
    })
    expect(await send('GET', at('', a.centers.kolkata, service.id))).toMatchObject({
      is_active: false,
      price: 900,
    })
    expect(await onWire(a.centers.kolkata, service.id)).toMatchObject({ error: { code: 502 } })
    expect(await send('GET', `services/${a.services.massage}/centers`)).toMatchObject({
      page_info: { total: 2 },
      centers: expect.arrayContaining([
        expect.objectContaining({ center_id: a.centers.kolkata, price: 3000 }),
      ]),
    })
  })

  it('are linked to rooms, equipment, people and job levels, all of a kind at once', async () => {
    const service = await newService()
    for (const center of [a.centers.newYork, a.centers.kolkata])
      await send('PUT', at('', center, service.id), { price: 50 })
    const put = (rest: string, body: unknown, center = a.centers.newYork) =>
      send('PUT', at(rest, center, service.id), body)
    await put('/rooms', { room_ids: [a.rooms.kolkata] }, a.centers.kolkata)
    await put('/rooms', { room_ids: [a.rooms.one] })
    expect(await put('/rooms', { room_ids: [a.rooms.two] })).toMatchObject({ room_ids: [a.rooms.two] })
    expect(await put('/equipment', { equipment: [{ equipment_id: a.equipment.laser }] })).toMatchObject({
      equipment: [{ equipment_id: a.equipment.laser, quantity: 1 }],
    })
    await put('/therapists', { therapists: [{ employee_id: a.employees.otto }] })
    expect(
      await put('/therapists', {
        therapists: [{ employee_id: a.employees.nora, duration: 40, price: 61.25 }],
      }),
    ).toMatchObject({ therapists: [{ employee_id: a.employees.nora, duration: 40, price: 61.25 }] })
    const whole = await put('/level_prices', { level_prices: [{ job_id: a.jobs.senior, price: 55 }] })
    expect(whole).toMatchObject({
      room_ids: [a.rooms.two],
      equipment: [{ equipment_id: a.equipment.laser }],
      therapists: [{ employee_id: a.employees.nora }],
      level_prices: [{ job_id: a.jobs.senior, duration: null, price: 55 }],
    })
    // The other center's links are its own.
    expect(await send('GET', at('', a.centers.kolkata, service.id))).toMatchObject({
      room_ids: [a.rooms.kolkata],
      therapists: [],
    })
    expect(await put('/level_prices', { level_prices: [] })).toMatchObject({ level_prices: [] })
  })

  itRefuses([
    ['no price', 'PUT', at(), {}, 400, 'price'],
    ['a negative price', 'PUT', at(), { price: -1 }, 400, 'price'],
    ['a fraction of a cent', 'PUT', at(), { price: 10.005 }, 400, 'price'],
    ['a tax rate above all', 'PUT', at(), { price: 1, tax_rate: 101 }, 400, 'tax_rate'],
    ['a tax rate too fine', 'PUT', at(), { price: 1, tax_rate: 8.12345 }, 400, 'tax_rate'],
    ['an unknown center', 'PUT', at('', nobody), { price: 1 }, 502, 'center_id'],
    ["another organisation's center", 'PUT', at('', b.centers.oslo), { price: 1 }, 502, 'center_id'],
    [
      "another organisation's service",
      'PUT',
      at('', a.centers.newYork, b.services.massage),
      { price: 1 },
      502,
      'service_id',
    ],
    ['the offers of an unknown service', 'GET', `services/${nobody}/centers`, undefined, 502, 'service_id'],
    ['reading where it is not sold', 'GET', at('', a.centers.kolkata), undefined, 502, 'center_id'],
    [
      'links where it is not sold',
      'PUT',
      at('/rooms', a.centers.kolkata),
      { room_ids: [] },
      502,
      'center_id',
    ],
    ['going off sale where it is not sold', 'DELETE', at('', a.centers.kolkata), undefined, 502, 'center_id'],
    [
      "another center's room",
      'PUT',
      at('/rooms'),
      { room_ids: [a.rooms.one, a.rooms.kolkata] },
      502,
      'room_ids[1]',
    ],
    ["another organisation's room", 'PUT', at('/rooms'), { room_ids: [b.rooms.one] }, 502, 'room_ids[0]'],
    [
      'a room listed twice',
      'PUT',
      at('/rooms'),
      { room_ids: [a.rooms.one, a.rooms.one] },
      400,
      'room_ids[1]',
    ],
    [
      "another center's equipment",
      'PUT',
      at('/equipment', a.centers.kolkata, a.services.massage),
      { equipment: [{ equipment_id: a.equipment.laser }] },
      502,
      'equipment[0].equipment_id',
    ],
    [
      'no piece of equipment',
      'PUT',
      at('/equipment'),
      { equipment: [{ equipment_id: a.equipment.laser, quantity: 0 }] },
      400,
      'quantity',
    ],
    [
      "another organisation's employee",
      'PUT',
      at('/therapists'),
      { therapists: [{ employee_id: b.employees.kari }] },
      1004,
      'therapists[0].employee_id',
    ],
    [
      'an employee listed twice',
      'PUT',
      at('/therapists'),
      { therapists: [{ employee_id: a.employees.nora }, { employee_id: a.employees.nora }] },
      400,
      'therapists[1].employee_id',
    ],
    [
      'a fraction of a cent for one person',
      'PUT',
      at('/therapists'),
      { therapists: [{ employee_id: a.employees.nora, price: 0.001 }] },
      400,
      'therapists[0].price',
    ],
    [
      "another organisation's job",
      'PUT',
      at('/level_prices'),
      { level_prices: [{ job_id: b.jobs.senior }] },
      502,
      'level_prices[0].job_id',
    ],
    ['no list', 'PUT', at('/level_prices'), {}, 400, 'level_prices'],
  ])
})

describe('day packages', () => {
  const minimal = () => ({
    code: `D${++codes}`,
    name: 'Spa day',
    price: 150,
    services: [{ service_id: a.services.massage }, { service_id: a.services.facial }],
  })

  it('are created, changed, listed and taken off sale', async () => {
    const day = await create('day_packages', {
      ...minimal(),
      book_from: '2026-03-01',
      book_until: '2026-03-31',
    })
    expect(day).toMatchObject({
      price: 150,
      currency_code: 'USD',
      center_id: null,
      book_from: '2026-03-01',
      services: [
        { position: 0, service_id: a.services.massage, guest_index: 0 },
        { position: 1, service_id: a.services.facial, guest_index: 0 },
      ],
    })
    const changed = await send('PATCH', `day_packages/${day.id}`, {
      price: 160.5,
      is_couple: true,
      services: [{ service_id: a.services.facial, guest_index: 1 }],
    })
    expect(changed).toMatchObject({
      name: 'Spa day',
      price: 160.5,
      book_until: '2026-03-31',
      services: [{ position: 0, guest_index: 1 }],
    })
    expect(await send('GET', `day_packages/${day.id}`)).toEqual(changed)
    expect(await send('DELETE', `day_packages/${day.id}`)).toEqual({ success: true, deactivated: true })
    expect(await send('GET', 'day_packages?is_active=false')).toMatchObject({
      day_packages: [{ id: day.id }],
      page_info: { total: 1 },
    })
  })

  it('of one center are priced in its currency', async () => {
    const day = await create('day_packages', { ...minimal(), center_id: a.centers.kolkata, price: 9000 })
    expect(day).toMatchObject({ currency_code: 'INR', price: 9000, center_id: a.centers.kolkata })
  })

  it.each([
    ['no services', { services: [] }, 'services'],
    [
      "another organisation's service",
      { services: [{ service_id: b.services.massage }] },
      'services[0].service_id',
    ],
    [
      'a second guest in a package for one',
      { services: [{ service_id: a.services.massage, guest_index: 1 }] },
      'guest_index',
    ],
    ['an end before the beginning', { book_from: '2026-03-02', book_until: '2026-03-01' }, 'book_until'],
    ['an impossible day', { book_from: '2026-02-30' }, 'book_from'],
    ["another organisation's center", { center_id: b.centers.oslo }, 'center_id'],
    ['a fraction of a cent', { price: 1.005 }, 'price'],
  ])('refuses %s', async (_what, more, field) => {
    expect(await send('POST', 'day_packages', { ...minimal(), ...more })).toMatchObject({
      success: false,
      message: expect.stringContaining(field),
    })
  })

  it('refuses a code in use and unknown ids', async () => {
    const day = await create('day_packages', minimal())
    expect(await send('POST', 'day_packages', { ...minimal(), code: day.code })).toMatchObject({
      message: expect.stringContaining('code'),
    })
    for (const method of ['GET', 'PATCH', 'DELETE'])
      expect(
        await send(method, `day_packages/${nobody}`, method === 'PATCH' ? { name: 'X' } : undefined),
      ).toMatchObject({ error: { code: 502 }, message: expect.stringContaining('day_package_id') })
  })
})

describe('callers', () => {
  it('need the right to manage, and reach only their centers', async () => {
    const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      body: {
        account_name: a.accountName,
        user_name: 'fred',
        password: PASSWORD,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    })
    const token = body.credentials.access_token
    expect(await test.call('GET', '/admin/v1/services', { token })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect((await test.call('GET', '/admin/v1/services', { key: null })).status).toBe(401)
  })
})
