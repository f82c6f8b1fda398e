/** Time to ready and idle memory of the product as it is started by a person. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runtimeFlags } from '../scripts/runtime-flags.mjs'
import { ms, note } from './table.ts'

interface Started {
  milliseconds: number
  megabytes: number
}

async function startOnce(dataDir: string): Promise<Started> {
  const began = performance.now()
  const child = spawn(process.execPath, [...runtimeFlags, join(import.meta.dirname, '../src/main.ts')], {
    env: {
      ...process.env,
      CHAISE_DATA_DIR: dataDir,
      // As after a fresh checkout: nothing is compiled yet.
      NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
      PORT: '18480',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    const ready = await fetch('http://127.0.0.1:18480/readyz')
      .then((answer) => answer.ok)
      .catch(() => false)
    if (ready) break
    if (child.exitCode !== null) throw new Error('Chaise did not start')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const milliseconds = performance.now() - began
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  const megabytes =
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
  return { milliseconds, megabytes }
}

export async function benchLifeCycle(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chaise-bench-start-'))
  try {
    const first = await startOnce(dataDir)
    note({
      what: 'first start to ready, demo data included',
      measured: ms(first.milliseconds),
      baseline: '',
      ratio: null,
      aim: '< 5 s',
    })
    const second = await startOnce(dataDir)
    note({
      what: 'later start to ready',
      measured: ms(second.milliseconds),
      baseline: '',
      ratio: null,
      aim: '< 2 s',
    })
    note({
      what: 'idle memory of the Node process after the first and a later start',
      measured: `${first.megabytes.toFixed(0)} and ${second.megabytes.toFixed(0)} MB`,
      baseline: '',
      ratio: null,
      aim: '< 200 MB',
    })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
