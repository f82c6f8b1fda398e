/** The log of deliveries, and sending one again, through the front door. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startReceiver, startTestApp, world, type Receiver, type TestApp } from '../../../../test/harness.ts'
import { addGuest, makeWebhook, tokenOfFred } from '../webhooks/test-kit.ts'

let test: TestApp
let receiver: Receiver
beforeAll(async () => {
  test = await startTestApp()
  receiver = await startReceiver()
})
beforeEach(async () => {
  receiver.answer = () => 200
  await test.query('update webhooks set is_active = false')
  await test.app.workers.idle()
  receiver.requests.length = 0
})
afterAll(async () => {
  await receiver.close()
  await test.stop()
})
const { b } = world

interface Row {
  id: string
  sequence: number
  webhook_id: string
  entity_id: string
  state: string
  attempts: number
}
interface Page {
  deliveries: Row[]
  next: string | null
}
const list = (query = '', options = {}) => test.call<Page>('GET', `/admin/v1/deliveries?${query}`, options)
const settle = () => test.app.workers.idle()

describe('the list', () => {
  it('shows the newest first, page by page, and filters', async () => {
    const one = await makeWebhook(test, receiver)
    const two = await makeWebhook(test, receiver, { name: 'Mail', events: ['*'] })
    const guests: string[] = []
    for (let i = 0; i < 5; i++) guests.push(await addGuest(test))
    await settle()
    const all = (await list('size=200')).body.deliveries
    expect(all).toHaveLength(10)
    expect(all.map((row) => row.sequence)).toEqual(all.map((row) => row.sequence).toSorted((x, y) => y - x))
    expect(all[0]).toMatchObject({
      event_type: 'Guest.Created',
      state: 'delivered',
      attempts: 1,
      due_at: null,
      last_http_status: 200,
      last_error: null,
      entity_id: guests.at(-1),
    })
    const paged: Row[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: Page = (await list(`size=3&after=${after}`)).body
      paged.push(...page.deliveries)
      after = page.next
    }
    expect(paged).toEqual(all)
    const only = async (query: string) => (await list(query)).body.deliveries
    expect(await only(`webhook_id=${two.id}`)).toEqual(all.filter((row) => row.webhook_id === two.id))
    expect(await only(`entity_id=${guests[2]!.toUpperCase()}&webhook_id=${one.id}`)).toHaveLength(1)
    expect(await only('event_type=guest.CREATED')).toHaveLength(10)
    expect(await only('event_type=Guest.Deleted')).toEqual([])
    expect(await only('state=failed')).toEqual([])
    expect(await only('state=delivered&from=2026-03-01&to=2026-03-03T00:00:00Z')).toHaveLength(10)
    expect(await only('to=2026-03-01')).toEqual([])
    // Of a deleted webhook too.
    await test.call('DELETE', `/admin/v1/webhooks/${two.id}`)
    expect(await only(`webhook_id=${two.id}`)).toHaveLength(5)
  })

  it('refuses what it cannot read', async () => {
    const cases: [string, string][] = [
      ['state=lost', 'state'],
      ['event_type=Guest.Exploded', 'event_type'],
      ['from=soon', 'from'],
      ['to=2026-13-01', 'to'],
      ['after=AAAA', 'after'],
      ['webhook_id=ffffffff-ffff-4fff-8fff-ffffffffffff', 'webhook_id'],
    ]
    for (const [query, field] of cases) {
      const answer = await list(query)
      expect(answer.status, query).toBe(400)
      expect(answer.text).toContain(field)
    }
    for (const size of ['0', '201']) expect((await list(`size=${size}`)).status).toBeGreaterThanOrEqual(400)
  })
})

describe('one delivery', () => {
  it('shows its exact body and every send with its answer', async () => {
    await makeWebhook(test, receiver, { headers: { 'X-Tenant': 'hidden' } })
    receiver.answer = () => (receiver.requests.length === 1 ? 503 : 200)
    const guest = await addGuest(test)
    await settle()
    test.app.clock.setShift(test.app.clock.shift() + 60_000)
    await settle()
    const [row] = (await list(`entity_id=${guest}`)).body.deliveries
    const [first, second] = receiver.requests
    expect(row!.id).toBe(first!.headers['webhook-id'])
    const { body } = await test.call<{ request_body: string; log: Record<string, unknown>[] }>(
      'GET',
      `/admin/v1/deliveries/${row!.id}`,
    )
    expect(body.request_body).toBe(first!.raw.toString('utf8'))
    expect(second!.raw.equals(first!.raw)).toBe(true)
    expect(body.log).toMatchObject([
      {
        attempt: 1,
        error_class: 'status',
        request: { url: expect.stringMatching(/\?••••$/) as string },
        response: { http_status: 503, body: 'ok', cut: false },
      },
      {
        attempt: 2,
        error: null,
        request: { headers: { 'x-tenant': '••••' } },
        response: { http_status: 200 },
      },
    ])
  })

  it('is sent again: delivered, failed or waiting', async () => {
    const { id } = await makeWebhook(test, receiver)
    const guest = await addGuest(test)
    await settle()
    const [row] = (await list(`entity_id=${guest}`)).body.deliveries
    const resend = () => test.call<Row>('POST', `/admin/v1/deliveries/${row!.id}/resend`)
    expect((await resend()).body).toMatchObject({ id: row!.id, state: 'waiting', attempts: 1 })
    await settle()
    expect(receiver.requests).toHaveLength(2)
    expect(receiver.requests[1]!.raw.equals(receiver.requests[0]!.raw)).toBe(true)
    // Fails: waits for its retry, which comes at once when asked for.
    receiver.answer = () => 500
    await resend()
    await settle()
    expect(receiver.requests).toHaveLength(3)
    await resend()
    await settle()
    expect(receiver.requests).toHaveLength(4)
    // All five sends of the round in vain.
    for (let i = 0; i < 3; i++) {
      await resend()
      await settle()
    }
    expect((await list('state=failed')).body.deliveries[0]).toMatchObject({ id: row!.id, attempts: 7 })
    receiver.answer = () => 200
    await resend()
    await settle()
    expect((await list(`entity_id=${guest}`)).body.deliveries[0]).toMatchObject({
      id: row!.id,
      state: 'delivered',
      attempts: 8,
    })
    await test.call('PATCH', `/admin/v1/webhooks/${id}`, { body: { is_active: false } })
    const inactive = await resend()
    expect(inactive.status).toBe(400)
    expect(inactive.text).toContain('inactive')
    await test.call('DELETE', `/admin/v1/webhooks/${id}`)
    expect((await resend()).text).toContain('deleted')
    expect(receiver.requests).toHaveLength(8)
  })

  it('is nobody else’s, and must be there', async () => {
    await makeWebhook(test, receiver)
    const guest = await addGuest(test)
    await settle()
    const [row] = (await list(`entity_id=${guest}`)).body.deliveries
    const path = `/admin/v1/deliveries/${row!.id}`
    const token = await tokenOfFred(test)
    expect((await list('', { key: b.apiKey })).body).toEqual({ deliveries: [], next: null })
    expect((await list('', { token })).status).toBe(403)
    for (const [method, suffix] of [
      ['GET', ''],
      ['POST', '/resend'],
    ] as const) {
      expect((await test.call(method, path + suffix, { key: b.apiKey })).status).toBe(400)
      expect((await test.call(method, path + suffix, { token })).status).toBe(403)
      for (const unknown of ['0'.repeat(24), 'x', '%00', '00000000-0000-0000-0000-000000000000'])
        expect((await test.call(method, `/admin/v1/deliveries/${unknown}${suffix}`)).status).toBe(400)
    }
    await settle()
    expect(receiver.requests).toHaveLength(1)
  })
})
