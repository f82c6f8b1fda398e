/** Servers under test run in processes of their own, so that they do not share a core's turn with the driver. */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { runtimeFlags } from '../scripts/runtime-flags.mjs'

export interface Child {
  origin: string
  process: ChildProcess
  stop(): Promise<void>
}

/** Starts a script that sends its origin once it listens. */
export function startChild(script: string, argument: object): Promise<Child> {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(argument)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // PROFILE=<folder> keeps a CPU profile of each server.
    execArgv: [
      ...runtimeFlags,
      ...(process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : []),
    ],
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
    child.once('message', (message) => {
      child.removeAllListeners('exit')
      resolve({
        origin: String(message),
        process: child,
        stop: () =>
          new Promise((done) => {
            child.once('exit', () => done())
            child.kill('SIGTERM')
          }),
      })
    })
  })
}
