/** Ordering `entity`: events about one record arrive in their order, whatever happens in between. */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createClock } from '#platform/clock.ts'
import { transact } from '#platform/db/transaction.ts'
import { emit } from '#platform/events/emit.ts'
import { startReceiver, type Received, type Receiver } from '../../../../test/harness.ts'
import { deleteWebhook, updateWebhook, type Delivery, type WebhookChange } from '../index.ts'
import { guestCalled, openBench, type Bench } from '../test-kit.ts'

let bench: Bench
let receiver: Receiver
let near: Delivery
let far: Delivery
const farClock = createClock()

/** Two workers side by side; one webhook per test. */
beforeAll(async () => {
  bench = await openBench()
  receiver = await startReceiver()
  near = await bench.start({ pollMs: 20 })
  far = await bench.start({ pollMs: 20, clock: farClock })
})
afterAll(async () => {
  await bench.close()
  await receiver.close()
})

let webhookId: string
beforeEach(() => {
  receiver.answer = () => 200
  receiver.requests.length = 0
})
afterEach(() =>
  transact(bench.db, (tx) => deleteWebhook(tx, bench.organizationId, webhookId, bench.clock.now())),
)

async function subscribe(wanted: WebhookChange = {}): Promise<void> {
  const { isPaused, ...settings } = wanted
  webhookId = (await bench.makeWebhook(receiver.url, { ordering: 'entity', ...settings })).id
  if (isPaused) await change({ isPaused })
}
const change = (change: WebhookChange) =>
  transact(bench.db, (tx) => updateWebhook(tx, bench.context(), webhookId, change))

const record = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`
const cause = (n: number, ...names: string[]) => bench.cause(names, { of: record(n) })
function pass(seconds: number): void {
  bench.pass(seconds)
  farClock.setShift(bench.clock.shift())
}
/** Until neither worker has anything to do: one of them alone does not see what the other is sending. */
async function idle(): Promise<void> {
  for (let busy = true; busy;) {
    await Promise.all([near.idle(), far.idle()])
    const paused = (await bench.webhook(webhookId)).is_paused
    busy = (await open()).some(
      (row) => row.claimed_until !== null || (!paused && !row.held && row.due_at <= bench.clock.now()),
    )
  }
}
const dataOf = ({ raw }: Received) =>
  (JSON.parse(raw.toString('utf8')) as { data: { id: string; code: string } }).data
const namesOf = (n?: number) =>
  receiver.requests
    .map(dataOf)
    .filter(({ id }) => n === undefined || id === record(n))
    .map(({ code }) => code)
const open = async () =>
  (await bench.deliveries()).filter((row) => row.webhook_id === webhookId && row.state === 'waiting')

describe('in order', () => {
  test('many records at once, with failures: each record in its order, records beside each other', async () => {
    await subscribe()
    const seen = new Map<string, string[]>()
    let most = 0
    let underWay = 0
    const failed = new Set<string>()
    receiver.answer = async (request) => {
      const { id, code } = dataOf(request)
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setTimeout(resolve, 2))
      underWay--
      if (code.endsWith('3') && !failed.has(id + code)) {
        failed.add(id + code)
        return 500
      }
      seen.set(id, [...(seen.get(id) ?? []), code])
      return 200
    }
    for (let i = 0; i < 12; i++) await Promise.all(Array.from({ length: 8 }, (_, n) => cause(n, `${i}`)))
    for (let i = 0; i < 20 && (await open()).length; i++) {
      await idle()
      pass(32)
    }
    expect(seen.size).toBe(8)
    for (const names of seen.values()) expect(names).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`))
    expect(most).toBeGreaterThan(2)
  })

  test('a failing head holds back its own record alone, until it has ended', async () => {
    await subscribe()
    receiver.answer = (request) => (dataOf(request).code === 'a' ? 500 : 200)
    await cause(1, 'a', 'b')
    await cause(2, 'c', 'd')
    await bench.cause(['about nobody'], { of: '' })
    await idle()
    await cause(1, 'e')
    await idle()
    expect(namesOf(1)).toEqual(['a'])
    expect(namesOf(2)).toEqual(['c', 'd'])
    expect(namesOf()).toContain('about nobody')
    for (const wait of [32, 64, 127, 253]) {
      expect(namesOf(1)).not.toContain('b')
      pass(wait)
      await idle()
    }
    // Given up after its fifth send; now the others may go.
    expect(namesOf(1)).toEqual(['a', 'a', 'a', 'a', 'a', 'b', 'e'])
    expect(await open()).toEqual([])
  })

  test('for at most the time it may hold; then one after the other, and the next ones wait their own time', async () => {
    await subscribe({ orderHoldMinutes: 10, profile: 'durable' })
    receiver.answer = (request) => (dataOf(request).code === 'a' ? 500 : 200)
    await cause(1, 'a', 'b', 'c')
    await idle()
    pass(300)
    await cause(1, 'd')
    await idle()
    pass(298)
    await idle()
    expect(new Set(namesOf())).toEqual(new Set(['a']))
    pass(4)
    await idle()
    expect(namesOf().filter((name) => name !== 'a')).toEqual(['b', 'c'])
    pass(290)
    await idle()
    expect(namesOf()).not.toContain('d')
    pass(12)
    await idle()
    expect(namesOf().filter((name) => name !== 'a')).toEqual(['b', 'c', 'd'])
    expect((await open()).length).toBe(1)
  })

  test('what waited for other reasons than a failing head keeps its order, however long it was', async () => {
    await subscribe({ orderHoldMinutes: 1, isPaused: true })
    const names = Array.from({ length: 12 }, (_, i) => `event ${i}`)
    let most = 0
    let underWay = 0
    receiver.answer = async () => {
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setTimeout(resolve, 5))
      underWay--
      return 200
    }
    for (const name of names) await cause(1, name)
    await idle()
    pass(7_200)
    await idle()
    expect(namesOf()).toEqual([])
    await change({ isPaused: false })
    await idle()
    expect(namesOf()).toEqual(names)
    expect(most).toBe(1)
  })

  test('a record in two letter cases is one; each webhook has its own order', async () => {
    await subscribe()
    const other = (await bench.makeWebhook(`${receiver.url}/other`, { ordering: 'entity' })).id
    receiver.answer = ({ url }) => (url === '/hook' ? 500 : 200)
    const id = 'abcdef00-0000-4000-8000-000000000000'
    await bench.cause(['a'], { of: id })
    await bench.cause(['b'], { of: id.toUpperCase() })
    await idle()
    expect(receiver.requests.map((request) => [request.url, dataOf(request).code]).sort()).toEqual([
      ['/hook', 'a'],
      ['/hook/other', 'a'],
      ['/hook/other', 'b'],
    ])
    await transact(bench.db, (tx) => deleteWebhook(tx, bench.organizationId, other, bench.clock.now()))
  })
})

