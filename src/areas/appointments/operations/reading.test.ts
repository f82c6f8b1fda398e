/** The appointment list, one appointment, and its forms. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { createTestVisit, type TestVisit } from '../../../../test/visits.ts'
import { PASSWORD } from '../../../../test/world.ts'

type Row = Record<string, unknown> & { appointment_id: string; status: number }

let test: TestApp
let couple: TestVisit
let segmented: TestVisit
let foreign: TestVisit
const tokens: Record<string, string> = {}
const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const block = '11111111-1111-7111-8111-111111111111'

beforeAll(async () => {
  test = await startTestApp()
  for (const name of ['fred', 'nora', 'ana', 'ben']) tokens[name] = await signIn(name)
  couple = await createTestVisit(test, {
    at: '2026-03-09T14:00:00Z',
    serviceIds: [a.services.massage, a.services.hotStones],
    equipmentIds: [a.equipment.laser],
    notes: 'Quiet room, please',
  })
  segmented = await createTestVisit(test, {
    at: '2026-03-09T18:00:00Z',
    guestId: a.guests.cleo,
    serviceIds: [a.services.color],
    therapistId: a.employees.mia,
    segmentTherapists: [a.employees.mia, a.employees.liam],
    roomId: null,
  })
  foreign = await createTestVisit(test, {
    organizationId: b.id,
    centerId: b.centers.oslo,
    guestId: b.guests.eva,
    serviceIds: [b.services.massage],
    therapistId: b.employees.kari,
    roomId: b.rooms.one,
    at: '2026-03-09T14:00:00Z',
  })
  const insert = `insert into block_outs (organization_id, id, source, resource_id, center_id, type_id, starts_at, ends_at, notes, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 'Team meeting', $7, $7)`
  await test.query(insert, [
    a.id,
    block,
    0,
    a.employees.nora,
    a.centers.newYork,
    a.blockOutTypes.lunch,
    '2026-03-09T17:00:00Z',
    '2026-03-09T17:30:00Z',
  ])
  await test.query(insert, [
    a.id,
    UNKNOWN,
    1,
    a.rooms.one,
    a.centers.newYork,
    a.blockOutTypes.cleaning,
    '2026-03-09T17:00:00Z',
    '2026-03-09T17:30:00Z',
  ])
})
afterAll(() => test.stop())

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
const list = (query: object, options = {}) => {
  const all = { center_id: a.centers.newYork, start_date: '2026-03-09', end_date: '2026-03-09', ...query }
  const given = Object.entries(all).filter(([, value]) => value !== undefined) as [string, string][]
  return test.call<Row[]>('GET', `/v1/appointments?${new URLSearchParams(given)}`, options)
}

describe('listCenterAppointments', () => {
  it('answers a bare array in order of time: a row per service, per segment, per block-out of an employee', async () => {
    const { status, body } = await list({})
    expect(status).toBe(200)
    expect(
      body.map((row) => [row.appointment_id, row.appointment_segment_id, row.status, row.start_time]),
    ).toEqual([
      [couple.appointmentIds[0], null, 0, '2026-03-09T10:00:00'],
      [couple.appointmentIds[1], null, 0, '2026-03-09T11:00:00'],
      [block, null, 10, '2026-03-09T13:00:00'],
      [segmented.appointmentIds[0], segmented.segmentIds[0], 0, '2026-03-09T14:00:00'],
      [segmented.appointmentIds[0], segmented.segmentIds[1], 0, '2026-03-09T14:30:00'],
    ])
    expect(body[0]).toMatchObject({
      appointment_group_id: couple.groupId,
      invoice_id: couple.invoiceId,
      parent_service_name: 'Swedish Massage',
      service: {
        id: a.services.massage,
        segment_id: '00000000-0000-0000-0000-000000000000',
        is_addon: false,
        has_addons: true,
        parent_appointment_id: null,
        category: { id: a.categories.massage, name: 'Massage' },
        sub_category: null,
      },
      start_time_utc: '2026-03-09T14:00:00',
      end_time: '2026-03-09T11:00:00',
      end_time_utc: '2026-03-09T15:00:00',
      source: 1,
      progress: 0,
      guest: {
        id: a.guests.ana,
        first_name: 'Ana',
        last_name: 'Lopez',
        gender: 0,
        mobile: { country_id: 225, number: '2025550101', display_number: '+1 202-555-0101' },
        GuestIndicatorValue: { FirstTimer: true, HighSpender: null },
      },
      therapist: {
        id: a.employees.nora,
        first_name: 'Nora',
        last_name: 'Young',
        nick_name: null,
        vanity_image_url: '',
      },
      room: { id: a.rooms.one, name: 'Room 1' },
      equipment: { id: a.equipment.laser, name: 'Laser' },
      notes: 'Quiet room, please',
      price: { sales: 90, tax: 7.42, final: 97.42, discount: 0 },
      checkin_time: null,
      therapist_preference_type: 3,
      blockout: null,
      creation_date: expect.stringMatching(/^2026-03-02T07:0/),
      creation_date_utc: expect.stringMatching(/^2026-03-02T12:0/),
      selected_time: '0001-01-01T00:00:00',
      canUpdateTherapist: true,
      package_id: '00000000-0000-0000-0000-000000000000',
      error: null,
    })
    expect(body[1]).toMatchObject({
      service: { is_addon: true, parent_appointment_id: couple.appointmentIds[0] },
    })
    expect(body[4]).toMatchObject({
      service: { segment_id: segmented.segmentIds[1] },
      therapist: { id: a.employees.liam, first_name: 'Liam' },
      room: null,
      equipment: null,
      price: { sales: 0 },
    })
    expect(body[2]).toMatchObject({
      appointment_group_id: block,
      invoice_id: '00000000-0000-0000-0000-000000000000',
      service: null,
      guest: null,
      therapist: { id: a.employees.nora },
      notes: 'Team meeting',
      therapist_preference_type: null,
      blockout: { name: 'Lunch', bookable: false, active: true, duration: 30 },
      canUpdateTherapist: false,
    })
    expect(Object.keys(body[2]!)).toEqual(Object.keys(body[0]!))
  })

  it('keeps to one therapist, segments and block-outs included', async () => {
    expect((await list({ therapist_id: a.employees.nora })).body.map((r) => r.appointment_id)).toEqual([
      ...couple.appointmentIds,
      block,
    ])
    const liam = (await list({ therapist_id: a.employees.liam })).body
    expect(liam.map((r) => r.appointment_segment_id)).toEqual([segmented.segmentIds[1]])
    expect((await list({ therapist_id: b.employees.kari })).body).toEqual([])
  })

  it('cuts days in the center’s zone, both ends included', async () => {
    const late = await createTestVisit(test, { at: '2026-03-11T03:30:00Z', therapistId: a.employees.otto })
    const ids = async (start_date: string, end_date: string) =>
      (await list({ start_date, end_date })).body.map((r) => r.appointment_id)
    expect(await ids('2026-03-10', '2026-03-10')).toEqual(late.appointmentIds)
    expect(await ids('2026-03-11', '2026-03-12')).toEqual([])
    expect(await ids('2026-03-10T00:00:00', '2026-03-10T00:00:00')).toEqual(late.appointmentIds)
    // Clocks went forward on the 8th; the day before still has winter time.
    const winter = await createTestVisit(test, { at: '2026-03-08T04:59:00Z', therapistId: a.employees.otto })
    expect(await ids('2026-03-07', '2026-03-07')).toEqual(winter.appointmentIds)
  })

  it('follows a center that moves to another zone', async () => {
    const move = (zone: string) =>
      test.query('update centers set time_zone = $3 where organization_id = $1 and id = $2', [
        a.id,
        a.centers.newYork,
        zone,
      ])
    const before = (await list({})).body
    await move('Asia/Tokyo')
    try {
      const here = (await list({})).body.map((row) => row.start_time)
      const next = (await list({ start_date: '2026-03-10', end_date: '2026-03-10' })).body
      expect(here).toEqual(['2026-03-09T23:00:00'])
      expect(next.map((row) => row.appointment_id)).toEqual(before.slice(1).map((row) => row.appointment_id))
    } finally {
      await move('America/New_York')
    }
    expect((await list({})).body).toEqual(before)
  })

  it('leaves cancelled, missed and voided visits out unless asked', async () => {
    const visits: TestVisit[] = []
    for (const status of [-1, -2, 21, 1]) {
      const visit = await createTestVisit(test, { at: '2026-03-20T15:00:00Z', claim: false })
      await test.query('update appointment_groups set status = $1 where id = $2', [status, visit.groupId])
      await test.query('update appointments set status = $1 where appointment_group_id = $2', [
        status,
        visit.groupId,
      ])
      visits.push(visit)
    }
    const day = { start_date: '2026-03-20', end_date: '2026-03-20' }
    expect((await list(day)).body.map((r) => r.status)).toEqual([1])
    for (const word of ['true', 'True'])
      expect((await list({ ...day, include_no_show_cancel: word })).body.map((r) => r.status).sort()).toEqual(
        [-1, -2, 1, 21],
      )
    expect((await list({ ...day, include_no_show_cancel: 'false' })).body).toHaveLength(1)
  })

  it('reads the query whatever its case', async () => {
    const query = `CENTER_ID=${a.centers.newYork.toUpperCase()}&Start_Date=2026-03-09&END_DATE=2026-03-09`
    expect((await test.call<Row[]>('GET', `/V1//Appointments/?${query}`)).body).toHaveLength(5)
  })

  it.each([
    ['no start', { start_date: undefined }, 400, 400, 'start_date'],
    ['no end', { end_date: undefined }, 400, 400, 'end_date'],
    ['a day that is none', { start_date: '2026-02-30' }, 400, 400, 'start_date'],
    ['eight days', { end_date: '2026-03-17' }, 400, 400, 'end_date'],
    ['an end before the start', { end_date: '2026-03-08' }, 400, 400, 'end_date'],
    ['an unknown center', { center_id: UNKNOWN }, 400, 502, 'center_id'],
    ['a foreign center', { center_id: b.centers.oslo }, 400, 502, 'center_id'],
  ])('refuses %s', async (_name, query, status, code, field) => {
    const answer = await list(query)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ error: { code }, message: expect.stringContaining(field) })
  })

  it('takes seven days apart, employees of the center, and no guest', async () => {
    expect((await list({ end_date: '2026-03-16' })).status).toBe(200)
    expect((await list({}, { token: tokens.nora })).status).toBe(200)
    expect((await list({ center_id: a.centers.kolkata }, { token: tokens.nora })).status).toBe(403)
    expect((await list({}, { token: tokens.ana })).status).toBe(403)
  })
})

describe('getAppointment', () => {
  const get = (id: string, options = {}) => test.call<Row>('GET', `/v1/appointments/${id}`, options)

  it('is the row of the list', async () => {
    const { body } = await get(couple.appointmentIds[0]!)
    expect(body).toEqual((await list({})).body[0])
    expect((await get(segmented.appointmentIds[0]!)).body).toMatchObject({
      appointment_segment_id: null,
      start_time: '2026-03-09T14:00:00',
      end_time: '2026-03-09T15:00:00',
      therapist: { id: a.employees.mia },
    })
  })

  it('is an array of one where the organisation wants it so', async () => {
    await test.query(
      `update organizations set settings = '{"appointment_as_array": true}' where organization_id = $1`,
      [a.id],
    )
    const { body } = await get(couple.appointmentIds[0]!)
    expect(body).toMatchObject([{ appointment_id: couple.appointmentIds[0], status: 0, error: null }])
    await test.query(`update organizations set settings = '{}' where organization_id = $1`, [a.id])
  })

  it('refuses ids that are none, unknown or of others', async () => {
    expect((await get('x')).body).toMatchObject({ error: { code: 502 } })
    for (const id of [UNKNOWN, couple.groupId, block, foreign.appointmentIds[0]!])
      expect((await get(id)).body).toMatchObject({
        error: { code: 410 },
        message: expect.stringContaining('appointment_id'),
      })
  })

  it('shows guests their own and employees their center’s', async () => {
    const id = couple.appointmentIds[0]!
    expect((await get(id, { token: tokens.ana })).status).toBe(200)
    const other = await get(id, { token: tokens.ben })
    expect([other.status, other.body]).toMatchObject([403, { error: { code: 438 } }])
    const there = await createTestVisit(test, {
      centerId: a.centers.kolkata,
      therapistId: a.employees.ravi,
      roomId: null,
    })
    expect((await get(there.appointmentIds[0]!, { token: tokens.fred })).body).toMatchObject({
      error: { code: 438 },
    })
    expect((await get(there.appointmentIds[0]!)).body).toMatchObject({
      start_time: '2026-03-02T20:30:00',
      price: { sales: 90 },
    })
  })

  it('answers 304 when nothing changed', async () => {
    const first = await get(couple.appointmentIds[0]!)
    const headers = { 'if-none-match': first.headers.get('etag')! }
    expect((await get(couple.appointmentIds[0]!, { headers })).status).toBe(304)
  })
})

describe('forms', () => {
  const query = '?TAG_ID=&view_context=0&version_no='
  const path = (id: string, kind: 'forms' | 'forms_data') =>
    `/v1/appointments/${id}/${kind}${kind === 'forms_data' ? query : ''}`
  const id = () => couple.appointmentIds[0]!

  it('are none so far', async () => {
    expect((await test.call('GET', path(id(), 'forms'))).body).toEqual({ forms: [], error: null })
    expect((await test.call('GET', path(id(), 'forms_data'))).body).toEqual({
      data: null,
      guest_data: null,
      is_form_submitted: false,
      error: null,
    })
  })

  it.each(['forms', 'forms_data'] as const)(
    'of unknown or others’ appointments are refused (%s)',
    async (kind) => {
      expect((await test.call('GET', path('x', kind))).body).toMatchObject({ error: { code: 502 } })
      for (const other of [UNKNOWN, foreign.appointmentIds[0]!])
        expect((await test.call('GET', path(other, kind))).body).toMatchObject({ error: { code: 410 } })
      const stranger = await test.call('GET', path(id(), kind), { token: tokens.ben })
      expect([stranger.status, stranger.body]).toMatchObject([403, { error: { code: 438 } }])
      expect((await test.call('GET', path(id(), kind), { token: tokens.ana })).status).toBe(200)
    },
  )

  it('go wrong with 4023 for a bad or a missing tag', async () => {
    for (const bad of ['?tag_Id=x&view_context=0&version_no=0', '?view_context=0&version_no=0'])
      expect((await test.call('GET', `/v1/appointments/${id()}/forms_data${bad}`)).body).toMatchObject({
        error: { code: 4023 },
        message: expect.stringContaining('tag_Id'),
      })
    expect(
      (
        await test.call(
          'GET',
          `/v1/appointments/${id()}/forms_data?tag_Id=${UNKNOWN}&view_context=&version_no=0`,
        )
      ).status,
    ).toBe(200)
  })
})
