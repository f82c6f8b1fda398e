/** Time at its edges, through the front door: clock changes, nights, odd lengths, lead time, and who comes first. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOW, startTestApp, world, type TestApp } from '../harness.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())
const { a } = world
const newYork = a.centers.newYork

beforeEach(async () => {
  await test.query(`update centers set settings = '{}' where id = $1`, [newYork])
})
afterEach(async () => {
  test.setNow(NOW)
  for (const table of ['claims', 'reservations', 'block_outs', 'center_special_days'])
    await test.query(`delete from ${table}`)
})

interface Slots {
  slots: { Time: string }[]
  future_days: { Day: string; IsAvailable: boolean; HolidayType: number | null }[] | null
  next_available_day: string | null
}
const guestOf = (service: string, therapist?: string) => ({
  id: a.guests.cleo,
  items: [{ item: { id: service }, ...(therapist ? { therapist: { id: therapist } } : {}) }],
})
async function book(date: string, guest: object, more: object = {}): Promise<string> {
  const { body } = await test.call<{ id: string }>('POST', '/v1/bookings', {
    body: { center_id: newYork, date, guests: [guest], ...more },
  })
  return body.id
}
async function times(date: string, guest: object, more: object = {}): Promise<string[]> {
  const { body } = await test.call<Slots>('GET', `/v1/bookings/${await book(date, guest, more)}/slots`)
  return body.slots.map((slot) => slot.Time)
}
const reserve = (id: string, slot_time: string) =>
  test.call<{ is_reserved: boolean }>('POST', `/v1/bookings/${id}/slots/reserve`, { body: { slot_time } })
const openOn = (day: string, opens: number, closes: number) =>
  test.query(
    'insert into center_special_days (organization_id, center_id, day, is_closed, opens, closes) values ($1, $2, $3, false, $4, $5)',
    [a.id, newYork, day, opens, closes],
  )
const shiftOn = (day: string, employee: string, starts: number, ends: number) =>
  test.query(
    `insert into employee_shifts (organization_id, employee_id, center_id, day, position, status, starts, ends) values ($1, $2, $3, $4, 0, 1, $5, $6)
     on conflict (organization_id, employee_id, day, center_id, position) do update set starts = $5, ends = $6`,
    [a.id, employee, newYork, day, starts, ends],
  )
const claims = (employee: string) =>
  test.query<{ starts: Date; ends: Date }>(
    'select lower(during) as starts, upper(during) as ends from claims where resource_id = $1 and active order by 1',
    [employee],
  )

describe('clock changes', () => {
  it('skips the hour that does not exist in spring and keeps real lengths across it', async () => {
    await openOn('2026-03-08', 60, 300)
    await shiftOn('2026-03-08', a.employees.otto, 0, 480)
    const found = await times('2026-03-08', guestOf(a.services.massage, a.employees.otto))
    expect(found.map((time) => time.slice(11, 16))).toEqual([
      '01:00',
      '01:15',
      '01:30',
      '01:45',
      '03:00',
      '03:15',
      '03:30',
      '03:45',
      '04:00',
    ])
    const id = await book('2026-03-08', guestOf(a.services.massage, a.employees.otto))
    expect((await reserve(id, '2026-03-08T02:30:00')).body.is_reserved).toBe(false)
    const held = await reserve(id, '2026-03-08T01:45:00')
    expect(held.body).toMatchObject({
      is_reserved: true,
      invoices: [{ items: [{ end_time: '2026-03-08T03:45:00' }] }],
    })
    expect(await claims(a.employees.otto)).toEqual([
      { starts: new Date('2026-03-08T06:45:00Z'), ends: new Date('2026-03-08T07:45:00Z') },
    ])
  })

  it('offers a repeated hour once in autumn', async () => {
    test.setNow('2026-10-28T12:00:00Z')
    await openOn('2026-11-01', 0, 240)
    await shiftOn('2026-11-01', a.employees.otto, 0, 480)
    const found = await times('2026-11-01', guestOf(a.services.massage, a.employees.otto))
    const hours = found.map((time) => time.slice(11, 16))
    expect(new Set(hours).size).toBe(hours.length)
    expect(hours).toEqual(hours.toSorted())
    // Four hours on the wall are five on the clock: the last start is an hour before closing all the same.
    expect(hours.at(-1)).toBe('03:00')
    const id = await book('2026-11-01', guestOf(a.services.massage, a.employees.otto))
    await reserve(id, '2026-11-01T01:00:00')
    expect(await claims(a.employees.otto)).toEqual([
      { starts: new Date('2026-11-01T05:00:00Z'), ends: new Date('2026-11-01T06:00:00Z') },
    ])
  })
})

describe('nights and odd lengths', () => {
  it('serves a center that is open past midnight, and a visit that runs into the next day', async () => {
    await openOn('2026-03-06', 1200, 1560)
    await shiftOn('2026-03-06', a.employees.liam, 1200, 1560)
    const found = await times('2026-03-06', guestOf(a.services.massage, a.employees.liam))
    expect([found[0], found.at(-1)]).toEqual(['2026-03-06T20:00:00', '2026-03-07T01:00:00'])
    const id = await book('2026-03-06', guestOf(a.services.massage, a.employees.liam))
    expect((await reserve(id, '2026-03-07T00:30:00')).body.is_reserved).toBe(true)
    expect(await claims(a.employees.liam)).toEqual([
      { starts: new Date('2026-03-07T05:30:00Z'), ends: new Date('2026-03-07T06:30:00Z') },
    ])
    expect(await times('2026-03-06', guestOf(a.services.massage, a.employees.liam))).not.toContain(
      '2026-03-07T00:00:00',
    )
  })

  it('places services of odd minutes to the minute, the last one ending with the closing', async () => {
    await test.query('update services set duration = 47 where id = $1', [a.services.massage])
    const found = await times('2026-03-05', guestOf(a.services.massage, a.employees.otto))
    expect(found.at(-1)).toBe('2026-03-05T17:00:00')
    const id = await book('2026-03-05', guestOf(a.services.massage, a.employees.otto))
    expect((await reserve(id, '2026-03-05T09:00:00')).body).toMatchObject({
      invoices: [{ items: [{ end_time: '2026-03-05T09:47:00' }] }],
    })
    const left = await times('2026-03-05', guestOf(a.services.massage, a.employees.otto))
    expect(left[0]).toBe('2026-03-05T10:00:00')
    await test.query('update services set duration = 60 where id = $1', [a.services.massage])
  })

  it('keeps recovery time free without showing it', async () => {
    const id = await book('2026-03-05', guestOf(a.services.facial, a.employees.nora))
    expect((await reserve(id, '2026-03-05T10:00:00')).body).toMatchObject({
      invoices: [{ items: [{ end_time: '2026-03-05T10:45:00' }] }],
    })
    const found = await times('2026-03-05', guestOf(a.services.massage, a.employees.nora))
    expect(found).not.toContain('2026-03-05T10:45:00')
    expect(found).toContain('2026-03-05T11:00:00')
  })
})

describe('what the center decides', () => {
  it('leaves out what has passed and what is too soon for online bookings', async () => {
    await test.query(`update centers set settings = '{"online_lead_minutes": 120}' where id = $1`, [newYork])
    test.setNow('2026-03-02T15:05:00Z')
    expect((await times('2026-03-02', guestOf(a.services.massage, a.employees.mia)))[0]).toBe(
      '2026-03-02T12:15:00',
    )
    expect(
      (await times('2026-03-02', guestOf(a.services.massage, a.employees.mia), { booking_source: 0 }))[0],
    ).toBe('2026-03-02T10:15:00')
    expect(await times('2026-02-27', guestOf(a.services.massage, a.employees.mia))).toEqual([])
  })

  it('closes on a holiday and says which days of the week are left', async () => {
    await test.query(
      'insert into center_special_days (organization_id, center_id, day, is_closed, holiday_type, name) values ($1, $2, $3, true, 1, $4)',
      [a.id, newYork, '2026-03-05', 'Founders day'],
    )
    const id = await book('2026-03-04', guestOf(a.services.massage))
    const { body } = await test.call<Slots>(
      'GET',
      `/v1/bookings/${id}/slots?check_future_day_availability=true`,
    )
    expect(body.future_days![0]).toEqual({ Day: '2026-03-05T00:00:00', IsAvailable: false, HolidayType: 1 })
    expect(body.next_available_day).toBe('2026-03-06T00:00:00')
    expect(await times('2026-03-05', guestOf(a.services.massage))).toEqual([])
  })

  it('takes the interval of the center, and a coarser one online', async () => {
    await test.query(
      `update centers set settings = '{"slot_interval": 5, "online_slot_interval": 30}' where id = $1`,
      [newYork],
    )
    const online = await times('2026-03-05', guestOf(a.services.massage, a.employees.mia))
    expect(online.slice(0, 2).map((time) => time.slice(11, 16))).toEqual(['09:00', '09:30'])
    const desk = await times('2026-03-05', guestOf(a.services.massage, a.employees.mia), {
      booking_source: 0,
    })
    expect(desk.slice(0, 2).map((time) => time.slice(11, 16))).toEqual(['09:00', '09:05'])
  })

  it('books equipment no more often than there is of it', async () => {
    await test.query(
      'insert into service_therapists (organization_id, service_id, center_id, employee_id) values ($1, $2, $3, $4)',
      [a.id, a.services.laser, newYork, a.employees.mia],
    )
    expect(
      (
        await reserve(
          await book('2026-03-05', guestOf(a.services.laser, a.employees.nora)),
          '2026-03-05T10:00:00',
        )
      ).body.is_reserved,
    ).toBe(true)
    const found = await times('2026-03-05', guestOf(a.services.laser, a.employees.mia))
    expect(found).not.toContain('2026-03-05T10:15:00')
    expect(found).toContain('2026-03-05T10:30:00')
  })
})

describe('who comes first', () => {
  it('never lets a block-out and a reservation of one therapist both succeed', async () => {
    const [type] = await test.query<{ number: number }>(
      'select number::int as number from block_out_types where id = $1',
      [a.blockOutTypes.lunch],
    )
    const outcomes = { reserved: 0, blocked: 0 }
    for (let run = 0; run < 24; run++) {
      const day = `2026-04-${String(1 + run).padStart(2, '0')}`
      if (new Date(`${day}T12:00:00Z`).getUTCDay() === 0) continue
      const id = await book(day, guestOf(a.services.massage, a.employees.otto))
      const [held, blocked] = await Promise.all([
        reserve(id, `${day}T11:00:00`),
        test.call<{ error: unknown }>('POST', `/v1/employees/${a.employees.otto}/blockouttimes`, {
          body: {
            center_id: newYork,
            block_out_time_type_id: type!.number,
            start_time: `${day}T11:30:00`,
            end_time: `${day}T12:30:00`,
            notes: 'Lunch',
          },
        }),
      ])
      const [reserved, isBlocked] = [held.body.is_reserved, blocked.status === 200 && !blocked.body.error]
      expect([reserved, isBlocked].filter(Boolean), `${day}: ${blocked.text}`).toHaveLength(1)
      outcomes[reserved ? 'reserved' : 'blocked']++
    }
    expect(outcomes.reserved + outcomes.blocked).toBeGreaterThan(15)
  })
})
