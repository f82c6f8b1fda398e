import { describe, expect, it } from 'vitest'
import { nobody, useCatalog, world } from './test-kit.ts'

const { a, b } = world
const { call, create, itRefuses, send } = useCatalog()

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
    expect((await call('GET', `/v1/centers/${a.centers.newYork}/categories/${sub.id}`)).body).toMatchObject({
      description: 'Lasting',
    })
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
