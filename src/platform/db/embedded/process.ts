import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** A start that cannot go on. The message is one or two sentences for the operator, without a stack. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError'
}

/** `code` of a system error such as ENOENT, else null. */
export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** Runs `read`, or gives null when the file it reads is not there or not ours to read. */
export function readOrNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Fields of /proc/<pid>/stat from the state on (index 0 is field 3); null where there is no /proc. */
function readStat(pid: number): string[] | null {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The second field is the command in brackets and may itself hold blanks and brackets.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? null
}

/** True while the process runs. A zombie counts as ended: in a container often nobody collects it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false
  }
  return readStat(pid)?.[0] !== 'Z'
}

/** When the process started, in the words of the system; tells it from a later one with the same number. */
export function startMark(pid: number): string | null {
  if (process.platform === 'linux') return readStat(pid)?.[19] ?? null
  if (process.platform === 'win32') return null
  return readOrNull(() =>
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim(),
  )
}

/** Names the set of processes in which a number means the same process: one boot, one container. */
export function processRealm(): string {
  const boot = readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  const namespace = readOrNull(() => readlinkSync('/proc/self/ns/pid'))
  return boot && namespace ? `${boot} ${namespace}` : hostname()
}

/** Waits for the process to end; false when it still runs after `ms`. */
export async function awaitExit(pid: number, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms
  while (isAlive(pid)) {
    if (Date.now() >= deadline) return false
    await sleep(20)
  }
  return true
}
