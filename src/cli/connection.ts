/** Which server, with which key, and how to call it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError } from './command.ts'
import { readCredentials } from './credentials.ts'

export interface Connection {
  url: string
  key: string
}

export const connectionOptions = { url: { type: 'string' }, key: { type: 'string' } } as const

export const connectionUsage = `  --url URL           the server; else CHAISE_URL, the one of chaise login, or http://localhost:8080
  --key KEY           an API key; else CHAISE_API_KEY or the one of chaise login`

export const DEFAULT_URL = 'http://localhost:8080'

/** Throws a CommandError when there is no key for the server. */
export function findConnection(given: { url?: string | undefined; key?: string | undefined }): Connection {
  const kept = readCredentials()
  const url = readUrl(given.url ?? (process.env.CHAISE_URL || undefined) ?? kept.url ?? DEFAULT_URL)
  // A key goes to the server it was given for, and to no other.
  const key =
    given.key ??
    (process.env.CHAISE_API_KEY || undefined) ??
    (kept.url === url ? kept.key : undefined) ??
    demoKey(url)
  if (!key)
    throw new CommandError(
      `There is no API key for ${url}. Sign in with: chaise login, or give one with --key or CHAISE_API_KEY.`,
    )
  return { url, key }
}

/** Address of a server, without a slash at its end. */
export function readUrl(text: string): string {
  const url = URL.parse(text.trim())
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new CommandError(`"${text}" is not the address of a server; one looks like ${DEFAULT_URL}.`)
  return (url.origin + url.pathname).replace(/\/+$/, '')
}

/** In a clone that was started here, the key of its demo. */
function demoKey(url: string): string | undefined {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)) return undefined
  try {
    const file = join(process.env.CHAISE_DATA_DIR || '.chaise', 'demo-access.json')
    const { api_key: key } = JSON.parse(readFileSync(file, 'utf8')) as { api_key?: unknown }
    return typeof key === 'string' && key ? key : undefined
  } catch {
    return undefined
  }
}

/** Calls an operation; whatever goes wrong becomes one sentence. */
export async function call<T>(
  connection: Connection,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await reach(connection, path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    signal: AbortSignal.timeout(30_000),
  })
  if (!response.ok) throw await refusalOf(connection, response)
  return (await response.json()) as T
}

/** Sends a request with the key; throws a CommandError when nobody answers. */
export async function reach(
  { url, key }: Connection,
  path: string,
  options: { method?: string; body?: string; headers?: Record<string, string>; signal: AbortSignal },
): Promise<Response> {
  try {
    return await fetch(url + path, {
      ...options,
      headers: { ...options.headers, authorization: `apikey ${key}` },
    })
  } catch (error) {
    const { cause } = error as { cause?: { code?: string; errors?: { code?: string }[] } }
    const code = cause?.code ?? cause?.errors?.[0]?.code
    throw new CommandError(
      `No server answers at ${url}${code ? ` (${code})` : ''}. Start it with npm start, or name another with --url.`,
    )
  }
}

/** What a refused call comes to for a person. */
export async function refusalOf({ url }: Connection, response: Response): Promise<CommandError> {
  const text = await response.text().catch(() => '')
  let said = ''
  try {
    const body = JSON.parse(text) as { message?: string; Message?: string; error?: { message?: string } }
    said = body.error?.message ?? body.message ?? body.Message ?? ''
  } catch {
    // No Chaise speaks like this.
  }
  const { status } = response
  if (status === 401)
    return new CommandError(
      `${url} does not know this API key. Sign in with: chaise login, or give another with --key.`,
    )
  if (status === 403) return new CommandError(`This API key is not allowed to do that at ${url}: ${said}`)
  if (!said) return new CommandError(`${url} answered ${status}; it does not look like Chaise.`)
  return new CommandError(`${url} answered ${status}: ${said}`)
}
