/** Sending one event to a receiver, with what the delivery engine would send. */
import { readFileSync } from 'node:fs'
import { Agent, request as requestPlain } from 'node:http'
import { Agent as SecureAgent, request as requestSecure } from 'node:https'
import { join } from 'node:path'
// By its file: the door of the area leads to the server.
import { eventHeaders } from '../areas/webhooks/delivery/headers.ts'
import { signingKeys } from '#platform/signature.ts'
import type { StreamedEvent } from './follow.ts'

export interface Receiver {
  url: URL
  method: string
  headers: Readonly<Record<string, string>>
  secret: string
}

export interface Sent {
  /** Null: no answer. */
  status: number | null
  milliseconds: number
  error: string | null
}

const ANSWER_MS = 10_000

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}
const agents = { 'http:': new Agent({ keepAlive: true }), 'https:': new SecureAgent({ keepAlive: true }) }

/** Never throws. Redirects are not followed. */
export function forward({ sequence, data }: StreamedEvent, receiver: Receiver): Promise<Sent> {
  const body = Buffer.from(data, 'utf8')
  const { id: wireId } = JSON.parse(data) as { id: string }
  const { url, method } = receiver
  const isSecure = url.protocol === 'https:'
  const began = performance.now()
  return new Promise((resolve) => {
    const done = (status: number | null, error: string | null) =>
      resolve({ status, milliseconds: Math.round(performance.now() - began), error })
    const request = (isSecure ? requestSecure : requestPlain)(url, {
      method,
      agent: agents[isSecure ? 'https:' : 'http:'],
      headers: {
        ...receiver.headers,
        'user-agent': `Chaise/${version}`,
        ...eventHeaders({ wireId, sequence, body }, [signingKeys(receiver.secret)], new Date()),
        'content-length': body.length,
      },
    })
    const timer = setTimeout(
      () => request.destroy(new Error(`no answer within ${ANSWER_MS / 1000} s`)),
      ANSWER_MS,
    )
    request.on('response', (response) => {
      clearTimeout(timer)
      response.on('error', () => {}).resume()
      done(response.statusCode!, null)
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      done(null, error.code === 'ECONNREFUSED' ? 'nobody answers there' : error.message || String(error.code))
    })
    request.end(body)
  })
}
