import { afterEach, beforeEach, expect, test } from 'vitest'
import { transact } from '#platform/db/transaction.ts'
import { startReceiver, type Receiver } from '../../../../test/harness.ts'
import { deleteWebhook, pruneDeliveries, updateWebhook } from '../index.ts'
import { openBench, type Bench } from '../test-kit.ts'

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

const DAY = 86_400
const sequences = async () =>
  (
    await bench.db
      .selectFrom('events')
      .select('sequence')
      .where('organization_id', '=', bench.organizationId)
      .orderBy('sequence')
      .execute()
  ).map((row) => Number(row.sequence))

test('what is old goes with its log; an event that is still to be sent stays, and all after it', async () => {
  await bench.makeWebhook(`${receiver.url}/fine`)
  await bench.makeWebhook(`${receiver.url}/broken`, { events: ['Guest.Deleted'] })
  receiver.answer = ({ url }) => (url.endsWith('/fine') ? 200 : 500)
  const delivery = await bench.start()
  await bench.cause(['old'])
  await bench.cause(['old, still open'], { type: 'Guest.Deleted' })
  await bench.cause(['old too'])
  await delivery.idle()
  await delivery.stop()
  const limit = new Date(bench.clock.now().getTime() + 1)
  bench.pass(31 * DAY)
  await bench.cause(['new', 'not relayed yet'])
  expect(await pruneDeliveries(bench.db, limit)).toEqual({ deliveries: 1, events: 1 })
  expect(await sequences()).toEqual([2, 3, 4, 5])
  expect((await bench.attempts()).map((row) => row.event_sequence).sort()).toEqual([2, 2, 3])
  expect(await pruneDeliveries(bench.db, limit)).toEqual({ deliveries: 0, events: 0 })
})

test('a paused webhook keeps nothing for ever; a deleted one goes when its history has', async () => {
  const paused = await bench.makeWebhook(receiver.url)
  const deleted = await bench.makeWebhook(receiver.url)
  await transact(bench.db, (tx) => updateWebhook(tx, bench.context(), paused.id, { isPaused: true }))
  const delivery = await bench.start()
  await bench.cause(['one'])
  await delivery.idle()
  await transact(bench.db, (tx) => deleteWebhook(tx, bench.organizationId, deleted.id, bench.clock.now()))
  const early = bench.clock.now()
  bench.pass(DAY)
  await bench.cause(['two'])
  await delivery.idle()
  expect(await pruneDeliveries(bench.db, new Date(early.getTime() - DAY * 1000))).toEqual({
    deliveries: 0,
    events: 0,
  })
  expect((await bench.webhook(deleted.id)).deleted_at).not.toBeNull()
  expect(await pruneDeliveries(bench.db, new Date(early.getTime() + 1))).toEqual({ deliveries: 2, events: 1 })
  expect((await bench.deliveries()).map((row) => [row.event_sequence, row.state])).toEqual([[2, 'waiting']])
  await expect(bench.webhook(deleted.id)).rejects.toThrow('no result')
})

test('an event nobody was told of yet stays, however old', async () => {
  await bench.makeWebhook(receiver.url)
  await bench.cause(['one'])
  bench.pass(90 * DAY)
  expect(await pruneDeliveries(bench.db, bench.clock.now())).toEqual({ deliveries: 0, events: 0 })
  expect(await sequences()).toEqual([1])
})
