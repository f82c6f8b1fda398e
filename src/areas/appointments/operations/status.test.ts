/** Check-in, undo, confirm, no-show and cancel: what changes, who is told, what is refused. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOW, startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { createTestVisit, type TestVisit, type TestVisitOptions } from '../../../../test/visits.ts'
import { PASSWORD } from '../../../../test/world.ts'

let test: TestApp
const tokens: Record<string, string> = {}
beforeAll(async () => {
  test = await startTestApp()
  for (const name of ['olga', 'fred', 'nora', 'ana', 'ben']) tokens[name] = await signIn(name)
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.setNow(NOW)
  await settings({})
})

const { a, b } = world
/** The clock goes on while a test runs. */
const soon = expect.stringMatching(/^2026-03-02T07:0/)
const UNKNOWN = '00000000-0000-7000-8000-000000000001'

async function signIn(userName: string): Promise<string> {
  const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
    key: null,
    body: {
      account_name: 'aurora',
      user_name: userName,
      password: PASSWORD,
      grant_type: 'password',
      app_id: a.appId,
      app_secret: a.appSecret,
    },
  })
  return body.credentials.access_token
}
const settings = (value: object) =>
  test.query('update centers set settings = $1 where id = $2', [value, a.centers.newYork])
const visitAt = (options: TestVisitOptions = {}) => createTestVisit(test, { claim: false, ...options })
const put = (path: string, options = {}) => test.call('PUT', path, options)
const paths = {
  checkIn: (v: TestVisit) => `/v1/appointments/${v.groupId}/check_in`,
  undo: (v: TestVisit) => `/v1/appointments/${v.groupId}/undo_check_in`,
  noShow: (v: TestVisit) => `/v1/appointments/${v.groupId}/no_show`,
  confirm: (v: TestVisit) => `/v1/invoices/${v.invoiceId}/confirm`,
  undoConfirm: (v: TestVisit) => `/v1/invoices/${v.invoiceId}/confirm?undo_confirm=true`,
  cancel: (v: TestVisit) => `/v1/invoices/${v.invoiceId}/cancel`,
}
type Action = keyof typeof paths
const act = (action: Action, v: TestVisit, options = {}) => put(paths[action](v), options)

const appointment = async (v: TestVisit, i = 0) =>
  (await test.call('GET', `/v1/appointments/${v.appointmentIds[i]}`)).body
const statusEvents = async (v: TestVisit) =>
  (await test.events())
    .filter((e) => e.type === 'AppointmentGroup.Status' && e.data.appointment_group_id === v.groupId)
    .map((e) => e.data)
const pay = (v: TestVisit) =>
  test.query(
    `insert into invoice_payments (organization_id, id, invoice_id, kind, amount, created_at) values ($1, gen_random_uuid(), $2, 'cash', 100, now())`,
    [a.id, v.invoiceId],
  )
const closeVisit = async (v: TestVisit) => {
  await test.query(`update invoices set state = 'closed', receipt_number = 'R77' where id = $1`, [
    v.invoiceId,
  ])
  await test.query(`update appointment_groups set status = 1 where id = $1`, [v.groupId])
  await test.query(`update appointments set status = 1 where appointment_group_id = $1`, [v.groupId])
}
const claimsOf = (v: TestVisit) =>
  test.query('select 1 from claims where appointment_id = any($1)', [v.appointmentIds])

