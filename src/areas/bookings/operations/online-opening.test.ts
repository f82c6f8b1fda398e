/** When the online channels are open: from the center's first day on, and in the online hours of a special day. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())
afterEach(async () => {
  await change({ online_booking_start_date: null })
  for (const table of ['claims', 'reservations', 'center_special_days'])
    await test.query(`delete from ${table}`)
})

const { a } = world
const newYork = a.centers.newYork
const DESK = { booking_source: 0 }

interface Slots {
  slots: { Time: string }[]
  future_days: { Day: string; IsAvailable: boolean }[] | null
  next_available_day: string | null
}
async function change(center: object): Promise<void> {
  const answer = await test.call('PATCH', `/admin/v1/centers/${newYork}`, { body: center })
  expect(answer.status, answer.text).toBe(200)
}
/** The management API knows days alone; what was brought along from elsewhere may have a time. */
const startAt = (local: string) =>
  test.query(
    `update centers set details = details || jsonb_build_object('online_booking_start_date', $2::text) where id = $1`,
    [newYork, local],
  )
const wish = (date: string, more: object = {}) => ({
  center_id: newYork,
  date,
  guests: [
    {
      id: a.guests.ana,
      items: [{ item: { id: a.services.massage }, therapist: { id: a.employees.nora } }],
    },
  ],
  ...more,
})
async function book(date: string, more: object = {}): Promise<string> {
  const { body } = await test.call<{ id: string }>('POST', '/v1/bookings', { body: wish(date, more) })
  return body.id
}
async function times(date: string, more: object = {}): Promise<string[]> {
  const { body } = await test.call<Slots>('GET', `/v1/bookings/${await book(date, more)}/slots`)
  return body.slots.map((slot) => slot.Time)
}
async function reserve(date: string, time: string, more: object = {}) {
  const id = await book(date, more)
  return test.call('POST', `/v1/bookings/${id}/slots/reserve`, { body: { slot_time: `${date}T${time}` } })
}
async function explain(time: string, more: object = {}) {
  const { body } = await test.call<{ offered: boolean; reasons: string[] }>(
    'POST',
    '/admin/v1/availability/explain',
    { body: { time, booking: wish(time.slice(0, 10), more) } },
  )
  return body
}

describe('the first day of online booking', () => {
  it('leaves the days before to the front desk', async () => {
    await change({ online_booking_start_date: '2026-03-05' })
    expect(await times('2026-03-04')).toEqual([])
    expect((await times('2026-03-04', DESK))[0]).toBe('2026-03-04T09:00:00')
    const online = await times('2026-03-05')
    expect(online[0]).toBe('2026-03-05T09:00:00')
    expect(online).toEqual(await times('2026-03-05', DESK).then((desk) => desk.slice(0, online.length)))

    const id = await book('2026-03-03', { future_slot_days: 2 })
    const { body } = await test.call<Slots>(
      'GET',
      `/v1/bookings/${id}/slots?check_future_day_availability=true`,
    )
    expect(new Set(body.slots.map((slot) => slot.Time.slice(0, 10)))).toEqual(new Set(['2026-03-05']))
    expect(body.future_days!.map((day) => day.IsAvailable)).toEqual([false, true, true, true, false])
    expect(body.next_available_day).toBe('2026-03-05T00:00:00')
  })

  it('refuses to hold what it does not offer', async () => {
    await change({ online_booking_start_date: '2026-03-05' })
    const early = await reserve('2026-03-04', '10:00:00')
    expect(early.status).toBe(200)
    expect(early.body).toMatchObject({
      is_reserved: false,
      Error: { StatusCode: 500 },
      error: { code: 500, message: expect.stringContaining('slot_time') },
    })
    expect((await reserve('2026-03-04', '10:00:00', DESK)).body).toMatchObject({ is_reserved: true })
    expect((await reserve('2026-03-05', '10:00:00')).body).toMatchObject({ is_reserved: true })
  })

  it('begins at its time of day, if it has one', async () => {
    await startAt('2026-03-05T13:10:00')
    expect((await times('2026-03-05'))[0]).toBe('2026-03-05T13:15:00')
    expect((await times('2026-03-05', DESK))[0]).toBe('2026-03-05T09:00:00')
    expect((await reserve('2026-03-05', '13:00:00')).body).toMatchObject({ is_reserved: false })
    expect((await reserve('2026-03-05', '13:15:00')).body).toMatchObject({ is_reserved: true })
    await startAt('2026-03-05T20:00:00')
    expect(await times('2026-03-05')).toEqual([])
    expect((await times('2026-03-06'))[0]).toBe('2026-03-06T09:00:00')
  })

  it('begins within a night that the day before has opened', async () => {
    await change({ online_booking_start_date: '2026-03-05' })
    await test.call('PUT', `/admin/v1/centers/${newYork}/special_days/2026-03-04`, {
      body: { is_closed: false, opens: '20:00', closes: '02:00' },
    })
    await test.query(
      `update employee_shifts set starts = 1200, ends = 1560 where employee_id = $1 and day = '2026-03-04'`,
      [a.employees.nora],
    )
    expect((await times('2026-03-04', DESK))[0]).toBe('2026-03-04T20:00:00')
    expect(await times('2026-03-04')).toEqual(
      ['00:00', '00:15', '00:30', '00:45', '01:00'].map((time) => `2026-03-05T${time}:00`),
    )
  })

  it('is what explain names', async () => {
    await startAt('2026-03-05T13:10:00')
    expect(await explain('2026-03-04T10:00:00')).toMatchObject({
      offered: false,
      reasons: expect.arrayContaining(['day_not_bookable', 'online_booking_not_yet_open']),
    })
    expect(await explain('2026-03-05T13:00:00')).toMatchObject({
      offered: false,
      reasons: expect.arrayContaining(['outside_online_hours', 'online_booking_not_yet_open']),
    })
    expect(await explain('2026-03-05T13:15:00')).toMatchObject({ offered: true, reasons: [] })
    expect(await explain('2026-03-04T10:00:00', DESK)).toMatchObject({ offered: true, reasons: [] })
  })
})

describe('a special day', () => {
  const day = '2026-03-06'
  const put = async (body: object) => {
    const answer = await test.call('PUT', `/admin/v1/centers/${newYork}/special_days/${day}`, { body })
    expect(answer.status, answer.text).toBe(200)
  }
  const clock = (found: string[]) => [found[0]!.slice(11, 16), found.at(-1)!.slice(11, 16)]

  it('has the online hours entered for it', async () => {
    await put({
      is_closed: false,
      opens: '10:00',
      closes: '17:00',
      online_opens: '12:00',
      online_closes: '14:00',
    })
    expect((await times(day, DESK))[0]).toBe(`${day}T10:00:00`)
    expect(clock(await times(day))).toEqual(['12:00', '13:00'])
    expect((await reserve(day, '11:00:00')).body).toMatchObject({ is_reserved: false })
    expect((await reserve(day, '11:00:00', DESK)).body).toMatchObject({ is_reserved: true })
  })

  it('is open online as long as at the desk when none were entered, whatever the weekday has', async () => {
    await test.query(
      'update center_hours set online_opens = 600, online_closes = 720 where center_id = $1 and weekday = 5',
      [newYork],
    )
    expect(clock(await times(day))).toEqual(['10:00', '11:00'])
    await put({ is_closed: false, opens: '11:00', closes: '16:00' })
    expect(clock(await times(day))).toEqual(['11:00', '15:00'])
  })
})
