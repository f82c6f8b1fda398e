/** Progress of services, feedback of guests, deleting, and the events of all. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { transact } from '#platform/db/transaction.ts'
import { readEventVisits } from '../events.ts'
import { announceCreated, announceUpdated, listAppointmentsOfGroup, moveVisit } from '#areas/appointments'
import { NOW, startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { createTestVisit, type TestVisit, type TestVisitOptions } from '../../../../test/visits.ts'
import { PASSWORD } from '../../../../test/world.ts'

let test: TestApp
const tokens: Record<string, string> = {}
const { a, b } = world
/** The clock goes on while a test runs. */
const soon = expect.stringMatching(/^2026-03-02T07:0/)
const UNKNOWN = '00000000-0000-7000-8000-000000000001'

beforeAll(async () => {
  test = await startTestApp()
  for (const name of ['fred', 'nora', 'ana', 'ben']) {
    const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      key: null,
      body: {
        account_name: 'aurora',
        user_name: name,
        password: PASSWORD,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    })
    tokens[name] = body.credentials.access_token
  }
})
afterAll(() => test.stop())
beforeEach(() => test.setNow(NOW))

const visitAt = (options: TestVisitOptions = {}) => createTestVisit(test, { claim: false, ...options })
const visitInOslo = () =>
  visitAt({
    organizationId: b.id,
    centerId: b.centers.oslo,
    guestId: b.guests.eva,
    serviceIds: [b.services.massage],
    therapistId: b.employees.kari,
    roomId: null,
  })
const progress = (v: TestVisit, body: unknown, i = 0, options = {}) =>
  test.call('PUT', `/v1/appointments/${v.appointmentIds[i]}/progress`, { body, ...options })
const feedback = (v: { groupId: string }, body: unknown, options = {}) =>
  test.call('POST', `/v1/appointments/${v.groupId}/feedbacks`, { body, ...options })
const appointment = async (v: TestVisit, i = 0) =>
  (await test.call('GET', `/v1/appointments/${v.appointmentIds[i]}`)).body

/** Runs `work` and gives the events that came of it. */
async function eventsOf(work: () => Promise<unknown>) {
  const before = (await test.events()).length
  await work()
  return (await test.events()).slice(before)
}

