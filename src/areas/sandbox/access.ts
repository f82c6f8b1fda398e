/**
 * How the operator gets into the demo: an API key, an app, a login. The database keeps hashes, so what is
 * shown at every start is kept readable in a file of the data directory that only its owner can read.
 */
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { hashPassword, hashSecret, newSecret } from '#platform/crypto.ts'
import type { Tx } from '#platform/db/database.ts'
import { createApiKey, createApp } from '#areas/access-tokens'
import { changePassword, findKey } from './credentials.ts'
import { APP_ID, ORGANIZATION_ID } from './seed/rows.ts'

export type AccessConfig = Pick<Config, 'dataDir' | 'demoApiKey' | 'demoPassword'>

/** What is known in this data directory; null: another process of the installation knows it. */
export interface KnownAccess {
  apiKey: string
  password: string | null
  appSecret: string | null
}

/** The demo's key must outlast a clock that is moved far ahead. */
const KEY_EXPIRES = new Date('2300-01-01T00:00:00Z')

const fileOf = (config: AccessConfig): string => join(config.dataDir, 'demo-access.json')

function readFile(config: AccessConfig): Partial<KnownAccess> {
  const file = fileOf(config)
  if (!existsSync(file)) return {}
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const text = (name: string): string | null => (typeof kept[name] === 'string' ? kept[name] : null)
    const apiKey = text('api_key')
    return { ...(apiKey ? { apiKey } : {}), password: text('password'), appSecret: text('app_secret') }
  } catch {
    // Cut off by a crash or edited by hand: as good as none.
    return {}
  }
}

function writeFile(config: AccessConfig, { apiKey, password, appSecret }: KnownAccess): void {
  const text = JSON.stringify({ api_key: apiKey, password, app_secret: appSecret }, null, 2)
  const file = fileOf(config)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  // The mode counts only for files that were not there.
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

/** A password that can be typed: four groups of five characters. */
const newPassword = (): string =>
  newSecret()
    .slice(0, 20)
    .replace(/(.{5})(?=.)/g, '$1-')

/** Access to a demo that is about to be made: from the settings, else as before, else new. */
export function prepareAccess(config: AccessConfig): KnownAccess & { password: string; appSecret: string } {
  const kept = readFile(config)
  return {
    apiKey: config.demoApiKey ?? kept.apiKey ?? newSecret(),
    password: config.demoPassword ?? kept.password ?? newPassword(),
    appSecret: kept.appSecret ?? newSecret(),
  }
}

/** App and key of a demo just made; the logins were written with it. */
export async function openAccess(
  tx: Tx,
  config: AccessConfig,
  access: KnownAccess & { appSecret: string },
  now: Date,
): Promise<void> {
  await createApp(
    tx,
    {
      organizationId: ORGANIZATION_ID,
      id: APP_ID,
      name: 'Demo booking site',
      description: 'Made with the demo data',
      keyScopes: ['*'],
      tokenScopes: ['*'],
      source: 1,
      secret: access.appSecret,
    },
    now,
  )
  await addKey(tx, access.apiKey, now)
  writeFile(config, access)
}

/**
 * Access to a demo that exists. Settings that differ from what is in force are put in force; what this data
 * directory does not know cannot be told, so it gets an API key of its own.
 */
export async function renewAccess(tx: Tx, config: AccessConfig, now: Date): Promise<KnownAccess> {
  const read = readFile(config)
  const state = read.apiKey ? await findKey(tx, hashSecret(read.apiKey), now) : 'unknown'
  // A key this database has never had: the file is of another one.
  const kept = state === 'unknown' ? {} : read
  const apiKey = config.demoApiKey ?? (state === 'valid' ? kept.apiKey : undefined) ?? newSecret()
  if ((await findKey(tx, hashSecret(apiKey), now)) !== 'valid') await addKey(tx, apiKey, now)
  const wanted = config.demoPassword
  if (wanted && wanted !== kept.password) await changePassword(tx, await hashPassword(wanted))
  const access = { apiKey, password: wanted ?? kept.password ?? null, appSecret: kept.appSecret ?? null }
  writeFile(config, access)
  return access
}

const addKey = (tx: Tx, key: string, now: Date): Promise<unknown> =>
  createApiKey(tx, { organizationId: ORGANIZATION_ID, appId: APP_ID, key, expiresAt: KEY_EXPIRES }, now)
