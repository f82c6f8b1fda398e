import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { EmbeddedError, errorCode, isAlive, processRealm, readOrNull, sleep, startMark } from './process.ts'

interface Holder {
  pid: number
  started: string | null
  realm: string
  nonce: string
}

const HEARTBEAT = 2_000
/** A holder whose process number means nothing here (another container) is gone when it is silent this long. */
const SILENCE = 10_000

/** The locks of this process, and whether a server works under them. */
const held = new Map<string, { lent: boolean }>()

const lockFile = (dataDir: string): string => join(realpathSync(dataDir), 'chaise.lock')

/**
 * The lock for one server: the one this process holds already, if no server works under it yet, else a new
 * one. The release gives back only what was taken here.
 */
export async function lendDataDirLock(dataDir: string, options: LockOptions): Promise<() => void> {
  const known = readOrNull(() => held.get(lockFile(dataDir)))
  const release = known?.lent === false ? null : await acquireDataDirLock(dataDir, options)
  const loan = held.get(lockFile(dataDir))
  if (loan) loan.lent = true
  return release ?? (() => void (loan && (loan.lent = false)))
}

export interface LockOptions {
  /** How long a predecessor that is just ending may take, in milliseconds. */
  waitMs?: number
}

/**
 * Makes this process the only owner of the data directory, by `<dataDir>/chaise.lock`. Gives the release.
 * A lock whose process is dead is taken over. Throws EmbeddedError when a live process holds it.
 */
export async function acquireDataDirLock(dataDir: string, options: LockOptions = {}): Promise<() => void> {
  // Others may pass through: as root, Postgres runs under another account. The files inside say who reads.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const file = lockFile(dataDir)
  const self: Holder = {
    pid: process.pid,
    started: startMark(process.pid),
    realm: processRealm(),
    nonce: randomUUID(),
  }
  const deadline = Date.now() + (options.waitMs ?? 3_000)
  while (!createLock(file, self)) {
    const holder = readHolder(file)
    if (await holds(file, holder)) {
      const own = holder?.pid === process.pid && holder.realm === self.realm
      if (own || Date.now() >= deadline)
        throw new EmbeddedError(
          `Chaise is already running on ${dataDir} (process ${holder?.pid ?? 'unknown'}). ` +
            'Stop that process, or give this one a data directory of its own with CHAISE_DATA_DIR.',
        )
      await sleep(100)
    } else if (!removeStale(file, holder, self)) await sleep(20)
  }
  const heartbeat = setInterval(() => readOrNull(() => utimesSync(file, new Date(), new Date())), HEARTBEAT)
  heartbeat.unref()
  held.set(file, { lent: false })
  return () => {
    clearInterval(heartbeat)
    held.delete(file)
    if (readHolder(file)?.nonce === self.nonce) rmSync(file, { force: true })
  }
}

/** Creates the file with its whole content in one step; false when it is there already. */
function createLock(file: string, self: Holder): boolean {
  const text = `${JSON.stringify(self)}\n`
  const draft = `${file}.${self.nonce}`
  try {
    writeFileSync(draft, text, { mode: 0o600 })
    linkSync(draft, file)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    if (errorCode(error) === 'EACCES' || errorCode(error) === 'EROFS' || errorCode(error) === 'ENOSPC')
      throw error
    return createWithoutLink(file, text)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** For file systems without hard links. */
function createWithoutLink(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

const readHolder = (file: string): Holder | null =>
  readOrNull(() => JSON.parse(readFileSync(file, 'utf8')) as Holder)

async function holds(file: string, holder: Holder | null): Promise<boolean> {
  const touched = (): number | null => readOrNull(() => statSync(file).mtimeMs)
  const first = touched()
  if (first === null) return false
  if (holder?.realm === processRealm())
    return isAlive(holder.pid) && (holder.started === null || startMark(holder.pid) === holder.started)
  // Its number cannot be looked up here, so its heartbeat has to answer.
  const deadline = Math.min(first, Date.now()) + SILENCE
  while (Date.now() < deadline) {
    await sleep(200)
    const now = touched()
    if (now === null) return false
    if (now !== first) return true
  }
  return false
}

/**
 * Removes the dead holder's lock. Looking again and removing is one step under a guard file, or two starters
 * could each remove the other's fresh lock. False when another starter is at it.
 */
function removeStale(file: string, stale: Holder | null, self: Holder): boolean {
  const guard = `${file}.takeover`
  if (!createLock(guard, self)) {
    const other = readHolder(guard)
    const age = Date.now() - (readOrNull(() => statSync(guard).mtimeMs) ?? Date.now())
    const dead = other?.realm === self.realm ? !isAlive(other.pid) : age > SILENCE
    if (dead) rmSync(guard, { force: true })
    return false
  }
  try {
    if (readHolder(file)?.nonce === stale?.nonce) rmSync(file, { force: true })
    return true
  } finally {
    rmSync(guard, { force: true })
  }
}
