import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { createTestVisit, type TestVisitOptions } from '../../../../test/visits.ts'
import { NOW } from '../../../../test/world.ts'
import { addGuest, signIn } from '../test/people.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
beforeEach(() => test.setNow(NOW))
afterAll(() => test.stop())

const { a, b } = world
type Service = Record<string, unknown> & { appointment_id: string; start_time: string }
type Visits = {
  appointments: {
    appointment_group_id: string
    appointment_services: Service[]
    appointment_packages: { appointment_services: Service[] }[]
  }[]
  page_info: { total: number; page: number; size: number }
}
const list = (guestId: string, query: Record<string, string> = {}, options = {}) =>
  test.call<Visits>(
    'GET',
    `/v1/guests/${guestId}/appointments?${new URLSearchParams(query).toString()}`,
    options,
  )
const idsOf = async (guestId: string, query: Record<string, string> = {}) =>
  (await list(guestId, query)).body.appointments.map((visit) => visit.appointment_group_id)
const newGuest = async () => (await addGuest(test)).id
const visit = (guestId: string, options: TestVisitOptions = {}) =>
  createTestVisit(test, { guestId, claim: false, ...options })

describe('listGuestAppointments', () => {
  it('answers with a visit, its services below it, in center time', async () => {
    const guestId = await newGuest()
    const made = await visit(guestId, {
      serviceIds: [a.services.massage, a.services.hotStones],
      notes: 'Window seat',
      at: '2026-03-02T15:00:00Z',
      equipmentIds: [a.equipment.laser],
    })
    const { status, body } = await list(guestId)
    expect(status).toBe(200)
    expect(body.page_info).toEqual({ total: 1, page: 1, size: 10 })
    expect(body.appointments[0]).toMatchObject({
      appointment_group_id: made.groupId,
      no_of_guests: 1,
      invoice_id: made.invoiceId,
      invoice_status: 0,
      invoice: { id: made.invoiceId, no: expect.stringMatching(/\d$/), status: 0, receipt_no: null },
      is_rebooking: false,
      notes: 'Window seat',
      center_id: a.centers.newYork,
      appointment_packages: [],
      price: { currency_id: 148, sales: 180, tax: 14.85, final: 194.85 },
      group_invoice_id: null,
      is_feedback_submitted: false,
    })
    expect(body.appointments[0]!.appointment_services).toHaveLength(2)
    expect(body.appointments[0]!.appointment_services[0]).toMatchObject({
      appointment_id: made.appointmentIds[0],
      invoice_item_id: made.itemIds[0],
      service: {
        id: a.services.massage,
        name: 'Swedish Massage',
        price: { sales: 90, tax: 7.42 },
        duration: 60,
        category_id: a.categories.massage,
        is_addon: false,
        has_addons: true,
      },
      requested_therapist_gender: 3,
      requested_therapist_id: a.employees.nora,
      therapist: {
        id: a.employees.nora,
        display_name: 'Nora',
        first_name: 'Nora',
        last_name: 'Young',
        nick_name: null,
      },
      start_time: '2026-03-02T10:00:00',
      end_time: '2026-03-02T11:00:00',
      room: { id: a.rooms.one, name: 'Room 1' },
      equipment: { id: a.equipment.laser, name: 'Laser' },
      appointment_status: 0,
      quantity: 1,
      progress: 0,
      has_segments: false,
      segments: null,
    })
    expect(body.appointments[0]!.appointment_services[1]).toMatchObject({
      is_addon: true,
      parent_appointment_id: made.appointmentIds[0],
    })
  })

  it('lists newest first, page by page', async () => {
    const guestId = await newGuest()
    const made: { groupId: string }[] = []
    for (const day of ['05', '03', '09', '07'])
      made.push(await visit(guestId, { at: `2026-03-${day}T15:00:00Z` }))
    const byDay = [2, 3, 0, 1].map((i) => made[i]!.groupId)
    expect(await idsOf(guestId)).toEqual(byDay)
    expect(await idsOf(guestId, { page: '2', size: '3' })).toEqual([byDay[3]])
    expect((await list(guestId, { page: '2', size: '3' })).body.page_info).toEqual({
      total: 4,
      page: 2,
      size: 3,
    })
    expect((await list(guestId, { page: '9' })).body).toMatchObject({
      appointments: [],
      page_info: { total: 4 },
    })
  })

  it('counts days as the center does', async () => {
    const guestId = await newGuest()
    // The evening of 9 March in New York, the morning of 10 March in Kolkata.
    const newYork = await visit(guestId, { at: '2026-03-10T00:30:00Z' })
    const kolkata = await visit(guestId, {
      at: '2026-03-10T00:31:00Z',
      centerId: a.centers.kolkata,
      therapistId: a.employees.ravi,
      roomId: null,
    })
    expect(await idsOf(guestId, { start_date: '2026-03-10' })).toEqual([kolkata.groupId])
    expect(await idsOf(guestId, { end_date: '2026-03-09' })).toEqual([newYork.groupId])
    expect(await idsOf(guestId, { start_date: '2026-03-09', end_date: '2026-03-10' })).toHaveLength(2)
    expect(await idsOf(guestId, { start_date: '2026-03-11' })).toEqual([])
  })

  it('leaves out what was cancelled or missed unless asked', async () => {
    const guestId = await newGuest()
    const [kept, part, missed] = [
      await visit(guestId, { at: '2026-03-03T15:00:00Z' }),
      await visit(guestId, {
        at: '2026-03-04T15:00:00Z',
        serviceIds: [a.services.massage, a.services.facial],
      }),
      await visit(guestId, { at: '2026-03-05T15:00:00Z' }),
    ]
    await test.query('update appointments set status = -1 where id = $1', [part.appointmentIds[0]])
    await test.query('update appointment_groups set status = -2 where id = $1', [missed.groupId])
    await test.query(`update invoices set state = 'cancelled' where id = $1`, [missed.invoiceId])
    const { body } = await list(guestId)
    expect(body.appointments.map((v) => v.appointment_group_id)).toEqual([part.groupId, kept.groupId])
    expect(body.page_info.total).toBe(2)
    expect(body.appointments[0]!.appointment_services.map((s) => s.appointment_id)).toEqual([
      part.appointmentIds[1],
    ])
    expect(body.appointments[0]).toMatchObject({ price: { sales: 90 } })
    const all = (await list(guestId, { include_no_show_cancel: 'true' })).body
    expect(all.page_info.total).toBe(3)
    expect(all.appointments[0]).toMatchObject({
      appointment_group_id: missed.groupId,
      invoice_status: 99,
      appointment_services: [{ appointment_status: -2 }],
    })
    expect(all.appointments[1]!.appointment_services.map((s) => s.appointment_status)).toEqual([-1, 0])
  })

  it('shows closed invoices, progress, segments, feedback and how many came', async () => {
    const guestId = await newGuest()
    const groupInvoiceId = a.id
    const made = await visit(guestId, {
      groupInvoiceId,
      segmentTherapists: [a.employees.nora, a.employees.mia],
      at: '2026-03-03T15:00:00Z',
    })
    await visit(a.guests.ben, { groupInvoiceId, at: '2026-03-03T15:00:00Z' })
    await test.query(`update invoices set state = 'closed', receipt_number = 'R7' where id = $1`, [
      made.invoiceId,
    ])
    await test.query('update appointment_groups set status = 1 where id = $1', [made.groupId])
    await test.query(
      `update appointments set progress = 2, started_at = '2026-03-03T15:05:00Z', completed_at = '2026-03-03T15:55:00Z' where id = $1`,
      [made.appointmentIds[0]],
    )
    await test.query(
      `insert into appointment_feedbacks (organization_id, id, appointment_group_id, rating, created_at) values ($1, $1, $2, 5, now())`,
      [a.id, made.groupId],
    )
    expect((await list(guestId)).body.appointments[0]).toMatchObject({
      no_of_guests: 2,
      group_invoice_id: groupInvoiceId,
      invoice_status: 4,
      invoice: { receipt_no: 'R7', status: 4 },
      is_feedback_submitted: true,
      appointment_services: [
        {
          appointment_status: 1,
          progress: 2,
          actual_start_time: '2026-03-03T10:05:00',
          completed_time: '2026-03-03T10:55:00',
          has_segments: true,
          segments: [
            {
              type: 'servicing',
              start_time: '2026-03-03T10:00:00',
              end_time: '2026-03-03T10:30:00',
              therapist_id: a.employees.nora,
            },
            {
              type: 'finishing',
              start_time: '2026-03-03T10:30:00',
              end_time: '2026-03-03T11:00:00',
              therapist_id: a.employees.mia,
            },
          ],
        },
      ],
    })
  })

  it('puts the services of a day package below the package', async () => {
    const guestId = await newGuest()
    const made = await visit(guestId, { serviceIds: [a.services.massage, a.services.facial] })
    await test.query(
      `insert into day_packages (organization_id, id, code, name, price, created_at) values ($1, $2, 'DAY', 'Spa day', 15000, now())`,
      [a.id, guestId],
    )
    await test.query('update appointments set day_package_id = $1 where id = $2', [
      guestId,
      made.appointmentIds[1],
    ])
    const [only] = (await list(guestId)).body.appointments
    expect(only!.appointment_services.map((s) => s.appointment_id)).toEqual([made.appointmentIds[0]])
    expect(only!.appointment_packages).toMatchObject([
      { id: guestId, name: 'Spa day', appointment_services: [{ appointment_id: made.appointmentIds[1] }] },
    ])
    expect(only).toMatchObject({ price: { sales: 180 } })
  })

  it('is open to the guest and its host', async () => {
    const [ana, ben] = [await signIn(test, 'ana'), await signIn(test, 'ben')]
    expect((await list(a.guests.child, {}, { token: ana })).status).toBe(200)
    expect(await list(a.guests.child, {}, { token: ben })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect((await list(a.guests.ana, {}, { token: await signIn(test, 'nora') })).status).toBe(403)
  })

  it('refuses guests of nobody and of others, days that are none, and large pages', async () => {
    for (const id of ['00000000-0000-7000-8000-000000000001', 'none', b.guests.eva])
      expect(await list(id)).toMatchObject({
        status: 400,
        body: { error: { code: 502 }, message: expect.stringContaining('guest_id') },
      })
    expect(await list(a.guests.ana, { start_date: 'today' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('start_date') },
    })
    expect((await list(a.guests.ana, { size: '101' })).status).toBe(422)
    expect((await list(a.guests.cleo)).body).toMatchObject({
      appointments: [],
      page_info: { total: 0, page: 1, size: 10 },
    })
  })
})
