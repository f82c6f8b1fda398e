import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
const { a, b } = world
const nobody = '00000000-0000-7000-8000-000000000001'
const sub = '00000000-0000-7000-8000-0000000000c3'
const at = (center: string) => `/v1/centers/${center}/services`
const newYork = at(a.centers.newYork)
interface List {
  services: Record<string, unknown>[]
  page_info: { total: number; page: number; size: number }
}
const list = async (path: string) => (await test.call<List>('GET', path)).body
const ids = (body: List) => body.services.map((service) => service.id)

beforeAll(async () => {
  test = await startTestApp()
  await test.query(
    `insert into categories (organization_id, id, code, name, parent_id, created_at) values ($1, $2, 'DEEP', 'Deep', $3, now())`,
    [a.id, sub, a.categories.massage],
  )
  await test.query(
    'update services set category_id = $2, parallel_group = 3 where organization_id = $1 and id = $4 and category_id = $3',
    [a.id, sub, a.categories.massage, a.services.couple],
  )
  await test.query(
    `update services set details = '{"tags":["relaxing"],"image_paths":"https://example.com/800.png","video_url":"https://example.com/v"}',
       html_description = '<b>Calm</b>' where organization_id = $1 and id = $2`,
    [a.id, a.services.massage],
  )
})
afterAll(() => test.stop())

describe('listCenterServices', () => {
  it('lists what the center sells by name, with prices and without the sections', async () => {
    const body = await list(newYork)
    expect(body.page_info).toEqual({ total: 7, page: 1, size: 10 })
    expect(body.services.map((service) => service.name)).toEqual([
      'Classic Facial',
      'Color',
      'Couple Massage',
      'Hot Stones',
      'Laser',
      'Staff only',
      'Swedish Massage',
    ])
    expect(body.services[0]).toEqual({
      id: a.services.facial,
      code: 'FAC45',
      name: 'Classic Facial',
      description: 'Classic Facial, 45 minutes',
      duration: 45,
      recovery_time: 15,
      is_couple_service: false,
      price_info: {
        currency_id: 148,
        sale_price: 75.5,
        tax_id: '',
        ssg: 0,
        include_tax: false,
        demand_group_id: '',
        tax: 6.23,
        price_without_tax: 75.5,
        final_price: 81.73,
      },
      additional_info: null,
      catalog_info: null,
      variants_info: null,
      add_ons_info: null,
      image_paths: null,
      parallel_groups: [],
      parallel_service_groups: null,
      prerequisites_info: null,
      finishing_services_info: null,
    })
  })

  it('fills the sections that expand names, in any spelling', async () => {
    const sections = [
      'additional_info',
      'catalog_info',
      'variants_info',
      'add_ons_info',
      'image_paths',
      'tags',
    ]
    const spellings = [
      sections.map((name) => `expand=${name}`).join('&'),
      sections.map((name, i) => `expand[${i}]=${name}`).join('&'),
      `Expand=${sections.join(',').toUpperCase()},something_else`,
    ]
    const bodies = await Promise.all(spellings.map((query) => list(`${newYork}?size=100&${query}`)))
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
    const by = (id: string) => bodies[0]!.services.find((service) => service.id === id)
    expect(by(a.services.massage)).toMatchObject({
      additional_info: {
        html_description: '<b>Calm</b>',
        category: { id: a.categories.massage, name: 'Massage' },
        sub_category: null,
        bussiness_unit: null,
      },
      catalog_info: {
        show_in_catalog: true,
        can_book: true,
        show_price: true,
        display_name: 'Swedish Massage',
        display_price: '',
        display_order: '1',
        video_url: 'https://example.com/v',
      },
      variants_info: { is_variant: false, has_variant: false },
      add_ons_info: { is_add_on: false, has_add_ons: true, add_ons_list: [a.services.hotStones] },
      image_paths: 'https://example.com/800.png',
      tags: ['relaxing'],
    })
    expect(by(a.services.hotStones)).toMatchObject({
      add_ons_info: { is_add_on: true, has_add_ons: false, add_ons_list: null },
      tags: [],
    })
    expect(by(a.services.couple)).toMatchObject({
      additional_info: { category: { id: a.categories.massage }, sub_category: { id: sub, name: 'Deep' } },
      parallel_groups: ['3'],
      parallel_service_groups: { id: '3' },
    })
  })

  it('keeps to a category and those below it', async () => {
    const massages = await list(`${newYork}?category_id=${a.categories.massage}`)
    expect(ids(massages)).toEqual([a.services.couple, a.services.hotStones, a.services.massage])
    expect(massages.page_info.total).toBe(3)
    expect(ids(await list(`${newYork}?category_id=${sub}`))).toEqual([a.services.couple])
    expect(await list(`${newYork}?category_id=${b.categories.massage}`)).toMatchObject({
      services: [],
      page_info: { total: 0 },
    })
  })

  it('keeps to add-ons, and to what is shown online', async () => {
    expect(ids(await list(`${newYork}?only_add_ons=true`))).toEqual([a.services.hotStones])
    const online = await list(`${newYork}?catalog_enabled=True`)
    expect(online.page_info.total).toBe(6)
    expect(ids(online)).not.toContain(a.services.hidden)
    expect((await list(`${newYork}?catalog_enabled=false&only_add_ons=0`)).page_info.total).toBe(7)
  })

  it('turns pages over one and the same order', async () => {
    const whole = ids(await list(`${newYork}?size=100`))
    const pages = await Promise.all([1, 2, 3, 4].map((page) => list(`${newYork}?size=3&page=${page}`)))
    expect(pages.map((page) => page.services.length)).toEqual([3, 3, 1, 0])
    expect(pages.flatMap(ids)).toEqual(whole)
    for (const page of pages) expect(page.page_info.total).toBe(7)
  })

  it('has prices and rates of the center asked', async () => {
    const body = await list(at(a.centers.kolkata))
    expect(body.services).toHaveLength(1)
    expect(body.services[0]).toMatchObject({
      id: a.services.massage,
      price_info: { currency_id: 61, sale_price: 3000, tax: 540, final_price: 3540 },
    })
  })

  it('shows tax that is inside the price', async () => {
    await test.query('update centers set tax_included = true where organization_id = $1 and id = $2', [
      a.id,
      a.centers.kolkata,
    ])
    const body = await list(at(a.centers.kolkata))
    await test.query('update centers set tax_included = false where organization_id = $1 and id = $2', [
      a.id,
      a.centers.kolkata,
    ])
    expect(body.services[0]).toMatchObject({
      price_info: {
        include_tax: true,
        sale_price: 3000,
        tax: 457.63,
        price_without_tax: 2542.37,
        final_price: 3000,
      },
    })
  })

  it('forgets what is no longer sold', async () => {
    await test.query(
      'update service_centers set is_active = false where organization_id = $1 and service_id = $2',
      [a.id, a.services.laser],
    )
    expect(ids(await list(newYork))).not.toContain(a.services.laser)
    const { body } = await test.call('GET', `${newYork}/${a.services.laser}`)
    expect(body).toMatchObject({ error: { code: 502 } })
    await test.query(
      'update service_centers set is_active = true where organization_id = $1 and service_id = $2',
      [a.id, a.services.laser],
    )
  })

  it('refuses more than 100 a page', async () => {
    const answer = await test.call('GET', `${newYork}?size=101`)
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 422, message: expect.stringContaining('100') },
    })
  })

  it.each([
    ['an unknown center', at(nobody), 400, 502, 'center'],
    ["another organisation's center", at(b.centers.oslo), 400, 502, 'center'],
    ['page 0', `${newYork}?page=0`, 400, 400, 'page'],
    ['a category id that is none', `${newYork}?category_id=7`, 400, 400, 'category_id'],
    ['a flag that is none', `${newYork}?only_add_ons=perhaps`, 400, 400, 'only_add_ons'],
    ['a campaign nobody knows', `${newYork}?campaign_id=${nobody}`, 400, 4017, 'campaign_id'],
    ['a campaign code nobody knows', `${newYork}?campaign_code=SPRING`, 400, 4017, 'campaign_code'],
  ])('refuses %s', async (_name, path, status, code, text) => {
    const answer = await test.call('GET', path)
    expect(answer).toMatchObject({
      status,
      body: { error: { code }, message: expect.stringContaining(text) },
    })
  })

  it('refuses callers without a credential', async () => {
    expect((await test.call('GET', newYork, { key: null })).status).toBe(401)
  })
})

