import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pino } from 'pino'
import { createClock } from './clock.ts'
import { openDatabase, type DatabasePool } from './db/pool.ts'
import { transact } from './db/transaction.ts'
import { pruneMails, queueMail, sendDueMails, smtpSender, startMailer } from './mail.ts'
import { createDatabase } from '../../test/harness.ts'

const ORGANIZATION = '00000000-0000-4000-8000-0000000000aa'
const log = pino({ level: 'silent' })

/** Speaks as much SMTP as a client needs to leave a message, or refuses it. */
let server: Server
let url: string
let taken: string[] = []
let refuse = false
let database: DatabasePool

beforeAll(async () => {
  database = openDatabase({ connectionString: await createDatabase() })
  server = createServer((socket) => {
    let message: string | null = null
    let rest = ''
    socket.write('220 post\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (message !== null) {
          if (line === '.') {
            taken.push(message)
            message = null
            socket.write('250 kept\r\n')
          } else message += `${line}\n`
        } else if (line === 'DATA') {
          message = ''
          socket.write('354 go on\r\n')
        } else if (refuse && line.startsWith('RCPT')) socket.write('550 nobody here\r\n')
        else if (line === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`
})
afterAll(async () => {
  await database.end()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(async () => {
  taken = []
  refuse = false
  await database.pool.query('delete from mails')
})

const write = (to: string[] = ['olga@example.com']) =>
  transact(database.db, (tx) =>
    queueMail(
      tx,
      ORGANIZATION,
      { to, subject: 'Zoë\nis back', text: 'Line one\nline two' },
      createClock().now(),
    ),
  )
const rows = async () => (await database.pool.query('select * from mails')).rows as Record<string, unknown>[]

test('a mail is sent once, by whichever worker comes first', async () => {
  await write()
  const send = await smtpSender(url, 'Chaise <chaise@example.com>')
  const now = createClock().now()
  const sent = await Promise.all([1, 2, 3].map(() => sendDueMails(database.db, now, send, log)))
  expect(sent.reduce((sum, n) => sum + n)).toBe(1)
  expect(taken.length).toBe(1)
  expect(taken[0]).toContain('From: Chaise <chaise@example.com>')
  expect(taken[0]).toContain('To: olga@example.com')
  expect(taken[0]).toMatch(/Subject: =\?UTF-8\?Q\?Zo=C3=AB_is_back\?=/)
  expect(taken[0]).toContain('Line one\nline two')
  expect(await rows()).toMatchObject([{ attempts: 1, sent_at: now, error: null, claimed_until: null }])
  expect(await sendDueMails(database.db, now, send, log)).toBe(0)
})

test('what the server refuses is tried again later, with the reason kept', async () => {
  await write()
  refuse = true
  const send = await smtpSender(url, 'chaise@example.com')
  const clock = createClock()
  expect(await sendDueMails(database.db, clock.now(), send, log)).toBe(0)
  expect(await rows()).toMatchObject([
    { attempts: 1, sent_at: null, error: expect.stringContaining('nobody here') as string },
  ])
  refuse = false
  expect(await sendDueMails(database.db, clock.now(), send, log)).toBe(0)
  clock.setShift(61_000)
  expect(await sendDueMails(database.db, clock.now(), send, log)).toBe(1)
  expect(await rows()).toMatchObject([{ attempts: 2, error: null }])
})

test('a worker that dies with a mail in hand leaves it to the next', async () => {
  await write()
  const never = sendDueMails(database.db, createClock().now(), () => new Promise(() => {}), log)
  void never
  await expect.poll(async () => (await rows())[0]!.claimed_until).not.toBeNull()
  const send = await smtpSender(url, 'chaise@example.com')
  expect(await sendDueMails(database.db, createClock().now(), send, log)).toBe(0)
  await database.pool.query(`update mails set claimed_until = now() - interval '1 second'`)
  expect(await sendDueMails(database.db, createClock().now(), send, log)).toBe(1)
})

test('a server that hangs does not hold up the end of the process', async () => {
  await write()
  const mailer = startMailer({
    db: database.db,
    clock: createClock(),
    log,
    send: () => new Promise(() => {}),
  })
  await expect.poll(async () => (await rows())[0]!.claimed_until, { timeout: 10_000 }).not.toBeNull()
  await mailer.stop()
  expect(await rows()).toMatchObject([{ attempts: 0, sent_at: null }])
}, 20_000)

test('a mail to nobody is kept, unsent; old ones are forgotten', async () => {
  await write([])
  const send = await smtpSender(url, 'chaise@example.com')
  expect(await sendDueMails(database.db, createClock().now(), send, log)).toBe(0)
  expect(await rows()).toMatchObject([{ attempts: 0, sent_at: null }])
  await pruneMails(database.db, new Date(createClock().now().getTime() - 1000))
  expect((await rows()).length).toBe(1)
  await pruneMails(database.db, new Date(createClock().now().getTime() + 1000))
  expect(await rows()).toEqual([])
})
