import { resolve } from 'node:path'

/** Settings of one process, from the environment. Unknown CHAISE_ names and malformed values stop the start. */
export interface Config {
  port: number
  host: string
  dataDir: string
  /** Null: an embedded server keeps the data under dataDir. */
  databaseUrl: string | null
  seed: 'demo' | 'none'
  demoApiKey: string | null
  demoPassword: string | null
  role: 'all' | 'api' | 'worker'
  /** Encrypts secrets at rest; null: made once and kept in dataDir. */
  secretKey: string | null
  /** Lets /admin/v1/sandbox move the clock and reset the data. */
  sandbox: boolean
  /** `60;w=60;b=60`, `off`, or null: organisations keep their own limit. */
  rateLimit: string | null
  /** Webhooks may go to this machine and to private networks. */
  allowPrivateWebhooks: boolean
  /** Days that events, deliveries and their log are kept; at least 4, since a delivery may be under way for three. */
  retentionDays: number
  /** smtp:// or smtps://; null: mail is kept and not sent. */
  smtpUrl: string | null
  mailFrom: string
  /** Where people reach this installation, without a slash at the end; for links in mails. */
  publicUrl: string
  logLevel: string
}

const KNOWN = [
  'CHAISE_DATA_DIR',
  'CHAISE_SEED',
  'CHAISE_DEMO_API_KEY',
  'CHAISE_DEMO_PASSWORD',
  'CHAISE_ROLE',
  'CHAISE_SECRET_KEY',
  'CHAISE_SANDBOX',
  'CHAISE_RATE_LIMIT',
  'CHAISE_WEBHOOK_ALLOW_PRIVATE',
  'CHAISE_RETENTION_DAYS',
  'CHAISE_SMTP_URL',
  'CHAISE_MAIL_FROM',
  'CHAISE_PUBLIC_URL',
]
/** Read by the command line; whoever sets them for it may start the server too. */
const OF_THE_CLIENT = ['CHAISE_URL', 'CHAISE_API_KEY']
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** A setting the start cannot go on with; the message names it and says what would be right. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the configuration; throws ConfigError naming the setting at fault. */
export function readConfig(env: Environment): Config {
  for (const name of Object.keys(env))
    if (name.startsWith('CHAISE_') && !KNOWN.includes(name) && !OF_THE_CLIENT.includes(name))
      throw new ConfigError(`${name} is not a setting of Chaise. Known settings: ${KNOWN.join(', ')}.`)
  const text = (name: string): string | null => env[name]?.trim() || null
  const oneOf = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = text(name) ?? fallback
    if (!allowed.includes(value as T))
      throw new ConfigError(`${name} must be one of ${allowed.join(', ')}, not "${value}".`)
    return value as T
  }
  const port = Number(text('PORT') ?? '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ConfigError(`PORT must be a whole number from 0 to 65535, not "${env.PORT}".`)
  const databaseUrl = text('DATABASE_URL')
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new ConfigError('DATABASE_URL must begin with postgres:// or postgresql://.')
  const demoApiKey = text('CHAISE_DEMO_API_KEY')
  if (demoApiKey && !/^[\x21-\x7e]{16,200}$/.test(demoApiKey))
    throw new ConfigError('CHAISE_DEMO_API_KEY must be 16 to 200 characters without blanks.')
  const demoPassword = text('CHAISE_DEMO_PASSWORD')
  if (demoPassword && demoPassword.length < 8)
    throw new ConfigError('CHAISE_DEMO_PASSWORD must have at least 8 characters.')
  const secretKey = text('CHAISE_SECRET_KEY')
  if (secretKey && !/^[0-9a-f]{64}$/i.test(secretKey))
    throw new ConfigError(
      'CHAISE_SECRET_KEY must be 64 hex digits (32 bytes); make one with: openssl rand -hex 32',
    )
  const rateLimit = text('CHAISE_RATE_LIMIT')
  if (rateLimit && rateLimit !== 'off' && !/^[1-9]\d{0,6};w=[1-9]\d{0,4};b=[1-9]\d{0,6}$/.test(rateLimit))
    throw new ConfigError(
      'CHAISE_RATE_LIMIT must be "off" or calls, window in seconds and burst like 60;w=60;b=60.',
    )
  const retentionDays = Number(text('CHAISE_RETENTION_DAYS') ?? '30')
  if (!Number.isInteger(retentionDays) || retentionDays < 4 || retentionDays > 3650)
    throw new ConfigError(
      `CHAISE_RETENTION_DAYS must be a whole number from 4 to 3650, not "${env.CHAISE_RETENTION_DAYS}".`,
    )
  const smtpUrl = text('CHAISE_SMTP_URL')
  // The value may hold a password, so the message does not repeat it.
  if (smtpUrl && !(/^smtps?:\/\//.test(smtpUrl) && URL.canParse(smtpUrl)))
    throw new ConfigError(
      'CHAISE_SMTP_URL must be an address like smtp://user:password@mail.example.com:587.',
    )
  const mailFrom = text('CHAISE_MAIL_FROM') ?? 'Chaise <chaise@localhost>'
  if (!/^[^\r\n]{0,200}[^\s@<>]+@[^\s@<>]+>?$/.test(mailFrom))
    throw new ConfigError(
      'CHAISE_MAIL_FROM must be a mail address, or a name with one: Chaise <chaise@example.com>.',
    )
  const host = text('HOST') ?? '127.0.0.1'
  const publicUrl = text('CHAISE_PUBLIC_URL') ?? `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`
  if (!/^https?:\/\//.test(publicUrl) || !URL.canParse(publicUrl))
    throw new ConfigError('CHAISE_PUBLIC_URL must begin with http:// or https://.')
  const seed = oneOf('CHAISE_SEED', ['demo', 'none'] as const, 'demo')
  // The demo start is for a developer's machine: receivers live there, and time is moved.
  const demo = seed === 'demo' && !databaseUrl ? '1' : '0'
  return {
    port,
    host,
    dataDir: resolve(text('CHAISE_DATA_DIR') ?? '.chaise'),
    databaseUrl,
    seed,
    demoApiKey,
    demoPassword,
    role: oneOf('CHAISE_ROLE', ['all', 'api', 'worker'] as const, 'all'),
    secretKey,
    sandbox: oneOf('CHAISE_SANDBOX', ['0', '1'] as const, demo) === '1',
    rateLimit,
    allowPrivateWebhooks: oneOf('CHAISE_WEBHOOK_ALLOW_PRIVATE', ['0', '1'] as const, demo) === '1',
    retentionDays,
    smtpUrl,
    mailFrom,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  }
}
