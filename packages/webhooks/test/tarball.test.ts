/** The package as it is published: packed, installed offline in an empty project, used from JavaScript and TypeScript. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bothHeaders, eventBody, makeSecret } from './sign.ts'

const folder = join(import.meta.dirname, '..')
const project = mkdtempSync(join(tmpdir(), 'chaise-webhooks-'))
const installed = join(project, 'node_modules/@chaise/webhooks')
const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' })

beforeAll(() => {
  npm(folder, 'pack', '--pack-destination', project)
  const [tarball] = readdirSync(project)
  writeFileSync(join(project, 'package.json'), '{"name":"consumer","private":true,"type":"module"}')
  npm(project, 'install', '--offline', '--no-audit', '--no-fund', `./${tarball}`)
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

test('it holds what is needed and nothing else', () => {
  const files = (readdirSync(installed, { recursive: true }) as string[]).map((file) =>
    file.replaceAll('\\', '/'),
  )
  const modules = readdirSync(join(folder, 'src')).map((file) => file.replace('.ts', ''))
  expect(files.filter((file) => /\.\w+$/.test(file)).toSorted()).toEqual(
    [
      ...modules.flatMap((name) => [`dist/${name}.js`, `dist/${name}.d.ts`]),
      ...readdirSync(join(folder, 'examples')).map((name) => `examples/${name}`),
      'README.md',
      'package.json',
    ].toSorted(),
  )
  expect(files).toContain('LICENSE')
})

test('it stands alone', () => {
  const { dependencies, peerDependencies, scripts } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  ) as Record<string, object | undefined>
  expect([dependencies, peerDependencies, Object.keys(scripts ?? {})]).toEqual([
    undefined,
    undefined,
    ['prepack'],
  ])
  expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    '@chaise',
  ])
  for (const file of readdirSync(join(installed, 'dist')))
    for (const [, from] of readFileSync(join(installed, 'dist', file), 'utf8').matchAll(/ from '(.*?)'/g))
      expect(from).toMatch(/^\.\/[\w-]+\.(js|ts)$|^node:crypto$/)
})

test('JavaScript verifies with it', () => {
  const secret = makeSecret()
  const body = eventBody()
  const request = JSON.stringify({ body, headers: bothHeaders(secret, body), secret })
  writeFileSync(
    join(project, 'consumer.js'),
    `import { EVENT_TYPES, isTestCall, readEvent, verify, WebhookVerificationError } from '@chaise/webhooks'
const { body, headers, secret } = ${request}
let reason
try { verify(body + ' ', headers, secret) } catch (error) { reason = error instanceof WebhookVerificationError && error.reason }
console.log(verify(body, headers, secret).event_type, reason, EVENT_TYPES.length, isTestCall('', {}), readEvent(body).id)`,
  )
  const printed = execFileSync(process.execPath, ['consumer.js'], { cwd: project, encoding: 'utf8' })
  expect(printed).toBe('AppointmentGroup.Status no_match 40 true 67d999a57c1e94b20d1a2b38\n')
})

test('TypeScript knows its types, strictly and without the types of Node or the browser', () => {
  writeFileSync(
    join(project, 'consumer.ts'),
    `import { verify, type EventOf, type WebhookEvent } from '@chaise/webhooks'
const event: WebhookEvent = verify('', {}, ['a', 'b'], { toleranceSeconds: 60, standardOnly: true })
switch (event.event_type) {
  case 'AppointmentGroup.Status': {
    const status: number = event.data.appointment_group_status
    void status
    break
  }
  case 'Guest.Created':
    void event.data
    break
  default:
    // @ts-expect-error the status belongs to another event
    void event.data.appointment_group_status
}
const handle = (created: EventOf<'Guest.Created'>): string => created.data.id
void handle
// @ts-expect-error a parsed body
verify({}, {}, 'secret')
// @ts-expect-error no such event
type Wrong = EventOf<'Guest.Forgotten'>
`,
  )
  for (const module of ['nodenext', 'bundler']) {
    const config = {
      compilerOptions: {
        strict: true,
        noEmit: true,
        lib: ['es2022'],
        types: [],
        module: module === 'bundler' ? 'esnext' : module,
        moduleResolution: module,
        skipLibCheck: false,
      },
      files: ['consumer.ts'],
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(import.meta.dirname, '../../../node_modules/typescript/bin/tsc')
    expect(() =>
      execFileSync(process.execPath, [tsc, '-p', '.'], { cwd: project, encoding: 'utf8' }),
    ).not.toThrow()
  }
})
