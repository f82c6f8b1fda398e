/**
 * The front door for tests: a running app on its own database (a clone of the template with the test
 * world in it), a client, a webhook receiver, a clock to move.
 */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { inject } from 'vitest'
import { createLog, startApp, type App } from '../src/app.ts'
import { forgetCallers } from '#areas/access-tokens'
import { TEMPLATE } from './global-setup.ts'
import { faultOfReply } from './replies.ts'
import { checkScope } from './scope.ts'
import { NOW, world } from './world.ts'

export { world, NOW }

export interface Answer<T = Record<string, unknown>> {
  status: number
  headers: Headers
  body: T
  text: string
}

export interface CallOptions {
  body?: unknown
  /** Raw body instead of JSON. */
  raw?: string
  headers?: Record<string, string>
  /** API key, or null for none. Default: the key of organisation A. */
  key?: string | null
  /** Bearer token instead of a key. */
  token?: string
}

export interface TestApp {
  app: App
  url: string
  connectionString: string
  /** Sends one request; never throws for a status. */
  call<T = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<Answer<T>>
  /** Runs SQL on the test's database. */
  query<T extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<T[]>
  /** Events recorded so far, oldest first. */
  events(): Promise<{ type: string; center_id: string | null; data: Record<string, unknown> }[]>
  /** Sets the clock to an instant (it goes on from there). */
  setNow(instant: string | Date): void
  stop(): Promise<void>
}

export interface TestAppOptions {
  role?: 'all' | 'api' | 'worker'
  rateLimit?: string | null
  now?: string
  /** Join the database of another test app: a second process of the same installation. */
  connectionString?: string
}

let counter = 0

const urlOf = (database: string): string => inject('server').replace('/DATABASE', `/${database}`)

export async function createDatabase(): Promise<string> {
  const name = `t_${process.pid}_${++counter}_${Date.now().toString(36)}`
  const admin = new pg.Client({ connectionString: urlOf('postgres') })
  await admin.connect()
  try {
    for (let attempt = 0; ; attempt++)
      try {
        await admin.query(`create database ${name} template ${TEMPLATE} strategy file_copy`)
        break
      } catch (error) {
        // Two files cloning at once: the template is busy for a moment.
        if (attempt > 50) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
  } finally {
    await admin.end()
  }
  return urlOf(name)
}

/** Starts an app. Its clock stands at `NOW` unless told otherwise. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const connectionString = options.connectionString ?? (await createDatabase())
  forgetCallers()
  const app = await startApp({
    config: {
      role: options.role ?? 'all',
      sandbox: true,
      rateLimit: options.rateLimit ?? null,
      allowPrivateWebhooks: true,
      logLevel: 'error',
    },
    connectionString,
    secretKey: Buffer.alloc(32, 7),
    inspect: checkScope,
    connections: 8,
    log: createLog(process.env.LOG_LEVEL ?? 'error'),
  })
  const setNow = (instant: string | Date) => app.clock.setShift(new Date(instant).getTime() - Date.now())
  setNow(options.now ?? NOW)
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`
  const test: TestApp = {
    app,
    url,
    connectionString,
    setNow,
    async call<T>(method: string, path: string, { body, raw, headers = {}, key, token }: CallOptions = {}) {
      const authorization = token
        ? `bearer ${token}`
        : key === null
          ? null
          : `apikey ${key ?? world.a.apiKey}`
      const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(authorization ? { authorization } : {}),
          ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(payload === undefined ? {} : { body: payload }),
        redirect: 'manual',
      })
      const text = await response.text()
      let parsed: unknown = null
      try {
        parsed = text ? JSON.parse(text) : null
      } catch {
        parsed = text
      }
      const fault = response.status === 200 ? faultOfReply(method, path, parsed) : null
      if (fault) throw new Error(fault)
      return { status: response.status, headers: response.headers, body: parsed as T, text }
    },
    async query<T extends object>(sql: string, values: unknown[] = []) {
      const client = new pg.Client({ connectionString })
      await client.connect()
      try {
        return (await client.query(sql, values)).rows as T[]
      } finally {
        await client.end()
      }
    },
    async events() {
      const rows = await test.query<{ type: string; center_id: string | null; data: string }>(
        'select type, center_id, data from events order by sequence',
      )
      return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }))
    },
    stop: () => app.stop(),
  }
  return test
}

export interface Received {
  method: string
  url: string
  headers: IncomingHttpHeaders
  raw: Buffer
  at: number
}

export interface Receiver {
  url: string
  requests: Received[]
  /** Waits until so many requests have come in, or fails after the time. */
  waitFor(count: number, milliseconds?: number): Promise<Received[]>
  /** Decides the answer; default 200. */
  answer: (request: Received) => number | Promise<number>
  close(): Promise<void>
}

/** A real HTTP receiver for webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const requests: Received[] = []
  const receiver: Receiver = {
    url: '',
    requests,
    answer: () => 200,
    async waitFor(count, milliseconds = 5_000) {
      const until = performance.now() + milliseconds
      while (requests.length < count) {
        if (performance.now() > until)
          throw new Error(`${requests.length} of ${count} webhook requests came in`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      return requests
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const received = {
        method: request.method!,
        url: request.url!,
        headers: request.headers,
        raw: Buffer.concat(chunks),
        at: performance.now(),
      }
      requests.push(received)
      void Promise.resolve(receiver.answer(received)).then((status) => {
        response.statusCode = status
        response.end('ok')
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return receiver
}
