import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { chooseAccount, reaches, type Account } from './embedded/account.ts'
import { prepareBinaries, type Binaries } from './embedded/binaries.ts'
import {
  checkCluster,
  choosePort,
  createCluster,
  findCluster,
  placeCluster,
  readPassword,
  readPort,
  rememberCluster,
  writeSettings,
} from './embedded/cluster.ts'
import { lendDataDirLock } from './embedded/lock.ts'
import { boundLog, logSize, readLog } from './embedded/log-file.ts'
import {
  askServer,
  awaitAnswer,
  connectionString,
  disarmPidFile,
  endSurvivors,
  findPostmaster,
  launchPostmaster,
  stopPostmaster,
} from './embedded/postmaster.ts'
import { EmbeddedError, errorCode, sleep } from './embedded/process.ts'

export { acquireDataDirLock } from './embedded/lock.ts'
export { EmbeddedError } from './embedded/process.ts'

export interface EmbeddedOptions {
  /** Holds all data of this Chaise; made when missing. The database is in `<dataDir>/postgres`. */
  dataDir: string
  logger?: { info(text: string): void; warn(text: string): void }
  /** How long a predecessor on the same directory may take to end, in milliseconds. */
  lockWaitMs?: number
  /** Used as root when the server's account cannot reach node_modules or the data directory. */
  systemDir?: string
}

export interface EmbeddedServer {
  /** Connects as superuser over 127.0.0.1. */
  connectionString(database: string): string
  /** Creates the database unless it is there; true when it was created. */
  createDatabase(name: string): Promise<boolean>
  port: number
  pid: number
  /** True when the server outlived an earlier Chaise and was taken over. */
  adopted: boolean
  /** Fast shutdown, then lets go of the data directory. A second call does nothing. */
  stop(): Promise<void>
}

const ADOPTION = 30_000
/** A crash with much unfinished work takes a while to recover from. */
const START = 120_000
const LOG_CHECK = 60_000

/**
 * Starts the database server of a data directory, or adopts the one that still runs there. The server
 * survives the death of this process; the next start finds it. Holds the directory's lock until `stop`, or
 * uses the one this process took before with acquireDataDirLock, which the caller then releases.
 * Throws EmbeddedError, its message for the operator: directory in use, not reachable, no program, no answer.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  let dataDir = resolve(options.dataDir)
  let release: (() => void) | null = null
  try {
    release = await lendDataDirLock(dataDir, { waitMs: options.lockWaitMs })
    // The server is later recognised by its folder, so there must be one spelling of it.
    dataDir = realpathSync(dataDir)
    return await openCluster(dataDir, options, release)
  } catch (error) {
    release?.()
    if (error instanceof EmbeddedError) throw error
    throw explainSystemError(dataDir, error)
  }
}

async function openCluster(
  dataDir: string,
  options: EmbeddedOptions,
  release: () => void,
): Promise<EmbeddedServer> {
  const { logger, systemDir = '/var/lib/chaise' } = options
  let cluster = findCluster(dataDir)
  const exists = existsSync(join(cluster, 'PG_VERSION'))
  const account = chooseAccount(dataDir, cluster)
  const binaries = prepareBinaries(account, systemDir)
  const password = readPassword(dataDir, exists)
  if (!exists) {
    const warn = (text: string): void => logger?.warn(text)
    cluster = placeCluster(dataDir, account, systemDir, warn)
    await createCluster(cluster, binaries, account, password)
    rememberCluster(dataDir, cluster)
  }
  if (!reaches(cluster, account))
    throw new EmbeddedError(
      `The account of the database server (user id ${account?.uid}) cannot get into ${cluster}. ` +
        'Let it pass through the folders above, for example with chmod o+x.',
    )
  const logFile = join(dataDir, 'postgres.log')
  boundLog(logFile)
  const survivor = await adopt(cluster, binaries, password)
  const running = survivor ?? (await launch(cluster, binaries, account, password, logFile))
  logger?.info(
    survivor
      ? `Adopted the database server of an earlier start (process ${running.pid}, port ${running.port}).`
      : `Postgres ${binaries.version} is running (process ${running.pid}, port ${running.port}).`,
  )
  const logCheck = setInterval(() => boundLog(logFile), LOG_CHECK)
  logCheck.unref()
  let stopping: Promise<void> | null = null
  return {
    ...running,
    adopted: survivor !== null,
    connectionString: (database) => connectionString(password, running.port, database),
    createDatabase: (name) => createDatabase(password, running.port, name),
    stop() {
      stopping ??= stopPostmaster(cluster, running.pid, binaries).finally(() => {
        clearInterval(logCheck)
        release()
      })
      return stopping
    },
  }
}

interface Running {
  pid: number
  port: number
}

/** Takes over a server that outlived its Chaise. One of another release is stopped instead: its files are gone. */
async function adopt(cluster: string, binaries: Binaries, password: string): Promise<Running | null> {
  const found = findPostmaster(cluster)
  const answer = found && (await awaitAnswer(cluster, found.pid, password, ADOPTION))
  if (!found || !answer) return null
  if (answer.version.startsWith(binaries.version)) return { pid: found.pid, port: answer.port }
  await stopPostmaster(cluster, found.pid, binaries)
  return null
}

async function launch(
  cluster: string,
  binaries: Binaries,
  account: Account | null,
  password: string,
  logFile: string,
): Promise<Running> {
  checkCluster(cluster, binaries, account)
  disarmPidFile(cluster)
  let port = readPort(cluster)
  for (let attempt = 1; ; attempt++) {
    port = await choosePort(port)
    writeSettings(cluster, account, port)
    const written = logSize(logFile)
    const pid = await launchPostmaster(cluster, binaries, account, logFile)
    const answer = await awaitAnswer(cluster, pid, password, START)
    if (answer) return { pid, port }
    const log = readLog(logFile, written)
    if (attempt >= 40) throw explainLog(cluster, logFile, log)
    if (log.includes('pre-existing shared memory block')) {
      endSurvivors(cluster)
      await sleep(250)
    } else if (/could not bind|could not create any TCP/.test(log) && attempt < 5) port = null
    else throw explainLog(cluster, logFile, log)
  }
}

function explainLog(cluster: string, logFile: string, log: string): EmbeddedError {
  const reason = /(?:FATAL|PANIC):\s+(.+)/.exec(log)?.[1] ?? log.trim().split('\n').at(-1)
  return new EmbeddedError(
    `The database server did not start on ${cluster}: ${reason || 'it gave no reason'}. ${logFile} says more; ` +
      'put that right and start Chaise again.',
  )
}

function explainSystemError(dataDir: string, error: unknown): EmbeddedError {
  const reason = error instanceof Error ? error.message : String(error)
  const advice =
    errorCode(error) === 'ENOSPC'
      ? 'Free some space'
      : 'Check that Chaise may read and write there, or choose another CHAISE_DATA_DIR'
  return new EmbeddedError(`The database in ${dataDir} could not be prepared: ${reason}. ${advice}.`, {
    cause: error,
  })
}

async function createDatabase(password: string, port: number, name: string): Promise<boolean> {
  const rows = await askServer(password, port, 'select from pg_database where datname = $1', [name])
  if (rows.length) return false
  try {
    await askServer(password, port, `create database ${pg.escapeIdentifier(name)}`)
    return true
  } catch (error) {
    // Another connection made it in between.
    if (errorCode(error) === '42P04' || errorCode(error) === '23505') return false
    throw error
  }
}
