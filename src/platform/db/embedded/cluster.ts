import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { giveTo, letEnter, reaches, type Account } from './account.ts'
import { serverEnvironment, type Binaries } from './binaries.ts'
import { EmbeddedError, errorCode, readOrNull } from './process.ts'

export const SUPERUSER = 'chaise'

const locationFile = (dataDir: string): string => join(dataDir, 'postgres-location')

/** Where the database files of a data directory are: inside it, unless an earlier start had to go elsewhere. */
export function findCluster(dataDir: string): string {
  const elsewhere = readOrNull(() => readFileSync(locationFile(dataDir), 'utf8').trim())
  if (!elsewhere) return join(dataDir, 'postgres')
  if (existsSync(join(elsewhere, 'PG_VERSION'))) return elsewhere
  throw new EmbeddedError(
    `The database of ${dataDir} was kept in ${elsewhere}, and that folder is gone. Put it back, or remove ` +
      `${locationFile(dataDir)} to begin with an empty database.`,
  )
}

/**
 * Where a new database goes: into the data directory, or under `elsewhere` when the account that runs the
 * server cannot get into the data directory. Tells that with `warn`.
 */
export function placeCluster(
  dataDir: string,
  account: Account | null,
  elsewhere: string,
  warn: (text: string) => void,
): string {
  letEnter(dataDir, account)
  if (reaches(dataDir, account)) return join(dataDir, 'postgres')
  const home = join(elsewhere, `data-${randomBytes(6).toString('hex')}`)
  const made = readOrNull(() => mkdirSync(home, { recursive: true, mode: 0o711 })) !== null
  if (!made || !reaches(home, account))
    throw new EmbeddedError(
      `Postgres does not run as root, and no other account can get into ${dataDir}. Choose a ` +
        'CHAISE_DATA_DIR outside of private folders such as /root, or start Chaise as another account.',
    )
  const cluster = join(home, 'postgres')
  warn(
    `Postgres does not run as root, and no other account can get into ${dataDir}: the database is kept in ` +
      `${cluster} instead. Keep and back up both folders, or choose another CHAISE_DATA_DIR.`,
  )
  return cluster
}

/** To be called when the new cluster is complete: the next start looks there. */
export function rememberCluster(dataDir: string, cluster: string): void {
  if (cluster !== join(dataDir, 'postgres'))
    writeFileSync(locationFile(dataDir), `${cluster}\n`, { flush: true })
}

/** The superuser's password, made at the first start. */
export function readPassword(dataDir: string, clusterExists: boolean): string {
  const file = join(dataDir, 'postgres-password')
  const known = readOrNull(() => readFileSync(file, 'utf8').trim())
  if (known) return known
  if (clusterExists)
    throw new EmbeddedError(
      `${file} is missing or not readable, so the database in ${dataDir} cannot be opened. Restore that ` +
        'file from a backup, or start Chaise as the account that owns it.',
    )
  const password = randomBytes(24).toString('base64url')
  const draft = `${file}.new`
  rmSync(draft, { force: true })
  writeFileSync(draft, `${password}\n`, { mode: 0o600, flush: true })
  renameSync(draft, file)
  return password
}

/** Creates the database cluster. It appears under its name only when it is complete and on disk. */
export async function createCluster(
  cluster: string,
  binaries: Binaries,
  account: Account | null,
  password: string,
): Promise<void> {
  const draft = `${cluster}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(join(draft, 'data'), { recursive: true, mode: 0o700 })
  writeFileSync(join(draft, 'password'), password, { mode: 0o600 })
  giveTo(draft, account)
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${join(draft, 'data')}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${join(draft, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: serverEnvironment() },
  )
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const status = await new Promise<number | null>((done, fail) =>
    child.once('error', fail).once('close', done),
  )
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw explainInitdb(cluster, complaint)
  }
  appendFileSync(
    join(draft, 'data', 'postgresql.conf'),
    "\n# Chaise writes chaise.conf anew at every start. Settings of your own go below this line.\ninclude 'chaise.conf'\n",
  )
  renameSync(join(draft, 'data'), cluster)
  rmSync(draft, { recursive: true, force: true })
}

function explainInitdb(cluster: string, complaint: string): EmbeddedError {
  if (complaint.includes('could not look up effective user ID'))
    return new EmbeddedError(
      `Postgres wants a named account, and user id ${process.getuid?.()} has no line in /etc/passwd. Run ` +
        'Chaise as an account of this system, or set DATABASE_URL to a Postgres server of your own.',
    )
  const lines = complaint.trim().split('\n')
  const reason = lines.find((line) => /error|fatal/i.test(line)) ?? lines.at(-1)
  return new EmbeddedError(
    `Postgres could not create its database in ${cluster}: ${reason || 'initdb gave no reason'}. Check free ` +
      'space and access rights there, then start Chaise again.',
  )
}

/** Checks that this build can open the files, and repairs ownership a copy as root has changed. */
export function checkCluster(cluster: string, binaries: Binaries, account: Account | null): void {
  const { uid } = statSync(cluster)
  if (account && uid === 0) giveTo(cluster, account)
  const self = process.getuid?.()
  if (!account && self !== undefined && uid !== self)
    throw new EmbeddedError(
      `The database in ${cluster} belongs to user id ${uid}, and Chaise runs as user id ${self}. Run it as ` +
        `root or as ${uid}, or hand the files over: chown -R ${self} ${resolve(cluster, '..')}`,
    )
  const written = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (written !== binaries.version.split('.')[0])
    throw new EmbeddedError(
      `The database in ${cluster} was written by Postgres ${written}, and this Chaise brings ` +
        `${binaries.version}. Dump it with the Chaise that wrote it and restore it into a new data directory.`,
    )
  // Postgres refuses files others may read, as a copied folder often is.
  chmodSync(cluster, 0o700)
}

/** Writes the settings for this start. Everything here fits one machine that also runs the product. */
export function writeSettings(cluster: string, account: Account | null, port: number): void {
  const file = join(cluster, 'chaise.conf')
  const settings = {
    port: String(port),
    listen_addresses: "'127.0.0.1'",
    unix_socket_directories: "''",
    max_connections: '100',
    shared_buffers: '128MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    random_page_cost: '1.1',
    huge_pages: 'off',
    // Many small transactions on few cores: no helpers per query, no compiling of queries.
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    wal_level: 'replica',
    synchronous_commit: 'on',
    max_wal_size: '512MB',
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    logging_collector: 'off',
    // A refused double booking is an error to Postgres and daily work to Chaise; its text would hold guests' data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`)
  writeFileSync(file, lines.join(''), { mode: 0o600 })
  if (account) chownSync(file, account.uid, account.gid)
}

/** The port of the last start, when there was one. */
export function readPort(cluster: string): number | null {
  const settings = readOrNull(() => readFileSync(join(cluster, 'chaise.conf'), 'utf8'))
  const port = /^port = (\d+)$/m.exec(settings ?? '')?.[1]
  return port ? Number(port) : null
}

/** The remembered port while it is free, else another one. */
export async function choosePort(remembered: number | null): Promise<number> {
  if (remembered && (await isFree(remembered))) return remembered
  for (let attempt = 0; attempt < 50; attempt++) {
    // Below the range from which systems take ports for outgoing connections.
    const port = randomInt(20_000, 32_768)
    if (await isFree(port)) return port
  }
  throw new EmbeddedError('No free port was found on 127.0.0.1 for the database. End what occupies them.')
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', (error) => {
      const code = errorCode(error)
      return code === 'EADDRINUSE' || code === 'EACCES' ? done(false) : fail(error)
    })
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
