/** One HTTP request to a receiver: build, sign, send, read the answer. No database here. */
import { request, type Agent, type Dispatcher } from 'undici'
import { BlockedTarget, openOutbound, type Resolve } from '#platform/outbound.ts'
import type { Destination } from '../destination.ts'
import { buildEnvelope, type EnvelopeParts } from './envelope.ts'
import { eventHeaders } from './headers.ts'
import { isSuccess, readRetryAfter } from './schedule.ts'

/** A receiver has this long to answer, connecting included. */
export const ANSWER_MS = 10_000
/** What the log keeps of an answer's body, in bytes. */
export const KEPT_BYTES = 16_384
/** More of it is read to keep the connection, then no more. */
const DRAINED_BYTES = 65_536
/** A body may go on for so long after the headers; the outcome is known by then. */
const BODY_MS = 1_000
/** Longest that a header of an answer is kept. */
const KEPT_HEADER = 1_000
const KEPT_HEADERS = 50

/** Kinds of failure; `status`: an answer, but none of 2xx. */
export type ErrorClass =
  | 'timeout'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'blocked'
  | 'protocol'
  | 'network'
  | 'redirect'
  | 'status'
  | 'sealed'

export interface SendResult {
  /** What was sent; configured values are masked. */
  url: string
  requestHeaders: Readonly<Record<string, string>>
  milliseconds: number
  /** Null: no answer. */
  status: number | null
  responseHeaders: Readonly<Record<string, string>> | null
  /** At most 16 KB of it. */
  responseBody: string | null
  /** There was more than is kept. */
  responseCut: boolean
  /** Milliseconds that the receiver asked for. */
  retryAfter: number | null
  errorClass: ErrorClass | null
  error: string | null
}

/** Connections to receivers. Redirects are not followed. */
export const openConnections = (options: {
  allowPrivate: boolean
  answerMs: number
  resolve?: Resolve
}): Agent =>
  openOutbound({
    allowPrivate: options.allowPrivate,
    connectMs: options.answerMs,
    ...(options.resolve ? { resolve: options.resolve } : {}),
  })

export interface Sender {
  agent: Agent
  answerMs: number
  /** The sends under way; aborting one breaks it off. */
  underWay: Set<AbortController>
  userAgent: string
  /** The time outside, which receivers hold signatures against. */
  wall(): Date
}

/** Sends an event: its envelope with both signatures. */
export function sendEvent(
  destination: Destination,
  parts: EnvelopeParts,
  sequence: number,
  sender: Sender,
): Promise<SendResult> {
  const body = buildEnvelope(parts)
  const signed = eventHeaders({ wireId: parts.wireId, sequence, body }, destination.keys, sender.wall())
  return send(destination, signed, body, sender)
}

/** Tries a receiver: its verb, its headers, no body, no signature. */
export const sendProbe = (destination: Destination, sender: Sender): Promise<SendResult> =>
  send(destination, {}, null, sender)

const MASK = '••••'

/** Sends and reports; never throws. */
async function send(
  { url, method, headers: configured }: Destination,
  own: Record<string, string>,
  body: Buffer | null,
  { agent, answerMs, underWay, userAgent, wall }: Sender,
): Promise<SendResult> {
  const began = performance.now()
  const common = { 'user-agent': userAgent, ...own }
  const masked = Object.fromEntries(Object.keys(configured).map((name) => [name, MASK]))
  const sent = { url: withoutQuery(url), requestHeaders: { ...masked, ...common } }
  const breakOff = new AbortController()
  const timer = setTimeout(() => breakOff.abort(new NoAnswer(answerMs)), answerMs)
  underWay.add(breakOff)
  try {
    const answer = await request(url, {
      method,
      headers: { ...configured, ...common },
      body,
      dispatcher: agent,
      signal: breakOff.signal,
    })
    const { statusCode: status } = answer
    const { text, cut } =
      answer.headers['content-length'] === '0' ? withoutBody(answer.body) : await readBeginning(answer.body)
    return {
      ...sent,
      milliseconds: Math.round(performance.now() - began),
      status,
      responseHeaders: readHeaders(answer.headers),
      responseBody: text,
      responseCut: cut,
      retryAfter: readRetryAfter(asText(answer.headers['retry-after']), wall()),
      ...judge(status),
    }
  } catch (error) {
    return {
      ...sent,
      milliseconds: Math.round(performance.now() - began),
      status: null,
      responseHeaders: null,
      responseBody: null,
      responseCut: false,
      retryAfter: null,
      errorClass: classify(error),
      error: explain(error),
    }
  } finally {
    clearTimeout(timer)
    underWay.delete(breakOff)
  }
}