describe('updateAppointmentProgress', () => {
  it('starts a service: the guest is checked in first, then told that it began', async () => {
    const v = await visitAt({
      serviceIds: [a.services.massage, a.services.hotStones],
      equipmentIds: [a.equipment.laser],
    })
    const events = await eventsOf(async () =>
      expect((await progress(v, { progress: 1 })).body).toEqual({ error: null }),
    )
    expect(events.map((e) => [e.type, e.center_id])).toEqual([
      ['AppointmentGroup.Status', a.centers.newYork],
      ['Appointment.Started', a.centers.newYork],
    ])
    const [invoice] = await test.query<{ number: number }>('select number from invoices where id = $1', [
      v.invoiceId,
    ])
    expect(events[1]!.data).toEqual({
      invoice_id: v.invoiceId,
      invoice_number: String(invoice!.number),
      appointment_group_id: v.groupId,
      center_id: a.centers.newYork,
      appointments: [
        {
          id: v.appointmentIds[0],
          invoice_item_id: v.itemIds[0],
          service_name: 'Swedish Massage',
          service_id: a.services.massage,
          start_time: '2026-03-02T15:00:00',
          end_time: '2026-03-02T16:00:00',
          serviceduration_in_miutes: 60,
          has_add_ons: true,
          is_add_on: false,
          therapist_name: 'Nora Young',
          TherapistId: a.employees.nora,
          is_recurring: false,
          appointment_type: 2,
          therapist_request_type: 3,
          room_name: 'Room 1',
          equipment_name: 'Laser',
          room_id: a.rooms.one,
          equipment_id: a.equipment.laser,
          appointment_progress: 1,
        },
      ],
    })
    expect(await appointment(v, 0)).toMatchObject({
      status: 2,
      progress: 1,
      actual_start_time: soon,
      checkin_time: soon,
    })
    expect(await appointment(v, 1)).toMatchObject({ status: 2, progress: 0, actual_start_time: null })
    expect((await eventsOf(() => progress(v, { progress: 1 }))).length).toBe(0)
    expect((await eventsOf(() => progress(v, { progress: 1 }, 1))).map((e) => e.type)).toEqual([
      'Appointment.Started',
    ])
  })

  it.each([
    [{ progress: 1 }, 1],
    [{ progress: '1' }, 1],
    [{ Progress: 'Start' }, 1],
    [{ action: 1 }, 1],
    [{ action: 'START' }, 1],
    [{ status: 'Start' }, 1],
    [{ progress: 'complete' }, 2],
    [{ status: 'FinishService' }, 2],
    [{ status: 'Finish' }, 2],
    [{ progress: 'Open' }, 0],
  ])('reads %j', async (body, wanted) => {
    const v = await visitAt()
    expect((await progress(v, body)).status).toBe(200)
    expect(await appointment(v)).toMatchObject({ progress: wanted })
  })

  it('completes, also what was never started, and leaves the status', async () => {
    const v = await visitAt()
    const events = await eventsOf(() => progress(v, { progress: 2 }))
    expect(events.map((e) => e.type)).toEqual(['Appointment.Completed'])
    expect(events[0]!.data).toMatchObject({ appointments: [{ appointment_progress: 2 }] })
    expect(await appointment(v)).toMatchObject({
      status: 0,
      progress: 2,
      actual_start_time: '2026-03-02T10:00:00',
      actual_completed_time: soon,
    })
    expect((await progress(v, { progress: 1 })).body).toMatchObject({ error: { code: 502 } })
  })

  it('keeps the first time when a step is repeated', async () => {
    const v = await visitAt()
    await progress(v, { progress: 1 })
    test.setNow('2026-03-02T13:00:00Z')
    expect((await progress(v, { progress: 1 })).status).toBe(200)
    expect(await appointment(v)).toMatchObject({ actual_start_time: soon })
    await progress(v, { progress: 2 })
    test.setNow('2026-03-02T14:00:00Z')
    await progress(v, { progress: 2 })
    expect(await appointment(v)).toMatchObject({
      actual_start_time: soon,
      actual_completed_time: expect.stringMatching(/^2026-03-02T08:0/),
    })
  })

  it('opens again without an event; then the check-in can be undone', async () => {
    const v = await visitAt()
    await progress(v, { progress: 1 })
    const undo = () => test.call('PUT', `/v1/appointments/${v.groupId}/undo_check_in`)
    expect((await undo()).body).toMatchObject({ error: { code: 502 } })
    expect(await eventsOf(() => progress(v, { progress: 0 }))).toEqual([])
    expect(await appointment(v)).toMatchObject({
      status: 2,
      progress: 0,
      actual_start_time: null,
      actual_completed_time: null,
    })
    expect((await undo()).status).toBe(200)
    expect(await appointment(v)).toMatchObject({ status: 0 })
  })

  it('moves segments one by one: the whole begins with the first and ends with the last', async () => {
    const v = await visitAt({
      serviceIds: [a.services.color],
      therapistId: a.employees.mia,
      segmentTherapists: [a.employees.mia, a.employees.liam],
    })
    const [one, two] = v.segmentIds
    const step = async (segment_id: string, wanted: number) =>
      (await eventsOf(() => progress(v, { progress: wanted, segment_id }))).map((e) => e.type)
    expect(await step(one!, 1)).toEqual(['AppointmentGroup.Status', 'Appointment.Started'])
    expect(await step(one!, 2)).toEqual([])
    expect(await appointment(v)).toMatchObject({ progress: 1, actual_completed_time: null })
    expect(await step(two!, 1)).toEqual([])
    expect(await step(two!, 2)).toEqual(['Appointment.Completed'])
    expect(await appointment(v)).toMatchObject({ progress: 2, actual_completed_time: soon })
    expect(await step(one!, 0)).toEqual(['Appointment.Started'])
    const { body: rows } = await test.call<{ appointment_segment_id: string; progress: number }[]>(
      'GET',
      `/v1/appointments?center_id=${a.centers.newYork}&start_date=2026-03-02&end_date=2026-03-02&therapist_id=${a.employees.mia}`,
    )
    expect(rows).toMatchObject([{ appointment_segment_id: one, progress: 0 }])
    expect((await progress(v, { progress: 1, segment_id: UNKNOWN })).body).toMatchObject({
      error: { code: 410 },
      message: expect.stringContaining('segment_id'),
    })
  })

  it.each([
    ['nothing', {}],
    ['an unknown word', { progress: 'dance' }],
    ['an unknown number', { action: 7 }],
  ])('refuses %s', async (_name, body) => {
    const v = await visitAt()
    const answer = await progress(v, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code: 400 } })
  })

  it('refuses what is closed, ended, in the future, unknown or out of reach', async () => {
    const closed = await visitAt()
    await test.query(`update invoices set state = 'closed' where id = $1`, [closed.invoiceId])
    const cancelled = await visitAt()
    await test.call('PUT', `/v1/invoices/${cancelled.invoiceId}/cancel`)
    const missed = await visitAt()
    await test.call('PUT', `/v1/appointments/${missed.groupId}/no_show`)
    const tomorrow = await visitAt({ at: '2026-03-03T15:00:00Z' })
    const events = await eventsOf(async () => {
      for (const v of [closed, cancelled, missed, tomorrow])
        for (const wanted of [0, 1, 2])
          expect((await progress(v, { progress: wanted })).body).toMatchObject({ error: { code: 502 } })
    })
    expect(events).toEqual([])
    const foreign = await visitInOslo()
    for (const id of [UNKNOWN, 'x', foreign.appointmentIds[0], tomorrow.groupId])
      expect(
        (await test.call('PUT', `/v1/appointments/${id}/progress`, { body: { progress: 1 } })).body,
      ).toMatchObject({ error: { code: 410 } })
    const v = await visitAt()
    for (const name of ['nora', 'ana']) {
      const answer = await progress(v, { progress: 1 }, 0, { token: tokens[name] })
      expect([answer.status, answer.body]).toMatchObject([403, { error: { code: 438 } }])
    }
    expect((await progress(v, { progress: 1 }, 0, { token: tokens.fred })).status).toBe(200)
  })

  it('makes one event of several simultaneous starts', async () => {
    const v = await visitAt()
    const events = await eventsOf(() =>
      Promise.all(Array.from({ length: 5 }, () => progress(v, { progress: 1 }))),
    )
    expect(events.map((e) => e.type)).toEqual(['AppointmentGroup.Status', 'Appointment.Started'])
  })
})

