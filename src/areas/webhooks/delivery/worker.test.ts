import { createHmac } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transact } from '#platform/db/transaction.ts'
import { emit } from '#platform/events/emit.ts'
import { startReceiver, type Received, type Receiver } from '../../../../test/harness.ts'
import {
  deleteWebhook,
  dropPreviousSecret,
  getWebhook,
  probeWebhook,
  rotateSecret,
  startHurry,
  updateWebhook,
} from '../index.ts'
import { guestCalled, openBench, SECRET_KEY, startWorkerProcess, type Bench } from '../test-kit.ts'

let bench: Bench
let receiver: Receiver
const closing: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  bench = await openBench()
  receiver = await startReceiver()
})
afterEach(async () => {
  await bench.close()
  await receiver.close()
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** A receiver with manners of its own. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}

const bodyOf = (received: Received) =>
  JSON.parse(received.raw.toString('utf8')) as Record<string, unknown> & {
    id: string
    event_id: string
    data: { code: string }
  }
const codes = (requests: Received[]) => requests.map((request) => bodyOf(request).data.code).sort()

/** Written from the description of the signature alone. */
function fits(secret: string, received: Received): boolean {
  const header = String(received.headers['zenoti-webhook-signature'])
  const match = /^sha256 =((?:[0-9A-F]{2}-){31}[0-9A-F]{2})$/.exec(header)
  const digest = createHmac('sha256', secret).update(received.raw).digest('hex')
  return match?.[1]!.split('-').join('').toLowerCase() === digest
}

describe('the request', () => {
  test('verb, address, bytes, headers and signature', async () => {
    const { secret } = await bench.makeWebhook(`${receiver.url}?tenant=7&key=abc`, {
      requestType: 'PUT',
      headers: { 'X-Receiver-Token': 'shh' },
    })
    await bench.start()
    await bench.cause(['Zoë 💇'])
    const [request] = await receiver.waitFor(1)
    expect(request!.method).toBe('PUT')
    expect(request!.url).toBe('/hook?tenant=7&key=abc')
    expect(fits(secret, request!)).toBe(true)
    const { host, connection, ...headers } = request!.headers
    expect(host).toBe(new URL(receiver.url).host)
    expect(connection).toBe('keep-alive')
    expect(headers).toEqual({
      'content-type': 'application/json',
      'content-length': String(request!.raw.length),
      'zenoti-webhook-signature': expect.any(String) as string,
      'webhook-id': bodyOf(request!).id,
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/) as string,
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/) as string,
      'chaise-sequence': '1',
      'user-agent': 'Chaise',
      'x-receiver-token': 'shh',
    })
    const [event] = await bench.db
      .selectFrom('events')
      .selectAll()
      .where('organization_id', '=', bench.organizationId)
      .execute()
    const body = bodyOf(request!)
    const stamp = event!.occurred_at.toISOString().replace(/\.?0*Z$/, 'Z')
    expect(request!.raw.toString('utf8')).toBe(
      `{"id":"${body.id}","event_id":"${event!.event_id}","event_schema":"v1","event_resource":"Guest",` +
        `"event_type":"Guest.Created","event_timestamp":"${stamp}","data":${event!.data}}`,
    )
    expect(body.data.code).toBe('Zoë 💇')
    expect(parseInt(body.id.slice(0, 8), 16)).toBe(Math.floor(event!.occurred_at.getTime() / 1000))
    expect(body.id.slice(8, 18)).toBe(body.event_id.slice(8, 18))
    expect(parseInt(body.id.slice(18), 16)).toBeGreaterThan(parseInt(body.event_id.slice(18), 16))
  })

  test('subscribers of one event get one event_id and ids of their own', async () => {
    await bench.makeWebhook(receiver.url)
    await bench.makeWebhook(receiver.url)
    const delivery = await bench.start()
    await bench.cause(['one'])
    await delivery.idle()
    const bodies = receiver.requests.map(bodyOf)
    expect(new Set(bodies.map((body) => body.event_id)).size).toBe(1)
    expect(new Set(bodies.map((body) => body.id)).size).toBe(2)
  })

  test('a test request has no body, no signature and passes with any 2xx', async () => {
    const { id } = await bench.makeWebhook(receiver.url, {
      requestType: 'PATCH',
      headers: { Authorization: 'Bearer t' },
    })
    const webhook = (await getWebhook(bench.db, bench.organizationId, id))!
    const probe = () =>
      probeWebhook(webhook, { secretKey: SECRET_KEY, now: bench.clock.now(), allowPrivate: true })
    receiver.answer = () => 204
    expect(await probe()).toMatchObject({ passed: true, status: 204, error: null })
    const [request] = receiver.requests
    expect(request!.method).toBe('PATCH')
    expect(request!.raw.length).toBe(0)
    expect(Object.keys(request!.headers).sort()).toEqual([
      'authorization',
      'connection',
      'content-length',
      'host',
      'user-agent',
    ])
    receiver.answer = () => 401
    expect(await probe()).toMatchObject({ passed: false, status: 401 })
    await receiver.close()
    expect(await probe()).toMatchObject({
      passed: false,
      status: null,
      errorClass: 'refused',
      error: expect.stringContaining('ECONNREFUSED') as string,
    })
    expect(await bench.attempts()).toEqual([])
  })

  test('a redirect is a failure and nobody goes there', async () => {
    const hits: string[] = []
    const url = await serve((request, response) => {
      hits.push(request.url!)
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    await bench.makeWebhook(url)
    const delivery = await bench.start()
    await bench.cause(['one'])
    await delivery.idle()
    expect(hits).toEqual(['/hook'])
    expect(await bench.attempts()).toMatchObject([{ http_status: 307, error_class: 'redirect' }])
    expect(await bench.deliveries()).toMatchObject([{ state: 'waiting', attempts: 1 }])
  })

  test('the answer counts when its head is there; an endless body holds nothing up', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200)
      response.write('so it begins')
    })
    await bench.makeWebhook(url)
    const delivery = await bench.start({ concurrencyPerWebhook: 1 })
    await bench.cause(['one', 'two', 'three'])
    await delivery.idle()
    expect((await bench.deliveries()).map((row) => row.state)).toEqual([
      'delivered',
      'delivered',
      'delivered',
    ])
  })
})

