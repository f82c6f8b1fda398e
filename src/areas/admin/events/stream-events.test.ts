import type { Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator, forgetCallers } from '#areas/access-tokens'
import { startStreams } from '#areas/webhooks'
import { buildServer } from '#platform/http/server.ts'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { addEventStream } from './stream-events.ts'
import { cause, codeOf, openReader, startProcess, type Reader } from './test-kit.ts'

const { a, b } = world

let test: TestApp
const readers: Reader[] = []
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close()
})

async function follow(...args: Parameters<typeof openReader>): Promise<Reader> {
  const reader = await openReader(...args)
  readers.push(reader)
  return reader
}
const latest = async (): Promise<number> =>
  (await test.call<{ latest_sequence: number }>('GET', '/admin/v1/events?size=1')).body.latest_sequence
const codes = (reader: Reader) => reader.messages.map(codeOf)
const names = (count: number, start = 'e') => Array.from({ length: count }, (_, i) => `${start}${i}`)
const settle = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('the stream', () => {
  it('begins with what comes next, at once, in the words of a pull', async () => {
    await cause(test, ['before'])
    const reader = await follow(test.url)
    expect(reader.status).toBe(200)
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': expect.stringMatching(/./) as string,
    })
    await cause(test, ['warm'])
    await reader.waitFor(1)
    const took: number[] = []
    for (let i = 0; i < 5; i++) {
      const began = performance.now()
      await cause(test, ['after'])
      took.push((await reader.waitFor(2 + i)).at(-1)!.at - began)
    }
    // Pushed: the poll would take up to a second.
    expect(took.toSorted((x, y) => x - y)[2]).toBeLessThan(250)
    const [, message] = reader.messages
    expect(reader.asides[0]).toBe(`retry: 2000\nid: ${Number(message!.id) - 2}`)
    const pulled = await test.call<{ events: object[] }>(
      'GET',
      `/admin/v1/events?after=${Number(message!.id) - 1}`,
    )
    expect({ sequence: Number(message!.id), ...(JSON.parse(message!.data) as object) }).toEqual(
      pulled.body.events[0],
    )
    expect(pulled.text).toContain(message!.data.slice(1))
    expect(message!.event).toBe('Guest.Created')
    expect(codes(reader)).toEqual(['warm', ...Array.from({ length: 5 }, () => 'after')])
  })

  it('resumes after the last event, by header before query, over many pages', async () => {
    const start = await latest()
    await cause(test, names(250))
    const reader = await follow(test.url, `?after=${start}`)
    await reader.waitFor(250)
    expect(codes(reader)).toEqual(names(250))
    const ids = reader.messages.map((message) => Number(message.id))
    expect(ids).toEqual(names(250).map((_, i) => start + 1 + i))
    const resumed = await follow(test.url, `?after=${start}`, { 'last-event-id': String(ids[247]) })
    await resumed.waitFor(2)
    await cause(test, ['next'])
    await resumed.waitFor(3)
    expect(codes(resumed)).toEqual(['e248', 'e249', 'next'])
    // A position from elsewhere: what comes next.
    const ahead = await follow(test.url, `?after=${start + 1_000_000}`)
    await cause(test, ['there'])
    await ahead.waitFor(1)
    expect(codes(ahead)).toEqual(['there'])
  })

  it('filters, and keeps organisations apart', async () => {
    const types = await follow(test.url, '?types=guest.deleted')
    const record = await follow(test.url, `?entity_id=${a.guests.ben}`)
    const center = await follow(test.url, `?center_id=${a.centers.newYork}`)
    const theirs = await follow(test.url, '', { key: b.apiKey })
    const all = await follow(test.url)
    await cause(test, ['plain'])
    await cause(test, ['deleted'], { type: 'Guest.Deleted' })
    await cause(test, ['ben'], { of: a.guests.ben })
    await cause(test, ['new york'], { centerId: a.centers.newYork })
    await cause(test, ['foreign'], { organizationId: b.id })
    await Promise.all([all.waitFor(4), theirs.waitFor(1), center.waitFor(1), record.waitFor(1)])
    await types.waitFor(1)
    await settle(50)
    expect([types, record, center, theirs, all].map(codes)).toEqual([
      ['deleted'],
      ['ben'],
      ['new york'],
      ['foreign'],
      ['plain', 'deleted', 'ben', 'new york'],
    ])
  })

  it.each([
    ['no key', '', { key: 'unknown' }, 401, 'denied'],
    ['after', '?after=x', {}, 400, 'after'],
    ['Last-Event-ID', '', { 'last-event-id': '12;drop' }, 400, 'Last-Event-ID'],
    ['a foreign center', `?center_id=${b.centers.oslo}`, {}, 400, 'center id'],
    ['an unknown type', '?types=Guest.Vanished', {}, 400, 'types'],
  ])('refuses %s in words', async (_name, query, options, status, text) => {
    const reader = await follow(test.url, query, options)
    await reader.ended
    expect(reader.status).toBe(status)
    expect(reader.headers['content-type']).toContain('application/json')
    expect(reader.body()).toContain(text)
  })

  it('counts against the call limit and is in the reference', async () => {
    const limited = await startTestApp({ rateLimit: '1;w=60;b=1', connectionString: test.connectionString })
    const first = await follow(limited.url)
    expect(first.status).toBe(200)
    expect(first.headers['organization-ratelimit-limit']).toBe('1;w=60;b=1')
    expect((await follow(limited.url)).status).toBe(429)
    await limited.stop()
    const { body } = await test.call<{ paths: Record<string, { get: { responses: object } }> }>(
      'GET',
      '/openapi.json',
    )
    expect(body.paths['/admin/v1/events/stream']!.get.responses).toMatchObject({
      200: { content: { 'text/event-stream': {} } },
    })
  })

  it('ends at 100 streams of an organisation, and takes more when some are gone', async () => {
    const open = await Promise.all(names(100).map(() => follow(test.url)))
    expect(open.every((reader) => reader.status === 200)).toBe(true)
    expect((await follow(test.url)).status).toBe(429)
    expect((await follow(test.url, '', { key: b.apiKey })).status).toBe(200)
    await cause(test, ['for all'])
    await Promise.all(open.map((reader) => reader.waitFor(1)))
    open[0]!.close()
    await settle(100)
    expect((await follow(test.url)).status).toBe(200)
  })

  it('waits for a slow client, holding next to nothing, and loses nothing', async () => {
    const start = await latest()
    const sockets: Socket[] = []
    test.app.server.server.on('connection', (socket) => sockets.push(socket))
    const slow = await follow(test.url, `?after=${start}`)
    slow.pause()
    // 100 MB in all, far more than the system's buffers take.
    for (let i = 0; i < 20; i++) await cause(test, names(100, `s${i}.`), { bytes: 50_000 })
    await settle(300)
    expect(sockets).toHaveLength(1)
    expect(sockets[0]!.bytesWritten).toBeLessThan(20_000_000)
    expect(sockets[0]!.writableLength).toBeLessThan(200_000)
    const other = await follow(test.url, `?after=${start + 1_999}`)
    await other.waitFor(1)
    slow.resume()
    await slow.waitFor(2_000, 20_000)
    expect(slow.messages.map((message) => Number(message.id))).toEqual(
      names(2_000).map((_, i) => start + 1 + i),
    )
  }, 60_000)

  it('goes on when the sequences begin anew', async () => {
    const reader = await follow(test.url)
    await test.query('delete from events where organization_id = $1', [a.id])
    await test.query('update event_counters set last_sequence = 0 where organization_id = $1', [a.id])
    await test.query('delete from relay_positions where organization_id = $1', [a.id])
    await cause(test, ['anew'])
    const [message] = await reader.waitFor(1)
    expect(message).toMatchObject({ id: '1' })
  })
})

