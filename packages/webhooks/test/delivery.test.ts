/** What Chaise really sends, read with this package. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { dropPreviousSecret, probeWebhook, rotateSecret } from '../../../src/areas/webhooks/index.ts'
import { openBench, SECRET_KEY, type Bench } from '../../../src/areas/webhooks/test-kit.ts'
import { transact } from '../../../src/platform/db/transaction.ts'
import { startReceiver, type Receiver } from '../../../test/harness.ts'
import { isTestCall, verify, type WebhookEvent } from '../src/index.ts'

let bench: Bench
let receiver: Receiver

beforeEach(async () => {
  bench = await openBench()
  receiver = await startReceiver()
})
afterEach(async () => {
  await bench.close()
  await receiver.close()
})

/** The request of the next event, with all its signatures or only Zenoti's. */
async function nextRequest(name: string) {
  const already = receiver.requests.length
  await bench.cause([name])
  await receiver.waitFor(already + 1)
  const { raw, headers } = receiver.requests[already]!
  return {
    raw,
    headers,
    read: (...secrets: string[]) => verify(raw, headers, secrets),
    readZenoti: (...secrets: string[]) =>
      verify(raw, { 'zenoti-webhook-signature': headers['zenoti-webhook-signature'] }, secrets),
  }
}

test('both signatures fit, and the event is the one that happened', async () => {
  const { secret } = await bench.makeWebhook(receiver.url)
  await bench.start()
  const { raw, headers, read, readZenoti } = await nextRequest('Ana')
  const event: WebhookEvent = read(secret)
  if (event.event_type !== 'Guest.Created') throw new Error(event.event_type)
  expect(event.data.code).toBe('Ana')
  expect([headers['webhook-id'], headers['chaise-sequence']]).toEqual([event.id, '1'])
  expect(readZenoti(secret)).toEqual(event)
  expect(new Webhook(secret).verify(raw, headers as Record<string, string>)).toEqual(event)
})

test('a rotation, as a receiver lives through it', async () => {
  const { id, secret: older } = await bench.makeWebhook(receiver.url)
  await bench.start()
  const newer = (await transact(bench.db, (tx) => rotateSecret(tx, bench.context(), id)))!
  const during = await nextRequest('during')
  for (const secrets of [[older], [newer], [newer, older]])
    expect(during.read(...secrets).event_id).toBeTruthy()
  expect(during.readZenoti(older).event_id).toBe(during.readZenoti(newer, older).event_id)
  expect(() => during.readZenoti(newer)).toThrow(expect.objectContaining({ reason: 'no_match' }))

  await transact(bench.db, (tx) => dropPreviousSecret(tx, bench.context(), id))
  // Workers keep what they know of a webhook for a moment.
  await expect.poll(async () => (await nextRequest('after')).readZenoti(newer).event_id).toBeTruthy()
  const after = await nextRequest('after')
  expect(after.read(newer).event_id).toBe(after.readZenoti(newer).event_id)
  for (const read of [after.read, after.readZenoti])
    expect(() => read(older)).toThrow(expect.objectContaining({ reason: 'no_match' }))
})

test('the test call is one', async () => {
  const { id } = await bench.makeWebhook(receiver.url)
  const options = { secretKey: SECRET_KEY, now: bench.clock.now(), allowPrivate: true }
  expect((await probeWebhook(await bench.webhook(id), options)).passed).toBe(true)
  const [{ raw, headers }] = receiver.requests as [Receiver['requests'][number]]
  expect(isTestCall(raw, headers)).toBe(true)
})
