import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Account } from './account.ts'
import { serverEnvironment, type Binaries } from './binaries.ts'
import { SUPERUSER } from './cluster.ts'
import { EmbeddedError, awaitExit, errorCode, isAlive, readOrNull, sleep } from './process.ts'

/** What a running server says of itself in postmaster.pid. */
export interface Postmaster {
  pid: number
  port: number
  status: string
}

const pidFile = (cluster: string): string => join(cluster, 'postmaster.pid')

export function readPostmaster(cluster: string): Postmaster | null {
  const lines = readOrNull(() => readFileSync(pidFile(cluster), 'utf8').split('\n'))
  const pid = Number(lines?.[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines?.[3]), status: (lines?.[7] ?? '').trim() }
}

/** The server that runs on these files, started by whomever; null when there is none. */
export function findPostmaster(cluster: string): Postmaster | null {
  const found = readPostmaster(cluster)
  return found && isAlive(found.pid) && worksOn(found.pid, cluster) ? found : null
}

/** True when the process is a Postgres whose files these are: every one of its processes stays in that folder. */
function worksOn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return describeProcess(pid).includes('postgres')
  if (readOrNull(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim()) !== 'postgres') return false
  const folder = readOrNull(() => readlinkSync(`/proc/${pid}/cwd`))
  if (folder !== null) return folder === cluster
  // In a container root often may not see the folder of another account's process, but everybody sees arguments.
  return (
    readOrNull(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      ?.split('\0')
      .includes(cluster) ?? false
  )
}

function describeProcess(pid: number): string {
  const options = { encoding: 'utf8' } as const
  return process.platform === 'win32'
    ? (readOrNull(() => execFileSync('tasklist', ['/fi', `pid eq ${pid}`, '/nh'], options)) ?? '')
    : (readOrNull(() => execFileSync('ps', ['-o', 'command=', '-p', String(pid)], options)) ?? '')
}

/**
 * Makes the pid file of a dead server harmless. Postgres itself forgives a dead number, but not one that
 * another process has by now. It forgives its parent's number too, so that is put there: the rest of the
 * file, by which it finds survivors of the dead server in shared memory, stays.
 */
export function disarmPidFile(cluster: string): void {
  const text = readOrNull(() => readFileSync(pidFile(cluster), 'utf8'))
  if (text === null) return
  const lines = text.split('\n')
  if (!/^\d+$/.test(lines[0] ?? '')) return rmSync(pidFile(cluster), { force: true })
  writeFileSync(pidFile(cluster), [process.pid, ...lines.slice(1)].join('\n'))
}

/** Ends worker processes that outlived their server; they would keep a new one from starting. */
export function endSurvivors(cluster: string): void {
  const pids = readOrNull(() => readdirSync('/proc')) ?? []
  for (const pid of pids.map(Number))
    if (pid > 0 && worksOn(pid, cluster)) readOrNull(() => process.kill(pid, 'SIGQUIT'))
}

/** Starts the server in a session of its own, so that Ctrl-C at the terminal reaches it only through Chaise. */
export async function launchPostmaster(
  cluster: string,
  binaries: Binaries,
  account: Account | null,
  logFile: string,
): Promise<number> {
  const log = openSync(logFile, 'a', 0o600)
  try {
    const child = spawn(binaries.postgres, ['-D', cluster], {
      ...account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: serverEnvironment(),
    })
    await new Promise((done, fail) => child.once('error', fail).once('spawn', done))
    child.unref()
    return child.pid as number
  } finally {
    closeSync(log)
  }
}

export const connectionString = (password: string, port: number, database: string): string =>
  `postgresql://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}?sslmode=disable`

/** Runs one statement on the maintenance database. */
export async function askServer<Row extends object>(
  password: string,
  port: number,
  text: string,
  values: readonly string[] = [],
): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: connectionString(password, port, 'postgres'),
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Waits until the server answers with our password, through crash recovery if need be. Gives its version and
 * port, or null when it ended meanwhile. Throws EmbeddedError when it neither answers nor ends.
 */
export async function awaitAnswer(
  cluster: string,
  pid: number,
  password: string,
  ms: number,
): Promise<{ port: number; version: string } | null> {
  const deadline = Date.now() + ms
  let last = 'it is still starting'
  while (isAlive(pid)) {
    const said = readPostmaster(cluster)
    if (said?.pid === pid && said.status === 'ready')
      try {
        const [row] = await askServer<{ version: string; files: string }>(
          password,
          said.port,
          `select current_setting('server_version') as version, current_setting('data_directory') as files`,
        )
        if (row && realpathSync(row.files) === cluster) return { port: said.port, version: row.version }
        last = `port ${said.port} belongs to another server`
      } catch (error) {
        if (errorCode(error) === '28P01')
          throw new EmbeddedError(
            `The database in ${cluster} does not accept the password in postgres-password. Restore that file ` +
              'from the same backup as the database.',
          )
        last = error instanceof Error ? error.message : String(error)
      }
    if (Date.now() >= deadline)
      throw new EmbeddedError(
        `The database server (process ${pid}) did not answer within ${Math.round(ms / 1000)} s: ${last}. ` +
          'It may be recovering from a crash: wait and start Chaise again, or end that process.',
      )
    await sleep(15)
  }
  return null
}

/** Fast shutdown: open transactions are rolled back. After 8 s the server is told to drop everything. */
export async function stopPostmaster(cluster: string, pid: number, binaries: Binaries): Promise<void> {
  if (!isAlive(pid)) return
  if (process.platform === 'win32') {
    // Windows knows no signals; pg_ctl talks to the server in its own way.
    spawnSync(binaries.pgCtl, ['stop', '-m', 'fast', '-D', cluster], { env: serverEnvironment() })
    return
  }
  const signal = (name: NodeJS.Signals): void => void readOrNull(() => process.kill(pid, name))
  signal('SIGINT')
  if (await awaitExit(pid, 8_000)) return
  signal('SIGQUIT')
  if (await awaitExit(pid, 6_000)) return
  signal('SIGKILL')
  await awaitExit(pid, 2_000)
}
