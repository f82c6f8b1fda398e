import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, PASSWORD } from '../../../../test/world.ts'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const { a, b } = world
const DAY = '2026-03-03'

interface Slot {
  Time: string
  Available: boolean
  Warnings: { Type: number }[] | null
}
interface Slots {
  slots: Slot[] | null
  future_days: { Day: string; IsAvailable: boolean; HolidayType: number | null }[] | null
  next_available_day: string | null
  Error: { StatusCode: number; Message: string } | null
}
interface Booked {
  is_reserved?: boolean
  is_confirmed?: boolean
  reservation_id?: string
  expiry_time?: string
  blocking_time?: number
  invoices: BookedInvoice[] | null
  invoice: BookedInvoice | null
  error: { code: number; message: string } | null
  Error?: { StatusCode: number; Message: string }
}
interface BookedInvoice {
  guest: { Id: string; FirstName: string }
  invoice_id: string | null
  items: {
    appointment_id: string
    invoice_item_id: string
    start_time: string
    end_time: string
    therapist: { id: string; therapist_request_type: number }
    room: { id: string | null; name: string | null }
    price: { sales: number; tax: number; final: number; currency_id: number }
    add_ons: BookedInvoice['items'] | null
  }[]
}

const item = (service: string, therapist?: string) => ({
  item: { id: service },
  ...(therapist ? { therapist: { id: therapist } } : {}),
})
const request = (guests: object[], more: object = {}) => ({
  center_id: a.centers.newYork,
  date: DAY,
  guests,
  ...more,
})
async function book(body: object, options = {}): Promise<string> {
  const answer = await test.call<{ id: string }>('POST', '/v1/bookings', { body, ...options })
  expect(answer.body).toMatchObject({ error: null })
  return answer.body.id
}
const slots = (id: string, query = '') => test.call<Slots>('GET', `/v1/bookings/${id}/slots${query}`)
const reserve = (id: string, slot_time: string, more: object = {}) =>
  test.call<Booked>('POST', `/v1/bookings/${id}/slots/reserve`, { body: { slot_time, ...more } })
const confirm = (id: string, body?: object) =>
  test.call<Booked>('POST', `/v1/bookings/${id}/slots/confirm`, { body })

async function visit(body: object, time: string): Promise<BookedInvoice> {
  const id = await book(body)
  const held = await reserve(id, time)
  expect(held.body.is_reserved, JSON.stringify(held.body)).toBe(true)
  const done = await confirm(id)
  expect(done.body.is_confirmed, JSON.stringify(done.body)).toBe(true)
  return done.body.invoice!
}