describe('a visit moves', () => {
  it('to checked in, with all its appointments, and tells so once', async () => {
    const v = await visitAt({ serviceIds: [a.services.massage, a.services.hotStones] })
    const { status, body } = await act('checkIn', v)
    expect(status).toBe(200)
    expect(body).toEqual({ success: true, error: null })
    for (const i of [0, 1]) expect(await appointment(v, i)).toMatchObject({ status: 2, checkin_time: soon })
    const [invoice] = await test.query<{ number: number }>('select number from invoices where id = $1', [
      v.invoiceId,
    ])
    expect(await statusEvents(v)).toEqual([
      {
        invoice_id: v.invoiceId,
        invoice_number: String(invoice!.number),
        receipt_number: '0',
        appointment_group_id: v.groupId,
        appointment_group_status: 2,
        is_noshowfeerequired: 'No',
        is_cancellationfeerequired: 'No',
      },
    ])
    expect((await act('checkIn', v)).body).toEqual({ success: true, error: null })
    expect(await statusEvents(v)).toHaveLength(1)
  })

  it('back to New by undo, also from Confirm', async () => {
    const v = await visitAt()
    expect((await act('confirm', v)).body).toEqual({ error: null })
    expect(await appointment(v)).toMatchObject({ status: 4 })
    await act('checkIn', v)
    expect((await act('undo', v)).body).toEqual({ success: true, error: null })
    expect(await appointment(v)).toMatchObject({ status: 0, checkin_time: null })
    expect((await act('undo', v)).status).toBe(200)
    expect((await statusEvents(v)).map((e) => e.appointment_group_status)).toEqual([4, 2, 0])
  })

  it('between New and Confirm, quietly when repeated', async () => {
    const v = await visitAt()
    for (const action of ['confirm', 'confirm', 'undoConfirm', 'undoConfirm'] as const)
      expect((await act(action, v)).body).toEqual({ error: null })
    expect(await appointment(v)).toMatchObject({ status: 0 })
    expect((await statusEvents(v)).map((e) => e.appointment_group_status)).toEqual([4, 0])
    expect(
      await test.query('select confirmed_at from appointment_groups where id = $1', [v.groupId]),
    ).toEqual([{ confirmed_at: null }])
  })

  it('reads undo_confirm however it is written, and who did it', async () => {
    const v = await visitAt()
    await put(paths.confirm(v), { body: { updated_by_id: a.employees.nora } })
    expect(
      await test.query('select updated_by, status from appointment_groups where id = $1', [v.groupId]),
    ).toEqual([{ updated_by: a.employees.nora, status: 4 }])
    await put(`/V1/Invoices/${v.invoiceId.toUpperCase()}/Confirm?Undo_Confirm=True`, {
      body: { updated_by_id: b.employees.kari },
    })
    expect(
      await test.query('select updated_by, status from appointment_groups where id = $1', [v.groupId]),
    ).toEqual([{ updated_by: null, status: 0 }])
  })

  it('to no-show: resources free, gone from the list, second call the same', async () => {
    const v = await visitAt()
    expect(await claimsOf(v)).toHaveLength(1)
    const { status, body } = await act('noShow', v, { body: { comments: 'Did not answer' } })
    expect(status).toBe(200)
    expect(body).toEqual({ success: true, is_charge_applied: false, error: null })
    expect(await claimsOf(v)).toHaveLength(0)
    expect(await appointment(v)).toMatchObject({ status: -2 })
    expect(await test.query('select state from invoices where id = $1', [v.invoiceId])).toEqual([
      { state: 'cancelled' },
    ])
    expect((await act('noShow', v)).body).toEqual(body)
    expect((await statusEvents(v)).map((e) => e.appointment_group_status)).toEqual([-2])
  })

  it('to cancelled, with the comment from query or body', async () => {
    for (const [query, body, kept] of [
      ['?comments=Ill', undefined, 'Ill'],
      ['', { comments: 'Away', reason_id: 1 }, 'Away'],
    ] as const) {
      const v = await visitAt()
      const answer = await put(paths.cancel(v) + query, { body })
      expect(answer.body).toEqual({ success: true, is_charge_applied: false, error: null })
      expect(await claimsOf(v)).toHaveLength(0)
      const [group] = await test.query(
        'select status, status_comments, reason_id from appointment_groups where id = $1',
        [v.groupId],
      )
      expect(group).toEqual({ status: -1, status_comments: kept, reason_id: body?.reason_id ?? null })
      expect((await act('cancel', v)).body).toEqual(answer.body)
      expect((await statusEvents(v)).map((e) => e.appointment_group_status)).toEqual([-1])
    }
  })

  it('frees the therapist for the next visit at the same time', async () => {
    const at = '2026-03-04T15:00:00Z'
    const v = await createTestVisit(test, { at, therapistId: a.employees.liam })
    await expect(createTestVisit(test, { at, therapistId: a.employees.liam })).rejects.toMatchObject({
      refusal: 'slot_taken',
    })
    await act('cancel', v)
    await createTestVisit(test, { at, therapistId: a.employees.liam })
  })
})

