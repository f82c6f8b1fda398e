/** The list of deliveries against a look at every row. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBench, type Bench } from '../test-kit.ts'
import type { DeliveryState } from '../tables.ts'
import type { Place } from './cursor.ts'
import { findDeliveries, type DeliveryFilter } from './find.ts'
import { sequencesOf } from './times.ts'

let bench: Bench
let webhooks: string[]
interface Row {
  webhookId: string
  sequence: number
  type: string
  entityId: string
  state: DeliveryState
  at: number
}
let rows: Row[]

const EVENTS = 120
const START = Date.parse('2026-03-01T00:00:00Z')
const TYPES = ['Guest.Created', 'Guest.Updated', 'Invoice.Closed'] as const
const STATES = ['waiting', 'delivered', 'failed', 'cancelled'] as const

beforeAll(async () => {
  bench = await openBench()
  const made = await Promise.all(
    ['a', 'b', 'c'].map((name) => bench.makeWebhook(`http://localhost:1/${name}`)),
  )
  webhooks = made.map(({ id }) => id)
  rows = []
  const { database, organizationId } = bench
  const client = await database.connect()
  for (let sequence = 1; sequence <= EVENTS; sequence++) {
    const type = TYPES[sequence % 7 === 0 ? 2 : sequence % 2]!
    const entityId = `record ${sequence % 5}`
    // In the middle a sandbox sets its clock back.
    const at = START + (sequence < 60 ? sequence : sequence - 40) * 60_000
    await client.query(
      `insert into events (organization_id, sequence, event_id, type, entity_id, occurred_at, data)
       values ($1, $2, $3, $4, $5, $6, '{}')`,
      [organizationId, sequence, sequence.toString(16).padStart(24, '0'), type, entityId, new Date(at)],
    )
    for (const [i, webhookId] of webhooks.entries()) {
      // Each has fewer of them than the one before.
      if (sequence % (3 * i + 1)) continue
      const state =
        STATES[
          (sequence * 5 + i) % 11 === 0 ? 0 : (sequence + i) % 13 === 0 ? 2 : sequence % 17 === 0 ? 3 : 1
        ]!
      await client.query(
        `insert into deliveries (organization_id, webhook_id, event_sequence, id, state, held, due_at, created_at)
         values ($1, $2, $3, $4, $5, $6, now(), now())`,
        [
          organizationId,
          webhookId,
          sequence,
          `${i}-${sequence}`,
          state,
          state === 'waiting' && sequence % 2 === 0,
        ],
      )
      rows.push({ webhookId, sequence, type, entityId, state, at })
    }
  }
  await client.end()
})
afterAll(() => bench.close())

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 })
const minutes = maybe(fc.integer({ min: -5, max: EVENTS + 5 }).map((m) => new Date(START + m * 60_000)))
const filters: fc.Arbitrary<DeliveryFilter & { webhook: number | null }> = fc.record({
  webhook: maybe(fc.integer({ min: 0, max: 2 })),
  webhookId: fc.constant(null),
  eventType: maybe(fc.constantFrom(...TYPES, 'Guest.Deleted')),
  entityId: maybe(fc.constantFrom('record 0', 'record 3', 'record 9')),
  state: maybe(fc.constantFrom(...STATES)),
  from: minutes,
  to: minutes,
})

test('every page by page equals a look at every row, however little a page may look at', async () => {
  await fc.assert(
    fc.asyncProperty(
      filters,
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(3, 10, 40, 5_000),
      async (arbitrary, size, mostLookedAt) => {
        const filter = {
          ...arbitrary,
          webhookId: arbitrary.webhook === null ? null : webhooks[arbitrary.webhook]!,
        }
        const found: Place[] = []
        let after: Place | null = null
        for (let pages = 0; pages < 400; pages++) {
          const page = await findDeliveries(bench.db, bench.organizationId, filter, {
            after,
            size,
            mostLookedAt,
          })
          expect(page.places.length).toBeLessThanOrEqual(size)
          found.push(...page.places)
          after = page.next
          if (!after) break
        }
        expect(after).toBeNull()
        const wanted = rows
          .filter(
            (row) =>
              (filter.webhookId === null || row.webhookId === filter.webhookId) &&
              (filter.eventType === null || row.type === filter.eventType) &&
              (filter.entityId === null || row.entityId === filter.entityId) &&
              (filter.state === null || row.state === filter.state) &&
              (filter.from === null || row.at >= filter.from.getTime()) &&
              (filter.to === null || row.at <= filter.to.getTime()),
          )
          .toSorted((a, b) => b.sequence - a.sequence || (a.webhookId < b.webhookId ? 1 : -1))
        expect(found).toEqual(wanted.map(({ webhookId, sequence }) => ({ webhookId, sequence })))
      },
    ),
    { numRuns: 300 },
  )
}, 60_000)

test('a time is found by halving where there are many events', async () => {
  const { db, organizationId } = bench
  const at = (minute: number) => new Date(START + minute * 60_000)
  const halved = (from: number | null, to: number | null) =>
    sequencesOf(
      db,
      organizationId,
      { from: from === null ? null : at(from), to: to === null ? null : at(to) },
      0,
    )
  // Ten minutes wider, since events are numbered a little after the time they carry.
  expect(await halved(30, null)).toEqual({ first: 20, last: EVENTS })
  expect(await halved(-100, -50)).toEqual({ first: 1, last: 0 })
  expect(await halved(500, null)).toEqual({ first: EVENTS + 1, last: EVENTS })
})
