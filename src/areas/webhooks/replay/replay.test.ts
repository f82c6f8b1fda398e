/** Sending again: what goes, with which id, in which order, past a dying worker, beside new events. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transact } from '#platform/db/transaction.ts'
import { Refusal } from '#platform/refusal.ts'
import { startReceiver, type Receiver } from '../../../../test/harness.ts'
import { lockWebhook, updateWebhook, deleteWebhook, type WebhookChange } from '../store.ts'
import type { WebhookReplayRow } from '../tables.ts'
import { openBench, startWorkerProcess, type Bench } from '../test-kit.ts'
import { countMissed } from './missed.ts'
import { createReplay, getReplay, type ReplayRequest } from './replays.ts'
import { resendDelivery } from './resend.ts'

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
const bodies = () => receiver.requests.map((r) => r.raw.toString('utf8'))
const sequences = () => receiver.requests.map((r) => Number(r.headers['chaise-sequence']))
const sorted = () => sequences().toSorted((a, b) => a - b)
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

const replay = (webhookId: string, request: ReplayRequest): Promise<WebhookReplayRow> =>
  transact(bench.db, async (tx) => {
    const webhook = (await lockWebhook(tx, bench.organizationId, webhookId))!
    return createReplay(tx, bench.organizationId, webhook, request, bench.clock.now())
  })
const change = (id: string, settings: WebhookChange) =>
  transact(bench.db, (tx) => updateWebhook(tx, bench.context(), id, settings))
const stateOf = async ({ webhook_id, id }: WebhookReplayRow) =>
  (await getReplay(bench.db, bench.organizationId, webhook_id, id))!

test('1500 events again, past a worker that is killed in the middle: every one, same id, same bytes', async () => {
  const { id } = await bench.makeWebhook(receiver.url)
  for (let i = 0; i < 15; i++) await bench.cause(names(100))
  const first = await bench.start()
  await first.idle()
  await first.stop()
  expect(receiver.requests.length).toBe(1500)
  const sent = new Set(bodies())
  receiver.requests.length = 0
  const worker = await startWorkerProcess(bench.connectionString, {
    pollMs: 20,
    leaseMs: 1_000,
    answerMs: 800,
    concurrency: 4,
  })
  // Slow enough to die in the middle.
  receiver.answer = () => new Promise((done) => setTimeout(() => done(200), 5))
  const made = await replay(id, { scope: 'all' })
  await receiver.waitFor(100, 20_000)
  await worker.kill()
  expect(new Set(sequences()).size).toBeLessThan(1500)
  expect(await stateOf(made)).toMatchObject({ state: 'running' })
  const heir = await bench.start({ leaseMs: 1_000, answerMs: 800 })
  while (new Set(sequences()).size < 1500) {
    await heir.idle()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await heir.idle()
  expect(new Set(bodies())).toEqual(sent)
  expect(await stateOf(made)).toMatchObject({ state: 'done', queued: 1500, sequence: 1500 })
  const deliveries = await bench.deliveries()
  expect(deliveries.length).toBe(1500)
  expect(deliveries.every((d) => d.state === 'delivered' && d.attempts >= 2)).toBe(true)
}, 60_000)

describe('which events', () => {
  test('by type, by number, by time, by what became of them', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    const worker = await bench.start()
    await bench.cause(names(3))
    await worker.idle()
    bench.pass(3600)
    await bench.cause(names(2), { type: 'Guest.Deleted' })
    await worker.idle()
    const middle = new Date(bench.clock.now().getTime() - 60_000)
    bench.pass(3600)
    // 6 and 7 fail for good.
    receiver.answer = () => 500
    await bench.cause(names(2))
    for (const wait of [0, 40, 80, 160, 300]) {
      bench.pass(wait)
      await worker.idle()
    }
    receiver.answer = () => 200
    const played = async (request: ReplayRequest) => {
      receiver.requests.length = 0
      const made = await replay(id, request)
      await worker.idle()
      const { state, queued } = await stateOf(made)
      expect(state).toBe('done')
      expect(queued).toBe(receiver.requests.length)
      return sorted()
    }
    expect((await bench.deliveries()).map((d) => d.state).slice(-2)).toEqual(['failed', 'failed'])
    expect(await played({ scope: 'all', eventTypes: ['guest.DELETED'] })).toEqual([4, 5])
    expect(await played({ scope: 'all', afterSequence: 5 })).toEqual([6, 7])
    expect(await played({ scope: 'unsuccessful' })).toEqual([])
    expect(await played({ scope: 'all', to: middle })).toEqual([1, 2, 3])
    expect(await played({ scope: 'all', from: middle, eventTypes: ['Guest.Created'] })).toEqual([6, 7])
    expect(await played({ scope: 'all', from: new Date(bench.clock.now().getTime() + 60_000) })).toEqual([])
    expect(await played({ scope: 'all', afterSequence: 1e9 })).toEqual([])
  })

  test('all that failed, and only that', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    const worker = await bench.start()
    await bench.cause(names(2))
    await worker.idle()
    receiver.answer = () => 503
    await bench.cause(names(3))
    for (const wait of [0, 40, 80, 160, 300]) {
      bench.pass(wait)
      await worker.idle()
    }
    const failed = (await bench.deliveries()).filter((d) => d.state === 'failed')
    expect(failed.map((d) => d.event_sequence)).toEqual([3, 4, 5])
    receiver.answer = () => 200
    receiver.requests.length = 0
    await replay(id, { scope: 'unsuccessful' })
    await worker.idle()
    expect(sorted()).toEqual([3, 4, 5])
    expect((await bench.deliveries()).every((d) => d.state === 'delivered')).toBe(true)
    // A new round: all five sends are there again.
    expect((await bench.deliveries())[4]).toMatchObject({
      id: failed[2]!.id,
      attempts: 6,
      attempts_before: 5,
    })
  })

  test('a new webhook gets what was before it, of what it asks for, each with an id of its own', async () => {
    await bench.makeWebhook(`${receiver.url}/old`)
    const worker = await bench.start()
    await bench.cause(names(2))
    await bench.cause(names(2), { type: 'Guest.Deleted' })
    await worker.idle()
    bench.pass(60)
    const { id } = await bench.makeWebhook(`${receiver.url}/new`, { events: ['Guest.Deleted'] })
    receiver.requests.length = 0
    await replay(id, { scope: 'missed' })
    await worker.idle()
    expect(receiver.requests.length).toBe(0)
    await replay(id, { scope: 'all' })
    await worker.idle()
    expect(sorted()).toEqual([3, 4])
    const ids = (await bench.deliveries()).map((d) => d.id)
    expect(new Set(ids).size).toBe(6)
    expect(ids.every((text) => /^[0-9a-f]{24}$/.test(text))).toBe(true)
  })

  test('what an inactive webhook missed: failures, what waited, and what came while it was off', async () => {
    const { id } = await bench.makeWebhook(receiver.url, { events: ['Guest.Created'] })
    const worker = await bench.start()
    await bench.cause(names(2))
    await worker.idle()
    receiver.answer = () => 500
    await bench.cause(names(20))
    for (const wait of [0, 40, 80, 160]) {
      bench.pass(wait)
      await worker.idle()
    }
    // One that waits when the twenty fail for the last time.
    await bench.cause(names(1))
    bench.pass(300)
    await worker.idle()
    const off = await bench.webhook(id)
    expect(off).toMatchObject({ is_active: false, inactive_since_sequence: 2, deactivated_for: 'failures' })
    await bench.cause(names(5), { type: 'Guest.Deleted' })
    await bench.cause(names(5))
    await worker.idle()
    expect(await countMissed(bench.db, bench.organizationId, off)).toEqual({
      since: off.deactivated_at,
      afterSequence: 2,
      events: 26,
      more: false,
    })
    receiver.answer = () => 200
    receiver.requests.length = 0
    await change(id, { isActive: true })
    await bench.cause(names(1))
    await replay(id, { scope: 'missed', afterSequence: off.inactive_since_sequence! })
    await worker.idle()
    expect(sorted()).toEqual([...upTo(3, 23), ...upTo(29, 34)])
    // What has been received by now is missed no more.
    await replay(id, { scope: 'missed' })
    await worker.idle()
    expect(receiver.requests.length).toBe(27)
    expect((await bench.deliveries()).every((d) => d.state === 'delivered')).toBe(true)
  })
})

describe('beside the queue', () => {
  test('leaves alone what waits, feeds a paused webhook no more than a queue full, goes on when it is short', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    for (let i = 0; i < 12; i++) await bench.cause(names(100))
    const worker = await bench.start()
    await worker.idle()
    await change(id, { isPaused: true })
    await bench.cause(names(1))
    await worker.idle()
    receiver.requests.length = 0
    const made = await replay(id, { scope: 'all' })
    await worker.idle()
    const waiting = (await bench.deliveries()).filter((d) => d.state === 'waiting').length
    expect(waiting).toBeGreaterThanOrEqual(1_000)
    expect(waiting).toBeLessThan(1_201)
    expect(receiver.requests.length).toBe(0)
    expect(await stateOf(made)).toMatchObject({ state: 'running' })
    await change(id, { isPaused: false })
    await worker.idle()
    expect(await stateOf(made)).toMatchObject({ state: 'done' })
    expect(sorted()).toEqual(upTo(1, 1_201))
  }, 30_000)

  test('keeps the order of a record', async () => {
    const { id } = await bench.makeWebhook(receiver.url, { ordering: 'entity' })
    const worker = await bench.start()
    const guests = ['a', 'b', 'c'].map((c) => `00000000-0000-4000-8000-00000000000${c}`)
    for (let i = 0; i < 8; i++) for (const of of guests) await bench.cause(names(1), { of })
    await worker.idle()
    receiver.requests.length = 0
    // The first of each record needs a second send.
    const seen = new Set<number>()
    receiver.answer = ({ headers }) => {
      const sequence = Number(headers['chaise-sequence'])
      return sequence > 3 || seen.has(sequence) ? 200 : (seen.add(sequence), 500)
    }
    // Old by now: how long an event may be held counts from the replay.
    bench.pass(7_200)
    await replay(id, { scope: 'all' })
    await worker.idle()
    expect(sorted()).toEqual([1, 2, 3])
    bench.pass(60)
    await worker.idle()
    for (const first of [1, 2, 3])
      expect(sequences().filter((s) => s % 3 === first % 3)).toEqual([
        first,
        ...upTo(0, 7).map((i) => first + 3 * i),
      ])
  })

  test('ends with the webhook it is for', async () => {
    const { id } = await bench.makeWebhook(receiver.url, {})
    await bench.cause(names(5))
    const worker = await bench.start()
    await worker.idle()
    await change(id, { isPaused: true })
    for (const end of [
      () => change(id, { isActive: false }),
      () => transact(bench.db, (tx) => deleteWebhook(tx, bench.organizationId, id, bench.clock.now())),
    ]) {
      await change(id, { isActive: true })
      for (let i = 0; i < 11; i++) await bench.cause(names(100))
      await worker.idle()
      receiver.requests.length = 0
      const made = await replay(id, { scope: 'all' })
      await worker.idle()
      await end()
      expect(await stateOf(made)).toMatchObject({ state: 'cancelled', finished_at: expect.any(Date) as Date })
      await worker.idle()
      expect(receiver.requests.length).toBe(0)
      expect((await bench.deliveries()).some((d) => d.state === 'waiting')).toBe(false)
    }
  }, 30_000)

  test('two workers share one replay and send nothing twice', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    for (let i = 0; i < 8; i++) await bench.cause(names(100))
    const workers = await Promise.all([bench.start({ pollMs: 5 }), bench.start({ pollMs: 5 })])
    const idle = () => Promise.all(workers.map((w) => w.idle()))
    await idle()
    receiver.requests.length = 0
    const made = await replay(id, { scope: 'all' })
    await receiver.waitFor(800, 15_000)
    await idle()
    expect(await stateOf(made)).toMatchObject({ state: 'done', queued: 800 })
    expect(sorted()).toEqual(upTo(1, 800))
  }, 30_000)
})

describe('one delivery again', () => {
  const resend = (id: string) =>
    transact(bench.db, (tx) => resendDelivery(tx, bench.organizationId, id, bench.clock.now()))

  test('of an ordered webhook: not beside a later event of its record that is under way, but before those that wait', async () => {
    await bench.makeWebhook(receiver.url, { ordering: 'entity' })
    const of = '00000000-0000-4000-8000-00000000000a'
    const worker = await bench.start()
    await bench.cause(names(1), { of })
    await worker.idle()
    // The second is under way when the first is asked for again; a third waits behind.
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    receiver.answer = () => held.then(() => 200)
    await bench.cause(names(1), { of })
    await receiver.waitFor(2)
    await bench.cause(names(1), { of })
    const [first] = await bench.deliveries()
    await resend(first!.id)
    expect((await bench.deliveries()).map((d) => [d.state, d.held])[0]).toEqual(['waiting', true])
    expect(receiver.requests.length).toBe(2)
    release()
    await worker.idle()
    expect(sequences()).toEqual([1, 2, 1, 3])
    // Two waits for its retry: one goes first, two after it.
    receiver.answer = () => (receiver.requests.length === 5 ? 500 : 200)
    await bench.cause(names(1), { of })
    await worker.idle()
    await resend(first!.id)
    await worker.idle()
    bench.pass(60)
    await worker.idle()
    expect(sequences()).toEqual([1, 2, 1, 3, 4, 1, 4])
  })

  test('is refused where there is none, or nobody to send to', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    const worker = await bench.start()
    await bench.cause(names(1))
    await worker.idle()
    const [delivery] = await bench.deliveries()
    await expect(resend('0'.repeat(24))).rejects.toMatchObject({ refusal: 'delivery_not_found' })
    await change(id, { isActive: false })
    await expect(resend(delivery!.id)).rejects.toMatchObject({ refusal: 'webhook_inactive' })
    await expect(replay(id, { scope: 'all' })).rejects.toBeInstanceOf(Refusal)
  })
})
