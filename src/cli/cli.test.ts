/** The client commands as a person runs them: a process of their own, a server, a receiver. */
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createPlainServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifySignature } from '#platform/signature.ts'
import { startReceiver, startTestApp, world, type Receiver, type TestApp } from '../../test/harness.ts'
import { cause, startProcess } from '../areas/admin/events/test-kit.ts'

const { a } = world
const root = join(import.meta.dirname, '../..')

let test: TestApp
let folder: string
let receiver: Receiver
const children: ChildProcessWithoutNullStreams[] = []
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chaise-cli-'))
  receiver = await startReceiver()
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await receiver.close()
  rmSync(folder, { recursive: true })
})

const keptFile = () => join(folder, 'chaise/credentials.json')
const kept = () => JSON.parse(readFileSync(keptFile(), 'utf8')) as Record<string, string>

const environment = (more: Record<string, string> = {}) => ({
  PATH: process.env.PATH,
  XDG_CONFIG_HOME: folder,
  CHAISE_DATA_DIR: folder,
  ...more,
})

interface Done {
  code: number
  out: string
  err: string
}

/** Runs a command to its end. */
function chaise(args: string[], env: Record<string, string> = {}, input = ''): Promise<Done> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...args],
      { cwd: root, env: environment(env) },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
    child.stdin!.end(input)
  })
}
const access = () => ({ CHAISE_URL: test.url, CHAISE_API_KEY: a.apiKey })

