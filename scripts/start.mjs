// `npm start`: installs what is missing, then runs the server under the Node that npm installed.
//
// The server is told of its end in two ways: SIGTERM, SIGINT and SIGHUP are passed on (it drains and ends;
// it must take a repeated signal calmly, since Ctrl-C at a terminal reaches both of us), and the IPC channel
// closes. When this launcher is killed outright, only the second remains: src/main.ts ends on 'disconnect'.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root, runScript } from './ensure-installed.mjs'
import { runtimeFlags } from './runtime-flags.mjs'

const PARENT_CHECK = 250

await runScript(() => {
  const isOrphan = watchNpm()
  const runtime = ensureInstalled({ dev: false })
  const child = spawn(runtime, [...runtimeFlags, join(root, 'src', 'main.ts'), ...process.argv.slice(2)], {
    cwd: process.cwd(),
    // Compiled code is kept, so that later starts neither strip types nor compile again.
    env: { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'chaise'), ...process.env },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const orphaned = setInterval(() => {
    if (!isOrphan()) return
    clearInterval(orphaned)
    child.kill('SIGTERM')
  }, PARENT_CHECK)
  orphaned.unref()
  child.once('error', (error) => {
    console.error(`Chaise could not be started with ${runtime}: ${error.message}`)
    process.exitCode = 1
  })
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
    if (child.connected) child.disconnect()
  })
})

/**
 * Tells when the npm that started us is gone. SIGKILL gives it no time to say so, and a signal to npm ends
 * only the shell between us. Started by hand we may outlive our shell, so then nothing is watched.
 * @returns {() => boolean}
 */
function watchNpm() {
  const parent = process.ppid
  if (process.env.npm_lifecycle_event !== 'start') return () => false
  const [name, grandparent] = readProcess(parent)
  const throughShell = /^(ba|da|a)?sh$/.test(name)
  return () => process.ppid !== parent || (throughShell && readProcess(parent)[1] !== grandparent)
}

/** Name and parent of a process, from Linux's /proc; empty elsewhere. */
function readProcess(pid) {
  try {
    const [, name, rest] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return [name, rest.split(' ')[1]]
  } catch {
    return ['', '']
  }
}
