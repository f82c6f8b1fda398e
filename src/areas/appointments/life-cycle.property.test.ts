/**
 * The life of a visit as any sequence of calls: random commands go to the running server, and after each one
 * its answer, the appointments read back and the events recorded must be those of a small model. The model
 * is written from the contract's list of transitions, not from the program's table.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../test/harness.ts'
import { createTestVisit, type TestVisit } from '../../../test/visits.ts'

const { a } = world
let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

/** The visit is on the 10th, 10:00 in New York; the clock moves between the 8th and the 12th. */
const DAY_OF_VISIT = 10
const noonOf = (day: number) => `2026-03-${String(day).padStart(2, '0')}T16:00:00Z`

interface Model {
  status: 0 | 2 | 4 | -1 | -2
  /** Of the two services. */
  progress: [number, number]
  hasFeedback: boolean
  isPaid: boolean
  day: number
}
interface Real {
  visit: TestVisit
  /** Events of all visits that came before. */
  seen: number
}
/** HTTP status, body code when refused, and the events the call must leave. */
interface Outcome {
  code: number | null
  events: string[]
}
const done = (...events: string[]): Outcome => ({ code: null, events })
const refused = (code: number): Outcome => ({ code, events: [] })

const isOver = (m: Model) => m.status === -1 || m.status === -2
const isFuture = (m: Model) => m.day < DAY_OF_VISIT

function moveTo(m: Model, status: Model['status']): Outcome {
  m.status = status
  return done(`Status ${status}`)
}

/** What each call does, in the words of the contract. */
const rules: Record<string, (m: Model) => Outcome> = {
  confirm: (m) => (isOver(m) || m.status === 2 ? refused(502) : m.status === 4 ? done() : moveTo(m, 4)),
  undoConfirm: (m) => (isOver(m) || m.status === 2 ? refused(502) : m.status === 0 ? done() : moveTo(m, 0)),
  checkIn: (m) =>
    isOver(m) ? refused(410) : isFuture(m) ? refused(727) : m.status === 2 ? done() : moveTo(m, 2),
  undoCheckIn: (m) => {
    if (isOver(m)) return refused(410)
    if (isFuture(m)) return refused(736)
    if (m.status !== 2) return done()
    return m.progress.some((p) => p > 0) ? refused(502) : moveTo(m, 0)
  },
  noShow: (m) =>
    m.status === -2 ? done() : m.status === -1 ? refused(410) : m.isPaid ? refused(400) : moveTo(m, -2),
  cancel: (m) =>
    m.status === -1 ? done() : m.status === -2 ? refused(502) : m.isPaid ? refused(502) : moveTo(m, -1),
}

function progressRule(m: Model, line: 0 | 1, wanted: number): Outcome {
  if (isOver(m) || isFuture(m)) return refused(502)
  const now = m.progress[line]
  if (now === 2 && wanted === 1) return refused(502)
  m.progress[line] = wanted
  const events: string[] = []
  if (wanted === 1 && m.status !== 2) events.push(...moveTo(m, 2).events)
  if (wanted !== now && wanted > 0) events.push(wanted === 1 ? `Started ${line}` : `Completed ${line}`)
  return done(...events)
}

const requests: Record<string, (v: TestVisit) => [method: string, path: string, body?: unknown]> = {
  confirm: (v) => ['PUT', `/v1/invoices/${v.invoiceId}/confirm`],
  undoConfirm: (v) => ['PUT', `/v1/invoices/${v.invoiceId}/confirm?undo_confirm=true`],
  checkIn: (v) => ['PUT', `/v1/appointments/${v.groupId}/check_in`],
  undoCheckIn: (v) => ['PUT', `/v1/appointments/${v.groupId}/undo_check_in`],
  noShow: (v) => ['PUT', `/v1/appointments/${v.groupId}/no_show`],
  cancel: (v) => ['PUT', `/v1/invoices/${v.invoiceId}/cancel`],
}

/** Calls the server, then compares answer, events and what can be read. */
async function compare(m: Model, real: Real, request: readonly [string, string, unknown?], outcome: Outcome) {
  const [method, path, body] = request
  const answer = await test.call<{ error: { code: number } | null }>(
    method,
    path,
    body === undefined ? {} : { body },
  )
  expect({ status: answer.status, code: answer.body.error?.code ?? null }).toEqual({
    status: outcome.code === null ? 200 : 400,
    code: outcome.code,
  })
  const events = await test.events()
  expect(events.slice(real.seen).map((event) => nameOf(event, real.visit))).toEqual(outcome.events)
  real.seen = events.length
  await compareState(m, real)
}

