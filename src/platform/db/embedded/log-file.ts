import { copyFileSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { readOrNull } from './process.ts'

const MAX_BYTES = 8_000_000

/** Keeps the server's log and one predecessor, each of at most about 8 MB. The server appends, so it may go on. */
export function boundLog(file: string): void {
  const size = readOrNull(() => statSync(file).size) ?? 0
  if (size <= MAX_BYTES) return
  readOrNull(() => copyFileSync(file, `${file}.1`))
  readOrNull(() => truncateSync(file))
}

export const logSize = (file: string): number => readOrNull(() => statSync(file).size) ?? 0

/** What the server wrote since the file had `from` bytes. */
export const readLog = (file: string, from: number): string =>
  readOrNull(() => readFileSync(file).subarray(from).toString('utf8')) ?? ''