describe('changes while events wait', () => {
  const failing = async () => {
    await subscribe()
    receiver.answer = (request) => (dataOf(request).code === 'a' ? 500 : 200)
    await cause(1, 'a', 'b', 'c')
    await idle()
    expect(namesOf()).toEqual(['a'])
  }

  test('order no longer wanted: what was held goes at once', async () => {
    await failing()
    await change({ ordering: 'parallel' })
    await idle()
    expect(namesOf().sort()).toEqual(['a', 'b', 'c'])
    await cause(1, 'd')
    await idle()
    expect(namesOf()).toContain('d')
  })

  test('order wanted from now on: what comes from now on keeps it', async () => {
    await subscribe({ ordering: 'parallel' })
    receiver.answer = (request) => (['a', 'c'].includes(dataOf(request).code) ? 500 : 200)
    await cause(1, 'a', 'b')
    await idle()
    await change({ ordering: 'entity' })
    await cause(1, 'c', 'd')
    await idle()
    expect(namesOf().sort()).toEqual(['a', 'b', 'c'])
    receiver.answer = () => 200
    pass(32)
    await idle()
    expect(namesOf().at(-1)).toBe('d')
    expect(await open()).toEqual([])
  })

  test('wanted, not wanted, wanted again: nothing stays behind', async () => {
    await failing()
    await change({ ordering: 'parallel' })
    await change({ ordering: 'entity' })
    await cause(1, 'd', 'e')
    receiver.answer = () => 200
    await idle()
    pass(32)
    await idle()
    expect(await open()).toEqual([])
    const names = namesOf()
    expect(names.indexOf('d')).toBeLessThan(names.indexOf('e'))
    expect([...new Set(names)].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('switched off and on: what waited is cancelled, what comes is not held by it', async () => {
    await failing()
    await change({ isActive: false })
    await change({ isActive: true })
    await cause(1, 'd', 'e')
    await idle()
    pass(3_600)
    await idle()
    expect(namesOf()).toEqual(['a', 'd', 'e'])
    expect(await open()).toEqual([])
  })

  test('switched off while the head is under way: the answer still counts, and nobody waits for it', async () => {
    await subscribe()
    let answerA = (): void => {}
    const asked = new Promise<void>((resolve) => (answerA = resolve))
    receiver.answer = (request) => (dataOf(request).code === 'a' ? asked.then(() => 200) : 200)
    await cause(1, 'a', 'b')
    await receiver.waitFor(1)
    await change({ isActive: false })
    await change({ isActive: true })
    await cause(1, 'c')
    await receiver.waitFor(2)
    answerA()
    await idle()
    expect(namesOf()).toEqual(['a', 'c'])
    const rows = (await bench.deliveries()).filter((row) => row.webhook_id === webhookId)
    expect(rows.map((row) => row.state)).toEqual(['delivered', 'cancelled', 'delivered'])
  })
})

/** What may happen; records are numbers from 0. */
const HOLD_MINUTES = 20
const RECORDS = 3
const anyRecord = fc.nat(RECORDS - 1)
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ emit: fc.array(anyRecord, { minLength: 1, maxLength: 6 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ answerOf: anyRecord, status: fc.constantFrom(200, 500, 503) }),
  },
  { weight: 3, arbitrary: fc.record({ pass: fc.constantFrom(10, 40, 260, 1_300) }) },
  { weight: 2, arbitrary: fc.record({ pause: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ restart: true }) },
  { weight: 3, arbitrary: fc.constant({ settle: true }) },
)

test(
  'whatever happens: nobody overtakes within the hold, nobody waits forever',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 14 }),
        fc.constantFrom('zenoti' as const, 'durable' as const),
        async (steps, profile) => {
          receiver.requests.length = 0
          await subscribe({ orderHoldMinutes: HOLD_MINUTES, profile })
          const most = profile === 'zenoti' ? 5 : 10
          const statusOf = new Map<number, number>()
          /** By the name of an event, in the order of their commits. */
          const known = new Map<
            string,
            { record: number; causedAt: number; sends: number; tried: boolean; ended: boolean }
          >()
          const wrong: string[] = []
          receiver.answer = async (request) => {
            const { code } = dataOf(request)
            const own = known.get(code)!
            if (own.ended) wrong.push(`${code} was sent after its end`)
            for (const [name, before] of known) {
              if (name === code) break
              if (before.record !== own.record || before.ended) continue
              const waited = bench.clock.now().getTime() - own.causedAt
              if (waited < HOLD_MINUTES * 60_000) wrong.push(`${code} overtook ${name} after ${waited} ms`)
              if (!before.tried) wrong.push(`${code} came before ${name} was tried`)
            }
            const status = statusOf.get(own.record) ?? 200
            own.sends++
            await new Promise((resolve) => setTimeout(resolve, 1))
            own.tried = true
            own.ended = status === 200 || own.sends >= most
            return status
          }
          for (const each of steps) {
            if ('emit' in each)
              await transact(bench.db, async (tx) => {
                for (const n of each.emit) {
                  const name = `${known.size} of ${n}`
                  known.set(name, {
                    record: n,
                    causedAt: bench.clock.now().getTime(),
                    sends: 0,
                    tried: false,
                    ended: false,
                  })
                  await emit(
                    tx,
                    { organizationId: bench.organizationId, centerId: null, at: bench.clock.now() },
                    'Guest.Created',
                    guestCalled(name, record(n)),
                  )
                }
              })
            else if ('answerOf' in each) statusOf.set(each.answerOf, each.status)
            else if ('pass' in each) pass(each.pass)
            else if ('pause' in each) await change({ isPaused: each.pause })
            else if ('settle' in each) await idle()
            else {
              const old = far
              far = await bench.start({ pollMs: 20, clock: farClock })
              await old.stop()
            }
          }
          await change({ isPaused: false })
          // Twenty failures in a row would switch it off, so the rest goes well, after as long as it takes.
          statusOf.clear()
          await idle()
          for (let i = 0; i < 60 && (await open()).length; i++) {
            pass(400)
            await idle()
          }
          expect(wrong).toEqual([])
          expect(await open()).toEqual([])
          if ((await bench.webhook(webhookId)).is_active)
            expect([...known].filter(([, { ended }]) => !ended)).toEqual([])
          await transact(bench.db, (tx) =>
            deleteWebhook(tx, bench.organizationId, webhookId, bench.clock.now()),
          )
        },
      ),
      { numRuns: 40, endOnFailure: true },
    )
  },
)