describe('fees', () => {
  const fee = (kind: string, value: number) => ({ kind, value })

  it('are put on the invoice when a visit is cancelled late, and only then', async () => {
    await settings({ cancellation_fee: fee('list_price_percent', 5000), cancellation_window_hours: 24 })
    const late = await visitAt({ price: 80_00 })
    expect((await act('cancel', late)).body).toEqual({ success: true, is_charge_applied: true, error: null })
    // Half of the catalog price of 90.00, with 8.25 % tax on top; the service itself costs nothing any more.
    expect(
      await test.query('select state, net, tax, total from invoices where id = $1', [late.invoiceId]),
    ).toEqual([{ state: 'open', net: 45_00, tax: 3_71, total: 48_71 }])
    expect((await act('cancel', late)).body).toMatchObject({ success: true, is_charge_applied: true })
    expect(
      await test.query(`select 1 from invoice_items where invoice_id = $1 and fee_kind = 'cancellation'`, [
        late.invoiceId,
      ]),
    ).toHaveLength(1)
    expect(await statusEvents(late)).toMatchObject([
      { is_cancellationfeerequired: 'Yes', is_noshowfeerequired: 'No' },
    ])

    const early = await visitAt({ at: '2026-03-05T15:00:00Z' })
    expect((await act('cancel', early)).body).toMatchObject({ is_charge_applied: false })
    expect(await test.query('select state from invoices where id = $1', [early.invoiceId])).toEqual([
      { state: 'cancelled' },
    ])
    expect(await statusEvents(early)).toMatchObject([{ is_cancellationfeerequired: 'No' }])
  })

  it('begin exactly at the window', async () => {
    await settings({ cancellation_fee: fee('amount', 10_00), cancellation_window_hours: 48 })
    const v = await visitAt({ at: '2026-03-06T12:00:00Z' })
    const w = await visitAt({ at: '2026-03-06T12:00:00Z' })
    test.setNow('2026-03-04T11:59:00Z')
    expect((await act('cancel', v)).body).toMatchObject({ is_charge_applied: false })
    test.setNow('2026-03-04T12:00:01Z')
    expect((await act('cancel', w)).body).toMatchObject({ is_charge_applied: true })
  })

  it.each([
    ['amount', 12_50, 12_50],
    ['list_price_percent', 2500, 22_50],
    ['price_percent', 10_000, 80_00],
  ])('for a no-show follow the rule %s', async (kind, value, net) => {
    await settings({ no_show_fee: fee(kind, value) })
    const v = await visitAt({ price: 80_00, at: '2026-04-20T15:00:00Z' })
    expect((await act('noShow', v)).body).toEqual({ success: true, is_charge_applied: true, error: null })
    expect(await test.query('select net from invoices where id = $1', [v.invoiceId])).toEqual([{ net }])
    expect(await statusEvents(v)).toMatchObject([
      { appointment_group_status: -2, is_noshowfeerequired: 'Yes', is_cancellationfeerequired: 'No' },
    ])
    expect((await act('noShow', v)).body).toMatchObject({ is_charge_applied: true })
    expect(await test.query('select net from invoices where id = $1', [v.invoiceId])).toEqual([{ net }])
  })

  it('spare services that allow none, and show in every status event', async () => {
    await settings({ no_show_fee: fee('amount', 5_00), cancellation_fee: fee('amount', 5_00) })
    await test.query(
      'update services set allow_no_show_fee = false, allow_cancellation_fee = false where id = $1',
      [a.services.facial],
    )
    const spared = await visitAt({ serviceIds: [a.services.facial] })
    await act('checkIn', spared)
    expect((await act('noShow', spared)).body).toMatchObject({ is_charge_applied: false })
    expect(await statusEvents(spared)).toMatchObject([
      { appointment_group_status: 2, is_noshowfeerequired: 'No', is_cancellationfeerequired: 'No' },
      { appointment_group_status: -2, is_noshowfeerequired: 'No' },
    ])
    const mixed = await visitAt({ serviceIds: [a.services.facial, a.services.massage] })
    await act('checkIn', mixed)
    expect((await act('noShow', mixed)).body).toMatchObject({ is_charge_applied: true })
    expect(await test.query('select net from invoices where id = $1', [mixed.invoiceId])).toEqual([
      { net: 5_00 },
    ])
    expect(await statusEvents(mixed)).toMatchObject([
      { is_noshowfeerequired: 'Yes', is_cancellationfeerequired: 'Yes' },
      { is_noshowfeerequired: 'Yes' },
    ])
  })
})

describe('a closed visit', () => {
  it.each([
    ['checkIn', 734],
    ['undo', 735],
    ['noShow', 400],
    ['confirm', 502],
    ['undoConfirm', 502],
    ['cancel', 428],
  ] as const)('refuses %s with %i', async (action, code) => {
    const v = await visitAt()
    await closeVisit(v)
    const answer = await act(action, v)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code } })
    expect(await appointment(v)).toMatchObject({ status: 1 })
    expect(await statusEvents(v)).toHaveLength(0)
  })
})

