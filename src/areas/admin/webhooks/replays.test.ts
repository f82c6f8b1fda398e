/** Switching off and on, what was missed, replays and statistics, through the front door. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startReceiver, startTestApp, world, type Receiver, type TestApp } from '../../../../test/harness.ts'
import { addGuest, makeWebhook, tokenOfFred } from './test-kit.ts'

let test: TestApp
let receiver: Receiver
beforeAll(async () => {
  test = await startTestApp()
  receiver = await startReceiver()
})
beforeEach(async () => {
  receiver.answer = () => 200
  await test.query('update webhooks set is_active = false, is_paused = false')
  await test.app.workers.idle()
  receiver.requests.length = 0
})
afterAll(async () => {
  await receiver.close()
  await test.stop()
})
const { b } = world

interface Replay {
  id: string
  state: string
  queued: number
  progress: number
  after_sequence: number
  last_sequence: number
}
const addGuests = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await addGuest(test)
}

describe('switching on again', () => {
  it('tells what was missed, and sends it when asked to', async () => {
    const { id } = await makeWebhook(test, receiver)
    const path = `/admin/v1/webhooks/${id}`
    await addGuests(1)
    await test.app.workers.idle()
    const off = await test.call<{ missed: { after_sequence: number } }>('PATCH', path, {
      body: { is_active: false },
    })
    expect(off.body).toMatchObject({
      is_active: false,
      deactivated_for: null,
      missed: { events: 0, more: false },
    })
    await addGuests(3)
    await test.app.workers.idle()
    const missed = { after_sequence: off.body.missed.after_sequence, events: 3, more: false }
    expect((await test.call('GET', path)).body).toMatchObject({
      missed: { ...missed, since: expect.any(String) as string },
    })
    expect(receiver.requests).toHaveLength(1)
    const on = await test.call<{ replay_id: string }>('PATCH', path, {
      body: { is_active: true, replay_missed: true },
    })
    expect(on.body).toMatchObject({ is_active: true, deactivated_at: null, missed })
    await test.app.workers.idle()
    expect(receiver.requests).toHaveLength(4)
    expect((await test.call('GET', `${path}/replays/${on.body.replay_id}`)).body).toMatchObject({
      scope: 'missed',
      state: 'done',
      progress: 1,
      queued: 3,
    })
    expect((await test.call('GET', path)).body).toMatchObject({ missed: null })
  })

  it('without a replay leaves it for later', async () => {
    const { id } = await makeWebhook(test, receiver)
    const path = `/admin/v1/webhooks/${id}`
    await test.call('PATCH', path, { body: { is_active: false } })
    await addGuests(2)
    await test.app.workers.idle()
    const on = await test.call<{ missed: { after_sequence: number }; replay_id: null }>('PATCH', path, {
      body: { is_active: true },
    })
    expect(on.body).toMatchObject({ missed: { events: 2 }, replay_id: null })
    await test.app.workers.idle()
    expect(receiver.requests).toHaveLength(0)
    await test.call('POST', `${path}/replays`, {
      body: { scope: 'missed', after_sequence: on.body.missed.after_sequence },
    })
    await test.app.workers.idle()
    expect(receiver.requests).toHaveLength(2)
  })

  it('asks for a replay only of what was off', async () => {
    const { id } = await makeWebhook(test, receiver)
    for (const body of [{ replay_missed: true }, { replay_missed: true, is_active: true }]) {
      const answer = await test.call('PATCH', `/admin/v1/webhooks/${id}`, { body })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ message: expect.stringContaining('replay_missed') as string })
    }
  })
})

describe('replays', () => {
  it('are made, listed page by page, and told of', async () => {
    const { id } = await makeWebhook(test, receiver)
    const path = `/admin/v1/webhooks/${id}/replays`
    await addGuests(2)
    await test.app.workers.idle()
    const made: string[] = []
    for (const body of [
      { scope: 'all' },
      { scope: 'all', from: '2026-03-02T00:00:00Z', to: '2026-03-02T23:59:59+00:00' },
      { scope: 'unsuccessful', event_types: ['guest.created'] },
    ]) {
      const answer = await test.call<Replay>('POST', path, { body })
      expect(answer.status, answer.text).toBe(200)
      made.unshift(answer.body.id)
    }
    await test.app.workers.idle()
    const first = await test.call<{ replays: Replay[] }>('GET', `${path}?size=2`)
    expect(first.body).toMatchObject({ page_info: { total: 3, page: 1, size: 2 } })
    const second = await test.call<{ replays: Replay[] }>('GET', `${path}?size=2&page=2`)
    const all = [...first.body.replays, ...second.body.replays]
    expect(all.map((replay) => replay.id)).toEqual(made)
    expect(all.every((replay) => replay.state === 'done')).toBe(true)
    expect(all[0]).toMatchObject({ scope: 'unsuccessful', event_types: ['Guest.Created'], queued: 0 })
    expect(all[1]).toMatchObject({ from: '2026-03-02T00:00:00.000Z' })
    // The webhook asks for guests only, of all that happened before it too.
    expect(all[2]!.queued).toBeGreaterThanOrEqual(2)
  })

  it('are refused where they cannot be', async () => {
    const { id } = await makeWebhook(test, receiver)
    const other = await makeWebhook(test, receiver)
    const path = `/admin/v1/webhooks/${id}/replays`
    const { body } = await test.call<Replay>('POST', `/admin/v1/webhooks/${other.id}/replays`, {
      body: { scope: 'all' },
    })
    const cases: [object, string][] = [
      [{}, 'scope'],
      [{ scope: 'some' }, 'scope'],
      [{ scope: 'all', from: 'yesterday' }, 'from'],
      [{ scope: 'all', from: '2026-02-30T00:00:00Z', to: '9999-01-01' }, 'to'],
      [{ scope: 'all', from: '2026-03-02', to: '2026-03-01' }, 'to'],
      [{ scope: 'all', event_types: ['Guest.Exploded'] }, 'event_types'],
      [{ scope: 'all', after_sequence: -1 }, 'after_sequence'],
    ]
    for (const [wrong, field] of cases) {
      const answer = await test.call('POST', path, { body: wrong })
      expect(answer.status, JSON.stringify(wrong)).toBe(400)
      expect(answer.body).toMatchObject({ message: expect.stringContaining(field) as string })
    }
    expect((await test.call('GET', `${path}/${body.id}`)).status).toBe(400)
    await test.call('PATCH', `/admin/v1/webhooks/${id}`, { body: { is_active: false } })
    const inactive = await test.call('POST', path, { body: { scope: 'all' } })
    expect(inactive.status).toBe(400)
    expect(inactive.body).toMatchObject({ message: expect.stringContaining('inactive') as string })
  })
})

describe('statistics', () => {
  it('come to what a recount of the log comes to', async () => {
    const { id } = await makeWebhook(test, receiver)
    const path = `/admin/v1/webhooks/${id}/statistics`
    expect((await test.call('GET', path)).body).toMatchObject({
      hours: 24,
      sends: 0,
      success_share: null,
      p50_milliseconds: null,
      by_hour: [],
      oldest_waiting_at: null,
    })
    let calls = 0
    receiver.answer = () => (calls++ % 3 === 0 ? 500 : 200)
    await addGuests(9)
    await test.app.workers.idle()
    const log = await test.query<{ sends: number; good: number; slowest: number }>(
      `select count(*)::int as sends, count(*) filter (where http_status = 200)::int as good,
         max(milliseconds) as slowest from delivery_attempts where webhook_id = $1`,
      [id],
    )
    const { sends, good, slowest } = log[0]!
    const read = await test.call<{ p95_milliseconds: number; by_hour: { sends: number }[] }>('GET', path)
    expect(read.body).toMatchObject({
      sends,
      delivered: good,
      failed: 0,
      success_share: good / sends,
      waiting: sends - good,
      held: 0,
      more: false,
      oldest_waiting_at: expect.any(String) as string,
    })
    expect(read.body.p95_milliseconds).toBeGreaterThanOrEqual(Math.min(slowest, 10))
    expect(read.body.by_hour.reduce((sum, hour) => sum + hour.sends, 0)).toBe(sends)
    for (const hours of ['0', '721', 'x'])
      expect((await test.call('GET', `${path}?hours=${hours}`)).status).toBe(400)
  })
})

describe('nobody else', () => {
  it('sees or moves any of it', async () => {
    const { id } = await makeWebhook(test, receiver)
    await addGuests(1)
    await test.app.workers.idle()
    const { body: replay } = await test.call<Replay>('POST', `/admin/v1/webhooks/${id}/replays`, {
      body: { scope: 'all' },
    })
    const path = `/admin/v1/webhooks/${id}`
    const calls: [string, string, object?][] = [
      ['GET', ''],
      ['PATCH', '', {}],
      ['DELETE', ''],
      ['POST', '/rotate_secret'],
      ['DELETE', '/previous_secret'],
      ['POST', '/test'],
      ['GET', '/statistics'],
      ['POST', '/replays', { scope: 'all' }],
      ['GET', '/replays'],
      ['GET', `/replays/${replay.id}`],
    ]
    await test.app.workers.idle()
    receiver.requests.length = 0
    const token = await tokenOfFred(test)
    for (const [method, suffix, body] of calls) {
      const foreign = await test.call(method, path + suffix, { key: b.apiKey, body })
      expect([foreign.status, foreign.body.code ?? (foreign.body.error as { code?: number })?.code]).toEqual([
        400, 502,
      ])
      expect((await test.call(method, path + suffix, { token, body })).status, suffix).toBe(403)
      const unknown = path.replace(id, 'ffffffff-ffff-4fff-8fff-ffffffffffff') + suffix
      expect((await test.call(method, unknown, { body })).status).toBe(400)
    }
    expect(receiver.requests).toHaveLength(0)
    expect((await test.call('GET', path)).body).toMatchObject({ is_active: true, has_previous_secret: false })
  })
})
