/** What the tests of this folder share: events to cause, and a reader of Server-Sent Events. */
import { onTestFinished } from 'vitest'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { transact } from '#platform/db/transaction.ts'
import { emit, type EventData } from '#platform/events/emit.ts'
import { world, type TestApp } from '../../../../test/harness.ts'

export interface Caused {
  organizationId?: string
  centerId?: string | null
  type?: 'Guest.Created' | 'Guest.Deleted'
  /** The guest they are about; one each unless named. */
  of?: string
  /** Fills the data. */
  bytes?: number
}

/** Commits one event per code, in one transaction. */
export const cause = (test: TestApp, codes: readonly string[], options: Caused = {}): Promise<void> =>
  transact(test.app.database.db, async (tx) => {
    const { organizationId = world.a.id, centerId = null, type = 'Guest.Created', of, bytes = 0 } = options
    for (const code of codes)
      await emit(tx, { organizationId, centerId, at: test.app.clock.now() }, type, {
        id: of ?? randomUUID(),
        code: code + 'x'.repeat(bytes),
      } as EventData<'Guest.Created'>)
  })

export interface Message {
  id: string
  event: string
  data: string
  at: number
}

export interface Reader {
  status: number
  headers: Record<string, string | string[] | undefined>
  messages: Message[]
  /** Comment lines and lone ids, as they came. */
  asides: string[]
  body(): string
  /** Waits for so many messages. */
  waitFor(count: number, milliseconds?: number): Promise<Message[]>
  /** Resolves when the server ends it. */
  ended: Promise<void>
  /** Stops and goes on taking bytes. */
  pause(): void
  resume(): void
  close(): void
}

/** Opens a stream over a connection of its own. */
export function openReader(
  url: string,
  query = '',
  {
    key = world.a.apiKey,
    token,
    ...headers
  }: { key?: string; token?: string; 'last-event-id'?: string } = {},
): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/admin/v1/events/stream${query}`,
      { agent: false, headers: { authorization: token ? `bearer ${token}` : `apikey ${key}`, ...headers } },
      (answer) => {
        const messages: Message[] = []
        const asides: string[] = []
        let rest = ''
        answer.setEncoding('utf8')
        answer.on('data', (text: string) => {
          const blocks = (rest + text).split('\n\n')
          rest = blocks.pop()!
          for (const block of blocks) {
            const fields = Object.fromEntries(
              block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
            )
            if (fields.data)
              messages.push({
                id: fields.id!,
                event: fields.event!,
                data: fields.data,
                at: performance.now(),
              })
            else asides.push(block)
          }
        })
        resolve({
          status: answer.statusCode!,
          headers: answer.headers,
          messages,
          asides,
          body: () => rest,
          async waitFor(count, milliseconds = 5_000) {
            const until = performance.now() + milliseconds
            while (messages.length < count) {
              if (performance.now() > until) throw new Error(`${messages.length} of ${count} events came`)
              await new Promise((again) => setTimeout(again, 2))
            }
            return messages
          },
          ended: new Promise((done) => answer.once('close', done)),
          pause: () => void answer.pause(),
          resume: () => void answer.resume(),
          close: () => sent.destroy(),
        })
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

export const codeOf = (message: { data: string }): string =>
  (JSON.parse(message.data) as { data: { code: string } }).data.code

/** The product as its own process; ended with the test that started it, however that ends. */
export async function startProcess(connectionString: string, role: 'api' | 'all', port = 0) {
  const root = join(import.meta.dirname, '../../../..')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: connectionString,
      CHAISE_SECRET_KEY: '07'.repeat(32),
      CHAISE_SEED: 'none',
      CHAISE_ROLE: role,
      CHAISE_SANDBOX: '1',
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit') as Promise<[number]>
  let text = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /ready at (http\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    void exited.then(() => reject(new Error('the process ended at once')))
  })
  return { child, url, exited }
}
