import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transact } from '#platform/db/transaction.ts'
import { Refusal } from '#platform/refusal.ts'
import { getWebhook, openHeaders, listWebhooks, updateWebhook, type WebhookSettings } from './index.ts'
import { startReceiver, type Receiver } from '../../../test/harness.ts'
import { openBench, SECRET_KEY, type Bench } from './test-kit.ts'

let bench: Bench
let receiver: Receiver
beforeAll(async () => {
  bench = await openBench()
  receiver = await startReceiver()
})
afterAll(async () => {
  await bench.close()
  await receiver.close()
})

test('a webhook as it was made; secret and headers are unreadable in the table', async () => {
  const { id, secret } = await bench.makeWebhook('https://example.com/hook?a=1', {
    name: '  Mail tool ',
    events: ['guest.created', 'GUEST.CREATED', 'Guestpass.Redeemed'],
    headers: { Authorization: 'Bearer secret-token' },
  })
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const row = (await getWebhook(bench.db, bench.organizationId, id))!
  expect(row).toMatchObject({
    name: 'Mail tool',
    events: ['Guest.Created', 'Guestpass.redeemed'],
    is_active: true,
  })
  expect(JSON.stringify(row)).not.toContain(secret)
  expect(JSON.stringify(row)).not.toContain('secret-token')
  expect(openHeaders(row, SECRET_KEY)).toEqual({ Authorization: 'Bearer secret-token' })
  const foreign = '00000000-0000-4000-8000-000000000009'
  expect(await getWebhook(bench.db, foreign, id)).toBeNull()
  expect(await listWebhooks(bench.db, foreign)).toEqual([])
  expect(
    await transact(bench.db, (tx) =>
      updateWebhook(tx, { ...bench.context(), organizationId: foreign }, id, {}),
    ),
  ).toBeNull()
})

test('a change leaves alone what it does not name', async () => {
  const { id } = await bench.makeWebhook('http://localhost:1/', {
    description: 'old',
    headers: { 'X-A': '1' },
  })
  const change = (settings: Parameters<typeof updateWebhook>[3]) =>
    transact(bench.db, (tx) => updateWebhook(tx, bench.context(), id, settings))
  expect(await change({ name: 'New name', events: ['*', 'Guest.Created'] })).toMatchObject({
    name: 'Receiver',
  })
  const row = await bench.webhook(id)
  expect(row).toMatchObject({
    name: 'New name',
    description: 'old',
    events: ['*'],
    url: 'http://localhost:1/',
  })
  expect(openHeaders(row, SECRET_KEY)).toEqual({ 'X-A': '1' })
  await change({ description: null, headers: null })
  expect(await bench.webhook(id)).toMatchObject({ description: null, headers_sealed: null })
})

const wrong: [string, Partial<WebhookSettings>, string][] = [
  ['no name', { name: ' ' }, 'name'],
  ['another scheme', { url: 'ftp://example.com/' }, 'url'],
  ['no address', { url: 'example.com' }, 'url'],
  ['a password in the address', { url: 'http://a:b@example.com/' }, 'url'],
  ['no events', { events: [] }, 'events'],
  ['an unknown event', { events: ['Guest.Sneezed'] }, 'events'],
  ['a center webhook without center', { subscriptionType: 'center' }, 'center_ids'],
  ['another verb', { requestType: 'GET' as 'POST' }, 'request_type'],
  ['a header of ours', { headers: { 'Zenoti-Webhook-Signature': 'x' } }, 'headers'],
  ['content type', { headers: { 'content-type': 'text/plain' } }, 'headers'],
  ['a line break in a header', { headers: { 'X-A': 'a\r\nX-B: b' } }, 'headers'],
  ['a blank in a header name', { headers: { 'X A': 'a' } }, 'headers'],
  ['a signature of ours', { headers: { 'webhook-signature': 'v1,x' } }, 'headers'],
  [
    'two ways to sign in',
    { headers: { Authorization: 'x' }, auth: { type: 'bearer', token: 'y' } },
    'headers',
  ],
  ['a colon in a username', { auth: { type: 'basic', username: 'a:b', password: 'c' } }, 'auth'],
  ['an empty token', { auth: { type: 'bearer', token: '' } }, 'auth'],
  ['a line break in a token', { auth: { type: 'bearer', token: 'a\nb' } }, 'auth'],
  ['another profile', { profile: 'eager' as 'durable' }, 'profile'],
  ['another order', { ordering: 'strict' as 'entity' }, 'ordering'],
  ['no hold at all', { orderHoldMinutes: 0 }, 'order_hold_minutes'],
  ['half a send', { maxConcurrent: 1.5 }, 'max_concurrent'],
  ['too quick a pace', { maxPerMinute: 2_000_000 }, 'max_per_minute'],
  ['a header twice', { headers: { 'X-A': 'a', 'x-a': 'b' } }, 'headers'],
]
describe('refused', () => {
  test.each(wrong)('%s', async (_what, settings, field) => {
    const error: unknown = await bench.makeWebhook('http://localhost:1/', settings).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Refusal)
    expect(error).toMatchObject({ refusal: 'invalid_input', field })
  })
})