describe('addAppointmentFeedback', () => {
  it('is kept once and told with ids in capitals', async () => {
    const v = await visitAt()
    const events = await eventsOf(async () => {
      const { status, body } = await feedback(v, {
        rating: 5,
        comments: ' Great visit ',
        apply_for_group_invoice: 'false',
      })
      expect(status).toBe(200)
      expect(body).toEqual({ success: true, error: null })
    })
    expect(events).toEqual([
      {
        type: 'Appointment.Feedback.Created',
        center_id: a.centers.newYork,
        data: {
          organization_id: a.id.toUpperCase(),
          center_id: a.centers.newYork.toUpperCase(),
          user_id: a.guests.ana.toUpperCase(),
          version: 2,
          appointment_group_id: v.groupId.toUpperCase(),
          rating_value: 5,
          guest_feedback_tags: [],
          comments: 'Great visit',
          source: 0,
        },
      },
    ])
    const again = await eventsOf(async () => {
      const { status, body } = await feedback(v, { rating: 1 })
      expect(status).toBe(400)
      expect(body).toMatchObject({
        success: false,
        Message: expect.stringContaining('already'),
        error: { code: 4020 },
      })
    })
    expect(again).toEqual([])
  })

  it('covers the other visits of the group when told so', async () => {
    const groupInvoiceId = newId(new Date(NOW))
    const [first, second, cancelled, judged] = [
      await visitAt({ groupInvoiceId }),
      await visitAt({ groupInvoiceId, guestId: a.guests.ben }),
      await visitAt({ groupInvoiceId, guestId: a.guests.cleo }),
      await visitAt({ groupInvoiceId, guestId: a.guests.dev }),
    ]
    await test.call('PUT', `/v1/invoices/${cancelled.invoiceId}/cancel`)
    await feedback(judged, { rating: 2 })
    const events = await eventsOf(() => feedback(first, { rating: 9, apply_for_group_invoice: true }))
    expect(events.map((e) => e.data.appointment_group_id)).toEqual(
      [first, second].map((v) => v.groupId.toUpperCase()),
    )
  })

  it('refuses', async () => {
    const v = await visitAt()
    for (const body of [{}, { rating: 0 }, { rating: 11 }, { rating: 3.5 }, undefined]) {
      const answer = await feedback(v, body)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ success: false, Message: expect.any(String), error: { code: 400 } })
    }
    const foreign = await visitInOslo()
    for (const [groupId, code] of [
      ['x', 502],
      [UNKNOWN, 410],
      [foreign.groupId, 410],
    ] as const)
      expect((await feedback({ groupId }, { rating: 3 })).body).toMatchObject({
        success: false,
        error: { code },
      })
    const ended = await visitAt()
    await test.call('PUT', `/v1/appointments/${ended.groupId}/no_show`)
    expect((await feedback(ended, { rating: 3 })).body).toMatchObject({ error: { code: 410 } })
    for (const name of ['nora', 'ben']) {
      const answer = await feedback(v, { rating: 3 }, { token: tokens[name] })
      expect([answer.status, answer.body]).toMatchObject([403, { error: { code: 438 } }])
    }
    expect((await feedback(v, { rating: 3 }, { token: tokens.ana })).status).toBe(200)
  })

  it('is taken once of several at a time', async () => {
    const v = await visitAt()
    const answers: { status: number }[] = []
    const events = await eventsOf(async () =>
      answers.push(...(await Promise.all([1, 2, 3, 4].map((rating) => feedback(v, { rating }))))),
    )
    expect(answers.map((x) => x.status).sort()).toEqual([200, 400, 400, 400])
    expect(events).toHaveLength(1)
  })
})