describe('a visit, from basket to appointment', () => {
  it('offers the slots of the day, holds one, and makes it a visit with its invoice and event', async () => {
    const id = await book(
      request([{ id: a.guests.ana, items: [item(a.services.massage, a.employees.nora)] }]),
    )
    const offered = await slots(id)
    expect(offered.body.Error).toBeNull()
    expect(offered.body.slots!.map((slot) => slot.Time)).toEqual(
      Array.from({ length: 33 }, (_, i) => {
        const minute = 540 + i * 15
        return `${DAY}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
      }),
    )
    const held = await reserve(id, `${DAY}T10:30:00`)
    expect(held.status).toBe(200)
    expect(held.body).toMatchObject({
      is_reserved: true,
      blocking_time: 10,
      expiry_time: expect.stringMatching(/^2026-03-02T12:10:/),
      error: null,
      invoices: [
        {
          guest: { Id: a.guests.ana, FirstName: 'Ana' },
          invoice_id: null,
          items: [
            {
              appointment_id: '00000000-0000-0000-0000-000000000000',
              therapist: { id: a.employees.nora, full_name: 'Nora Young', therapist_request_type: 3 },
              start_time: `${DAY}T10:30:00`,
              end_time: `${DAY}T11:30:00`,
              // 8.25 % of 90.00 is 7.425: half to even.
              price: { currency_id: 148, sales: 90, tax: 7.42, final: 97.42 },
            },
          ],
        },
      ],
    })
    expect(held.body).not.toHaveProperty('Error')
    // Held: nobody else is offered Nora at that time.
    const other = await slots(
      await book(request([{ id: a.guests.ben, items: [item(a.services.massage, a.employees.nora)] }])),
    )
    expect(other.body.slots!.map((slot) => slot.Time)).not.toContain(`${DAY}T10:30:00`)
    expect(other.body.slots!.map((slot) => slot.Time)).toContain(`${DAY}T11:30:00`)

    const before = (await test.events()).length
    const done = await confirm(id, { notes: 'Quiet room' })
    expect(done.body).toMatchObject({ is_confirmed: true, error: null })
    const invoice = done.body.invoice!
    expect(invoice.items[0]!.appointment_id).not.toMatch(/^0000/)
    const [row] = await test.query<{
      status: number
      notes: string
      starts_at: Date
      state: string
      total: number
    }>(
      `select g.status, g.notes, g.starts_at, i.state, i.total::int from appointment_groups g join invoices i on i.id = g.invoice_id where g.invoice_id = $1`,
      [invoice.invoice_id],
    )
    expect(row).toEqual({
      status: 0,
      notes: 'Quiet room',
      starts_at: new Date('2026-03-03T15:30:00Z'),
      state: 'open',
      total: 97_42,
    })
    const events = (await test.events()).slice(before)
    expect(events.map((event) => event.type)).toEqual(['AppointmentGroup.Created'])
    const [numbered] = await test.query<{ id: string; number: string }>(
      'select g.id, i.number::text from appointment_groups g join invoices i on i.id = g.invoice_id where i.id = $1',
      [invoice.invoice_id],
    )
    expect(events[0]!.data).toMatchObject({
      invoice_id: invoice.invoice_id,
      invoice_number: numbered!.number,
      invoice_number_prefix: 'NYC',
      appointment_group_id: numbered!.id,
      center_Name: 'Aurora New York',
      guest: { id: a.guests.ana, first_name: 'Ana', last_name: 'Lopez', email: 'ana@guests.example.com' },
      appointments: [
        {
          id: invoice.items[0]!.appointment_id,
          service_name: 'Swedish Massage',
          service_duration_in_minutes: 60,
          start_time_in_center: `${DAY}T10:30:00`,
          has_add_ons: false,
          is_add_on: false,
          therapist_id: a.employees.nora,
          therapist_name: 'Nora Young',
          therapist_request_type: 3,
          room_name: expect.stringMatching(/^Room/),
        },
      ],
    })
    // A second confirm changes nothing and gives the same answer.
    const again = await confirm(id)
    expect(again.body).toEqual(done.body)
    expect((await test.events()).length).toBe(before + 1)
  })

  it('places services back to back, add-ons with their parent, one therapist for all when asked', async () => {
    const invoice = await visit(
      request([
        {
          id: a.guests.cleo,
          consider_single_therapist_slot: true,
          items: [
            { ...item(a.services.massage), add_ons: [{ item: { id: a.services.hotStones } }] },
            item(a.services.facial),
          ],
        },
      ]),
      `${DAY}T13:00:00`,
    )
    const [massage, facial] = invoice.items
    expect(massage).toMatchObject({ start_time: `${DAY}T13:00:00`, end_time: `${DAY}T14:00:00` })
    expect(massage!.add_ons).toMatchObject([
      {
        start_time: `${DAY}T14:00:00`,
        end_time: `${DAY}T14:15:00`,
        therapist: { id: massage!.therapist.id },
      },
    ])
    expect(facial).toMatchObject({
      start_time: `${DAY}T14:15:00`,
      end_time: `${DAY}T15:00:00`,
      therapist: { id: massage!.therapist.id },
    })
  })

  it('starts a group together, each guest with a therapist, a visit and an invoice of their own', async () => {
    const id = await book(
      request(
        [a.guests.ana, a.guests.ben].map((guest) => ({ id: guest, items: [item(a.services.massage)] })),
        { host_id: a.guests.ben, date: '2026-03-04' },
      ),
    )
    await reserve(id, '2026-03-04T10:00:00')
    const { body } = await confirm(id, { group_name: 'Birthday' })
    expect(body.invoice!.guest.Id).toBe(a.guests.ben)
    expect(body.invoices).toHaveLength(2)
    expect(new Set(body.invoices!.map((invoice) => invoice.items[0]!.therapist.id)).size).toBe(2)
    const rows = await test.query<{ group_invoice_id: string; group_name: string }>(
      'select group_invoice_id, group_name from appointment_groups where booking_id = $1',
      [id],
    )
    expect(new Set(rows.map((row) => row.group_invoice_id)).size).toBe(1)
    expect(rows[0]!.group_name).toBe('Birthday')
  })

  it('gives a couple service two therapists and a room for two', async () => {
    const invoice = await visit(
      request([{ id: a.guests.ana, items: [item(a.services.couple)] }], { date: '2026-03-05' }),
      '2026-03-05T10:00:00',
    )
    expect(invoice.items[0]!.room).toEqual({ id: a.rooms.couple, name: 'Couple room' })
    const [row] = await test.query<{ therapist_id: string; second_therapist_id: string }>(
      'select therapist_id, second_therapist_id from appointments where id = $1',
      [invoice.items[0]!.appointment_id],
    )
    expect(row!.second_therapist_id).toBeTruthy()
    expect(row!.second_therapist_id).not.toBe(row!.therapist_id)
  })

  it('honours a wish for a man or a woman, and a center in another zone', async () => {
    const id = await book({
      center_id: a.centers.kolkata,
      date: DAY,
      guests: [{ id: a.guests.dev, items: [{ ...item(a.services.massage), therapist: { Gender: '2' } }] }],
    })
    const held = await reserve(id, `${DAY}T10:00`)
    expect(held.body.invoices![0]!.items[0]).toMatchObject({
      therapist: { id: a.employees.priya, therapist_request_type: 2 },
      price: { currency_id: 61, sales: 3000, tax: 540 },
    })
    const [claim] = await test.query<{ during: string }>(
      "select lower(during) as during from claims where resource_id = $1 and kind = 'therapist'",
      [a.employees.priya],
    )
    expect(claim!.during).toEqual(new Date('2026-03-03T04:30:00Z'))
  })

  it('looks at the rest of the week, and at further days when asked', async () => {
    const id = await book(
      request([{ id: a.guests.ana, items: [item(a.services.massage)] }], {
        date: '2026-03-05',
        future_slot_days: 1,
      }),
    )
    const { body } = await slots(id, '?check_future_day_availability=True')
    expect(body.future_days).toEqual([
      { Day: '2026-03-06T00:00:00', IsAvailable: true, HolidayType: null },
      { Day: '2026-03-07T00:00:00', IsAvailable: true, HolidayType: null },
      { Day: '2026-03-08T00:00:00', IsAvailable: false, HolidayType: null },
    ])
    expect(body.next_available_day).toBe('2026-03-06T00:00:00')
    expect(body.slots!.some((slot) => slot.Time.startsWith('2026-03-06'))).toBe(true)
    expect(body.slots!.some((slot) => slot.Time.startsWith('2026-03-07'))).toBe(false)
  })

  it('takes guests at reserve when the search was anonymous', async () => {
    const id = await book(request([{ id: null, items: [item(a.services.massage)] }], { date: '2026-03-06' }))
    const none = await reserve(id, '2026-03-06T09:00:00')
    expect(none.status).toBe(400)
    expect(none.body).toMatchObject({
      error: { code: 400, message: expect.stringContaining('guests[0].id') },
    })
    const named = await reserve(id, '2026-03-06T09:00:00', { guests: [{ id: a.guests.cleo }] })
    expect(named.body.invoices![0]!.guest.Id).toBe(a.guests.cleo)
  })

  it('replaces the first hold by a second one', async () => {
    const id = await book(
      request([{ id: a.guests.ana, items: [item(a.services.massage, a.employees.otto)] }], {
        date: '2026-03-06',
      }),
    )
    await reserve(id, '2026-03-06T10:00:00')
    await reserve(id, '2026-03-06T10:15:00')
    const claims = await test.query(
      "select 1 from claims where resource_id = $1 and active and lower(during) between '2026-03-06T15:00Z' and '2026-03-06T15:15Z'",
      [a.employees.otto],
    )
    expect(claims).toHaveLength(1)
  })

  it('makes a temporary invoice with real ids when asked, and confirm adopts it', async () => {
    const id = await book(
      request([{ id: a.guests.ana, items: [item(a.services.massage)] }], { date: '2026-03-09' }),
    )
    const held = await reserve(id, '2026-03-09T10:00:00', { create_invoice: 'true' })
    const invoiceId = held.body.invoices![0]!.invoice_id
    expect(invoiceId).toBeTruthy()
    const done = await confirm(id)
    expect(done.body.invoice!.invoice_id).toBe(invoiceId)
    const rows = await test.query('select state, temporary_until from invoices where id = $1', [invoiceId])
    expect(rows).toEqual([{ state: 'open', temporary_until: null }])
  })
})

describe('rescheduling', () => {
  it('keeps the old time until confirm, then moves the visit with all its ids, once', async () => {
    const first = await visit(
      request([{ id: a.guests.ben, items: [item(a.services.massage, a.employees.liam)] }], {
        date: '2026-03-10',
      }),
      '2026-03-10T10:00:00',
    )
    const line = first.items[0]!
    const again = request(
      [
        {
          id: a.guests.ben,
          invoice_id: first.invoice_id,
          items: [{ ...item(a.services.massage, a.employees.liam), invoice_item_id: line.invoice_item_id }],
        },
      ],
      { date: '2026-03-10' },
    )
    const id = await book(again)
    // Half an hour later overlaps the visit's own old place, which counts as free.
    const held = await reserve(id, '2026-03-10T10:30:00')
    expect(held.body.is_reserved, JSON.stringify(held.body)).toBe(true)
    const stranger = await slots(
      await book(
        request([{ id: a.guests.ana, items: [item(a.services.massage, a.employees.liam)] }], {
          date: '2026-03-10',
        }),
      ),
    )
    expect(stranger.body.slots!.map((s) => s.Time.slice(11, 16))).not.toContain('10:00')
    const before = (await test.events()).length
    const done = await confirm(id)
    expect(done.body.invoice).toMatchObject({
      invoice_id: first.invoice_id,
      items: [
        {
          appointment_id: line.appointment_id,
          invoice_item_id: line.invoice_item_id,
          start_time: '2026-03-10T10:30:00',
        },
      ],
    })
    expect((await test.events()).slice(before).map((event) => event.type)).toEqual([
      'AppointmentGroup.Updated',
    ])
    const claims = await test.query(
      `select lane, lower(during) as starts from claims where resource_id = $1 and active and lower(during)::date = '2026-03-10'`,
      [a.employees.liam],
    )
    expect(claims).toEqual([{ lane: 0, starts: new Date('2026-03-10T14:30:00Z') }])
  })

  it('refuses a visit that was called off', async () => {
    const first = await visit(
      request([{ id: a.guests.ben, items: [item(a.services.massage)] }], { date: '2026-03-11' }),
      '2026-03-11T10:00:00',
    )
    await test.query('update appointment_groups set status = -1 where invoice_id = $1', [first.invoice_id])
    const answer = await test.call('POST', '/v1/bookings', {
      body: request([{ id: a.guests.ben, invoice_id: first.invoice_id, items: [item(a.services.massage)] }], {
        date: '2026-03-11',
      }),
    })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code: 5001 } })
  })
})

describe('refusals', () => {
  const one = (more: object = {}) => request([{ id: a.guests.ana, items: [item(a.services.massage)] }], more)
  it.each([
    ['no center', { date: DAY, guests: [] }, 400, 503, 'center_id'],
    ['no guests', { center_id: a.centers.newYork, date: DAY }, 400, 503, 'guests'],
    [
      'no item id',
      request([{ id: a.guests.ana, items: [{ item: {} }] }]),
      400,
      503,
      'guests[0].items[0].item.id',
    ],
    ["another organisation's center", one({ center_id: b.centers.oslo }), 400, 502, 'center_id'],
    [
      "another organisation's service",
      request([{ id: a.guests.ana, items: [item(b.services.massage)] }]),
      400,
      502,
      'guests[0].items[0].item.id',
    ],
    [
      "another organisation's guest",
      request([{ id: b.guests.eva, items: [item(a.services.massage)] }]),
      400,
      502,
      'guests[0].id',
    ],
    [
      "another organisation's therapist",
      request([{ id: a.guests.ana, items: [item(a.services.massage, b.employees.kari)] }]),
      400,
      502,
      'therapist',
    ],
    [
      'a therapist that is no id',
      request([{ id: a.guests.ana, items: [item(a.services.massage, 'nora')] }]),
      400,
      502,
      'therapist',
    ],
    [
      'an add-on of another service',
      request([
        {
          id: a.guests.ana,
          items: [{ ...item(a.services.facial), add_ons: [{ item: { id: a.services.hotStones } }] }],
        },
      ]),
      400,
      502,
      'add_ons[0]',
    ],
    ['a date that is none', one({ date: '2026-02-30' }), 400, 400, 'date'],
    ['a date too far away', one({ date: '2126-02-20' }), 400, 400, 'date'],
    [
      'an unknown invoice',
      request([{ id: a.guests.ana, invoice_id: a.guests.ana, items: [item(a.services.massage)] }]),
      400,
      502,
      'invoice_id',
    ],
  ])('createBooking: %s', async (_name, body, status, code, field) => {
    const answer = await test.call('POST', '/v1/bookings', { body })
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ error: { code }, message: expect.stringContaining(field) })
  })

  it('answers an unknown or foreign booking in the forms clients know, with HTTP 200', async () => {
    const id = await book(one())
    for (const [call, options] of [
      [a.guests.ana, {}],
      [id, { key: b.apiKey }],
    ] as const) {
      const slotsAnswer = await test.call('GET', `/v1/bookings/${call}/slots`, options)
      expect(slotsAnswer.status).toBe(200)
      expect(slotsAnswer.body).toMatchObject({
        slots: null,
        future_days: null,
        next_available_day: null,
        Error: { StatusCode: 500 },
      })
      const reserved = await test.call('POST', `/v1/bookings/${call}/slots/reserve`, {
        body: { slot_time: `${DAY}T10:00:00` },
        ...options,
      })
      expect(reserved.status).toBe(200)
      expect(reserved.body).toMatchObject({
        is_reserved: false,
        Error: { StatusCode: 500 },
        error: { code: 500 },
      })
      const confirmed = await test.call('POST', `/v1/bookings/${call}/slots/confirm`, options)
      expect(confirmed.body).toMatchObject({ is_confirmed: false, error: { code: 503 } })
    }
  })

  it('refuses a slot off the grid, before opening, on another day, and a taken one', async () => {
    const id = await book(
      request([{ id: a.guests.ana, items: [item(a.services.massage, a.employees.mia)] }], {
        date: '2026-03-12',
      }),
    )
    for (const time of [
      '2026-03-12T10:07:00',
      '2026-03-12T08:00:00',
      '2026-03-13T10:00:00',
      '2026-03-12T17:30:00',
    ]) {
      const { status, body } = await reserve(id, time)
      expect([status, body.is_reserved, body.Error?.StatusCode]).toEqual([200, false, 500])
    }
    await reserve(id, '2026-03-12T10:00:00')
    const other = await book(
      request([{ id: a.guests.ben, items: [item(a.services.massage, a.employees.mia)] }], {
        date: '2026-03-12',
      }),
    )
    expect((await reserve(other, '2026-03-12T10:45:00')).body).toMatchObject({
      is_reserved: false,
      error: { message: expect.stringContaining('slot_time') },
    })
  })

  it('refuses a service outside the online catalog unless told not to look', async () => {
    const body = request([{ id: a.guests.ana, items: [item(a.services.hidden)] }], { date: '2026-03-13' })
    const id = await book(body)
    expect((await slots(id)).body.slots).toEqual([])
    expect((await reserve(id, '2026-03-13T10:00:00')).body).toMatchObject({
      is_reserved: false,
      error: { code: 500 },
    })
    expect(
      (await reserve(await book({ ...body, skip_catalog_validations: true }), '2026-03-13T10:00:00')).body
        .is_reserved,
    ).toBe(true)
  })

  it('does not confirm without a hold, nor after it ran out', async () => {
    const id = await book(one({ date: '2026-03-16' }))
    expect((await confirm(id)).body).toMatchObject({
      is_confirmed: false,
      invoice: null,
      error: { code: 4072 },
    })
    await reserve(id, '2026-03-16T10:00:00')
    test.setNow('2026-03-02T12:12:00Z')
    expect((await confirm(id)).body).toMatchObject({ is_confirmed: false, error: { code: 4072 } })
    // The place is free again at once, for the same therapist too.
    expect((await reserve(id, '2026-03-16T10:00:00')).body.is_reserved).toBe(true)
    test.setNow(NOW)
  })

  it('does not confirm a hold that lost one of its claims since, however live it looks', async () => {
    for (const loss of ['delete from claims', 'update claims set active = false']) {
      const id = await book(one({ date: '2026-03-17' }))
      const held = await reserve(id, '2026-03-17T10:00:00')
      await test.query(`${loss} where kind = 'room' and reservation_id = $1`, [held.body.reservation_id])
      const before = (await test.events()).length
      expect((await confirm(id)).body).toMatchObject({ is_confirmed: false, error: { code: 4072 } })
      expect(await test.query('select 1 from appointment_groups where booking_id = $1', [id])).toHaveLength(0)
      expect((await test.events()).length).toBe(before)
    }
  })

  it('lets a guest book for themselves and the child they host, and for nobody else', async () => {
    const signIn = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      key: null,
      body: {
        account_name: 'aurora',
        user_name: 'ana',
        password: PASSWORD,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    })
    const token = signIn.body.credentials.access_token
    for (const [guest, status] of [
      [a.guests.ana, 200],
      [a.guests.child, 200],
      [a.guests.ben, 403],
    ] as const) {
      const answer = await test.call('POST', '/v1/bookings', {
        token,
        body: request([{ id: guest, items: [item(a.services.massage)] }]),
      })
      expect(answer.status).toBe(status)
    }
    const others = await book(one({ guests: [{ id: a.guests.ben, items: [item(a.services.massage)] }] }))
    expect((await test.call('GET', `/v1/bookings/${others}/slots`, { token })).status).toBe(403)
  })
})

describe('one slot for many', () => {
  it('is won by exactly one of fifty clients, twenty times', async () => {
    for (let run = 0; run < 20; run++) {
      const day = `2026-04-${String(1 + run).padStart(2, '0')}`
      if (new Date(`${day}T12:00:00Z`).getUTCDay() === 0) continue
      const ids = await Promise.all(
        Array.from({ length: 50 }, () =>
          book(
            request([{ id: a.guests.cleo, items: [item(a.services.massage, a.employees.nora)] }], {
              date: day,
            }),
          ),
        ),
      )
      const answers = await Promise.all(
        ids.map(async (id) => {
          const held = await reserve(id, `${day}T11:00:00`)
          return held.body.is_reserved ? confirm(id) : held
        }),
      )
      expect(answers.filter((answer) => answer.body.is_confirmed)).toHaveLength(1)
      const refused = answers.filter((answer) => !answer.body.is_confirmed)
      expect(refused.every((answer) => answer.status === 200 && answer.body.Error?.StatusCode === 500)).toBe(
        true,
      )
    }
  }, 60_000)
})

describe('explain', () => {
  it('says per therapist why a time is not offered', async () => {
    const answer = await test.call<{
      offered: boolean
      items: { therapists: { therapist_id: string; reasons: string[] }[] }[]
    }>('POST', '/admin/v1/availability/explain', {
      body: {
        time: '2026-04-01T11:30:00',
        booking: request([{ id: a.guests.cleo, items: [item(a.services.massage)] }], { date: '2026-04-01' }),
      },
    })
    expect(answer.status).toBe(200)
    const nora = answer.body.items[0]!.therapists.find((t) => t.therapist_id === a.employees.nora)!
    expect(nora.reasons).toContain('booked')
  })
})

describe('a center that moves to another zone', () => {
  it('shows the slots of an earlier booking by the new clock', async () => {
    const zone = (name: string) =>
      test.query('update centers set time_zone = $3 where organization_id = $1 and id = $2', [
        a.id,
        a.centers.newYork,
        name,
      ])
    const day = '2026-03-19'
    const body = {
      ...request([{ id: a.guests.cleo, items: [item(a.services.massage, a.employees.nora)] }]),
      date: day,
    }
    const early = await book(body)
    const before = (await slots(early)).body.slots!.map((slot) => slot.Time)
    await zone('Asia/Tokyo')
    try {
      const there = await book(body)
      const after = (await slots(early)).body
      expect(after).toEqual((await slots(there)).body)
      expect(after.slots!.map((slot) => slot.Time)).toEqual(before)
      // Fourteen hours earlier than in New York: only the new clock finds what is taken then.
      const held = await reserve(there, `${day}T10:00:00`)
      expect(held.body.is_reserved, JSON.stringify(held.body)).toBe(true)
      const left = (await slots(early)).body.slots!.filter((slot) => !slot.Warnings).map((slot) => slot.Time)
      expect(left).not.toContain(`${day}T10:00:00`)
      expect(left).toContain(`${day}T14:00:00`)
    } finally {
      await zone('America/New_York')
    }
  })
})
