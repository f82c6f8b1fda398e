import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from '../../../../test/world.ts'
import { startReceiver, startTestApp, world, type Receiver, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
let receiver: Receiver
beforeAll(async () => {
  test = await startTestApp()
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver.close()
  await test.stop()
})
const { a, b } = world
const settings = (more: object = {}) => ({
  name: 'CRM',
  url: `${receiver.url}?tenant=1`,
  events: ['Guest.Created'],
  ...more,
})
const create = (body: object, options = {}) =>
  test.call<{ id: string; secret: string }>('POST', '/admin/v1/webhooks', { body, ...options })
const newGuest = () =>
  test.call('POST', '/v1/guests', {
    body: { center_id: a.centers.newYork, personal_info: { first_name: 'Web', last_name: 'Hook' } },
  })

describe('webhooks', () => {
  it('deliver a signed event to a receiver that was set up over the API', async () => {
    const made = await create(settings({ headers: { 'X-Tenant': 'aurora' }, request_type: 'PUT' }))
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject({
      name: 'CRM',
      subscription_type: 'organization',
      request_type: 'PUT',
      is_active: true,
      header_names: ['X-Tenant'],
    })
    const guest = await newGuest()
    const [request] = await receiver.waitFor(1)
    expect(request!.method).toBe('PUT')
    expect(request!.url).toBe('/hook?tenant=1')
    expect(request!.headers['x-tenant']).toBe('aurora')
    const digest = createHmac('sha256', made.body.secret).update(request!.raw).digest('hex')
    const sent = /sha256\s*=\s*([0-9a-f-]+)/i.exec(String(request!.headers['zenoti-webhook-signature']))![1]!
    expect(sent.replaceAll('-', '').toLowerCase()).toBe(digest)
    const body = JSON.parse(request!.raw.toString()) as Record<string, unknown>
    expect(Object.keys(body)).toEqual([
      'id',
      'event_id',
      'event_schema',
      'event_resource',
      'event_type',
      'event_timestamp',
      'data',
    ])
    expect(body).toMatchObject({
      event_type: 'Guest.Created',
      event_resource: 'Guest',
      data: { id: guest.body.id },
    })
    await test.call('DELETE', `/admin/v1/webhooks/${made.body.id}`)
  })

  it('are listed, read, changed, switched off, and shown without their secret', async () => {
    const { body } = await create(settings())
    const path = `/admin/v1/webhooks/${body.id}`
    const read = await test.call('GET', path)
    expect(read.body).toMatchObject({ id: body.id, name: 'CRM' })
    expect(JSON.stringify(read.body)).not.toContain(body.secret)
    const changed = await test.call('PATCH', path, { body: { is_active: false, events: ['*'] } })
    expect(changed.body).toMatchObject({ is_active: false, events: ['*'] })
    const list = await test.call<{ webhooks: unknown[] }>('GET', '/admin/v1/webhooks?is_active=false')
    expect(list.body.webhooks).toHaveLength(1)
    const rotated = await test.call<{ secret: string }>('POST', `${path}/rotate_secret`)
    expect(rotated.body.secret).not.toBe(body.secret)
    expect((await test.call('DELETE', path)).body).toEqual({ success: true })
    expect((await test.call('GET', path)).status).toBe(400)
  })

  it('refuse what cannot work, naming the field', async () => {
    const cases: [object, string][] = [
      [settings({ url: 'ftp://example.com' }), 'url'],
      [settings({ url: 'not a url' }), 'url'],
      [settings({ events: ['Guest.Exploded'] }), 'events'],
      [settings({ events: [] }), 'events'],
      [settings({ request_type: 'GET' }), 'request_type'],
      [settings({ subscription_type: 'center' }), 'center'],
      [settings({ subscription_type: 'center', center_id: b.centers.oslo }), 'center_id'],
      [{ url: receiver.url, events: ['*'] }, 'name'],
    ]
    for (const [body, field] of cases) {
      const answer = await create(body)
      expect(answer.status, JSON.stringify(answer.body)).toBe(400)
      expect(answer.body).toMatchObject({ message: expect.stringContaining(field) })
    }
  })

  it('are not seen by another organisation, nor by a person without the right', async () => {
    const { body } = await create(settings())
    for (const [method, suffix] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/rotate_secret'],
    ] as const)
      expect(
        (
          await test.call(method, `/admin/v1/webhooks/${body.id}${suffix}`, {
            key: b.apiKey,
            body: method === 'PATCH' ? {} : undefined,
          })
        ).status,
      ).toBe(400)
    const signIn = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      key: null,
      body: {
        account_name: 'aurora',
        user_name: 'fred',
        password: PASSWORD,
        grant_type: 'password',
        app_id: a.appId,
        app_secret: a.appSecret,
      },
    })
    expect(
      (await test.call('GET', '/admin/v1/webhooks', { token: signIn.body.credentials.access_token })).status,
    ).toBe(403)
  })
})
