/** config → database → migrate → seed → listen → workers; SIGTERM drains and ends. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startApp, type App } from './app.ts'
import { ConfigError, readConfig, type Config } from '#platform/config.ts'
import {
  acquireDataDirLock,
  EmbeddedError,
  startEmbedded,
  type EmbeddedServer,
} from '#platform/db/embedded.ts'
import { giveMemoryBack } from '#platform/memory.ts'
import { seedDemo, type DemoAccess } from '#areas/sandbox'

const DRAIN_MILLISECONDS = 9_000
/** By then what the start has begun is done. */
const SETTLED_MILLISECONDS = 2_000

async function start(): Promise<void> {
  const began = performance.now()
  const config = readConfig(process.env)
  mkdirSync(config.dataDir, { recursive: true })
  const lock = config.databaseUrl ? null : await acquireDataDirLock(config.dataDir)
  let embedded: EmbeddedServer | null = null
  let app: App | null = null
  let ending: Promise<void> | null = null

  const end = (code: number): Promise<void> =>
    (ending ??= (async () => {
      const late = setTimeout(() => process.exit(1), DRAIN_MILLISECONDS)
      late.unref()
      await app
        ?.stop()
        .catch((error: unknown) => console.error(`Chaise did not stop cleanly: ${String(error)}`))
      await embedded?.stop()
      lock?.()
      process.exit(code)
    })())
  process.on('SIGTERM', () => void end(0))
  process.on('SIGINT', () => void end(0))
  // The launcher is gone: nobody would stop us any more.
  process.on('disconnect', () => void end(0))

  try {
    if (!config.databaseUrl) embedded = await startEmbedded({ dataDir: config.dataDir, logger })
    app = await startApp({
      config,
      connectionString: config.databaseUrl ?? (await databaseIn(embedded!)),
      secretKey: Buffer.from(secretKeyOf(config), 'hex'),
    })
    const demo = config.seed === 'demo' ? await seedDemo(app, config) : null
    await app.server.listen({ port: config.port, host: config.host })
    announce(app, config, demo, performance.now() - began)
    setTimeout(giveMemoryBack, SETTLED_MILLISECONDS).unref()
  } catch (error) {
    console.error(explain(error, config))
    await end(1)
  }
}

/** Failures a person can mend get a sentence instead of a stack. */
function explain(error: unknown, config: Config): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof ConfigError || error instanceof EmbeddedError) return error.message
  const { code } = error as { code?: string }
  if (code === 'EADDRINUSE')
    return `Port ${config.port} is in use. Set PORT to another one, for example: PORT=8081 npm start`
  if (code === 'EACCES')
    return `Port ${config.port} on ${config.host} may not be used by this account. Set PORT above 1023.`
  if (code === 'ECONNREFUSED')
    return 'The database does not answer. Check DATABASE_URL and that the server is running.'
  return error.stack ?? error.message
}

const logger = { info: (text: string) => console.log(text), warn: (text: string) => console.warn(text) }

async function databaseIn(server: EmbeddedServer): Promise<string> {
  await server.createDatabase('chaise')
  return server.connectionString('chaise')
}

function secretKeyOf(config: Config): string {
  if (config.secretKey) return config.secretKey
  if (config.databaseUrl && config.role !== 'all')
    throw new ConfigError(
      'CHAISE_SECRET_KEY must be set (the same in every process) when processes share a DATABASE_URL.',
    )
  const file = join(config.dataDir, 'secret-key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

function announce(app: App, config: Config, demo: DemoAccess | null, milliseconds: number): void {
  const address = app.server.server.address() as AddressInfo | null
  const url = `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${address?.port ?? config.port}`
  const lines = [
    '',
    `  Chaise is ready at ${url}   (${(milliseconds / 1000).toFixed(1)} s)`,
    '',
    `  API reference   ${url}/docs`,
    ...(demo
      ? [
          `  API key         ${demo.apiKey}`,
          `  Sign-in         account ${demo.accountName}, user ${demo.userName}, password ${demo.password}`,
          `  App             ${demo.appId}, secret ${demo.appSecret}`,
        ]
      : []),
    `  Data            ${config.databaseUrl ? 'your Postgres (DATABASE_URL)' : config.dataDir}`,
    '',
  ]
  console.log(lines.join('\n'))
}

void start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
