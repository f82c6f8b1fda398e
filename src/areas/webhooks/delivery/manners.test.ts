/** Receivers of every manner: what comes of a send, what the log says of it, and when it is sent again. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { transact } from '#platform/db/transaction.ts'
import { emit } from '#platform/events/emit.ts'
import type { Resolve } from '#platform/outbound.ts'
import { createWebhook } from '../index.ts'
import { guestCalled, openBench, type Bench } from '../test-kit.ts'
import type { DeliveryAttemptRow, DeliveryProfile, DeliveryRow } from '../tables.ts'
import type { ErrorClass } from './send.ts'

let bench: Bench
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** What a receiver does with a connection once a request has come in whole. */
type Manner = (socket: Socket, request: string) => void

interface RawReceiver {
  url: string
  /** Requests that came in whole. */
  requests: string[]
  sockets: Set<Socket>
  close(): Promise<void>
}

/** A receiver without any HTTP of its own. `greet` sees each connection first. */
async function listen(manner: Manner, greet: Manner = () => {}, port = 0): Promise<RawReceiver> {
  const receiver: RawReceiver = { url: '', requests: [], sockets: new Set(), close }
  const server = createServer((socket) => {
    receiver.sockets.add(socket)
    socket.on('error', () => {}).on('close', () => receiver.sockets.delete(socket))
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk
      for (;;) {
        const head = text.indexOf('\r\n\r\n')
        const length = head < 0 ? NaN : head + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
        if (!(text.length >= length)) return
        const request = text.slice(0, length)
        text = text.slice(length)
        receiver.requests.push(request)
        manner(socket, request)
      }
    })
    greet(socket, '')
  })
  async function close(): Promise<void> {
    for (const socket of receiver.sockets) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  closing.push(close)
  receiver.url = `http://127.0.0.1:${await portOf(server, port)}/hook`
  return receiver
}

async function portOf(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** An answer in full. */
const answer =
  (status: string, headers: readonly string[] = [], body: string | Buffer = ''): Manner =>
  (socket) => {
    const bytes = Buffer.from(body)
    socket.write(
      `HTTP/1.1 ${status}\r\n${[...headers, `Content-Length: ${bytes.length}`].join('\r\n')}\r\n\r\n`,
    )
    socket.write(bytes)
  }

const raw =
  (...texts: string[]): Manner =>
  (socket) =>
    texts.forEach((text) => socket.write(text))

const drip =
  (head: string, text: string): Manner =>
  (socket) => {
    socket.write(head)
    let at = 0
    const timer = setInterval(() => socket.write(text[at++ % text.length]!), 15)
    socket.once('close', () => clearInterval(timer))
  }

/** Bytes that went into endless answers. */
let poured = 0
const endless: Manner = (socket) => {
  socket.once('close', () => (poured += socket.bytesWritten))
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n')
  const chunk = Buffer.alloc(65_536, 'x')
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', more)
  more()
}

/** Self-signed, of use to this test alone. */
const TLS = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg97FSbYFrlkB6i3YL
O84qf352PlDfQG6fgrcABDpyu6WhRANCAAREn19EZnB+mmoo6ta2uy7qGlwJNl5g
9EQ9VMICzJybipq5pqectFeZqpSvtVttJHv7PlIRtDpGHaoBLGLK8Ubj
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBNjCB3aADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
bG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERJ9fRGZwfppqKOrW
trsu6hpcCTZeYPREPVTCAsycm4qauaannLRXmaqUr7VbbSR7+z5SEbQ6Rh2qASxi
yvFG46MeMBwwGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAoGCCqGSM49BAMC
A0gAMEUCIDIW6gJwHCJogIUy7IVtUkPN6mEcEygK/Z6oAgLLWGduAiEAtYCnLHq+
Na8G0lGIw/cizvhMbysyzdxDQzIvkZas9GM=
-----END CERTIFICATE-----`,
}

async function secure(): Promise<string> {
  const server = createTlsServer(TLS, (socket) => socket.on('error', () => {}))
  server.on('tlsClientError', () => {})
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `https://localhost:${await portOf(server)}/hook`
}
/** A port that nobody listens on, nor can: it is the near end of a connection. */
async function closedPort(): Promise<string> {
  const { url } = await listen(() => {})
  const taken = connect(Number(new URL(url).port), '127.0.0.1')
  await once(taken, 'connect')
  closing.push(async () => taken.destroy())
  return `http://127.0.0.1:${taken.localPort}/hook`
}
/** Knows this machine alone. */
const resolve: Resolve = (name, done) =>
  name === 'localhost'
    ? done(null, [{ address: '127.0.0.1', family: 4 }])
    : done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), [])

