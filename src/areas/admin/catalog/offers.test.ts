import { describe, expect, it } from 'vitest'
import { nobody, useCatalog, world } from './test-kit.ts'

const { a, b } = world
const { itRefuses, newService, onWire, send } = useCatalog()

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
