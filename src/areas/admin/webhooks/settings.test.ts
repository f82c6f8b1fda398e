/** Settings, secrets, the test call: what goes in, and what never comes out again. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifySignature } from '#platform/signature.ts'
import { startReceiver, startTestApp, world, type Receiver, type TestApp } from '../../../../test/harness.ts'
import { addGuest, makeWebhook, webhookSettings, type MadeWebhook } from './test-kit.ts'

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

describe('settings', () => {
  const all = {
    description: 'Mails',
    request_type: 'PUT',
    headers: { 'X-Tenant': 'tenant-secret' },
    auth: { type: 'basic', username: 'chaise', password: 'basic-secret' },
    profile: 'durable',
    ordering: 'entity',
    order_hold_minutes: 30,
    max_concurrent: 2,
    max_per_minute: 100,
    is_paused: true,
  }
  const shown = {
    ...all,
    headers: undefined,
    header_names: ['X-Tenant'],
    auth: { type: 'basic', username: 'chaise' },
  }

  it('come back as they were given, secrets apart', async () => {
    const { id, secret } = await makeWebhook(test, receiver, all)
    const path = `/admin/v1/webhooks/${id}`
    const read = await test.call('GET', path)
    const { headers: _, ...rest } = shown
    expect(read.body).toMatchObject({ ...rest, is_active: true, missed: null, has_previous_secret: false })
    const changed = await test.call('PATCH', path, {
      body: { auth: { type: 'bearer', token: 'bearer-secret' }, max_concurrent: null, is_paused: false },
    })
    expect(changed.body).toMatchObject({
      auth: { type: 'bearer', username: null },
      max_concurrent: null,
      max_per_minute: 100,
      is_paused: false,
      replay_id: null,
    })
    await addGuest(test)
    const [request] = await receiver.waitFor(1)
    expect(request!.headers).toMatchObject({
      authorization: 'Bearer bearer-secret',
      'x-tenant': 'tenant-secret',
    })
    await test.app.workers.idle()
    const none = await test.call('PATCH', path, { body: { auth: null, headers: null } })
    expect(none.body).toMatchObject({ auth: null, header_names: [] })
    const answers = [
      read.text,
      changed.text,
      none.text,
      (await test.call('GET', '/admin/v1/webhooks')).text,
      (await test.call('GET', '/admin/v1/deliveries')).text,
      JSON.stringify(await test.query('select * from delivery_attempts')),
      JSON.stringify(await test.query('select * from webhooks')),
    ]
    const found = await test.call<{ deliveries: { id: string }[] }>('GET', '/admin/v1/deliveries')
    for (const delivery of found.body.deliveries)
      answers.push((await test.call('GET', `/admin/v1/deliveries/${delivery.id}`)).text)
    for (const hidden of [
      secret,
      secret.slice(6),
      'tenant-secret',
      'basic-secret',
      'bearer-secret',
      'tenant=1"',
    ])
      for (const answer of answers.slice(
        hidden === 'tenant=1"' ? 4 : 0,
        hidden === 'tenant=1"' ? 6 : undefined,
      ))
        expect(answer, hidden).not.toContain(hidden)
  })

  it('that cannot work are refused, naming the field', async () => {
    const cases: [object, string][] = [
      [{ profile: 'eager' }, 'profile'],
      [{ ordering: 'guest' }, 'ordering'],
      [{ order_hold_minutes: 0 }, 'order_hold_minutes'],
      [{ order_hold_minutes: 10_081 }, 'order_hold_minutes'],
      [{ max_concurrent: 0 }, 'max_concurrent'],
      [{ max_per_minute: 1_000_001 }, 'max_per_minute'],
      [{ auth: { type: 'digest' } }, 'auth'],
      [{ auth: { type: 'basic', username: 'a' } }, 'auth'],
      [{ auth: { type: 'bearer' } }, 'auth'],
      [{ auth: { type: 'basic', username: 'a:b', password: 'c' } }, 'auth'],
      [{ headers: { 'webhook-id': 'mine' } }, 'headers'],
      [{ url: 'https://user:word@example.com' }, 'url'],
      [{ center_ids: [b.centers.oslo], subscription_type: 'center' }, 'center_ids'],
    ]
    const { id } = await makeWebhook(test, receiver)
    for (const [body, field] of cases)
      for (const answer of [
        await test.call('POST', '/admin/v1/webhooks', { body: webhookSettings(receiver, body) }),
        await test.call('PATCH', `/admin/v1/webhooks/${id}`, { body }),
      ]) {
        expect(answer.status, `${JSON.stringify(body)} ${answer.text}`).toBe(400)
        expect(answer.body).toMatchObject({ message: expect.stringContaining(field) as string })
      }
  })
})

describe('a rotated secret', () => {
  it('signs beside the one before it for a day, or until that is ended', async () => {
    const { id, secret } = await makeWebhook(test, receiver)
    const path = `/admin/v1/webhooks/${id}`
    const rotated = await test.call<MadeWebhook>('POST', `${path}/rotate_secret`)
    expect(rotated.body).toMatchObject({
      has_previous_secret: true,
      secret: expect.stringMatching(/^whsec_/),
    })
    const standard = (key: string, { headers, raw }: (typeof receiver.requests)[number]) =>
      'v1,' +
      createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
        .update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.`)
        .update(raw)
        .digest('base64')
    await addGuest(test)
    const [during] = await receiver.waitFor(1)
    expect(during!.headers['webhook-signature']).toBe(
      `${standard(rotated.body.secret, during!)} ${standard(secret, during!)}`,
    )
    expect(verifySignature(secret, during!.raw, String(during!.headers['zenoti-webhook-signature']))).toBe(
      true,
    )
    const ended = await test.call('DELETE', `${path}/previous_secret`)
    expect(ended.body).toMatchObject({ has_previous_secret: false, previous_secret_until: null })
    expect(ended.text).not.toContain('whsec_')
    await addGuest(test)
    const after = (await receiver.waitFor(2))[1]!
    expect(after.headers['webhook-signature']).toBe(standard(rotated.body.secret, after))
    expect(
      verifySignature(rotated.body.secret, after.raw, String(after.headers['zenoti-webhook-signature'])),
    ).toBe(true)
  })
})

describe('the test call', () => {
  it('reaches the receiver without body or signature and tells how it went', async () => {
    const { id } = await makeWebhook(test, receiver, { request_type: 'PATCH', headers: { 'X-Key': 'k' } })
    const passed = await test.call('POST', `/admin/v1/webhooks/${id}/test`)
    expect(passed.body).toMatchObject({ passed: true, http_status: 200, error: null, response_body: 'ok' })
    expect(receiver.requests).toHaveLength(1)
    const { method, raw, headers } = receiver.requests[0]!
    expect([method, raw.length, headers['x-key'], headers['webhook-signature']]).toEqual([
      'PATCH',
      0,
      'k',
      undefined,
    ])
    receiver.answer = () => 403
    expect((await test.call('POST', `/admin/v1/webhooks/${id}/test`)).body).toMatchObject({
      passed: false,
      http_status: 403,
      error_class: 'status',
    })
    await test.call('PATCH', `/admin/v1/webhooks/${id}`, { body: { url: 'http://127.0.0.1:1/' } })
    expect((await test.call('POST', `/admin/v1/webhooks/${id}/test`)).body).toMatchObject({
      passed: false,
      http_status: null,
      error_class: 'refused',
    })
  })

  it('holds no transaction while it waits', async () => {
    const { id } = await makeWebhook(test, receiver)
    let open: unknown = null
    receiver.answer = async () => {
      open = await test.query(
        `select pid from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
      )
      return 200
    }
    expect((await test.call('POST', `/admin/v1/webhooks/${id}/test`)).body).toMatchObject({ passed: true })
    expect(open).toEqual([])
  })
})
