import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transact } from '#platform/db/transaction.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  getWebhook,
  headersOf,
  listWebhooks,
  pruneDeliveries,
  updateWebhook,
  type WebhookSettings,
} from './index.ts'
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
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  const row = (await getWebhook(bench.db, bench.organizationId, id))!
  expect(row).toMatchObject({
    name: 'Mail tool',
    events: ['Guest.Created', 'Guestpass.redeemed'],
    is_active: true,
  })
  expect(JSON.stringify(row)).not.toContain(secret)
  expect(JSON.stringify(row)).not.toContain('secret-token')
  expect(headersOf(row, SECRET_KEY)).toEqual({ Authorization: 'Bearer secret-token' })
  const foreign = '00000000-0000-4000-8000-000000000009'
  expect(await getWebhook(bench.db, foreign, id)).toBeNull()
  expect(await listWebhooks(bench.db, foreign)).toEqual([])
  expect(
    await transact(bench.db, (tx) =>
      updateWebhook(tx, { ...bench.context(), organizationId: foreign }, id, {}),
    ),
  ).toBe(false)
})

test('a change leaves alone what it does not name', async () => {
  const { id } = await bench.makeWebhook('http://localhost:1/', {
    description: 'old',
    headers: { 'X-A': '1' },
  })
  const change = (settings: Parameters<typeof updateWebhook>[3]) =>
    transact(bench.db, (tx) => updateWebhook(tx, bench.context(), id, settings))
  expect(await change({ name: 'New name', events: ['*', 'Guest.Created'] })).toBe(true)
  const row = await bench.webhook(id)
  expect(row).toMatchObject({
    name: 'New name',
    description: 'old',
    events: ['*'],
    url: 'http://localhost:1/',
  })
  expect(headersOf(row, SECRET_KEY)).toEqual({ 'X-A': '1' })
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
  ['a header twice', { headers: { 'X-A': 'a', 'x-a': 'b' } }, 'headers'],
]
describe('refused', () => {
  test.each(wrong)('%s', async (_what, settings, field) => {
    const error: unknown = await bench.makeWebhook('http://localhost:1/', settings).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Refusal)
    expect(error).toMatchObject({ refusal: 'invalid_input', field })
  })
})

test('what is old goes: ended deliveries with their sends, events that nothing needs', async () => {
  const own = await openBench()
  try {
    await own.makeWebhook(`${receiver.url}/fine`)
    await own.makeWebhook(`${receiver.url}/broken`, { events: ['Guest.Deleted'] })
    receiver.answer = ({ url }) => (url.endsWith('/fine') ? 200 : 500)
    const delivery = await own.start()
    await own.cause(['old'])
    await own.cause(['old, still open'], { type: 'Guest.Deleted' })
    await delivery.idle()
    await delivery.stop()
    const limit = new Date(own.clock.now().getTime() + 1)
    own.pass(31 * 86_400)
    await own.cause(['new', 'not relayed yet'])
    expect(await pruneDeliveries(own.db, limit)).toEqual({ deliveries: 2, events: 1 })
    expect((await own.deliveries()).map((row) => row.state)).toEqual(['waiting'])
    expect((await own.attempts()).length).toBe(1)
    const kept = await own.db
      .selectFrom('events')
      .select('sequence')
      .where('organization_id', '=', own.organizationId)
      .orderBy('sequence')
      .execute()
    expect(kept.map((row) => Number(row.sequence))).toEqual([2, 3, 4])
    expect(await pruneDeliveries(own.db, limit)).toEqual({ deliveries: 0, events: 0 })
  } finally {
    await own.close()
  }
})
