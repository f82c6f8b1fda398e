import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
const { a, b } = world
const base = `/admin/v1/centers/${a.centers.newYork}`
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const closed = {
  opens: null,
  closes: null,
  online_opens: null,
  online_closes: null,
  off_peak_opens: null,
  off_peak_closes: null,
}

describe('weekly hours', () => {
  const read = () => test.call<{ days: object[] }>('GET', `${base}/hours`)
  const enter = (days: unknown, center = a.centers.newYork) =>
    test.call<{ days: object[] }>('PUT', `/admin/v1/centers/${center}/hours`, { body: { days } })

  it('are read from Sunday to Saturday', async () => {
    const { status, body } = await read()
    expect(status).toBe(200)
    expect(body.days).toHaveLength(7)
    expect(body.days[0]).toEqual({ weekday: 0, ...closed })
    expect(body.days[1]).toEqual({ weekday: 1, ...closed, opens: '09:00', closes: '18:00' })
  })

  it('are replaced as a whole; closing in the night belongs to the day of opening', async () => {
    const week = [
      {
        weekday: 5,
        opens: '18:00',
        closes: '02:00',
        online_opens: '20:00',
        online_closes: '01:30',
        off_peak_opens: '18:00',
        off_peak_closes: '19:00',
      },
      { weekday: 6, opens: '02:00', closes: '24:00', online_opens: '09:00', online_closes: '24:00' },
      { weekday: 0, opens: '00:00', closes: '24:00' },
      { weekday: 1 },
    ]
    const { status, body } = await enter(week)
    expect(status).toBe(200)
    expect(body.days).toEqual([
      { weekday: 0, ...closed, opens: '00:00', closes: '24:00' },
      ...[1, 2, 3, 4].map((weekday) => ({ weekday, ...closed })),
      { ...closed, ...week[0] },
      { ...closed, ...week[1] },
    ])
    expect((await read()).body).toEqual(body)
    const rows = await test.query(
      'select weekday, opens, closes, online_opens, online_closes from center_hours where center_id = $1 order by weekday',
      [a.centers.newYork],
    )
    expect(rows).toEqual([
      { weekday: 0, opens: 0, closes: 1440, online_opens: null, online_closes: null },
      { weekday: 5, opens: 1080, closes: 1560, online_opens: 1200, online_closes: 1530 },
      { weekday: 6, opens: 120, closes: 1440, online_opens: 540, online_closes: 1440 },
    ])
  })

  it('may have online hours that begin after midnight', async () => {
    await enter([
      { weekday: 5, opens: '18:00', closes: '02:00', online_opens: '00:30', online_closes: '01:30' },
    ])
    expect(
      await test.query('select online_opens, online_closes from center_hours where center_id = $1', [
        a.centers.newYork,
      ]),
    ).toEqual([{ online_opens: 1470, online_closes: 1530 }])
  })

  it.each([
    ['a weekday twice', [{ weekday: 1, opens: '09:00', closes: '18:00' }, { weekday: 1 }], 'days[1].weekday'],
    ['a weekday that is none', [{ weekday: 7 }], 'days[0].weekday'],
    ['no weekday', [{ opens: '09:00', closes: '18:00' }], 'days[0].weekday'],
    ['a time that is none', [{ weekday: 1, opens: '9:00', closes: '18:00' }], 'days[0].opens'],
    ['a minute that is none', [{ weekday: 1, opens: '09:00', closes: '18:60' }], 'days[0].closes'],
    ['opening without closing', [{ weekday: 1, opens: '09:00' }], 'days[0].closes'],
    ['no time between', [{ weekday: 1, opens: '09:00', closes: '09:00' }], 'days[0].closes'],
    ['opening at the end of the day', [{ weekday: 1, opens: '24:00', closes: '02:00' }], 'days[0].opens'],
    [
      'online hours of a closed day',
      [{ weekday: 1, online_opens: '09:00', online_closes: '10:00' }],
      'days[0].opens',
    ],
    [
      'online hours before opening',
      [{ weekday: 1, opens: '09:00', closes: '18:00', online_opens: '08:00', online_closes: '10:00' }],
      'days[0].online_opens',
    ],
    [
      'online hours after closing',
      [{ weekday: 1, opens: '09:00', closes: '18:00', online_opens: '10:00', online_closes: '18:15' }],
      'days[0].online_opens',
    ],
    [
      'off-peak hours outside',
      [{ weekday: 1, opens: '09:00', closes: '18:00', off_peak_opens: '19:00', off_peak_closes: '20:00' }],
      'days[0].off_peak_opens',
    ],
    [
      'a night that runs into the next day',
      [
        { weekday: 6, opens: '18:00', closes: '02:00' },
        { weekday: 0, opens: '01:00', closes: '10:00' },
      ],
      'days',
    ],
  ])('refuses %s and keeps the week', async (_name, days, field) => {
    const before = await read()
    const answer = await enter(days)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code: 400, message: expect.stringContaining(field) },
    })
    expect((await read()).body).toEqual(before.body)
  })

  it('does not know foreign centers', async () => {
    for (const id of [b.centers.oslo, UNKNOWN])
      expect(await enter([], id)).toMatchObject({ status: 400, body: { error: { code: 502 } } })
    expect(
      await test.query('select 1 from center_hours where center_id = $1', [b.centers.oslo]),
    ).toHaveLength(5)
  })
})