describe('getCenterService', () => {
  it('answers one service at the top, and 304 while it stays the same', async () => {
    const path = `${newYork}/${a.services.massage}?expand=add_ons_info`
    const { status, body, headers } = await test.call('GET', path)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: a.services.massage,
      price_info: { sale_price: 90 },
      add_ons_info: { add_ons_list: [a.services.hotStones] },
      catalog_info: null,
      error: null,
    })
    expect(body).not.toHaveProperty('tags')
    const again = await test.call('GET', path, { headers: { 'if-none-match': headers.get('etag')! } })
    expect(again.status).toBe(304)
  })

  it.each([
    ['an unknown center', `${at(nobody)}/${a.services.massage}`, 'center'],
    ["another organisation's center", `${at(b.centers.oslo)}/${b.services.massage}`, 'center'],
    ['an unknown service', `${newYork}/${nobody}`, nobody],
    ["another organisation's service", `${newYork}/${b.services.massage}`, b.services.massage],
    [
      'a service the center does not sell',
      `${at(a.centers.kolkata)}/${a.services.facial}`,
      a.services.facial,
    ],
    ['a malformed service id', `${newYork}/massage`, 'service_id'],
  ])('refuses %s', async (_name, path, text) => {
    const answer = await test.call('GET', path)
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 502 }, message: expect.stringContaining(text) },
    })
  })
})