describe('who gets what', () => {
  test('an organisation webhook gets all, a center webhook the events of its centers', async () => {
    const [east, west, north] = ['1', '2', '3'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`)
    await bench.makeWebhook(`${receiver.url}/all`)
    await bench.makeWebhook(`${receiver.url}/two`, { subscriptionType: 'center', centerIds: [east!, north!] })
    const delivery = await bench.start()
    for (const [name, centerId] of [
      ['east', east!],
      ['west', west!],
      ['north', north!],
      ['none', null],
    ] as const)
      await bench.cause([name], { centerId })
    await delivery.idle()
    const to = (path: string) => codes(receiver.requests.filter((request) => request.url === path))
    expect(to('/hook/all')).toEqual(['east', 'none', 'north', 'west'])
    expect(to('/hook/two')).toEqual(['east', 'north'])
  })

  test('only the types asked for, in any letter case; nothing of other organisations', async () => {
    await bench.makeWebhook(receiver.url, { events: ['guest.DELETED'] })
    const { organizationId } = bench
    const delivery = await bench.start()
    await bench.cause(['made'])
    await bench.cause(['deleted'], { type: 'Guest.Deleted' })
    await transact(bench.db, async (tx) => {
      const other = organizationId.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
      await emit(
        tx,
        { organizationId: other, centerId: null, at: bench.clock.now() },
        'Guest.Deleted',
        guestCalled('foreign'),
      )
    })
    await delivery.idle()
    expect(codes(receiver.requests)).toEqual(['deleted'])
  })

  test('a rolled-back change tells nobody', async () => {
    await bench.makeWebhook(receiver.url)
    const delivery = await bench.start()
    await transact(bench.db, async (tx) => {
      await emit(
        tx,
        { organizationId: bench.organizationId, centerId: null, at: bench.clock.now() },
        'Guest.Created',
        guestCalled('nobody'),
      )
      throw new Error('no')
    }).catch(() => {})
    await delivery.idle()
    expect(receiver.requests).toEqual([])
  })

  test('what happens while a webhook is off is not kept for it', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    const set = (isActive: boolean) =>
      transact(bench.db, (tx) => updateWebhook(tx, bench.context(), id, { isActive }))
    const delivery = await bench.start()
    await set(false)
    await bench.cause(['while off'])
    await delivery.idle()
    await set(true)
    await bench.cause(['while on'])
    await delivery.idle()
    expect(codes(receiver.requests)).toEqual(['while on'])
  })
})

describe('retries', () => {
  test('the same bytes again after 30 s by the clock, until a 2xx', async () => {
    const { secret } = await bench.makeWebhook(receiver.url)
    receiver.answer = () => (receiver.requests.length < 3 ? 503 : 204)
    const delivery = await bench.start()
    await bench.cause(['one'])
    await delivery.idle()
    bench.pass(20)
    await delivery.idle()
    expect(receiver.requests.length).toBe(1)
    bench.pass(12)
    await receiver.waitFor(2)
    await delivery.idle()
    bench.pass(50)
    await delivery.idle()
    expect(receiver.requests.length).toBe(2)
    bench.pass(13)
    await receiver.waitFor(3)
    await delivery.idle()
    for (const request of receiver.requests) {
      expect(request.raw.equals(receiver.requests[0]!.raw)).toBe(true)
      expect(request.headers['zenoti-webhook-signature']).toBe(
        receiver.requests[0]!.headers['zenoti-webhook-signature'],
      )
      expect(fits(secret, request)).toBe(true)
    }
    expect(await bench.deliveries()).toMatchObject([{ state: 'delivered', attempts: 3, claimed_until: null }])
    const body = bodyOf(receiver.requests[0]!)
    expect(body.id).toBe((await bench.deliveries())[0]!.id)
    expect((await bench.attempts()).map((row) => [row.attempt, row.http_status, row.error_class])).toEqual([
      [1, 503, 'status'],
      [2, 503, 'status'],
      [3, 204, null],
    ])
  })

  test('after five sends it is over', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    receiver.answer = () => 500
    const delivery = await bench.start()
    await bench.cause(['one'])
    for (let i = 0; i < 8; i++) {
      await delivery.idle()
      bench.pass(601)
    }
    await delivery.idle()
    expect(receiver.requests.length).toBe(5)
    expect(await bench.deliveries()).toMatchObject([{ state: 'failed', attempts: 5 }])
    expect((await bench.attempts()).map((row) => row.attempt)).toEqual([1, 2, 3, 4, 5])
    expect(await bench.webhook(id)).toMatchObject({ is_active: true, failures_in_row: 1 })
  })

  test('no answer in time and no connection are failures with a reason', async () => {
    const slow = await bench.makeWebhook(await serve(() => {}))
    const closed = await startReceiver()
    await closed.close()
    const dead = await bench.makeWebhook(closed.url)
    const delivery = await bench.start({ answerMs: 150 })
    await bench.cause(['one'])
    await delivery.idle()
    const attempts = await bench.attempts()
    const errorOf = (id: string) => attempts.find((row) => row.webhook_id === id)
    expect(errorOf(slow.id)).toMatchObject({
      http_status: null,
      error_class: 'timeout',
      error: 'no answer within 0.15 s',
    })
    expect(errorOf(slow.id)!.milliseconds).toBeGreaterThanOrEqual(145)
    expect(errorOf(dead.id)).toMatchObject({
      http_status: null,
      error: expect.stringContaining('ECONNREFUSED') as string,
    })
  })

  test('while a secret is replaced both sign, and the old one alone where there is room for one', async () => {
    const { id, secret: old } = await bench.makeWebhook(receiver.url)
    const delivery = await bench.start()
    const secret = (await transact(bench.db, (tx) => rotateSecret(tx, bench.context(), id)))!
    const send = async (): Promise<Received> => {
      const before = receiver.requests.length
      await bench.cause(['one'])
      await delivery.idle()
      return (await receiver.waitFor(before + 1)).at(-1)!
    }
    const verifies = (request: Received, key: string): boolean => {
      try {
        new Webhook(key).verify(request.raw, request.headers as Record<string, string>)
        return true
      } catch {
        return false
      }
    }
    const during = await send()
    expect([fits(old, during), fits(secret, during)]).toEqual([true, false])
    expect([verifies(during, old), verifies(during, secret)]).toEqual([true, true])
    bench.pass(86_401)
    const after = await send()
    expect([fits(old, after), fits(secret, after)]).toEqual([false, true])
    expect([verifies(after, old), verifies(after, secret)]).toEqual([false, true])
  })

  test('the overlap of secrets can be ended early', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    const delivery = await bench.start()
    const secret = (await transact(bench.db, (tx) => rotateSecret(tx, bench.context(), id)))!
    expect(await transact(bench.db, (tx) => dropPreviousSecret(tx, bench.context(), id))).toBe(true)
    await bench.cause(['one'])
    await delivery.idle()
    expect(fits(secret, receiver.requests[0]!)).toBe(true)
  })
})

describe('switching off', () => {
  async function failFully(names: string[]): Promise<void> {
    const delivery = await bench.start()
    await bench.cause(names)
    for (let i = 0; i < 5; i++) {
      await delivery.idle()
      bench.pass(601)
    }
    await delivery.stop()
  }
  const names = (n: number) => Array.from({ length: n }, (_, i) => `event ${i}`)

  test('twenty failed events in a row switch the webhook off, log it and cancel what waits', async () => {
    const { id } = await bench.makeWebhook(receiver.url, { name: 'Newsletter' })
    receiver.answer = () => 500
    await failFully(names(19))
    expect(await bench.webhook(id)).toMatchObject({ is_active: true, failures_in_row: 19 })
    const told: unknown[] = []
    const delivery = await bench.start({ onSwitchedOff: async (_tx, webhook) => void told.push(webhook) })
    await bench.cause(['the last'])
    for (let i = 0; i < 3; i++) {
      await delivery.idle()
      bench.pass(601)
    }
    await delivery.idle()
    // This one still has sends left when the twentieth fails.
    await bench.cause(['waiting'])
    await delivery.idle()
    bench.pass(601)
    await delivery.idle()
    expect(await bench.webhook(id)).toMatchObject({
      is_active: false,
      failures_in_row: 20,
      deactivated_at: expect.any(Date) as Date,
    })
    expect((await bench.deliveries()).map((row) => row.state)).toEqual([
      ...names(20).map(() => 'failed'),
      'cancelled',
    ])
    expect(told).toEqual([
      {
        organizationId: bench.organizationId,
        webhookId: id,
        name: 'Newsletter',
        failuresInRow: 20,
        cause: 'failures',
      },
    ])
    expect(bench.logged).toContainEqual(
      expect.objectContaining({
        level: 50,
        webhookId: id,
        msg: expect.stringContaining('"Newsletter" was switched off') as string,
      }),
    )
    const before = receiver.requests.length
    bench.pass(3600)
    await bench.cause(['later'])
    await delivery.idle()
    expect(receiver.requests.length).toBe(before)
  })

  test('a success starts the count over; so does switching on again', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    receiver.answer = () => 500
    await failFully(names(12))
    expect(await bench.webhook(id)).toMatchObject({ failures_in_row: 12 })
    receiver.answer = () => 200
    const delivery = await bench.start()
    await bench.cause(['fine'])
    await delivery.idle()
    expect(await bench.webhook(id)).toMatchObject({ is_active: true, failures_in_row: 0 })
    await delivery.stop()
    receiver.answer = () => 500
    await failFully(names(20))
    expect(await bench.webhook(id)).toMatchObject({ is_active: false })
    await transact(bench.db, (tx) => updateWebhook(tx, bench.context(), id, { isActive: true }))
    expect(await bench.webhook(id)).toMatchObject({
      is_active: true,
      failures_in_row: 0,
      deactivated_at: null,
    })
  })

  test('deleting cancels what waits and keeps the history', async () => {
    const { id } = await bench.makeWebhook(receiver.url)
    receiver.answer = () => 500
    const delivery = await bench.start()
    await bench.cause(['one'])
    await delivery.idle()
    expect(
      await transact(bench.db, (tx) => deleteWebhook(tx, bench.organizationId, id, bench.clock.now())),
    ).toBe(true)
    bench.pass(3600)
    await delivery.idle()
    expect(receiver.requests.length).toBe(1)
    expect(await bench.deliveries()).toMatchObject([{ state: 'cancelled', attempts: 1 }])
  })
})

describe('keeping going', () => {
  test('slow receivers do not hold up the others', async () => {
    const held: (() => void)[] = []
    const slowUrl = await serve((_request, response) => void held.push(() => response.end()))
    for (let i = 0; i < 3; i++) await bench.makeWebhook(`${slowUrl}/${i}`, { events: ['Guest.Deleted'] })
    await bench.makeWebhook(receiver.url, { events: ['Guest.Created'] })
    const delivery = await bench.start({ concurrency: 32, concurrencyPerWebhook: 8 })
    await bench.cause(
      Array.from({ length: 50 }, (_, i) => `slow ${i}`),
      { type: 'Guest.Deleted' },
    )
    while (held.length < 24) await new Promise((resolve) => setTimeout(resolve, 5))
    const began = performance.now()
    await bench.cause(Array.from({ length: 100 }, (_, i) => `fast ${i}`))
    await receiver.waitFor(100)
    expect(performance.now() - began).toBeLessThan(3000)
    expect(held.length).toBe(24)
    const ending = setInterval(() => held.splice(0).forEach((end) => end()), 1)
    await delivery.idle()
    clearInterval(ending)
    expect((await bench.deliveries()).every((row) => row.state === 'delivered')).toBe(true)
  })

  test('stopping breaks off slow sends and gives them back uncounted', async () => {
    const url = await serve((_request, response) => {
      if (first) first = false
      else response.end()
    })
    let first = true
    await bench.makeWebhook(url)
    const stopped = await bench.start({ graceMs: 100 })
    await bench.cause(['one'])
    while (first) await new Promise((resolve) => setTimeout(resolve, 5))
    const began = performance.now()
    await stopped.stop()
    expect(performance.now() - began).toBeLessThan(1000)
    expect(await bench.deliveries()).toMatchObject([{ state: 'waiting', attempts: 0, claimed_until: null }])
    const next = await bench.start()
    await next.idle()
    expect(await bench.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }])
  })

  test('work of processes without a worker is hurried by notification, and found by polling without it', async () => {
    await bench.makeWebhook(receiver.url)
    const hurry = await startHurry({ connect: bench.database.connect })
    closing.push(() => hurry.stop())
    const far = await startWorkerProcess(bench.connectionString, { pollMs: 60_000 })
    await bench.cause(['hurried'])
    await receiver.waitFor(1, 2_000)
    await hurry.stop()
    await far.stop()
    const polling = await startWorkerProcess(bench.connectionString, { pollMs: 200 })
    await bench.cause(['polled'])
    await receiver.waitFor(2, 2_000)
    await polling.stop()
  })

  test('a listener that loses its connection comes back and looks for what it missed', async () => {
    await bench.makeWebhook(receiver.url)
    const far = await startWorkerProcess(bench.connectionString, { pollMs: 60_000 })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`.execute(
      bench.db,
    )
    await bench.cause(['missed'])
    await receiver.waitFor(1, 5_000)
    await far.stop()
  })

  test('an outcome that cannot be written is kept and written later, not sent again', async () => {
    await bench.makeWebhook(receiver.url)
    const delivery = await bench.start()
    await sql`alter table delivery_attempts rename to elsewhere`.execute(bench.db)
    await bench.cause(['one'])
    while (!bench.logged.some((line) => line.msg === 'recording webhook deliveries failed'))
      await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await bench.deliveries()).toMatchObject([{ state: 'waiting', attempts: 0 }])
    await sql`alter table elsewhere rename to delivery_attempts`.execute(bench.db)
    await delivery.idle()
    expect(await bench.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }])
    expect((await bench.attempts()).length).toBe(1)
    expect(receiver.requests.length).toBe(1)
  })
})