interface Running {
  child: ChildProcessWithoutNullStreams
  out(): string
  err(): string
  /** Waits until the output matches. */
  shows(pattern: RegExp, milliseconds?: number): Promise<RegExpExecArray>
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts a command through the launcher. */
function start(args: string[], env: Record<string, string> = access()): Running {
  const child = spawn(join(root, 'bin/chaise'), args, { cwd: folder, env: environment(env) })
  children.push(child)
  const exited = once(child, 'exit') as Promise<[number | null]>
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return {
    child,
    out: () => out,
    err: () => err,
    async shows(pattern, milliseconds = 10_000) {
      const until = performance.now() + milliseconds
      for (;;) {
        const found = pattern.exec(out) ?? pattern.exec(err)
        if (found) return found
        if (performance.now() > until) throw new Error(`${String(pattern)} was not shown: ${out} ${err}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async end(signal) {
      child.kill(signal)
      return (await exited)[0]
    },
  }
}

async function freePort(): Promise<number> {
  const server = createPlainServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const sequences = () => receiver.requests.map(({ headers }) => Number(headers['chaise-sequence']))

describe('chaise listen', () => {
  it('sends what the engine would send, signed both ways', async () => {
    const hook = await test.call<{ id: string; secret: string }>('POST', '/admin/v1/webhooks', {
      body: { name: 'Engine', url: `${receiver.url}?engine`, events: ['Guest.Deleted'] },
    })
    expect(hook.status, hook.text).toBe(200)
    const listening = start([
      'listen',
      '--forward-to',
      receiver.url,
      '--events',
      'Guest.Deleted',
      '--method',
      'put',
      '--header',
      'X-Tenant: seven',
    ])
    const secret = (await listening.shows(/Signing secret: (whsec_\S+)/))[1]!
    expect(kept()).toEqual({ signing_secret: secret })
    expect(statSync(keptFile()).mode & 0o777).toBe(0o600)
    await cause(test, ['not asked for'])
    await cause(test, ['Zoë 💇\u2028'], { type: 'Guest.Deleted', of: a.guests.ana })
    await receiver.waitFor(2)
    const forwarded = receiver.requests.find(({ method }) => method === 'PUT')!
    const delivered = receiver.requests.find(({ method }) => method === 'POST')!
    expect(forwarded.url).toBe('/hook')
    expect(forwarded.headers['x-tenant']).toBe('seven')
    // Same words, but for the id of a delivery of its own.
    const [mine, theirs] = [forwarded, delivered].map(
      ({ raw }) => JSON.parse(raw.toString('utf8')) as { id: string; data: { code: string } },
    )
    expect(mine).toEqual({ ...theirs, id: mine!.id })
    expect(mine!.data.code).toBe('Zoë 💇\u2028')
    expect(forwarded.raw.length).toBe(delivered.raw.length)
    expect(Object.keys(forwarded.headers).toSorted()).toEqual(
      [...Object.keys(delivered.headers), 'x-tenant'].toSorted(),
    )
    for (const name of ['chaise-sequence', 'content-type', 'user-agent', 'connection'])
      expect(forwarded.headers[name]).toBe(delivered.headers[name])
    expect(forwarded.headers['webhook-id']).toBe(mine!.id)
    new Webhook(secret).verify(forwarded.raw, forwarded.headers as Record<string, string>)
    expect(
      verifySignature(secret, forwarded.raw, String(forwarded.headers['zenoti-webhook-signature'])),
    ).toBe(true)
    const [line] = await listening.shows(/^\d\d:\d\d:\d\d {2}Guest\.Deleted {2}\S+ {2}→ 200 {2}\d+ ms$/m)
    expect(line).toContain(a.guests.ana)
    expect(listening.out()).not.toContain('\u001b')
    expect(await listening.end('SIGINT')).toBe(0)
    await test.call('DELETE', `/admin/v1/webhooks/${hook.body.id}`)
    // The same secret at the next run, unless one is given.
    const again = start(['listen', '--forward-to', receiver.url, '--json'])
    await again.shows(/"kind":"listening"/)
    expect(JSON.parse(again.out())).toMatchObject({ secret, url: test.url })
    expect(await again.end('SIGTERM')).toBe(0)
  })

  it('reports failures and goes on, in lines for machines too', async () => {
    receiver.answer = () => (receiver.requests.length === 1 ? 500 : 204)
    const { latest_sequence: latest } = (
      await test.call<{ latest_sequence: number }>('GET', '/admin/v1/events?size=1')
    ).body
    await cause(test, ['first', 'second'])
    const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
    const listening = start([
      'listen',
      '--forward-to',
      receiver.url.replace('http://', ''),
      '--after',
      String(latest),
      '--json',
      '--secret',
      secret,
    ])
    await receiver.waitFor(2)
    await listening.shows(/"status":204/)
    const lines = listening
      .out()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toMatchObject({ kind: 'listening', secret, forward_to: receiver.url })
    expect(lines.slice(1)).toMatchObject([
      { kind: 'delivery', sequence: latest + 1, type: 'Guest.Created', status: 500, error: null },
      { kind: 'delivery', sequence: latest + 2, status: 204 },
    ])
    expect(existsSync(keptFile())).toBe(false)
    await listening.end('SIGINT')
    const nobody = start(['listen', '--forward-to', '1/hook', '--after', String(latest + 1)])
    await nobody.shows(/→ nobody answers there/)
    await nobody.end('SIGINT')
  })

  it('takes the stream up again when the server restarts: nothing lost, nothing twice', async () => {
    const port = await freePort()
    let server = await startProcess(test.connectionString, 'api', port)
    const listening = start(['listen', '--forward-to', receiver.url], {
      CHAISE_URL: `http://localhost:${port}`,
      CHAISE_API_KEY: a.apiKey,
    })
    await listening.shows(/Signing secret/)
    for (const when of ['before', 'amid', 'after']) {
      if (when === 'amid') {
        // Before its first event the stream's position is known all the same.
        server.child.kill('SIGTERM')
        await server.exited
        await listening.shows(/Lost http\S+; trying again/)
      }
      if (when === 'after') {
        server = await startProcess(test.connectionString, 'api', port)
        await listening.shows(/Connected again/)
      }
      if (when !== 'before') for (let i = 0; i < 30; i++) await cause(test, [`${when} ${i}`])
    }
    await receiver.waitFor(60, 20_000)
    server.child.kill('SIGKILL')
    await server.exited
    await cause(test, ['killed'])
    server = await startProcess(test.connectionString, 'api', port)
    await receiver.waitFor(61, 20_000)
    const seen = sequences()
    expect(seen).toEqual(seen.map((_, i) => seen[0]! + i))
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(61)
    expect(await listening.end('SIGINT')).toBe(0)
    server.child.kill('SIGTERM')
    await server.exited
  }, 90_000)

  it.each([
    ['a wrong key', ['--key', 'wrong'], /does not know this API key.*chaise login/],
    [
      'nobody there',
      ['--url', 'http://localhost:1025'],
      /No server answers at http:\/\/localhost:1025 \(ECONNREFUSED\)/,
    ],
    ['an unknown type', ['--events', 'Guest.Vanished'], /"Guest\.Vanished" is not an event type/],
    ['a wrong address', ['--url', 'nowhere'], /"nowhere" is not the address/],
    ['a wrong position', ['--after', 'x'], /--after must be a sequence/],
    ['a wrong secret', ['--secret', 'abc'], /--secret must be whsec_/],
    ['a wrong header', ['--header', 'abc'], /"abc" is not a header/],
    ['a wrong method', ['--method', 'GET'], /--method must be/],
    ['an option that is none', ['--bogus'], /Unknown option '--bogus'\. See: chaise listen --help/],
  ])('says in a sentence: %s', async (_name, args, text) => {
    const done = await chaise(['listen', '--forward-to', receiver.url, ...args], access())
    expect(done).toMatchObject({ code: 1, out: '' })
    expect(done.err).toMatch(text)
    expect(done.err.trim().split('\n')).toHaveLength(1)
  })
})