describe('the end of a stream', () => {
  /** A server of its own whose heart beats fast. */
  async function startServer(heartbeatMs: number) {
    const { database, clock, log } = test.app
    const { db } = database
    const options = {
      operations: [],
      db,
      clock,
      authenticator: createAuthenticator(db, clock),
      rateLimit: 'off',
      secretKey: Buffer.alloc(32, 7),
      log,
    }
    const server = buildServer(options)
    addEventStream(
      server,
      options,
      startStreams({ db, hurry: { onHeard: () => () => {} }, log, heartbeatMs }),
    )
    return { server, url: await server.listen({ port: 0, host: '127.0.0.1' }) }
  }

  it('comes with the end of the key, at a heartbeat; until then hearts say where to resume', async () => {
    const { server, url } = await startServer(50)
    const made = await test.call<{ key: string; id: string }>('POST', `/admin/v1/apps/${a.appId}/keys`, {
      body: {},
    })
    expect(made.status, made.text).toBe(200)
    const key = Object.values(made.body).find((value) => /^[0-9a-f]{64}$/.test(String(value)))!
    const reader = await follow(url, '?types=Guest.Deleted', { key })
    await cause(test, ['left out'])
    const reached = await latest()
    await settle(200)
    expect(reader.asides.at(-1)).toBe(`: still here\nid: ${reached}`)
    expect(reader.messages).toEqual([])
    await test.query('update api_keys set revoked_at = now() where id = $1', [made.body.id])
    forgetCallers()
    const began = performance.now()
    await reader.ended
    expect(performance.now() - began).toBeLessThan(1_000)
    expect((await follow(url, '', { key })).status).toBe(401)
    await server.close()
  })

  it('comes with the server, at once, for those who read and those who do not', async () => {
    const { server, url } = await startServer(15_000)
    const start = await latest()
    await cause(test, names(100, 'big'), { bytes: 100_000 })
    const reading = await follow(url)
    const stuck = await follow(url, `?after=${start}`)
    stuck.pause()
    await settle(200)
    const began = performance.now()
    await server.close()
    expect(performance.now() - began).toBeLessThan(2_000)
    await reading.ended
  })

  it('cuts off who leaves hearts unread', async () => {
    const { server, url } = await startServer(50)
    const start = await latest()
    await cause(test, names(100, 'more'), { bytes: 100_000 })
    const stuck = await follow(url, `?after=${start}`)
    stuck.pause()
    await settle(600)
    const began = performance.now()
    await server.close()
    // Nothing was left to wait for.
    expect(performance.now() - began).toBeLessThan(300)
  })
})