describe('an ended visit', () => {
  it.each([
    ['cancel', 'checkIn', 410],
    ['cancel', 'undo', 410],
    ['cancel', 'noShow', 410],
    ['cancel', 'confirm', 502],
    ['cancel', 'undoConfirm', 502],
    ['noShow', 'checkIn', 410],
    ['noShow', 'undo', 410],
    ['noShow', 'cancel', 502],
    ['noShow', 'confirm', 502],
  ] as const)('by %s refuses %s with %i', async (end, action, code) => {
    const v = await visitAt()
    await act(end, v)
    const answer = await act(action, v)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code }, message: expect.any(String) })
    expect(await statusEvents(v)).toHaveLength(1)
  })
})

describe('refusals', () => {
  it('keeps check-in and its undo from visits of later days, in the center’s time', async () => {
    // 23:30 of the same day in New York is the next day in UTC.
    const tonight = await visitAt({ at: '2026-03-03T04:30:00Z' })
    expect((await act('checkIn', tonight)).status).toBe(200)
    const tomorrow = await visitAt({ at: '2026-03-03T05:00:00Z' })
    expect((await act('checkIn', tomorrow)).body).toMatchObject({ error: { code: 727 } })
    expect((await act('undo', tomorrow)).body).toMatchObject({ error: { code: 736 } })
    test.setNow('2026-03-03T05:00:01Z')
    expect((await act('checkIn', tomorrow)).status).toBe(200)
    const past = await visitAt({ at: '2026-02-20T15:00:00Z' })
    expect((await act('checkIn', past)).status).toBe(200)
  })

  it('keeps a checked-in guest from being confirmed or unconfirmed', async () => {
    const v = await visitAt()
    await act('checkIn', v)
    for (const action of ['confirm', 'undoConfirm'] as const)
      expect((await act(action, v)).body).toMatchObject({ error: { code: 502 } })
  })

  it('ends no visit while payments are on its invoice', async () => {
    const v = await visitAt()
    await pay(v)
    expect((await act('noShow', v)).body).toMatchObject({ success: false, error: { code: 400 } })
    expect((await act('cancel', v)).body).toMatchObject({ success: false, error: { code: 502 } })
    expect(await appointment(v)).toMatchObject({ status: 0 })
    expect(await claimsOf(v)).toHaveLength(1)
    await test.query('update invoice_payments set is_voided = true where invoice_id = $1', [v.invoiceId])
    expect((await act('cancel', v)).status).toBe(200)
  })

  it('asks for comments where the center does', async () => {
    await settings({ comments_mandatory: true })
    const v = await visitAt()
    for (const action of ['noShow', 'cancel'] as const) {
      const answer = await act(action, v, { body: { comments: '  ' } })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({
        error: { code: 400 },
        message: expect.stringContaining('comments'),
      })
    }
    expect((await act('cancel', v, { body: { comments: 'Ill' } })).status).toBe(200)
  })

  it.each([
    ['check_in', 410],
    ['undo_check_in', 410],
    ['no_show', 410],
  ])('knows no unknown, malformed or foreign group for %s', async (call, code) => {
    const foreign = await createTestVisit(test, {
      organizationId: b.id,
      centerId: b.centers.oslo,
      guestId: b.guests.eva,
      serviceIds: [b.services.massage],
      therapistId: b.employees.kari,
      roomId: null,
      claim: false,
    })
    for (const id of [UNKNOWN, 'x', foreign.groupId]) {
      const { status, body } = await put(`/v1/appointments/${id}/${call}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({
        error: { code },
        message: expect.stringContaining('appointment_group_id'),
      })
    }
    expect(
      await test.query('select status from appointment_groups where id = $1', [foreign.groupId]),
    ).toEqual([{ status: 0 }])
  })

  it('knows no unknown, malformed or foreign invoice', async () => {
    const foreign = await createTestVisit(test, {
      organizationId: b.id,
      centerId: b.centers.oslo,
      guestId: b.guests.eva,
      serviceIds: [b.services.massage],
      therapistId: b.employees.kari,
      roomId: null,
      claim: false,
    })
    for (const [id, cancelCode] of [
      [UNKNOWN, 428],
      ['x', 400],
      [foreign.invoiceId, 428],
    ] as const) {
      expect((await put(`/v1/invoices/${id}/cancel`)).body).toMatchObject({
        error: { code: cancelCode },
        message: expect.stringContaining('invoice_id'),
      })
      expect((await put(`/v1/invoices/${id}/confirm`)).body).toMatchObject({ error: { code: 428 } })
    }
    expect(
      await test.query('select status from appointment_groups where id = $1', [foreign.groupId]),
    ).toEqual([{ status: 0 }])
  })

  it('names a visit without invoice, an invoice without visit, and one of another center', async () => {
    const v = await visitAt()
    await test.query('update invoices set center_id = $2 where id = $1', [v.invoiceId, a.centers.kolkata])
    for (const action of Object.keys(paths) as Action[])
      expect((await act(action, v)).body).toMatchObject({ error: { code: 502 } })
    await test.query('delete from invoices where id = $1', [v.invoiceId])
    for (const action of ['checkIn', 'undo', 'noShow'] as const)
      expect((await act(action, v)).body).toMatchObject({ error: { code: 428 } })
    expect(await appointment(v)).toMatchObject({ status: 0, price: { sales: 90 } })
    const w = await visitAt()
    await test.query('delete from appointment_groups where id = $1', [w.groupId])
    expect((await act('cancel', w)).body).toMatchObject({
      error: { code: 502 },
      message: expect.stringContaining('no appointments'),
    })
    expect((await act('confirm', w)).body).toMatchObject({ error: { code: 428 } })
  })
})

describe('callers', () => {
  it.each([
    ['checkIn', 4051, 4051],
    ['undo', 4051, 4051],
    ['noShow', 438, 438],
    ['confirm', 438, 438],
    ['cancel', 602, 438],
  ] as const)('need the right and the center for %s', async (action, withoutRight, elsewhere) => {
    const here = await visitAt()
    const there = await visitAt({
      centerId: a.centers.kolkata,
      therapistId: a.employees.ravi,
      roomId: a.rooms.kolkata,
    })
    const therapist = await act(action, here, { token: tokens.nora })
    expect(therapist.status).toBe(403)
    expect(therapist.body).toMatchObject({ error: { code: withoutRight } })
    const desk = await act(action, there, { token: tokens.fred })
    expect(desk.status).toBe(403)
    expect(desk.body).toMatchObject({ error: { code: elsewhere } })
    expect((await act(action, here, { token: tokens.fred })).status).toBe(200)
    expect((await act(action, there, { token: tokens.olga })).status).toBe(200)
  })

  it('who are guests reach their own visits; only cancelling reaches their family’s', async () => {
    const own = await visitAt()
    const child = await visitAt({ guestId: a.guests.child })
    const stranger = await visitAt({ guestId: a.guests.ben })
    const as = { token: tokens.ana }
    for (const action of ['confirm', 'checkIn', 'undo'] as const) {
      expect((await act(action, own, as)).status).toBe(200)
      for (const v of [child, stranger]) expect((await act(action, v, as)).status).toBe(403)
    }
    expect((await act('noShow', own, as)).status).toBe(403)
    expect((await act('cancel', stranger, as)).body).toMatchObject({ error: { code: 438 } })
    expect((await act('cancel', child, { token: tokens.ben })).status).toBe(403)
    expect((await act('cancel', child, as)).status).toBe(200)
    expect((await act('cancel', own, as)).status).toBe(200)
    const [group] = await test.query('select updated_by from appointment_groups where id = $1', [own.groupId])
    expect(group).toEqual({ updated_by: a.guests.ana })
  })
})

describe('at the same time', () => {
  it('two check-ins make one event', async () => {
    for (let round = 0; round < 5; round++) {
      const v = await visitAt()
      const answers = await Promise.all(Array.from({ length: 6 }, () => act('checkIn', v)))
      expect(answers.map((x) => x.status)).toEqual(Array(6).fill(200))
      expect(await statusEvents(v)).toHaveLength(1)
    }
  })

  it('cancel and check-in come one after the other', async () => {
    for (let round = 0; round < 10; round++) {
      const v = await visitAt()
      const [cancel, checkIn] = await Promise.all([act('cancel', v), act('checkIn', v)])
      expect(cancel.status).toBe(200)
      const told = (await statusEvents(v)).map((e) => e.appointment_group_status)
      expect(told).toEqual(checkIn.status === 200 ? [2, -1] : [-1])
      if (checkIn.status !== 200) expect(checkIn.body).toMatchObject({ error: { code: 410 } })
      expect(await appointment(v)).toMatchObject({ status: -1 })
      expect(await claimsOf(v)).toHaveLength(0)
    }
  })

  it('a fee is charged once however often a no-show is sent', async () => {
    await settings({ no_show_fee: { kind: 'amount', value: 1000 } })
    const v = await visitAt()
    const answers = await Promise.all(Array.from({ length: 5 }, () => act('noShow', v)))
    for (const { body } of answers)
      expect(body).toEqual({ success: true, is_charge_applied: true, error: null })
    expect(
      await test.query(`select 1 from invoice_items where invoice_id = $1 and fee_kind = 'no_show'`, [
        v.invoiceId,
      ]),
    ).toHaveLength(1)
    expect(await statusEvents(v)).toHaveLength(1)
  })
})