function nameOf({ type, data }: { type: string; data: Record<string, unknown> }, visit: TestVisit): string {
  if (type === 'AppointmentGroup.Status') return `Status ${String(data.appointment_group_status)}`
  if (type === 'Appointment.Feedback.Created') return 'Feedback'
  const [line] = data.appointments as { id: string }[]
  return `${type.replace('Appointment.', '')} ${visit.appointmentIds.indexOf(line!.id)}`
}

async function compareState(m: Model, { visit }: Real) {
  for (const [line, id] of visit.appointmentIds.entries()) {
    const { body } = await test.call(`GET`, `/v1/appointments/${id}`)
    const {
      status,
      progress,
      actual_start_time: started,
      actual_completed_time: completed,
      checkin_time: arrived,
    } = body
    expect({ status, progress, started: started !== null, completed: completed !== null }).toEqual({
      status: m.status,
      progress: m.progress[line],
      started: m.progress[line]! > 0,
      completed: m.progress[line] === 2,
    })
    if (m.status === 2) expect(arrived).not.toBeNull()
    if (m.status === 0) expect(arrived).toBeNull()
  }
  const claims = await test.query('select 1 from claims where appointment_id = any($1)', [
    visit.appointmentIds,
  ])
  expect(claims).toHaveLength(isOver(m) ? 0 : 2)
}

type Step = (m: Model, real: Real) => Promise<void>
const command = (name: string, run: Step): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  run,
  toString: () => name,
})

const call = (name: string) =>
  command(name, (m, real) => compare(m, real, requests[name]!(real.visit), rules[name]!(m)))
const progress = (line: 0 | 1, wanted: number) =>
  command(`progress ${line} → ${wanted}`, (m, real) =>
    compare(
      m,
      real,
      ['PUT', `/v1/appointments/${real.visit.appointmentIds[line]}/progress`, { progress: wanted }],
      progressRule(m, line, wanted),
    ),
  )
const feedback = command('feedback', (m, real) => {
  const outcome = isOver(m) ? refused(410) : m.hasFeedback ? refused(4020) : done('Feedback')
  m.hasFeedback ||= outcome.code === null
  return compare(
    m,
    real,
    ['POST', `/v1/appointments/${real.visit.groupId}/feedbacks`, { rating: 4 }],
    outcome,
  )
})
const moveClock = (days: number) =>
  command(`clock ${days}`, async (m, real) => {
    m.day = Math.min(12, Math.max(8, m.day + days))
    test.setNow(noonOf(m.day))
    await compareState(m, real)
  })
const pay = (isPaid: boolean) =>
  command(isPaid ? 'pay' : 'refund', async (m, { visit }) => {
    if (isOver(m)) return
    m.isPaid = isPaid
    await test.query('delete from invoice_payments where invoice_id = $1', [visit.invoiceId])
    if (isPaid)
      await test.query(
        `insert into invoice_payments (organization_id, id, invoice_id, kind, amount, created_at)
         values ($1, gen_random_uuid(), $2, 'cash', 100, now())`,
        [a.id, visit.invoiceId],
      )
  })

const commands = fc.commands(
  [
    ...['confirm', 'undoConfirm', 'checkIn', 'undoCheckIn'].flatMap((name) => [
      fc.constant(call(name)),
      fc.constant(call(name)),
    ]),
    fc.constant(call('noShow')),
    fc.constant(call('cancel')),
    fc
      .tuple(fc.constantFrom(0 as const, 1 as const), fc.constantFrom(0, 1, 2))
      .map(([line, wanted]) => progress(line, wanted)),
    fc
      .tuple(fc.constantFrom(0 as const, 1 as const), fc.constantFrom(0, 1, 2))
      .map(([line, wanted]) => progress(line, wanted)),
    fc.constant(feedback),
    fc.constantFrom(1, -1).map(moveClock),
    fc.boolean().map(pay),
  ],
  { maxCommands: 18 },
)

it('is the one the contract tells, whatever is called in whatever order', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(commands, fc.integer({ min: 9, max: 11 }), async (steps, day) => {
      test.setNow(noonOf(day))
      const visit = await createTestVisit(test, {
        at: `2026-03-${DAY_OF_VISIT}T14:00:00Z`,
        serviceIds: [a.services.massage, a.services.hotStones],
        claim: false,
      })
      const seen = (await test.events()).length
      const setup = () => ({
        model: { status: 0, progress: [0, 0], hasFeedback: false, isPaid: false, day } as Model,
        real: { visit, seen } as Real,
      })
      await fc.asyncModelRun(setup, steps)
    }),
    {
      numRuns: Number(process.env.PROPERTY_RUNS ?? 30),
      ...(process.env.PROPERTY_SEED ? { seed: Number(process.env.PROPERTY_SEED) } : {}),
    },
  )
})
