import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contract, entityOf } from '#contract'
import { compileValidator } from '#platform/http/parse.ts'
import { eventCatalogue } from '#areas/webhooks'
import { createLog, startApp } from '../../../app.ts'
import { startReceiver, startTestApp, world, type Receiver, type TestApp } from '../../../../test/harness.ts'

const { a, b } = world
interface Triggered {
  events: { event_id: string; type: string; center_id: string | null; entity_id: string | null }[]
}

let test: TestApp
let receiver: Receiver
beforeAll(async () => {
  test = await startTestApp()
  receiver = await startReceiver()
})
afterAll(async () => {
  await test.stop()
  await receiver.close()
})
afterEach(() => test.query('delete from events'))

const trigger = (body: unknown, options: { key?: string } = {}) =>
  test.call<Triggered>('POST', '/admin/v1/sandbox/events', { body, ...options })

describe('triggering events', () => {
  it('records every type, about records of the organisation, valid as a whole', async () => {
    for (const { type } of eventCatalogue) {
      const answer = await trigger({ type, center_id: a.centers.newYork })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body.events).toMatchObject([{ type, center_id: a.centers.newYork }])
      expect(answer.body.events[0]!.entity_id, type).toBeTruthy()
    }
    const rows = await test.query<Record<'event_id' | 'type' | 'resource' | 'data' | 'center_id', string>>(
      'select * from events order by sequence',
    )
    expect(rows.map((row) => row.type)).toEqual(eventCatalogue.map((entry) => entry.type))
    for (const row of rows) {
      const { schema, resource } = contract.events.get(row.type)!
      expect(row).toMatchObject({ resource, center_id: a.centers.newYork })
      const envelope = {
        id: row.event_id,
        event_id: row.event_id,
        event_schema: 'v1',
        event_resource: row.resource,
        event_type: row.type,
        event_timestamp: '2026-03-02T12:00:00Z',
        data: JSON.parse(row.data) as unknown,
      }
      const validate = compileValidator(schema!)
      expect(validate(envelope) ? null : validate.errors, row.type).toBeNull()
    }
  })

  it("tells of a guest, a therapist, a service and a room of the center, in the center's time and money", async () => {
    await trigger({ type: 'AppointmentGroup.Created', center_id: a.centers.kolkata })
    const [event] = await test.events()
    expect(event!.center_id).toBe(a.centers.kolkata)
    const data = event!.data as {
      guest: { id: string }
      appointments: Record<string, string>[]
      center_id: string
    }
    expect(data.center_id).toBe(a.centers.kolkata)
    expect(data.guest.id).toBe(a.guests.dev)
    const [line] = data.appointments
    expect([a.employees.ravi, a.employees.priya]).toContain(line!.therapist_id)
    expect(Object.values(a.services)).toContain(line!.service_id)
    expect(line!.room_id).toBe(a.rooms.kolkata)
    expect(line).toMatchObject({
      start_time: '2026-03-03T04:30:00',
      start_time_in_center: '2026-03-03T10:00:00',
    })
  })

  it('takes the type in any letter case and sets members', async () => {
    const answer = await trigger({
      type: 'appointmentgroup.STATUS',
      data: { appointment_group_status: '4', is_noshowfeerequired: 'No' },
    })
    const [event] = await test.events()
    expect(event).toMatchObject({
      type: 'AppointmentGroup.Status',
      data: { appointment_group_status: 4, is_noshowfeerequired: 'No', is_cancellationfeerequired: 'Yes' },
    })
    expect(answer.body.events[0]!.entity_id).toBe(entityOf('AppointmentGroup.Status', event!.data))
  })

  it('tells one story: events of a kind of record are about the same one until another is asked for', async () => {
    const created = await trigger({ type: 'AppointmentGroup.Created' })
    const status = await trigger({ type: 'AppointmentGroup.Status' })
    expect(status.body.events[0]!.entity_id).toBe(created.body.events[0]!.entity_id)
    const own = await trigger({
      type: 'AppointmentGroup.Status',
      data: { appointment_group_id: a.services.massage },
    })
    expect(own.body.events[0]!.entity_id).toBe(a.services.massage)
  })

  it('records as many as asked for, each about another record and with an id of its own', async () => {
    const answer = await trigger({ type: 'Class.Booking.Created', count: '100' })
    expect(answer.status, answer.text).toBe(200)
    expect(new Set(answer.body.events.map((event) => event.event_id)).size).toBe(100)
    expect(new Set(answer.body.events.map((event) => event.entity_id)).size).toBeGreaterThan(95)
    const rows = await test.query<{ event_id: string }>('select event_id from events order by sequence')
    expect(rows.map((row) => row.event_id)).toEqual(answer.body.events.map((event) => event.event_id))
  })

  it('changes nothing else: other areas do not act on what did not happen', async () => {
    const tables = async () =>
      test.query(
        'select (select count(*) from guests) guests, (select count(*) from invoices) invoices, (select max(updated_at) from guests) changed',
      )
    const before = await tables()
    for (const type of ['Employee.Created', 'Guest.Merged', 'Employee.Updated']) await trigger({ type })
    expect(await tables()).toEqual(before)
  })

  it('invents what an organisation does not have, alike each time', async () => {
    const [{ id }] = (await test.query<{ id: string }>(`select id from centers where organization_id = $1`, [
      b.id,
    ])) as [{ id: string }]
    await test.query('delete from rooms where organization_id = $1', [b.id])
    const one = await trigger({ type: 'AppointmentGroup.Created' }, { key: b.apiKey })
    await trigger({ type: 'AppointmentGroup.Created' }, { key: b.apiKey })
    expect(one.body.events[0]!.center_id).toBe(id)
    const events = await test.events()
    expect(events[0]!.data).toEqual(events[1]!.data)
    expect(events[0]!.data).toMatchObject({ organization_id: b.id, center_id: b.centers.oslo })
    expect(Object.keys((events[0]!.data.appointments as object[])[0]!)).toContain('room_name')
  })

  it.each([
    [{ type: 'Guest.Vanished' }, /Guest\.Vanished \(type\)/],
    [{ type: 'Guest.Created', center_id: b.centers.oslo }, /center/i],
    [{ type: 'Guest.Created', count: 0 }, /count/],
    [{ type: 'Guest.Created', count: 101 }, /count/],
    [{ type: 'Guest.Created', data: [1] }, /data/],
    [{ type: 'Guest.Created', data: { nick_name: 'x' } }, /data\.nick_name/],
    [{ type: 'Guest.Created', data: { _id: 'x' } }, /data\._id/],
    [{ type: 'Guest.Created', data: { 'personal_info.gender': 7 } }, /data\.personal_info\.gender/],
    [{ type: 'AppointmentGroup.Created', data: { appointments: [{}] } }, /data\.appointments\[0\]\.id/],
    [{}, /type/],
  ])('refuses %j by name, and records nothing', async (body, text) => {
    const answer = await trigger(body)
    expect(answer.status, answer.text).toBe(400)
    expect(answer.text).toMatch(text)
    expect(await test.events()).toEqual([])
  })

  it('is not there outside a sandbox', async () => {
    const closed = await startApp({
      config: { role: 'api', sandbox: false, rateLimit: null, logLevel: 'error' },
      connectionString: test.connectionString,
      secretKey: Buffer.alloc(32, 7),
      log: createLog('error'),
    })
    try {
      const answer = await closed.server.inject({
        method: 'POST',
        url: '/admin/v1/sandbox/events',
        headers: { authorization: `apikey ${a.apiKey}` },
        payload: { type: 'Guest.Created' },
      })
      expect(answer.statusCode).toBe(403)
      expect(answer.body).toContain('CHAISE_SANDBOX')
      expect(await test.events()).toEqual([])
    } finally {
      await closed.stop()
    }
  })

  it('wants a caller who may write webhooks', async () => {
    const answer = await trigger({ type: 'Guest.Created' }, { key: 'nobody' })
    expect(answer.status).toBe(401)
  })
})

