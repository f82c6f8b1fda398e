/** Caps of a webhook hold over all workers, also when one of them dies. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startReceiver, type Receiver } from '../../../../test/harness.ts'
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
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const states = async () => new Set((await bench.deliveries()).map((row) => row.state))
const busy = async (webhookId: string) =>
  (
    await bench.db
      .selectFrom('webhook_gates')
      .select('busy_until')
      .where('organization_id', '=', bench.organizationId)
      .where('webhook_id', '=', webhookId)
      .executeTakeFirst()
  )?.busy_until.length ?? 0

test('two worker processes and one here: never more at once than allowed, and as many as allowed', async () => {
  const { id } = await bench.makeWebhook(receiver.url, { maxConcurrent: 3 })
  await bench.makeWebhook(`${receiver.url}/free`)
  let underWay = 0
  let most = 0
  const answered = new Map<string, number>()
  receiver.answer = async ({ url, raw }) => {
    if (url === '/hook/free') return 200
    most = Math.max(most, ++underWay)
    await sleep(10)
    underWay--
    const key = raw.toString('latin1', 0, 40)
    answered.set(key, (answered.get(key) ?? 0) + 1)
    // Failed sends leave the gate too.
    return answered.size % 4 === 0 && answered.get(key) === 1 ? 500 : 200
  }
  const [one, two] = await Promise.all(
    [1, 2].map(() => startWorkerProcess(bench.connectionString, { pollMs: 20 })),
  )
  const here = await bench.start({ pollMs: 20 })
  for (let i = 0; i < 10; i++) await bench.cause(names(8))
  while ((await bench.deliveries()).some((row) => row.attempts === 0)) await sleep(20)
  bench.pass(32)
  await here.idle()
  while ((await bench.deliveries()).some((row) => row.claimed_until)) await sleep(20)
  await Promise.all([one!.stop(), two!.stop()])
  expect(most).toBe(3)
  expect(await states()).toEqual(new Set(['delivered']))
  expect(receiver.requests.filter(({ url }) => url === '/hook/free').length).toBe(80)
  expect(receiver.requests.length).toBeGreaterThan(161)
  expect(await busy(id)).toBe(0)
})

test('the places of a killed worker come free after its lease, not before', async () => {
  const { id } = await bench.makeWebhook(receiver.url, { maxConcurrent: 2 })
  let dead = false
  receiver.answer = () => (dead ? 200 : new Promise<number>(() => {}))
  const leaseMs = 3_000
  const worker = await startWorkerProcess(bench.connectionString, { pollMs: 20, leaseMs, answerMs: 2_500 })
  await bench.cause(names(6))
  await receiver.waitFor(2)
  const claimed = (await bench.deliveries()).flatMap((row) => row.claimed_until?.getTime() ?? [])
  expect(claimed.length).toBe(2)
  await worker.kill()
  dead = true
  const heir = await bench.start({ pollMs: 20, leaseMs, answerMs: 2_500 })
  // Moving the clock frees no place.
  bench.pass(3_600)
  await receiver.waitFor(3, 10_000)
  expect(Date.now()).toBeGreaterThanOrEqual(Math.min(...claimed))
  while ((await bench.deliveries()).some((row) => row.state === 'waiting')) {
    expect(await busy(id)).toBeLessThanOrEqual(2)
    await sleep(20)
  }
  await heir.idle()
  expect(receiver.requests.length).toBe(8)
  expect(await busy(id)).toBe(0)
})

test('who stops in good order gives its places back at once', async () => {
  const { id } = await bench.makeWebhook(receiver.url, { maxConcurrent: 1 })
  let hang = true
  receiver.answer = () => (hang ? new Promise<number>(() => {}) : 200)
  const first = await bench.start({ graceMs: 20 })
  await bench.cause(names(3))
  await receiver.waitFor(1)
  await first.stop()
  expect(await busy(id)).toBe(0)
  hang = false
  const began = performance.now()
  const second = await bench.start()
  while ((await bench.deliveries()).some((row) => row.state === 'waiting')) await sleep(10)
  await second.idle()
  expect(performance.now() - began).toBeLessThan(5_000)
  expect((await bench.deliveries()).map((row) => row.attempts)).toEqual([1, 1, 1])
})

test('a pace holds over any window and all workers; the moved clock hurries nobody', async () => {
  await bench.makeWebhook(receiver.url, { maxPerMinute: 600 })
  const far = await startWorkerProcess(bench.connectionString, { pollMs: 20 })
  await bench.start({ pollMs: 20 })
  const began = performance.now()
  await bench.cause(names(20))
  await receiver.waitFor(12)
  bench.pass(3_600)
  await bench.cause(names(25))
  await receiver.waitFor(45, 20_000)
  await far.stop()
  // A second's worth may go at once, then ten a second.
  expect(performance.now() - began).toBeGreaterThan(3_300)
  const at = receiver.requests.map((request) => request.at).sort((a, b) => a - b)
  for (const from of at)
    for (const seconds of [1, 2, 3]) {
      const inside = at.filter((each) => each >= from && each < from + seconds * 1_000).length
      // Half a second between a claim and its arrival is for busy machines.
      expect(inside).toBeLessThanOrEqual(10 + (seconds + 0.5) * 10)
    }
  while ((await bench.deliveries()).some((row) => row.state === 'waiting')) await sleep(20)
  expect(receiver.requests.length).toBe(45)
})