describe('chaise login', () => {
  it('tries the key, keeps it for its server alone, and logout forgets it', async () => {
    const wrong = await chaise(['login', '--url', test.url], {}, 'wrong\n')
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('does not know this API key') })
    expect(existsSync(keptFile())).toBe(false)
    const done = await chaise(['login', '--url', `${test.url}/`], {}, `${a.apiKey}\n`)
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining(`Signed in to ${test.url}`) })
    expect(kept()).toEqual({ url: test.url, key: a.apiKey })
    expect(statSync(keptFile()).mode & 0o777).toBe(0o600)
    expect((await chaise(['events'])).code).toBe(0)
    const elsewhere = await chaise(['events', '--url', 'http://localhost:1025'])
    expect(elsewhere.err).toContain('There is no API key for http://localhost:1025')
    expect((await chaise(['logout'])).out).toContain('Signed out')
    expect(kept()).toEqual({})
    expect((await chaise(['events', '--url', test.url])).err).toContain('There is no API key')
    // The demo that was started here brings its own.
    writeFileSync(join(folder, 'demo-access.json'), JSON.stringify({ api_key: a.apiKey }))
    expect((await chaise(['events', '--url', test.url])).code).toBe(0)
  })
})

describe('chaise events', () => {
  it('shows what is kept and follows what comes', async () => {
    const following = start(['events', '--follow', '--types', 'Guest.Deleted'])
    await following.shows(/Following the events of/)
    const { latest_sequence: latest } = (
      await test.call<{ latest_sequence: number }>('GET', '/admin/v1/events?size=1')
    ).body
    const whole = start(['events', '--follow', '--json', '--after', String(latest)])
    await cause(test, ['one'])
    await whole.shows(/"sequence"/)
    await cause(test, ['two'], { type: 'Guest.Deleted', of: a.guests.ben })
    await whole.shows(/"code":"two"/)
    const shown = await chaise(['events', '--after', String(latest)], access())
    expect(shown.code).toBe(0)
    const lines = shown.out.trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(
      new RegExp(`^ *${latest + 2} {2}2026-\\S+Z {2}Guest\\.Deleted {2}${a.guests.ben}$`),
    )
    const json = await chaise(['events', '--after', String(latest), '--json'], access())
    expect(json.out).toBe(whole.out())
    expect(Object.keys(JSON.parse(json.out.split('\n')[0]!) as object).slice(0, 2)).toEqual([
      'sequence',
      'id',
    ])
    await following.shows(/Guest\.Deleted/)
    expect(following.out()).not.toContain('Guest.Created')
    expect(await following.end('SIGINT')).toBe(0)
    expect(await whole.end('SIGINT')).toBe(0)
  })

  it('ends quietly when its reader does', async () => {
    await cause(
      test,
      Array.from({ length: 3_000 }, (_, i) => `many ${i}`),
    )
    const child = spawn('sh', ['-c', `${join(root, 'bin/chaise')} events --json | head -n 1`], {
      env: environment(access()),
    })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
    await once(child, 'exit')
    expect(text.trim().split('\n')).toHaveLength(1)
    expect(text).toMatch(/^\{"sequence":/)
  })
})

describe('chaise trigger', () => {
  it('asks for the event with what was set, and prints the ids', async () => {
    const asked: { url: string; body: unknown; key: string }[] = []
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        asked.push({
          url: request.url!,
          body: text && JSON.parse(text),
          key: String(request.headers.authorization),
        })
        const events = [{ event_id: '67d999a557c1e94b20d1a2b3', type: 'Guest.Created', entity_id: null }]
        const event_types = [{ type: 'Guest.Created', description: 'A guest is created.' }]
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(request.method === 'POST' ? { events } : { event_types }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const env = {
      CHAISE_URL: `http://localhost:${(server.address() as AddressInfo).port}`,
      CHAISE_API_KEY: 'k',
    }
    const sets = ['--set', 'data.appointment_group_status=4', '--set', 'guest.note=a=b', '--count', '2']
    const done = await chaise(['trigger', 'AppointmentGroup.Status', ...sets, '--center', 'c'], env)
    expect(done).toMatchObject({ code: 0, out: '67d999a557c1e94b20d1a2b3  Guest.Created  -\n' })
    expect(asked).toEqual([
      {
        url: '/admin/v1/sandbox/events',
        key: 'apikey k',
        body: {
          type: 'AppointmentGroup.Status',
          data: { appointment_group_status: '4', 'guest.note': 'a=b' },
          center_id: 'c',
          count: 2,
        },
      },
    ])
    expect((await chaise(['trigger', '--list'], env)).out).toBe('Guest.Created  A guest is created.\n')
    server.close()
    expect((await chaise(['trigger'], env)).err).toContain('Name one event type')
    expect((await chaise(['trigger', 'X', '--set', '=4'], env)).err).toContain('"=4" sets nothing')
    expect((await chaise(['trigger', 'X', '--count', '0'], env)).err).toContain('--count')
  })
})

describe('a triggered event', () => {
  it('comes to the receiver that listens, with what was set', async () => {
    const listening = start(['listen', '--forward-to', receiver.url, '--json'])
    await listening.shows(/"kind":"listening"/)
    const sets = ['--set', 'data.appointment_group_status=4']
    const done = await chaise(['trigger', 'appointmentgroup.status', ...sets, '--count', '2'], access())
    expect(done.err).toBe('')
    const ids = done.out
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0])
    await receiver.waitFor(2)
    const bodies = receiver.requests.map(
      ({ raw }) =>
        JSON.parse(raw.toString('utf8')) as { event_id: string; data: { appointment_group_status: number } },
    )
    expect(bodies.map((body) => body.event_id)).toEqual(ids)
    expect(bodies.map((body) => body.data.appointment_group_status)).toEqual([4, 4])
    expect((await chaise(['trigger', '--list'], access())).out).toMatch(/^Guest\.Created +\w/m)
    const unknown = await chaise(['trigger', 'Guest.Vanished'], access())
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('Guest.Vanished') as string })
    await listening.end('SIGINT')
  })
})