describe('announcing', () => {
  it('tells of new visits with all their appointments, in the order given', async () => {
    const now = new Date(NOW)
    const one = await visitAt({ serviceIds: [a.services.massage, a.services.hotStones] })
    const two = await visitAt({ guestId: a.guests.ben, roomId: null })
    const events = await eventsOf(() =>
      transact(test.app.database.db, async (tx) =>
        announceCreated(tx, a.id, await readEventVisits(tx, a.id, [two.groupId, one.groupId]), now),
      ),
    )
    expect(events.map((e) => [e.type, e.center_id, e.data.appointment_group_id])).toEqual([
      ['AppointmentGroup.Created', a.centers.newYork, two.groupId],
      ['AppointmentGroup.Created', a.centers.newYork, one.groupId],
    ])
    const [invoice] = await test.query<{ number: number }>('select number from invoices where id = $1', [
      one.invoiceId,
    ])
    const line = {
      start_time: '2026-03-02T15:00:00',
      end_time: '2026-03-02T16:00:00',
      start_time_in_center: '2026-03-02T10:00:00',
      end_time_in_center: '2026-03-02T11:00:00',
      creation_date: expect.stringMatching(/^2026-03-02T12:0/),
      last_updated_on: '2026-03-02T12:00:00',
      therapist_name: 'Nora Young',
      therapist_id: a.employees.nora,
      is_recurring: false,
      show_in_calendar: true,
      appointment_type: 2,
      therapist_request_type: 3,
      room_id: a.rooms.one,
      room_name: 'Room 1',
      equipment_name: '',
      service_duration_in_minutes: 60,
    }
    expect(events[1]!.data).toEqual({
      invoice_id: one.invoiceId,
      invoice_number: String(invoice!.number),
      invoice_number_prefix: 'NYC',
      utm_source: null,
      utm_medium: null,
      appointment_group_id: one.groupId,
      organization_id: a.id,
      center_id: a.centers.newYork,
      center_Name: 'Aurora New York',
      guest: { id: a.guests.ana, first_name: 'Ana', last_name: 'Lopez', email: 'ana@guests.example.com' },
      appointments: [
        {
          ...line,
          id: one.appointmentIds[0],
          invoice_item_id: one.itemIds[0],
          service_name: 'Swedish Massage',
          service_id: a.services.massage,
          has_add_ons: true,
          is_add_on: false,
        },
        {
          ...line,
          id: one.appointmentIds[1],
          invoice_item_id: one.itemIds[1],
          service_name: 'Hot Stones',
          service_id: a.services.hotStones,
          has_add_ons: false,
          is_add_on: true,
          start_time: '2026-03-02T16:00:00',
          end_time: '2026-03-02T17:00:00',
          start_time_in_center: '2026-03-02T11:00:00',
          end_time_in_center: '2026-03-02T12:00:00',
        },
      ],
    })
    expect(events[0]!.data).toMatchObject({ appointments: [{ room_id: '', room_name: '' }] })
  })

  it('tells of moved visits with the time of the change', async () => {
    const v = await visitAt()
    const later = new Date('2026-03-02T13:30:00Z')
    const [data] = await eventsOf(() =>
      transact(test.app.database.db, async (tx) => {
        const [row] = await listAppointmentsOfGroup(tx, a.id, v.groupId)
        const moved = {
          id: row!.id,
          invoiceItemId: row!.invoice_item_id,
          serviceId: row!.service_id,
          parentAppointmentId: null,
          dayPackageId: null,
          therapistId: a.employees.otto,
          secondTherapistId: null,
          therapistRequest: 0,
          roomId: a.rooms.two,
          equipmentIds: [],
          startsAt: new Date('2026-03-02T19:00:00Z'),
          endsAt: new Date('2026-03-02T20:00:00Z'),
          recoveryTime: 0,
          segments: [],
        }
        await moveVisit(tx, a.id, v.groupId, [moved], { notes: null, by: null }, later)
        await announceUpdated(tx, a.id, [v.groupId], later)
      }),
    )
    expect(data).toMatchObject({
      type: 'AppointmentGroup.Updated',
      data: {
        invoice_id: v.invoiceId,
        center_Name: 'Aurora New York',
        appointments: [
          {
            id: v.appointmentIds[0],
            start_time: '2026-03-02T19:00:00',
            therapist_id: a.employees.otto,
            room_name: 'Room 2',
            creation_date: expect.stringMatching(/^2026-03-02T12:0/),
            last_updated_on: '2026-03-02T13:30:00',
          },
        ],
      },
    })
    expect(data!.data).not.toHaveProperty('utm_source')
  })
})

