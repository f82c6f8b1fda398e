// `npm test`: installs what is missing, then runs vitest under the Node that npm installed. Further
// arguments go to vitest. The last line is `N passed, N failed`, which CI reads.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { ensureInstalled, root, runScript } from './ensure-installed.mjs'

await runScript(async () => {
  const runtime = ensureInstalled()
  const folder = mkdtempSync(join(tmpdir(), 'chaise-test-'))
  const report = join(folder, 'report.json')
  try {
    const child = spawn(
      runtime,
      [
        join(root, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...process.argv.slice(2),
      ],
      // What a test starts by the name of node is the same Node.
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, PATH: dirname(runtime) + delimiter + process.env.PATH },
      },
    )
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
    process.exitCode = await new Promise((done, fail) => {
      child.once('error', fail)
      child.once('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)))
    })
    const line = summarize(report, process.exitCode)
    if (line) console.log(line)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** A file that could not even be loaded holds no test, yet counts as one failure. */
function summarize(report, exitCode) {
  let result
  try {
    result = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return exitCode === 0 ? null : '0 passed, 1 failed'
  }
  const broken = result.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  )
  const failed = result.numFailedTests + broken.length
  return `${result.numPassedTests} passed, ${failed || (exitCode === 0 ? 0 : 1)} failed`
}
