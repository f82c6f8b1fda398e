/** What a dying worker, and many workers at once, do to deliveries. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClock } from '#platform/clock.ts'
import { startReceiver, type Received, type Receiver } from '../../../../test/harness.ts'
import { listUnrelayed, relayEvents } from './relay.ts'
import { openBench, startWorkerProcess, type Bench } from '../test-kit.ts'

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

const names = (n: number) => Array.from({ length: n }, (_, i) => `event ${i}`)
const idOf = (raw: Buffer) => (JSON.parse(raw.toString('utf8')) as { id: string }).id

test('what a killed worker had under way is sent again: same id, same bytes', async () => {
  await bench.makeWebhook(receiver.url)
  // Answers nobody until the worker is dead.
  let release = (): void => {}
  const dead = new Promise<void>((resolve) => (release = resolve))
  receiver.answer = () => dead.then(() => 200)
  const worker = await startWorkerProcess(bench.connectionString, {
    pollMs: 20,
    leaseMs: 1_500,
    answerMs: 1_000,
  })
  await bench.cause(names(5))
  await receiver.waitFor(5)
  await worker.kill()
  release()
  const killed = performance.now()
  expect((await bench.deliveries()).map((row) => [row.state, row.attempts])).toEqual(
    names(5).map(() => ['waiting', 0]),
  )
  const heir = await bench.start({ leaseMs: 1_500, answerMs: 1_000 })
  // Moving the product's clock takes no claim away.
  bench.pass(3600)
  await heir.idle()
  if (performance.now() - killed < 1_000) expect(receiver.requests.length).toBe(5)
  await receiver.waitFor(10)
  await heir.idle()
  expect((await bench.deliveries()).map((row) => [row.state, row.attempts])).toEqual(
    names(5).map(() => ['delivered', 1]),
  )
  const sent = Map.groupBy(receiver.requests, (request) => idOf(request.raw))
  expect(sent.size).toBe(5)
  for (const twice of sent.values()) {
    expect(twice.length).toBe(2)
    expect(twice[0]!.raw.equals(twice[1]!.raw)).toBe(true)
    const lasting = ({ headers }: Received) => ({
      ...headers,
      'webhook-timestamp': '',
      'webhook-signature': '',
    })
    expect(lasting(twice[0]!)).toEqual(lasting(twice[1]!))
  }
})

test('three workers on one database, one of them in another process: every delivery once', async () => {
  await bench.makeWebhook(`${receiver.url}/a`)
  await bench.makeWebhook(`${receiver.url}/b`)
  const far = await startWorkerProcess(bench.connectionString, { pollMs: 20 })
  const near = await bench.start({ pollMs: 20 })
  const other = await bench.start({ pollMs: 20, clock: createClock() })
  for (let i = 0; i < 250; i += 10) await bench.cause(names(10))
  await receiver.waitFor(500, 20_000)
  await Promise.all([near.idle(), other.idle()])
  await far.stop()
  expect(receiver.requests.length).toBe(500)
  expect(new Set(receiver.requests.map((request) => idOf(request.raw))).size).toBe(500)
  const deliveries = await bench.deliveries()
  expect(deliveries.length).toBe(500)
  expect(new Set(deliveries.map((row) => `${row.webhook_id} ${row.event_sequence}`)).size).toBe(500)
  expect(deliveries.every((row) => row.state === 'delivered' && row.attempts === 1)).toBe(true)
  expect((await bench.attempts()).length).toBe(500)
})

test('relays side by side store every delivery once', async () => {
  const { db, organizationId } = bench
  await bench.makeWebhook(receiver.url)
  for (let i = 0; i < 5; i++) await bench.cause(names(100))
  const relay = async (): Promise<number> => {
    let taken = 0
    while ((await listUnrelayed(db)).length)
      taken += (await relayEvents(db, organizationId, { now: new Date(), leaseMs: 1_000, room: () => 0 }))
        .events
    return taken
  }
  const taken = await Promise.all([relay(), relay(), relay(), relay()])
  expect(taken.reduce((sum, n) => sum + n)).toBe(500)
  const sequences = (await bench.deliveries()).map((row) => row.event_sequence)
  expect(sequences).toEqual(Array.from({ length: 500 }, (_, i) => i + 1))
})