describe('deleteAppointmentGroup', () => {
  const remove = (id: string, options = {}) =>
    test.call('DELETE', `/admin/v1/appointment_groups/${id}`, options)

  it('leaves nothing behind and tells both ways', async () => {
    const v = await visitAt()
    await feedback(v, { rating: 4 })
    const events = await eventsOf(async () =>
      expect((await remove(v.groupId)).body).toEqual({ success: true }),
    )
    expect(events).toEqual([
      {
        type: 'AppointmentGroup.Updated',
        center_id: a.centers.newYork,
        data: {
          appointment_group_id: v.groupId,
          organization_id: a.id,
          center_id: a.centers.newYork,
          guest: { id: a.guests.ana, first_name: 'Ana', last_name: 'Lopez', email: 'ana@guests.example.com' },
          appointments: [],
        },
      },
      {
        type: 'AppointmentGroup.Delete',
        center_id: a.centers.newYork,
        data: { appointment_group_id: v.groupId, appointment_id: v.appointmentIds[0] },
      },
    ])
    for (const [table, column] of [
      ['appointments', 'appointment_group_id'],
      ['appointment_feedbacks', 'appointment_group_id'],
      ['appointment_groups', 'id'],
    ])
      expect(await test.query(`select 1 from ${table} where ${column} = $1`, [v.groupId])).toEqual([])
    expect(await test.query('select 1 from claims where appointment_id = $1', [v.appointmentIds[0]])).toEqual(
      [],
    )
    expect(
      await test.query(`select 1 from invoices where id = $1 and state not in ('cancelled', 'void')`, [
        v.invoiceId,
      ]),
    ).toEqual([])
    expect((await test.call('GET', `/v1/appointments/${v.appointmentIds[0]}`)).body).toMatchObject({
      error: { code: 410 },
    })
    expect((await remove(v.groupId)).body).toMatchObject({ error: { code: 410 } })
  })

  it('refuses paid, closed, foreign and unknown visits, and callers without the right', async () => {
    const paid = await visitAt()
    await test.query(
      `insert into invoice_payments (organization_id, id, invoice_id, kind, amount, created_at) values ($1, gen_random_uuid(), $2, 'cash', 1, now())`,
      [a.id, paid.invoiceId],
    )
    const closed = await visitAt()
    await test.query(`update invoices set state = 'closed' where id = $1`, [closed.invoiceId])
    const foreign = await visitInOslo()
    const events = await eventsOf(async () => {
      for (const [id, code] of [
        [paid.groupId, 502],
        [closed.groupId, 502],
        [foreign.groupId, 410],
        [UNKNOWN, 410],
        ['x', 410],
      ] as const) {
        const { status, body } = await remove(id)
        expect(status).toBe(400)
        expect(body).toMatchObject({
          error: { code },
          message: expect.stringContaining('appointment_group_id'),
        })
      }
      expect((await remove(paid.groupId, { token: tokens.fred })).status).toBe(403)
    })
    expect(events).toEqual([])
  })
})