const ANSWER_MS = 2_000

interface Case {
  name: string
  manner?: Manner
  greet?: Manner
  url?: () => string | Promise<string>
  status: number | null
  errorClass: ErrorClass | null
  error?: string
  body?: string
  cut?: boolean
  headers?: Record<string, string>
  /** Seconds until the next send, where it is not the first wait of the profile; null: no next one. */
  waits?: Partial<Record<DeliveryProfile, number | null>>
  /** Seconds that these may be off. */
  about?: number
  /** Milliseconds that the send takes. */
  least?: number
  most?: number
}

const nothing = (errorClass: ErrorClass, error?: string) => ({
  status: null,
  errorClass,
  ...(error ? { error } : {}),
})
const fine = (status = 200) => ({ status, errorClass: null })
const bad = (status: number) => ({
  status,
  errorClass: 'status' as const,
  error: `answered ${status}`,
})
const late = { ...nothing('timeout', 'no answer within 2 s'), least: ANSWER_MS - 5, most: 6_000 }
const kept = 'x'.repeat(16_384)
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

const CASES: readonly Case[] = [
  {
    name: 'fine',
    manner: answer('200 OK', ['Content-Type: text/plain'], 'thanks'),
    ...fine(),
    body: 'thanks',
    headers: { 'content-type': 'text/plain', 'content-length': '6' },
  },
  { name: 'no content', manner: raw('HTTP/1.1 204 None\r\n\r\n'), ...fine(204), body: '', headers: {} },
  { name: 'no content, with some', manner: answer('204 None', [], 'stray'), ...fine(204), body: '' },
  {
    name: 'an old one without phrase and length',
    manner: (socket) => void socket.end('HTTP/1.0 202\r\n\r\nall'),
    ...fine(202),
    body: 'all',
  },
  {
    name: 'in chunks',
    manner: raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n', '2\r\nde\r\n0\r\n\r\n'),
    ...fine(),
    body: 'abcde',
  },
  { name: 'hangs', manner: () => {}, ...late },
  { name: 'never reads', greet: (socket) => void socket.pause(), ...late },
  { name: 'drips its head', manner: drip('', 'HTTP/1.1 200 OK\r\nX: ' + 'x'.repeat(500)), ...late },
  {
    name: 'drips its body',
    manner: drip('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n', 'x'),
    ...fine(),
    cut: true,
    most: ANSWER_MS - 100,
  },
  { name: 'resets at once', greet: (socket) => void socket.resetAndDestroy(), ...nothing('reset') },
  { name: 'resets after reading', manner: (socket) => void socket.resetAndDestroy(), ...nothing('reset') },
  { name: 'hangs up at once', greet: (socket) => void socket.destroy(), ...nothing('reset') },
  { name: 'hangs up after reading', manner: (socket) => void socket.end(), ...nothing('reset') },
  {
    name: 'hangs up in its head',
    manner: (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-'),
    ...nothing('reset'),
  },
  {
    name: 'hangs up in its body',
    manner: (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
    ...fine(),
    body: 'half',
    cut: true,
  },
  { name: 'refuses', url: closedPort, ...nothing('refused') },
  { name: 'has no address', url: () => 'http://nowhere.example/hook', ...nothing('dns') },
  { name: 'fails', manner: answer('500 Oh', [], 'stack trace'), ...bad(500), body: 'stack trace' },
  { name: 'an odd number', manner: answer('999 Odd'), ...bad(999) },
  {
    name: 'wants time, in seconds',
    manner: answer('429 Slow', ['Retry-After: 120']),
    ...bad(429),
    waits: { durable: 120 },
  },
  {
    name: 'wants time, as a date',
    manner: (socket, text) =>
      answer('503 Later', [`Retry-After: ${new Date(Date.now() + 90_000).toUTCString()}`])(socket, text),
    ...bad(503),
    waits: { durable: 90 },
    about: 2,
  },
  { name: 'wants less than is due', manner: answer('429 Slow', ['Retry-After: 1']), ...bad(429) },
  {
    name: 'wants forever',
    manner: answer('429 Slow', ['Retry-After: 999999999']),
    ...bad(429),
    waits: { durable: 86_400 },
  },
  { name: 'wants nonsense', manner: answer('429 Slow', ['Retry-After: soon']), ...bad(429) },
  { name: 'is gone', manner: answer('410 Gone'), ...bad(410), waits: { durable: null } },
  {
    name: 'has moved',
    manner: answer('301 Moved', ['Location: http://127.0.0.1:1/inside']),
    status: 301,
    errorClass: 'redirect',
    error: 'answered 301; redirects are not followed',
  },
  { name: 'not modified', manner: raw('HTTP/1.1 304 Same\r\n\r\n'), status: 304, errorClass: 'redirect' },
  // Nobody asked for it; undici takes it for a broken answer.
  { name: 'goes on first', manner: raw('HTTP/1.1 100 Continue\r\n\r\n', ok), ...nothing('protocol') },
  {
    name: 'works, hints, is fine',
    manner: raw('HTTP/1.1 102 Working\r\n\r\nHTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n', ok),
    ...fine(),
    body: 'ok',
  },
  { name: 'works and works', manner: raw('HTTP/1.1 102 Working\r\n\r\n'), ...late },
  {
    name: 'switches protocols',
    manner: raw('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    ...nothing('protocol'),
  },
  { name: 'is no web server', manner: raw('SSH-2.0-OpenSSH_9.7\r\n'), ...nothing('protocol') },
  {
    name: 'speaks first',
    greet: raw('220 mail.example ESMTP\r\n'),
    ...nothing('protocol'),
  },
  { name: 'a page without a head', manner: raw('<html>ok</html>'), ...nothing('protocol') },
  {
    name: 'a length of no sense',
    manner: raw('HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nok'),
    ...nothing('protocol'),
  },
  {
    name: 'two lengths',
    manner: raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!'),
    ...nothing('protocol'),
  },
  {
    name: 'a NUL in a header',
    manner: raw('HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 0\r\n\r\n'),
    ...nothing('protocol'),
  },
  {
    name: 'a head of a megabyte',
    manner: raw(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(1_000_000)}\r\n\r\n`),
    ...nothing('protocol'),
  },
  {
    name: 'a long header',
    manner: answer('200 OK', [`X-Long: ${'x'.repeat(3_000)}`]),
    ...fine(),
    headers: { 'x-long': 'x'.repeat(1_000) },
  },
  {
    name: 'cookies',
    manner: answer('200 OK', ['Set-Cookie: a=tell-nobody', 'Set-Cookie: b=tell-nobody', 'X-2: 1', 'X-2: 2']),
    ...fine(),
    headers: { 'set-cookie': '••••', 'x-2': '1, 2' },
  },
  { name: 'as much as is kept', manner: answer('200 OK', [], kept), ...fine(), body: kept },
  { name: 'one more', manner: answer('200 OK', [], kept + 'x'), ...fine(), body: kept, cut: true },
  {
    name: 'a letter on the edge',
    manner: answer('200 OK', [], kept.slice(1) + 'ö'),
    ...fine(),
    body: kept.slice(1) + '\ufffd',
    cut: true,
  },
  {
    name: 'ten megabytes',
    manner: answer('200 OK', [], Buffer.alloc(10_000_000, 'x')),
    ...fine(),
    body: kept,
    cut: true,
  },
  {
    name: 'ten megabytes of complaint',
    manner: answer('500 Oh', [], Buffer.alloc(10_000_000, 'x')),
    ...bad(500),
    body: kept,
    cut: true,
  },
  { name: 'without end', manner: endless, ...fine(), body: kept, cut: true },
  {
    name: 'NUL and broken UTF-8',
    manner: answer('200 OK', [], Buffer.from([0x61, 0, 0x62, 0xff, 0xc3])),
    ...fine(),
    body: 'a\ufffdb\ufffd\ufffd',
  },
  {
    name: 'gzip',
    manner: answer('200 OK', ['Content-Encoding: gzip'], gzipSync('hello')),
    ...fine(),
    headers: { 'content-encoding': 'gzip' },
  },
  {
    name: 'more than one answer',
    manner: raw('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 500 Oh\r\nContent-Length: 1\r\n\r\nb'),
    ...fine(),
    body: 'a',
  },
  { name: 'signs for itself', url: secure, ...nothing('tls') },
  {
    name: 'plain where TLS should be',
    url: async () => {
      const { url } = await listen(
        () => {},
        (socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      )
      return url.replace('http:', 'https:')
    },
    ...nothing('tls'),
  },
  {
    name: 'TLS where plain should be',
    url: async () => (await secure()).replace('https:', 'http:'),
    ...nothing('reset'),
  },
]

const PROFILES = ['zenoti', 'durable'] as const
const FIRST_WAIT = { zenoti: 30, durable: 5 }
const MOST_ADDED = { zenoti: 0.05, durable: 0.1 }

describe('one send to each', () => {
  const idOf = new Map<string, string>()
  const receivers = new Map<string, RawReceiver>()
  let attempts: DeliveryAttemptRow[]
  let deliveries: DeliveryRow[]
  let memory: number

  beforeAll(async () => {
    for (const each of CASES) {
      const receiver = each.url ? null : await listen(each.manner ?? (() => {}), each.greet)
      const url = receiver?.url ?? (await each.url!())
      if (receiver) receivers.set(each.name, receiver)
      for (const profile of PROFILES) {
        const webhook = await bench.makeWebhook(`${url}/${profile}`, { profile, name: each.name })
        idOf.set(`${profile} ${each.name}`, webhook.id)
      }
    }
    const before = process.memoryUsage.rss()
    const delivery = await bench.start({ answerMs: ANSWER_MS, resolve, concurrency: 24 })
    await bench.cause(['one'])
    await delivery.idle()
    memory = process.memoryUsage.rss() - before
    attempts = await bench.attempts()
    deliveries = await bench.deliveries()
    await delivery.stop()
  })
  afterAll(async () => {
    await sql`update webhooks set is_active = false where organization_id = ${bench.organizationId}`.execute(
      bench.db,
    )
    await sql`update deliveries set state = 'cancelled'
      where organization_id = ${bench.organizationId} and state = 'waiting'`.execute(bench.db)
  })

  describe.each(PROFILES)('%s', (profile) => {
    test.each(CASES)('$name', (each) => {
      const id = idOf.get(`${profile} ${each.name}`)!
      const [log, ...more] = attempts.filter((row) => row.webhook_id === id)
      expect(more).toEqual([])
      expect(log).toMatchObject({
        attempt: 1,
        http_status: each.status,
        error_class: each.errorClass,
        error: each.errorClass === null ? null : (each.error ?? (expect.any(String) as string)),
        response_cut: each.cut ?? false,
      })
      if (each.status === null) expect([log!.response_headers, log!.response_body]).toEqual([null, null])
      if (each.body !== undefined) expect(log!.response_body).toBe(each.body)
      if (each.headers) expect(JSON.parse(log!.response_headers!)).toMatchObject(each.headers)
      expect(log!.milliseconds).toBeGreaterThanOrEqual(each.least ?? 0)
      expect(log!.milliseconds).toBeLessThanOrEqual(each.most ?? 6_000)

      const delivery = deliveries.find((row) => row.webhook_id === id)!
      expect(delivery).toMatchObject({
        attempts: 1,
        last_status: each.status,
        last_error: each.errorClass,
        claimed_until: null,
      })
      const asked = each.waits?.[profile]
      if (each.errorClass === null) expect(delivery.state).toBe('delivered')
      else if (asked === null) expect(delivery.state).toBe('failed')
      else {
        expect(delivery).toMatchObject({ state: 'waiting', finished_at: null })
        const waited = (delivery.due_at.getTime() - log!.sent_at.getTime() - log!.milliseconds) / 1000
        const least = asked ?? FIRST_WAIT[profile]
        const most = asked ?? least * (1 + MOST_ADDED[profile])
        expect(waited).toBeGreaterThanOrEqual(least - (each.about ?? 0) - 0.01)
        expect(waited).toBeLessThanOrEqual(most + (each.about ?? 0) + 2)
      }
    })
  })

  test('a request came to each receiver once per profile, whole and signed', () => {
    for (const [name, { requests }] of receivers) {
      if (['never reads', 'resets at once', 'hangs up at once', 'speaks first'].includes(name)) continue
      expect([name, requests.length]).toEqual([name, 2])
      for (const request of requests) expect(request).toMatch(/zenoti-webhook-signature: sha256 =/i)
    }
  })

  test('connections with a long, slow or broken answer are given up; memory stays', async () => {
    for (const name of ['ten megabytes', 'without end', 'drips its body', 'drips its head', 'hangs'])
      await vi.waitFor(() => expect([name, receivers.get(name)!.sockets.size]).toEqual([name, 0]))
    // Two of them; what lies in the buffers of the system counts.
    expect(poured).toBeLessThan(40_000_000)
    expect(memory).toBeLessThan(200_000_000)
  })

  test('a receiver that is gone is switched off by durable alone', async () => {
    const off = { is_active: false, deactivated_for: 'gone', failures_in_row: 1 }
    expect(await bench.webhook(idOf.get('durable is gone')!)).toMatchObject(off)
    const on = { is_active: true, failures_in_row: 0 }
    expect(await bench.webhook(idOf.get('zenoti is gone')!)).toMatchObject(on)
  })

  test('the engine itself had no trouble', () => {
    expect(bench.logged.filter((line) => line.level === 50).map((line) => line.msg)).toEqual([
      expect.stringContaining('"is gone" was switched off: its receiver answered 410') as string,
    ])
  })
})

describe('over time', () => {
  /** Of one webhook. */
  const logOf = async (id: string) => ({
    deliveries: (await bench.deliveries()).filter((row) => row.webhook_id === id),
    attempts: (await bench.attempts()).filter((row) => row.webhook_id === id),
  })
  const switchOff = (id: string) =>
    sql`update webhooks set is_active = false where organization_id = ${bench.organizationId} and id = ${id}`.execute(
      bench.db,
    )

  test.each([
    ['zenoti', [30, 60, 120, 240]],
    ['durable', [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]],
  ] as const)('%s waits as promised and gives up after its last send', async (profile, waits) => {
    const { requests, url } = await listen(answer('500 Oh'))
    const { id } = await bench.makeWebhook(url, { profile })
    const delivery = await bench.start()
    await bench.cause(['one'])
    await delivery.idle()
    for (const [i, wait] of waits.entries()) {
      expect(requests.length).toBe(i + 1)
      bench.pass(wait - 2)
      await delivery.idle()
      expect(requests.length).toBe(i + 1)
      bench.pass(wait * MOST_ADDED[profile] + 3)
      await delivery.idle()
    }
    bench.pass(10 * 86_400)
    await delivery.idle()
    expect(requests.length).toBe(waits.length + 1)
    expect(new Set(requests.map((request) => request.split('\r\n\r\n')[1])).size).toBe(1)
    expect((await logOf(id)).deliveries).toMatchObject([{ state: 'failed', attempts: waits.length + 1 }])
    await delivery.stop()
    await switchOff(id)
  })

  test('a receiver that vanishes in the middle and comes back gets everything', async () => {
    const first = await listen((socket, request) => {
      answer('200 OK')(socket, request)
      if (first.requests.length === 20) void first.close()
    })
    const { id } = await bench.makeWebhook(first.url)
    const delivery = await bench.start({ concurrencyPerWebhook: 4 })
    await bench.cause(Array.from({ length: 60 }, (_, i) => `event ${i}`))
    await delivery.idle()
    const before = await logOf(id)
    expect(before.deliveries.filter((row) => row.state === 'waiting').length).toBeGreaterThan(30)
    for (const row of before.attempts) expect([null, 'refused', 'reset']).toContain(row.error_class)
    const second = await listen(answer('200 OK'), () => {}, Number(new URL(first.url).port))
    bench.pass(32)
    await delivery.idle()
    const after = await logOf(id)
    expect(new Set(after.deliveries.map((row) => row.state))).toEqual(new Set(['delivered']))
    const requests = [...first.requests, ...second.requests]
    expect(new Set(requests.map((request) => /webhook-id: (\w+)/i.exec(request)![1])).size).toBe(60)
    expect((await bench.webhook(id)).failures_in_row).toBe(0)
    await delivery.stop()
    await switchOff(id)
  })

  test.each([
    ['right after its answer', (socket: Socket) => void socket.end()],
    ['by a reset after its answer', (socket: Socket) => void setTimeout(() => socket.resetAndDestroy(), 2)],
    ['a moment later', (socket: Socket) => void setTimeout(() => socket.end(), 3)],
  ])('a kept connection that the receiver closes %s fails no send', async (_when, close) => {
    const receiver = await listen((socket, request) => {
      answer('200 OK')(socket, request)
      close(socket)
    })
    const { id } = await bench.makeWebhook(receiver.url)
    const delivery = await bench.start({ concurrencyPerWebhook: 4 })
    for (let i = 0; i < 20; i++) {
      await bench.cause(['one', 'two', 'three'])
      await delivery.idle()
    }
    const { attempts, deliveries } = await logOf(id)
    expect(attempts.filter((row) => row.http_status === null).map((row) => row.error)).toEqual([])
    expect(deliveries.length).toBe(60)
    expect(new Set(deliveries.map((row) => row.state))).toEqual(new Set(['delivered']))
    await delivery.stop()
    await switchOff(id)
  })

  test('outcomes of one organisation that cannot be written keep none of the others back', async () => {
    const { url, requests } = await listen(answer('200 OK'))
    const other = randomUUID()
    const ids = [
      (await bench.makeWebhook(`${url}/ours`)).id,
      (
        await transact(bench.db, (tx) =>
          createWebhook(
            tx,
            { ...bench.context(), organizationId: other },
            { name: 'Other', url, events: ['*'] },
          ),
        )
      ).id,
    ]
    const delivery = await bench.start({ pollMs: 20 })
    // Nothing can be written until both have been sent, then only what is not ours.
    await sql`alter table delivery_attempts rename to elsewhere`.execute(bench.db)
    for (const organizationId of [bench.organizationId, other])
      await transact(bench.db, (tx) =>
        emit(
          tx,
          { organizationId, centerId: null, at: bench.clock.now() },
          'Guest.Created',
          guestCalled('one'),
        ),
      )
    await vi.waitFor(() => expect(requests.length).toBe(2))
    await sql
      .raw(
        `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
         create trigger refuse before update of attempts on deliveries for each row
           when (new.organization_id = '${bench.organizationId}') execute function refuse();
         /* any organisation */ alter table elsewhere rename to delivery_attempts`,
      )
      .execute(bench.db)
    const stateOf = async (organizationId: string, id: string) =>
      (
        await bench.db
          .selectFrom('deliveries')
          .select(['state', 'attempts'])
          .where('organization_id', '=', organizationId)
          .where('webhook_id', '=', id)
          .execute()
      ).map(({ state, attempts }) => `${state} ${attempts}`)
    await vi.waitFor(async () => expect(await stateOf(other, ids[1]!)).toEqual(['delivered 1']), 5_000)
    expect(await stateOf(bench.organizationId, ids[0]!)).toEqual(['waiting 0'])
    await sql`drop trigger refuse on deliveries`.execute(bench.db)
    await delivery.idle()
    expect(await stateOf(bench.organizationId, ids[0]!)).toEqual(['delivered 1'])
    expect(requests.length).toBe(2)
    await delivery.stop()
    await switchOff(ids[0]!)
  })

  test('inner addresses: the log says blocked, the webhook counts a failure, nobody is reached', async () => {
    const { url, requests } = await listen(answer('200 OK'))
    const inFigures = await bench.makeWebhook(url)
    const byName = await bench.makeWebhook(url.replace('127.0.0.1', 'inside.example'))
    const delivery = await bench.start({
      allowPrivate: false,
      resolve: (_name, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    })
    await bench.cause(['one'])
    for (let i = 0; i < 5; i++) {
      await delivery.idle()
      bench.pass(601)
    }
    await delivery.idle()
    for (const [id, error] of [
      [inFigures.id, '127.0.0.1 is not a public address'],
      [byName.id, 'inside.example (127.0.0.1) is not a public address'],
    ] as const) {
      const { attempts, deliveries } = await logOf(id)
      expect(attempts.map((row) => [row.error_class, row.error, row.http_status])).toEqual(
        Array.from({ length: 5 }, () => ['blocked', error, null]),
      )
      expect(deliveries).toMatchObject([{ state: 'failed' }])
      expect(await bench.webhook(id)).toMatchObject({ failures_in_row: 1, is_active: true })
      await switchOff(id)
    }
    expect(requests).toEqual([])
    await delivery.stop()
  })

  test('no secret in the log of sends nor in the log of the process, whatever happens', async () => {
    const urls = [
      (await listen(answer('200 OK'))).url,
      (await listen(answer('500 Oh'))).url,
      (await listen(() => {})).url,
      (await listen((socket) => void socket.resetAndDestroy())).url,
      (await listen(raw('nonsense\r\n'))).url,
      await closedPort(),
      await secure(),
      'http://nowhere.example/hook',
    ]
    const hidden = ['tell-header', 'tell-user', 'tell-password', 'tell-query', 'tell-token']
    hidden.push(Buffer.from('tell-user:tell-password').toString('base64'))
    const ids: string[] = []
    for (const [i, url] of urls.entries()) {
      const { id, secret } = await bench.makeWebhook(`${url}?key=tell-query&b=1#tell-query`, {
        headers: { 'X-Shared': 'tell-header' },
        auth:
          i % 2
            ? { type: 'basic', username: 'tell-user', password: 'tell-password' }
            : { type: 'bearer', token: 'tell-token' },
      })
      ids.push(id)
      hidden.push(secret, secret.slice('whsec_'.length))
    }
    const delivery = await bench.start({ answerMs: 1_500, resolve })
    await bench.cause(['one'])
    await delivery.idle()
    await delivery.stop()
    const attempts = (await bench.attempts()).filter((row) => ids.includes(row.webhook_id))
    expect(attempts.length).toBe(urls.length)
    expect(new Set(attempts.map((row) => row.error_class)).size).toBe(urls.length)
    const shown = JSON.stringify([attempts, bench.logged, await bench.deliveries()])
    for (const text of hidden) expect([text, shown.includes(text)]).toEqual([text, false])
    for (const row of attempts)
      expect(JSON.parse(row.request_headers)).toMatchObject({ 'x-shared': '••••', authorization: '••••' })
  })
})
