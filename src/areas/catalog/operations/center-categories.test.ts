import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from '../../../../test/world.ts'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
const { a, b } = world
const nobody = '00000000-0000-7000-8000-000000000001'
const at = (center: string) => `/v1/centers/${center}/categories`
const ofType = {
  product: '00000000-0000-7000-8000-0000000000c2',
  deep: '00000000-0000-7000-8000-0000000000c3',
}

beforeAll(async () => {
  test = await startTestApp()
  await test.query(
    `insert into categories (organization_id, id, code, name, parent_id, type, display_order, created_at, is_active)
     values ($1, $2, 'SHELF', 'Shelf', null, 2, 0, now(), true), ($1, $3, 'DEEP', 'Deep tissue', $4, 1, 7, now(), true),
            ($1, gen_random_uuid(), 'OLD', 'Gone', null, 1, 0, now(), false)`,
    [a.id, ofType.product, ofType.deep, a.categories.massage],
  )
})
afterAll(() => test.stop())

describe('listCenterCategories', () => {
  it('lists the active service categories in their order, parents and children in one list', async () => {
    const { status, body } = await test.call('GET', at(a.centers.newYork))
    expect(status).toBe(200)
    expect(body).toEqual({
      categories: [
        expect.objectContaining({ id: a.categories.massage, parent_category_id: null }),
        expect.objectContaining({ id: a.categories.facial }),
        expect.objectContaining({ id: a.categories.hair }),
        {
          id: ofType.deep,
          code: 'DEEP',
          name: 'Deep tissue',
          parent_category_id: a.categories.massage,
          description: '',
          html_description: '',
          show_in_catalog: true,
          display_order: 7,
        },
      ],
      page_info: { total: 4, page: 1, size: 10 },
      error: null,
    })
  })

  it('turns pages, up to an empty one', async () => {
    const second = await test.call('GET', `${at(a.centers.newYork)}?page=2&size=3`)
    expect(second.body).toMatchObject({
      categories: [{ code: 'DEEP' }],
      page_info: { total: 4, page: 2, size: 3 },
    })
    const beyond = await test.call('GET', `${at(a.centers.newYork)}?page=9&size=3`)
    expect(beyond.body).toMatchObject({ categories: [], page_info: { total: 4, page: 9, size: 3 } })
  })

  it('lists another kind when asked, and nothing of a kind nobody uses', async () => {
    const products = await test.call('GET', `${at(a.centers.newYork)}?TYPE=2`)
    expect(products.body).toMatchObject({ categories: [{ id: ofType.product }], page_info: { total: 1 } })
    const classes = await test.call('GET', `${at(a.centers.newYork)}?type=5`)
    expect(classes.body).toMatchObject({ categories: [], page_info: { total: 0 } })
  })

  it('refuses more than 100 a page', async () => {
    const answer = await test.call('GET', `${at(a.centers.newYork)}?size=101`)
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 422, message: expect.stringContaining('100') },
    })
  })

  it.each([
    ['an unknown center', at(nobody), 400, 502, 'center'],
    ["another organisation's center", at(b.centers.oslo), 400, 502, 'center'],
    ['a malformed center id', at('7'), 400, 502, 'center'],
    ['page 0', `${at(a.centers.newYork)}?page=0`, 400, 400, 'page'],
    ['a size that is no number', `${at(a.centers.newYork)}?size=many`, 400, 400, 'size'],
  ])('refuses %s', async (_name, path, status, code, text) => {
    const answer = await test.call('GET', path)
    expect(answer).toMatchObject({
      status,
      body: { error: { code }, message: expect.stringContaining(text) },
    })
  })
})

describe('getCenterCategory', () => {
  const one = (center: string, id: string) => `${at(center)}/${id}`

  it('answers one category with its members at the top', async () => {
    const { status, body } = await test.call('GET', one(a.centers.newYork, ofType.deep))
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: ofType.deep, parent_category_id: a.categories.massage, error: null })
  })

  it.each([
    ['an unknown center', one(nobody, a.categories.hair), 502, 'center'],
    ['an unknown category', one(a.centers.newYork, nobody), 502, 'category_id'],
    ["another organisation's category", one(a.centers.newYork, b.categories.hair), 502, 'category_id'],
    ['a category of another kind', one(a.centers.newYork, ofType.product), 502, 'category_id'],
    ['a malformed category id', one(a.centers.newYork, 'hair'), 400, 'category_id'],
    ['a kind that does not exist', `${one(a.centers.newYork, a.categories.hair)}?type=9`, 400, 'type'],
    ['a kind that is no number', `${one(a.centers.newYork, a.categories.hair)}?type=service`, 400, 'type'],
  ])('refuses %s', async (_name, path, code, text) => {
    const answer = await test.call('GET', path)
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code }, message: expect.stringContaining(text) },
    })
  })
})

describe('callers of the categories', () => {
  const tokenOf = async (user: string) => {
    const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      body: {
        account_name: a.accountName,
        user_name: user,
        password: PASSWORD,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    })
    return body.credentials.access_token
  }

  it('lets guests read the catalogue', async () => {
    const { status } = await test.call('GET', at(a.centers.newYork), { token: await tokenOf('ana') })
    expect(status).toBe(200)
  })

  it('keeps employees to the centers of their roles, and strangers out', async () => {
    const token = await tokenOf('fred')
    expect((await test.call('GET', at(a.centers.newYork), { token })).status).toBe(200)
    const away = await test.call('GET', at(a.centers.kolkata), { token })
    expect(away).toMatchObject({ status: 403, body: { error: { code: 438 } } })
    const stranger = await test.call('GET', at(a.centers.newYork), { key: null })
    expect(stranger).toMatchObject({ status: 401, body: { Message: expect.any(String) } })
  })

  it('does not show one organisation the other', async () => {
    const { body } = await test.call('GET', at(a.centers.newYork), { key: b.apiKey })
    expect(body).toMatchObject({ error: { code: 502 } })
  })
})
