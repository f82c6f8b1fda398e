/** What the command line keeps between runs, readable for its owner alone. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { newSigningSecret } from '#platform/signature.ts'
import { CommandError } from './command.ts'

export interface Credentials {
  url?: string
  key?: string
  /** What `chaise listen` signs with. */
  signing_secret?: string
}

export const credentialsFile = (): string =>
  join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'chaise', 'credentials.json')

/** Nothing where the file is missing or spoilt. */
export function readCredentials(): Credentials {
  try {
    const kept = JSON.parse(readFileSync(credentialsFile(), 'utf8')) as Record<string, unknown> | null
    const text = (name: keyof Credentials) =>
      typeof kept?.[name] === 'string' && kept[name] ? { [name]: kept[name] } : {}
    return { ...text('url'), ...text('key'), ...text('signing_secret') }
  } catch {
    return {}
  }
}

export function writeCredentials(credentials: Credentials): void {
  const file = credentialsFile()
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
    // The mode counts only for files that were not there.
    chmodSync(`${file}.new`, 0o600)
    renameSync(`${file}.new`, file)
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}`)
  }
}

/** Made once, so that receivers keep what they were told. */
export function signingSecret(): string {
  const kept = readCredentials()
  if (kept.signing_secret) return kept.signing_secret
  const secret = newSigningSecret()
  writeCredentials({ ...kept, signing_secret: secret })
  return secret
}
