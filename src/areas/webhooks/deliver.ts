/** One HTTP request to a receiver: build, sign, send. No database here. */
import { Agent, request } from 'undici'
import { decrypt } from '#platform/crypto.ts'
import { SIGNATURE_HEADER, signBody } from '#platform/signature.ts'
import type { Claim } from './deliveries.ts'
import { buildEnvelope } from './envelope.ts'
import { isSuccess } from './schedule.ts'
import { headersOf } from './store.ts'
import type { RequestType, WebhookRow } from './tables.ts'

/** A receiver has this long to answer, connecting included. */
export const ANSWER_MS = 10_000
/** What is read of an answer to keep its connection usable; the content means nothing. */
const DRAIN_BYTES = 65_536

export interface SendResult {
  /** Null: no answer. */
  httpStatus: number | null
  error: string | null
  milliseconds: number
}

/** Connections to receivers, kept alive between sends. Redirects are not followed. */
export const openConnections = (): Agent =>
  new Agent({
    allowH2: false,
    connect: { timeout: ANSWER_MS },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  })

interface Sending {
  url: string
  method: RequestType
  headers: Record<string, string>
  body: Buffer | null
}

/** Sends and reports; never throws. `stop` breaks it off. */
async function send(
  sending: Sending,
  agent: Agent,
  answerMs: number,
  stop?: AbortSignal,
): Promise<SendResult> {
  const began = performance.now()
  const milliseconds = () => Math.round(performance.now() - began)
  const breakOff = new AbortController()
  const onStop = () => breakOff.abort(stop?.reason)
  const timer = setTimeout(() => breakOff.abort(new Error(`no answer within ${answerMs / 1000} s`)), answerMs)
  stop?.addEventListener('abort', onStop)
  const end = () => {
    clearTimeout(timer)
    stop?.removeEventListener('abort', onStop)
  }
  try {
    if (stop?.aborted) onStop()
    const { url, method, headers, body } = sending
    const answer = await request(url, { method, headers, body, dispatcher: agent, signal: breakOff.signal })
    // The outcome is known; what follows is read only to free the connection, within the same time.
    answer.body
      .dump({ limit: DRAIN_BYTES })
      .catch(() => {})
      .finally(end)
    return { httpStatus: answer.statusCode, error: null, milliseconds: milliseconds() }
  } catch (error) {
    end()
    return { httpStatus: null, error: explain(error), milliseconds: milliseconds() }
  }
}

/** Why there was no answer, in one line that the log may keep. */
function explain(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown }
  const text = String(message || error)
  return (typeof code === 'string' && !text.includes(code) ? `${code}: ${text}` : text)
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 300)
}

/** Sends a claimed delivery: the envelope, signed with the webhook's secret. */
export async function sendDelivery(
  claim: Claim,
  secretKey: Buffer,
  agent: Agent,
  answerMs: number,
  stop: AbortSignal,
): Promise<SendResult> {
  let sending: Sending
  try {
    const body = buildEnvelope(claim.envelope)
    sending = {
      url: claim.url,
      method: claim.requestType,
      headers: {
        ...headersOf({ headers_sealed: claim.headersSealed }, secretKey),
        'content-type': 'application/json',
        [SIGNATURE_HEADER]: signBody(decrypt(secretKey, claim.secretSealed), body),
      },
      body,
    }
  } catch {
    return {
      httpStatus: null,
      error: 'the secret or headers of the webhook cannot be decrypted with the key of this installation',
      milliseconds: 0,
    }
  }
  return send(sending, agent, answerMs, stop)
}

/** Tries a webhook: one request with its verb and headers, no body, no signature. Any 2xx passes. */
export async function sendTest(
  webhook: Pick<WebhookRow, 'url' | 'request_type' | 'headers_sealed'>,
  secretKey: Buffer,
): Promise<SendResult & { passed: boolean }> {
  const headers = headersOf(webhook, secretKey)
  const agent = openConnections()
  try {
    const result = await send(
      { url: webhook.url, method: webhook.request_type, headers, body: null },
      agent,
      ANSWER_MS,
    )
    return { ...result, passed: isSuccess(result.httpStatus) }
  } finally {
    await agent.destroy()
  }
}