/** Receivers keep shared secrets in the query, so the log does without it. */
const withoutQuery = (url: string): string => {
  const at = url.indexOf('?')
  return at < 0 ? url : `${url.slice(0, at)}?${MASK}`
}

function judge(status: number): Pick<SendResult, 'errorClass' | 'error'> {
  if (isSuccess(status)) return { errorClass: null, error: null }
  return status >= 300 && status < 400
    ? { errorClass: 'redirect', error: `answered ${status}; redirects are not followed` }
    : { errorClass: 'status', error: `answered ${status}` }
}

/** The usual answer. */
function withoutBody(body: Dispatcher.ResponseData['body']): { text: string; cut: boolean } {
  body.on('error', () => {}).resume()
  return { text: '', cut: false }
}

/** The beginning of a body, within its time; a connection with a long or slow one is given up. */
async function readBeginning(body: Dispatcher.ResponseData['body']): Promise<{ text: string; cut: boolean }> {
  const kept: Buffer[] = []
  let length = 0
  let ended = false
  const timer = setTimeout(() => body.destroy(), BODY_MS)
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (length < KEPT_BYTES) kept.push(chunk)
      length += chunk.length
      if (length > DRAINED_BYTES) break
    }
    ended = length <= DRAINED_BYTES
  } catch {
    // Broken off by us or by the receiver: what came is what there is.
  } finally {
    clearTimeout(timer)
    if (!ended) body.on('error', () => {}).destroy()
  }
  const bytes = Buffer.concat(kept).subarray(0, KEPT_BYTES)
  // The database's text knows no NUL.
  return { text: bytes.toString('utf8').replaceAll('\0', '\ufffd'), cut: !ended || length > KEPT_BYTES }
}

const asText = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value

function readHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers).slice(0, KEPT_HEADERS))
    // Cookies of a receiver are its own affair.
    kept[name] =
      name === 'set-cookie' ? MASK : (asText(value) ?? '').replaceAll('\0', '\ufffd').slice(0, KEPT_HEADER)
  return kept
}

class NoAnswer extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds / 1000} s`)
  }
}

const CLASSES: Readonly<Record<string, ErrorClass>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EPROTO: 'tls',
  UND_ERR_HEADERS_OVERFLOW: 'protocol',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'protocol',
}

/** The causes of an error, the outermost first; several addresses tried come as one error of many. */
function* causesOf(error: unknown): Generator<Error & { code?: unknown }> {
  if (!(error instanceof Error)) return
  yield error
  if (error instanceof AggregateError) for (const one of error.errors) yield* causesOf(one)
  if (error.cause) yield* causesOf(error.cause)
}

function classify(error: unknown): ErrorClass {
  for (const cause of causesOf(error)) {
    if (cause instanceof NoAnswer) return 'timeout'
    if (cause instanceof BlockedTarget) return 'blocked'
    // Answers that undici cannot make sense of; the second are 100 and 101, which nobody asked for.
    if (cause.name === 'HTTPParserError') return 'protocol'
    if (/^bad (response|upgrade)$/.test(cause.message)) return 'protocol'
    const code = typeof cause.code === 'string' ? cause.code : ''
    if (CLASSES[code]) return CLASSES[code]
    if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/.test(code)) return 'tls'
  }
  return 'network'
}

/** Why there was no answer, in one line that the log may keep. */
function explain(error: unknown): string {
  const cause = [...causesOf(error)].find(({ message }) => message)
  const text = cause?.message ?? String(error)
  const code = typeof cause?.code === 'string' && !(cause instanceof BlockedTarget) ? cause.code : ''
  return (code && !text.includes(code) ? `${code}: ${text}` : text).replace(/\p{Cc}+/gu, ' ').slice(0, 300)
}
