import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('settings', () => {
  it('suit a developer on a fresh machine', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      databaseUrl: null,
      seed: 'demo',
      role: 'all',
      sandbox: true,
      allowPrivateWebhooks: true,
      retentionDays: 30,
      smtpUrl: null,
      publicUrl: 'http://localhost:8080',
    })
  })

  it.each([
    ['no demo data', { CHAISE_SEED: 'none' }],
    ['a database of its own', { DATABASE_URL: 'postgres://localhost/chaise' }],
  ])('keep webhooks outside and the clock still with %s', (_what, env) => {
    expect(readConfig(env)).toMatchObject({ sandbox: false, allowPrivateWebhooks: false })
    expect(readConfig({ ...env, CHAISE_WEBHOOK_ALLOW_PRIVATE: '1' })).toMatchObject({
      sandbox: false,
      allowPrivateWebhooks: true,
    })
  })

  it('take the public address without its slash, else from host and port', () => {
    expect(readConfig({ CHAISE_PUBLIC_URL: 'https://salon.example/' }).publicUrl).toBe(
      'https://salon.example',
    )
    expect(readConfig({ HOST: '10.0.0.5', PORT: '81' }).publicUrl).toBe('http://10.0.0.5:81')
  })

  it('leave alone what belongs to the command line', () => {
    expect(() => readConfig({ CHAISE_URL: 'http://localhost:1', CHAISE_API_KEY: 'x' })).not.toThrow()
  })

  it.each([
    ['CHAISE_SPEED', 'fast'],
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost'],
    ['CHAISE_SEED', 'some'],
    ['CHAISE_ROLE', 'boss'],
    ['CHAISE_SECRET_KEY', 'short'],
    ['CHAISE_SANDBOX', 'yes'],
    ['CHAISE_RATE_LIMIT', '60/min'],
    ['CHAISE_WEBHOOK_ALLOW_PRIVATE', 'true'],
    ['CHAISE_RETENTION_DAYS', '3'],
    ['CHAISE_RETENTION_DAYS', '30.5'],
    ['CHAISE_SMTP_URL', 'mail.example.com'],
    ['CHAISE_MAIL_FROM', 'nobody'],
    ['CHAISE_MAIL_FROM', 'a@example.com\r\nBcc: b@example.com'],
    ['CHAISE_PUBLIC_URL', 'salon.example'],
    ['LOG_LEVEL', 'loud'],
    ['CHAISE_DEMO_API_KEY', 'short'],
  ])('stop the start and are named: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(name)
  })

  it('with a password in them are not repeated', () => {
    try {
      readConfig({ CHAISE_SMTP_URL: 'smpt://user:hunter2@mail.example.com' })
      expect.unreachable()
    } catch (error) {
      expect(String(error)).not.toContain('hunter2')
    }
  })
})