describe('a triggered event of an area to come', () => {
  it('reaches the webhooks of its organisation, signed, and no other', async () => {
    const make = async (key: string, path: string) =>
      (
        await test.call<{ id: string; secret: string }>('POST', '/admin/v1/webhooks', {
          key,
          body: { name: path, url: receiver.url + path, events: ['Guest.Membership.Created'] },
        })
      ).body
    const mine = await make(a.apiKey, '/a')
    await make(b.apiKey, '/b')
    const answer = await trigger({
      type: 'Guest.Membership.Created',
      data: { 'membership.name': 'Gold' },
    })
    const [received] = await receiver.waitFor(1)
    expect(received!.url).toBe('/hook/a')
    const body = JSON.parse(received!.raw.toString()) as Record<string, unknown>
    expect(body).toMatchObject({
      event_id: answer.body.events[0]!.event_id,
      event_type: 'Guest.Membership.Created',
      event_resource: null,
      data: { user_membership_id: answer.body.events[0]!.entity_id, membership: { name: 'Gold' } },
    })
    const digest = createHmac('sha256', mine.secret).update(received!.raw).digest('hex').toUpperCase()
    expect(received!.headers['zenoti-webhook-signature']).toBe(`sha256 =${digest.match(/../g)!.join('-')}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(receiver.requests).toHaveLength(1)
  })
})
