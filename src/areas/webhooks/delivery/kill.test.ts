/** Workers that are killed again and again under load: nothing is lost, nothing is reordered, nothing is altered. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { transact } from '#platform/db/transaction.ts'
import { emit } from '#platform/events/emit.ts'
import { startReceiver } from '../../../../test/harness.ts'
import { guestCalled, moveClock, openBench, startWorkerProcess, type WorkerProcess } from '../test-kit.ts'

const KILLS = 50
const RECORDS = Array.from(
  { length: 30 },
  (_, i) => `${String(i).padStart(8, '0')}-0000-4000-8000-000000000000`,
)
const PATHS = ['/parallel', '/parallel-too', '/ordered', '/ordered-too'] as const

interface Arrival {
  id: string
  path: string
  record: string
  sequence: number
  status: number
  bytes: string
}

test(
  `${KILLS} kills: all arrives, the same each time, in order where order is asked for`,
  { timeout: 180_000 },
  async () => {
    const bench = await openBench()
    const receiver = await startReceiver()
    const { db, organizationId, connectionString } = bench
    const webhookOf = new Map<string, string>()
    for (const path of PATHS)
      webhookOf.set(
        path,
        (
          await bench.makeWebhook(receiver.url.replace('/hook', path), {
            ordering: path.startsWith('/ordered') ? 'entity' : 'parallel',
            // A week; the moved clock comes nowhere near it.
            orderHoldMinutes: 10_080,
          })
        ).id,
      )

    const arrivals: Arrival[] = []
    const refused = new Map<string, number>()
    const done = new Set<string>()
    /** Deliveries that came before an earlier one of their record was answered well. */
    const early: string[] = []
    const emitted = new Map<string, number[]>()
    receiver.answer = ({ headers, url, raw }) => {
      const body = JSON.parse(raw.toString('utf8')) as { id: string; data: { id: string } }
      const sequence = Number(headers['chaise-sequence'])
      const key = `${url} ${sequence}`
      // One in ten is refused once, one in fifty twice; never so often that it is given up.
      const times = refused.get(key) ?? 0
      const wanted = sequence % 50 === 7 ? 2 : sequence % 10 === 3 ? 1 : 0
      const status = times < wanted ? 500 : 200
      if (status === 500) refused.set(key, times + 1)
      if (url.startsWith('/ordered'))
        for (const before of emitted.get(body.data.id) ?? [])
          if (before < sequence && !done.has(`${url} ${before}`)) early.push(`${key} before ${before}`)
      if (status === 200) done.add(key)
      arrivals.push({
        id: body.id,
        path: url,
        record: body.data.id,
        sequence,
        status,
        bytes: createHash('sha256')
          .update(raw)
          .update(String(headers['zenoti-webhook-signature']))
          .digest('hex'),
      })
      return status
    }

    let ends = false
    let left = KILLS
    let sequence = 0
    const produce = async (): Promise<void> => {
      for (let round = 0; !ends; round++) {
        await sleep(80)
        // On a slow machine no more than on a quick one.
        if (sequence > 20 * (KILLS - left + 1)) continue
        const records = Array.from(
          { length: 1 + (round % 5) },
          () => RECORDS[Math.floor(Math.random() * 30)]!,
        )
        // Known to the receiver before anything of it can arrive; there is one producer, so the numbers are these.
        for (const record of records) emitted.set(record, [...(emitted.get(record) ?? []), ++sequence])
        await transact(db, async (tx) => {
          for (const record of records)
            await emit(
              tx,
              { organizationId, centerId: null, at: new Date() },
              'Guest.Created',
              guestCalled('x', record),
            )
        })
      }
    }
    const passTime = async (): Promise<void> => {
      for (let shift = 0; !ends || done.size < sequence * PATHS.length; shift += 20_000) {
        await moveClock(db, shift)
        await sleep(50)
      }
    }
    const workers = new Set<WorkerProcess>()
    const killAgainAndAgain = async (): Promise<void> => {
      while (left-- > 0) {
        const worker = await startWorkerProcess(connectionString, {
          pollMs: 50,
          clockMs: 50,
          leaseMs: 1_500,
          answerMs: 1_000,
        })
        workers.add(worker)
        await sleep(Math.random() * 300)
        await worker.kill()
        workers.delete(worker)
      }
    }
    try {
      const producing = produce()
      void passTime().catch(() => {})
      await Promise.all([killAgainAndAgain(), killAgainAndAgain()])
      ends = true
      await producing
      workers.add(
        await startWorkerProcess(connectionString, {
          pollMs: 50,
          clockMs: 50,
          leaseMs: 1_500,
          answerMs: 1_000,
        }),
      )
      const until = performance.now() + 60_000
      while (performance.now() < until) {
        const open = (await bench.deliveries()).filter((row) => row.state === 'waiting').length
        if (!open && done.size >= sequence * PATHS.length) break
        await sleep(100)
      }
      ends = true

      expect(early).toEqual([])
      const events = await db
        .selectFrom('events')
        .select(['sequence', 'entity_id'])
        .where('organization_id', '=', organizationId)
        .execute()
      expect(events.length).toBe(sequence)
      const deliveries = await bench.deliveries()
      expect(deliveries.length).toBe(sequence * PATHS.length)
      expect(new Set(deliveries.map((row) => row.id)).size).toBe(deliveries.length)
      expect(deliveries.filter((row) => row.state !== 'delivered' || row.held || row.claimed_until)).toEqual(
        [],
      )

      // By id: each delivery arrived and was answered well, always with the same bytes.
      const byId = Map.groupBy(arrivals, ({ id }) => id)
      expect(byId.size).toBe(deliveries.length)
      for (const row of deliveries) {
        const own = byId.get(row.id) ?? []
        expect(own.some(({ status }) => status === 200)).toBe(true)
        expect(new Set(own.map(({ bytes, path, sequence: of }) => `${bytes} ${path} ${of}`)).size).toBe(1)
        expect([own[0]!.sequence, webhookOf.get(own[0]!.path)]).toEqual([row.event_sequence, row.webhook_id])
      }
      // First successes of a record come in the order of its events.
      for (const path of PATHS.filter((each) => each.startsWith('/ordered')))
        for (const record of RECORDS) {
          const first = new Set(
            arrivals
              .filter((each) => each.path === path && each.record === record && each.status === 200)
              .map((each) => each.sequence),
          )
          expect([...first]).toEqual(emitted.get(record) ?? [])
        }
      // It was no walk in the park.
      expect(arrivals.length).toBeGreaterThan(deliveries.length * 1.1)
    } finally {
      ends = true
      await Promise.all([...workers].map((worker) => worker.kill()))
      await bench.close()
      await receiver.close()
    }
  },
)