describe('several processes', () => {
  it('tell each other of what they committed; SIGTERM ends one that has streams open', async () => {
    const other = await startProcess(test.connectionString, 'api')
    const there = await follow(other.url)
    await cause(test, ['warm'])
    await there.waitFor(1)
    const took: number[] = []
    for (let i = 0; i < 5; i++) {
      // Longer than the quiet between notifications.
      await settle(30)
      const began = performance.now()
      await cause(test, [`from here ${i}`])
      const messages = await there.waitFor(2 + i)
      took.push(messages.at(-1)!.at - began)
    }
    // Pushed: the poll would take up to a second.
    expect(took.toSorted((x, y) => x - y)[2]).toBeLessThan(250)

    const here = await follow(test.url)
    const made = await fetch(`${other.url}/v1/guests`, {
      method: 'POST',
      headers: { authorization: `apikey ${a.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        center_id: a.centers.newYork,
        personal_info: { first_name: 'Far', last_name: 'Away' },
      }),
    })
    expect(made.status).toBe(200)
    // Sooner than the poll would find it.
    await here.waitFor(1, 900)

    const began = performance.now()
    other.child.kill('SIGTERM')
    expect((await other.exited)[0]).toBe(0)
    expect(performance.now() - began).toBeLessThan(5_000)
    await there.ended
  }, 60_000)
})
