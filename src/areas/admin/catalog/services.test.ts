import { describe, expect, it } from 'vitest'
import { nobody, useCatalog, world } from './test-kit.ts'

const { a, b } = world
const { call, itRefuses, newService, onWire, query, send } = useCatalog()

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
    expect(await query('select 1 from service_segments where service_id = $1', [unsold.id])).toEqual([])
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
        call('POST', '/admin/v1/services', { body: { code: 'RACE', name: 'Race', duration: 10 } }),
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
