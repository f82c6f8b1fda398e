import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request as openRequest, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { bothHeaders, eventBody, ID, makeSecret, standardHeaders, zenotiHeaders } from './sign.ts'

/** Sends a POST to a receiver and answers with the status. */
type Send = (body: string, headers: Record<string, string>) => Promise<number>

const [older, secret] = [makeSecret(), makeSecret()]
const json = { 'content-type': 'application/json' }

/** Without a content-type, an empty request says nothing of its length either, as some proxies hand it on. */
const sendTo =
  (port: number): Send =>
  async (body, headers) => {
    const sent = openRequest({ host: '127.0.0.1', port, path: '/webhooks', method: 'POST', headers })
    if (!body && !headers['content-type'])
      for (const name of ['content-length', 'transfer-encoding']) sent.removeHeader(name)
    sent.end(body)
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    answer.resume()
    return answer.statusCode!
  }

const portOf = (server: Server) => (server.address() as AddressInfo).port

/** Starts an example; what it prints goes to console.log. */
const starters: Record<string, () => Promise<[Send, () => Promise<unknown>]>> = {
  express: async () => {
    // Plain JavaScript, so without types.
    const file = '../examples/express.mjs'
    const { app } = (await import(file)) as { app: Parameters<typeof createServer>[1] }
    const server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return [sendTo(portOf(server)), async () => server.close()]
  },
  fastify: async () => {
    const { app } = (await import('../examples/fastify.ts')) as { app: FastifyInstance }
    await app.listen({ port: 0, host: '127.0.0.1' })
    return [sendTo(portOf(app.server)), () => app.close()]
  },
  next: async () => {
    const { POST } = await import('../examples/next-route.ts')
    const send: Send = async (body, headers) => {
      const init = { method: 'POST', headers, ...(body && { body }) }
      return (await POST(new Request('https://example.test/webhooks', init))).status
    }
    return [send, async () => {}]
  },
}

describe.each(Object.entries(starters))('the %s example', (_, start) => {
  let send: Send
  let stop: () => Promise<unknown>
  let log: MockInstance
  const printed = () => log.mock.calls.map((line) => line.join(' '))

  beforeEach(async () => {
    vi.stubEnv('WEBHOOK_SECRET', `${secret} ${older}`)
    vi.stubEnv('PORT', '')
    vi.resetModules()
    log = vi.spyOn(console, 'log').mockImplementation(() => {})
    ;[send, stop] = await start()
  })
  afterEach(async () => {
    await stop()
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })

  test('takes an event once, however often it comes', async () => {
    const body = eventBody(ID, { appointment_group_status: 4, note: 'Zoë \u{1F600}' })
    for (const headers of [
      bothHeaders(secret, body),
      standardHeaders({ secrets: [older, secret], body }),
      zenotiHeaders(older, body),
    ])
      expect(await send(body, { ...json, ...headers })).toBe(204)
    const other = eventBody('67d999a57c1e94b20d1a2b39')
    expect(await send(other, { ...json, ...bothHeaders(secret, other) })).toBe(204)
    await vi.waitFor(() => expect(printed()).toHaveLength(2))
    expect(printed()[0]).toMatch(/^AppointmentGroup\.Status (4|67d999a57c1e94b20d1a2b38)$/)
  })

  test('verifies the bytes, not what they mean', async () => {
    const body = `{ ${eventBody().slice(1)}\n`
    expect(await send(body, { ...json, ...bothHeaders(secret, body) })).toBe(204)
    expect(await send(eventBody(), { ...json, ...bothHeaders(secret, body) })).toBe(401)
    expect(await send(eventBody(), json)).toBe(401)
    expect(await send('not json', json)).toBe(401)
    await vi.waitFor(() => expect(printed()).toHaveLength(1))
  })

  test('answers the test call and does nothing else', async () => {
    expect(await send('', {})).toBe(200)
    expect(await send('', json)).toBe(200)
    expect(printed()).toEqual([])
  })

  test('takes an event of half a megabyte', async () => {
    const body = eventBody(ID, { text: 'x'.repeat(500_000) })
    expect(await send(body, { ...json, ...bothHeaders(secret, body) })).toBe(204)
    await vi.waitFor(() => expect(printed()).toHaveLength(1))
  })
})

test('examples/receiver.mjs prints type and status, and stays up', async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const port = portOf(probe)
  probe.close()
  await once(probe, 'close')
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../../examples/receiver.mjs')], {
    env: { ...process.env, SECRET: secret, PORT: String(port) },
  })
  try {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)))
    const send = sendTo(port)
    await vi.waitFor(() => send('', {}), { timeout: 10_000 })
    expect(await send('', {})).toBe(204)
    const body = eventBody()
    expect(await send(body, { ...json, ...bothHeaders(secret, body) })).toBe(204)
    expect(await send(body, { ...json, ...standardHeaders({ secrets: [older, secret], body }) })).toBe(204)
    for (const headers of [
      {},
      zenotiHeaders(secret, body),
      standardHeaders({ secrets: [older], body }),
      standardHeaders({ secrets: [secret], body, timestamp: 1 }),
      { ...standardHeaders({ secrets: [secret], body }), 'webhook-signature': 'v1,' },
      { ...standardHeaders({ secrets: [secret], body }), 'webhook-signature': `v1,${'é'.repeat(44)}` },
    ])
      expect(await send(body, { ...json, ...headers })).toBe(401)
    const lines = output
      .trim()
      .split('\n')
      .map((line) => line.trim())
    expect(lines.filter((line) => line !== 'test call')).toEqual([
      ...Array<string>(2).fill('AppointmentGroup.Status 2'),
      ...Array<string>(6).fill('not genuine'),
    ])
  } finally {
    child.kill()
  }
})
