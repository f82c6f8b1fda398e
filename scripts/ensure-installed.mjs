// Runs before anything is installed, by whatever Node (20 or later) the machine has. Built-in modules only.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const MAJOR = 24

/** A preparation that cannot go on; the message is for the operator. */
export class SetupError extends Error {}

/**
 * Makes sure the packages of package-lock.json are installed and gives the path of the Node that runs
 * Chaise: the one npm installed, else this very process's when it is new enough. Throws SetupError.
 * @param {{ dev?: boolean }} options dev: false is content without the development packages
 * @returns {string}
 */
export function ensureInstalled({ dev = true } = {}) {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new SetupError(`Chaise needs Node 20 or later to begin; this is ${process.version}.`)
  const missing = findMissing(dev)
  if (missing) {
    console.error(`Installing packages (${missing}).`)
    const omit = !dev && existsSync(modules) && !existsSync(join(modules, 'typescript')) ? ['--omit=dev'] : []
    const installed =
      // A lockfile that another npm calls incomplete still pins what it names, and is left as it is.
      (existsSync(join(root, 'package-lock.json')) && runNpm(['ci', ...omit])) ||
      runNpm(['install', '--no-save', ...omit])
    if (!installed)
      throw new SetupError(
        'npm could not install the packages; what it said is above. Put that right and try again.',
      )
  }
  return ensureRuntime()
}

/** Why the packages have to be installed, or null. Compares what npm noted it installed with the lockfile. */
function findMissing(dev) {
  const noted = readPackages(join(modules, '.package-lock.json'))
  if (!noted) return 'none are there yet'
  const locked = readPackages(join(root, 'package-lock.json'))
  for (const [path, wanted] of Object.entries(locked ?? {})) {
    if (!path || wanted.link) continue
    const have = noted[path]
    if (!have) {
      if (wanted.dev && !dev) continue
      if ((wanted.optional || wanted.devOptional) && !isForThisMachine(wanted)) continue
      return `${path} is missing`
    }
    if (have.version !== wanted.version || have.integrity !== wanted.integrity) return `${path} has changed`
    if (!existsSync(join(root, path))) return `${path} is missing`
  }
  return null
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

/** An optional package is expected only when it names a machine and it is this one. */
function isForThisMachine({ os, cpu, libc }) {
  if (!os || !cpu) return false
  const fits = (list, value) =>
    list.includes(value) || (list.every((one) => one.startsWith('!')) && !list.includes(`!${value}`))
  if (!fits(os, process.platform) || !fits(cpu, process.arch)) return false
  if (!libc || process.platform !== 'linux') return true
  return libc.includes(process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl')
}

/**
 * The package `node` brings its program by an install script, which npm may have been told to skip
 * (ignore-scripts, or an npm that wants approval). Then it is run here.
 */
function ensureRuntime() {
  const own = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const remedies = [
    () => runNpm(['rebuild', 'node', '--ignore-scripts=false']),
    () => run('node', ['installArchSpecificPackage.js'], join(modules, 'node')),
  ]
  if (isRuntime(own)) return own
  if (existsSync(join(modules, 'node')))
    for (const remedy of remedies) {
      console.error(`Fetching Node ${MAJOR}.`)
      remedy()
      if (isRuntime(own)) return own
    }
  if (isRuntime(process.execPath)) return process.execPath
  throw new SetupError(
    `Node ${MAJOR} could not be installed into ${own}. Check that npm can reach its registry and that this ` +
      `machine runs the official Node programs, or start Chaise with a Node ${MAJOR} of your own.`,
  )
}

function isRuntime(file) {
  if (!existsSync(file)) return false
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= MAJOR
}

const runNpm = (args) => run('npm', [...args, '--loglevel=error', '--no-audit', '--no-fund'], root)

function run(command, args, cwd) {
  // npm is about to replace node_modules, so it must not run on the Node in there.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(modules))
    .join(delimiter)
  const shell = process.platform === 'win32'
  const env = { ...process.env, PATH: path }
  const { status, error } = spawnSync(command, args, { cwd, env, shell, stdio: ['ignore', 2, 2] })
  if (error?.code === 'ENOENT')
    throw new SetupError(`${command} was not found. Install Node with npm (version 20 or later) first.`)
  return status === 0
}

/** Runs a script's body; a SetupError becomes one sentence and status 1. */
export async function runScript(body) {
  try {
    await body()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(() => void ensureInstalled())