describe('help', () => {
  it.each(['start', 'create-organization', 'login', 'logout', 'listen', 'trigger', 'events'])(
    'of %s',
    async (name) => {
      expect((await chaise(['--help'])).out).toContain(`  ${name} `)
      const done = await chaise([name, '--help'])
      expect(done).toMatchObject({ code: 0, err: '' })
      expect(done.out).toMatch(new RegExp(`^usage: chaise ${name}`))
    },
  )

  it('comes without loading the server', async () => {
    const { out } = await new Promise<{ out: string }>((resolve) => {
      execFile(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          '--input-type=module',
          '-e',
          `import { registerHooks } from 'node:module'
           registerHooks({ load(url, context, next) { if (url.startsWith('file:')) console.log(url); return next(url, context) } })
           for (const name of ['listen', 'trigger', 'events', 'login', 'logout']) await import('./src/cli/' + name + '.ts')`,
        ],
        { cwd: root },
        (_error, out) => resolve({ out }),
      )
    })
    const loaded = out
      .trim()
      .split('\n')
      .map((url) => url.replace(/.*\/src\//, ''))
      .toSorted()
    expect(loaded.filter((file) => !file.startsWith('cli/'))).toEqual([
      'areas/webhooks/delivery/headers.ts',
      'contract/entities.ts',
      'platform/signature.ts',
    ])
  })
})