describe('special days', () => {
  const put = (day: string, body: unknown, center = a.centers.newYork) =>
    test.call('PUT', `/admin/v1/centers/${center}/special_days/${day}`, { body })
  const list = (query = '') =>
    test.call<{ special_days: { day: string }[]; page_info: object }>('GET', `${base}/special_days${query}`)
  const remove = (day: string) => test.call('DELETE', `${base}/special_days/${day}`)
  const hours = { opens: '10:00', closes: '01:00', online_opens: '10:00', online_closes: '20:00' }

  it('are entered, changed, listed and taken back', async () => {
    const holiday = await put('2026-12-25', { is_closed: true, name: 'Christmas', holiday_type: 2 })
    expect(holiday).toMatchObject({
      status: 200,
      body: { day: '2026-12-25', is_closed: true, name: 'Christmas', holiday_type: 2, opens: null },
    })
    await put('2026-12-31', { is_closed: true })
    const changed = await put('2026-12-31', { is_closed: false, ...hours })
    expect(changed.body).toEqual({
      day: '2026-12-31',
      name: null,
      is_closed: false,
      holiday_type: null,
      ...hours,
    })
    await put('2027-01-01', { is_closed: true })
    expect((await list()).body).toMatchObject({
      special_days: [holiday.body, changed.body, { day: '2027-01-01' }],
      page_info: { total: 3, page: 1, size: 10 },
    })
    expect((await list('?from=2026-12-26&to=2026-12-31')).body.special_days).toEqual([changed.body])
    expect((await list('?size=1&page=3')).body.special_days).toMatchObject([{ day: '2027-01-01' }])
    expect(await remove('2026-12-25')).toMatchObject({ status: 200, body: { success: true } })
    expect((await list()).body.special_days).toHaveLength(2)
    expect(await remove('2026-12-25')).toMatchObject({
      status: 400,
      body: { error: { code: 502, message: expect.stringContaining('day') } },
    })
  })

  it.each([
    ['no day', '2026-02-30', { is_closed: true }, 'day'],
    ['a day with a time', '2026-02-20T10:00:00', { is_closed: true }, 'day'],
    ['nothing said', '2026-02-20', {}, 'is_closed'],
    ['open without hours', '2026-02-20', { is_closed: false }, 'opens'],
    ['hours of a closed day', '2026-02-20', { is_closed: true, ...hours }, 'is_closed'],
    ['closing missing', '2026-02-20', { is_closed: false, opens: '10:00' }, 'closes'],
    [
      'online hours outside',
      '2026-02-20',
      { is_closed: false, opens: '10:00', closes: '12:00', online_opens: '09:00', online_closes: '11:00' },
      'online_opens',
    ],
  ])('refuses %s', async (_name, day, body, field) => {
    const answer = await put(day, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ success: false, message: expect.stringContaining(field) })
    expect((await list('?to=2026-03-01')).body.special_days).toEqual([])
  })

  it('refuse foreign centers and too large pages', async () => {
    expect(await put('2026-12-25', { is_closed: true }, b.centers.oslo)).toMatchObject({
      status: 400,
      body: { error: { code: 502 } },
    })
    expect((await list('?size=101')).status).toBe(422)
    expect((await list('?from=soon')).status).toBe(400)
    expect((await remove('soon')).status).toBe(400)
  })
})
