/** The HTTP server: routes every operation through the same eight steps (authenticate … reply or error form). */
import { hash } from 'node:crypto'
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { authenticate, checkAccess, type Authenticator, type Caller } from '#platform/auth.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { sqlState, transact } from '#platform/db/transaction.ts'
import { asGuid, newId, NIL_GUID } from '#platform/ids.ts'
import { requestSeconds } from '#platform/metrics.ts'
import { commonRefusals, Refusal, refuse } from '#platform/refusal.ts'
import { replyToRefusal, type ErrorReply } from './error-forms.ts'
import {
  claimKey,
  hashRequest,
  keepRefusal,
  keepReply,
  type IdempotentCall,
  type KeptReply,
} from './idempotency.ts'
import type { Operation, ReadScope } from './operation.ts'
import { compileValidator, judge, readLeniently, readQuery, readQueryPairs } from './parse.ts'
import { rateHeaders, readRateLimit, takeCall } from './rate-limit.ts'
import { completerOf } from './reply.ts'
import { resolveSchema, type JsonSchema } from '#contract'

export interface ServerOptions {
  operations: readonly Operation[]
  db: Db
  clock: Clock
  authenticator: Authenticator
  /** Overrides the limits of all organisations: a limit text or 'off'; null: each organisation's own. */
  rateLimit: string | null
  log: Logger
  /** 32 bytes: seals secrets at rest. */
  secretKey: Buffer
  /** Calls to others may go to this machine and to private networks. */
  allowPrivate?: boolean
}

const BODY_LIMIT = 1_048_576

/** Builds the server with all operations; the caller adds pages and listens. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    // What is logged of a request names its id; a logger per request would be made for nothing nearly always.
    childLoggerFactory: (logger) => logger,
    bodyLimit: BODY_LIMIT,
    requestIdHeader: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given)
        ? given
        : newId(options.clock.now())
    },
    routerOptions: {
      caseSensitive: false,
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      maxParamLength: 500,
      querystringParser: (text: string) => ({ pairs: readQueryPairs(text) }) as never,
    },
    frameworkErrors: (_error: unknown, _request: unknown, reply: unknown) => {
      const text = 'The request URL cannot be read.'
      void (reply as FastifyReply).code(400).send({ Message: text, message: text })
    },
  }) as unknown as FastifyInstance
  // A few documented GETs carry a body.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true } as never)
  readBodies(app)
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id)
    done()
  })
  app.setErrorHandler((error, request, reply) => sendFrameworkError(error, request, reply))
  const known = options.operations.flatMap((op) => pathsOf(op).map((path) => pathPattern(path)))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!.replace(/\/{2,}/g, '/')
    const wrongMethod = known.some((pattern) => pattern.test(path))
    const text = wrongMethod
      ? `The requested resource does not support http method '${request.method}'.`
      : `No HTTP resource was found that matches the request URI '${path.slice(0, 200)}'.`
    void reply.code(wrongMethod ? 405 : 404).send({ Message: text })
  })
  for (const operation of options.operations) addOperation(app, operation, options)
  return app
}

/** All paths an operation answers on. Older controllers go by with and without /api and /v1 (platform.yaml, paths). */
export function pathsOf(operation: Pick<Operation, 'path' | 'also'>): string[] {
  const paths = [operation.path, ...operation.also]
  for (const path of paths.slice()) {
    const bare = path.replace(/^\/api(?=\/)/i, '').replace(/^\/v1(?=\/)/i, '')
    if (/^\/(catalog|appointments\/(admin\/)?sessions)\b/i.test(bare))
      paths.push(bare, `/v1${bare}`, `/api${bare}`, `/api/v1${bare}`)
  }
  if (operation.path.includes('/blockouttimes/'))
    paths.push(
      ...paths.map((p) => p.replace(/^\/v1\/rooms?\//, '/v1/room/')),
      ...paths.map((p) => p.replace(/^\/v1\/rooms?\//, '/v1/rooms/')),
    )
  const seen = new Set<string>()
  return paths.filter((path) => {
    const key = path.toLowerCase().replace(/\{\w+\}/g, '{}')
    return seen.has(key) ? false : Boolean(seen.add(key))
  })
}

const pathPattern = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i')

function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => {
      done(null, Object.fromEntries(new URLSearchParams(text as string)))
    },
  )
  // Some clients label JSON as text/plain or not at all.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    const body = (text as string).trim()
    if (!body) return done(null, undefined)
    try {
      done(null, JSON.parse(body))
    } catch {
      done(Object.assign(new Error('unreadable body'), { statusCode: 400, unreadable: true }))
    }
  })
}

function sendFrameworkError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const facts = error as { statusCode?: number; unreadable?: boolean; code?: string }
  const send = (status: number, text: string, more: object = {}) =>
    reply.code(status).send({ Message: text, message: text, ...more })
  if (facts.unreadable)
    return send(400, 'The request is invalid: the body is not readable JSON.', {
      ModelState: { body: ['The body is not readable JSON.'] },
    })
  if (facts.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return send(413, `The request is invalid: the body is larger than ${BODY_LIMIT} bytes.`)
  if (facts.statusCode && facts.statusCode >= 400 && facts.statusCode < 500)
    return send(facts.statusCode, 'The request is invalid.')
  request.log.error({ err: error, requestId: request.id }, 'request failed')
  return send(500, 'An error has occurred.')
}

interface Answer {
  status: number
  body: unknown
}

function addOperation(app: FastifyInstance, operation: Operation, options: ServerOptions): void {
  const complete = lazily(() => completerOf(operation.reply ?? {}))
  const read = inputReader(operation)
  const label = { operation: operation.id }
  const fail = (error: unknown): Answer | null => {
    const failure = failureOf(operation, error)
    return failure && shapeFailure(operation, failure, complete)
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const now = options.clock.now()
    if (!operation.who) {
      const body = await operation.handler(read(request) as never, {
        sent: request.body,
        db: options.db,
        now,
        requestId: request.id,
      })
      return { status: 200, body: complete()(body) }
    }
    const caller = await authenticate(request.headers.authorization, options.authenticator)
    await limitCalls(reply, operation, caller, options, now)
    checkAccess(caller, operation.who)
    const input = read(request)
    const scope = {
      organizationId: caller.organizationId,
      caller,
      db: options.db,
      now,
      requestId: request.id,
      secretKey: options.secretKey,
    }
    if (!operation.writes)
      return { status: 200, body: complete()(await operation.handler(input as never, scope)) }
    if (operation.outsideTransaction) {
      const outside = { ...scope, allowPrivate: options.allowPrivate ?? false }
      return { status: 200, body: complete()(await operation.handler(input as never, outside)) }
    }
    const call = idempotentCall(request, operation, caller, input, now)
    try {
      return await transact(options.db, async (tx) => {
        const kept = call && (await claimKey(tx, call))
        if (kept) return kept
        const body = complete()(await operation.handler(input as never, { ...scope, db: tx, tx }))
        const done: KeptReply = { status: 200, body }
        if (call) await keepReply(tx, call, done)
        return done
      })
    } catch (error) {
      const refused = fail(error)
      if (call && refused && error instanceof Refusal && error.refusal !== 'idempotency_mismatch')
        await keepRefusal(options.db, call, refused)
      throw error
    }
  }

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const began = performance.now()
    let result: Answer
    try {
      result = await answer(request, reply)
    } catch (error) {
      const refused = fail(error)
      if (!refused) throw error
      result = refused
    } finally {
      requestSeconds.observe(label, (performance.now() - began) / 1000)
    }
    return send(request, reply, result, Boolean(operation.etag))
  }

  for (const path of pathsOf(operation))
    for (const method of [operation.method, ...(operation.alsoMethods as Operation['method'][])])
      app.route({ method, url: path.replace(/\{(\w+)\}/g, ':$1'), handler: handle, exposeHeadRoute: false })
}

/**
 * Routes an operation that writes its answer itself, such as a stream. Caller, limits, rights, input and refusals
 * are as everywhere; the handler says what is wanted, `respond` answers it.
 */
export function addRawOperation<Wanted>(
  app: FastifyInstance,
  operation: Operation,
  options: ServerOptions,
  respond: (wanted: Wanted, scope: ReadScope, request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void {
  const read = inputReader(operation)
  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { db, clock, authenticator, secretKey } = options
    try {
      const now = clock.now()
      const caller = await authenticate(request.headers.authorization, authenticator)
      await limitCalls(reply, operation, caller, options, now)
      checkAccess(caller, operation.who!)
      const { organizationId } = caller
      const scope = { organizationId, caller, db, now, requestId: request.id, secretKey }
      const wanted = (await operation.handler(read(request) as never, scope)) as Wanted
      await respond(wanted, scope, request, reply)
      return reply
    } catch (error) {
      const failure = failureOf(operation, error)
      if (!failure) throw error
      return send(request, reply, failure, false)
    }
  }
  app.route({ method: operation.method, url: operation.path, handler: handle, exposeHeadRoute: false })
}

/** How an operation words an error; null: it is none that a caller is told of. */
function failureOf(operation: Operation, error: unknown): ErrorReply | null {
  const refused = error instanceof Refusal ? error : refusalOfData(error)
  if (!refused) return null
  const known =
    operation.refusals?.[`${refused.refusal}:${refused.field}`] ??
    operation.refusals?.[refused.refusal] ??
    commonRefusals[refused.refusal] ??
    commonRefusals.invalid_input!
  return replyToRefusal(refused, known, operation.form ?? 'nested_lower')
}

/** Values that fit their schema but not their column: too large a number, too early a date. */
const BAD_DATA = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05'])
const refusalOfData = (error: unknown): Refusal | null =>
  BAD_DATA.has(sqlState(error) ?? '')
    ? new Refusal('invalid_input', { detail: 'a value is out of range' })
    : null

const lazily = <T>(make: () => T): (() => T) => {
  let value: T | undefined
  return () => (value ??= make())
}

/** A refusal sent with HTTP 200 has the shape of the answer, everything null but the error. */
function shapeFailure(
  operation: Operation,
  failure: ErrorReply,
  complete: () => (v: unknown) => unknown,
): Answer {
  if (failure.status !== 200) return failure
  const empty = complete()({}) as Record<string, unknown>
  for (const flag of ['is_reserved', 'is_confirmed', 'success']) if (flag in empty) empty[flag] = false
  const { success: _, ...error } = failure.body
  const body: Record<string, unknown> = { ...empty, ...error }
  if (operation.form === 'nested_upper') delete body.error
  return { status: 200, body }
}

function send(request: FastifyRequest, reply: FastifyReply, result: Answer, etag: boolean): FastifyReply {
  const text = JSON.stringify(result.body ?? null)
  void reply.code(result.status).header('content-type', 'application/json; charset=utf-8')
  if (etag && result.status === 200) {
    const tag = `"${hash('sha1', text, 'base64url')}"`
    void reply.header('etag', tag)
    const known = request.headers['if-none-match']
    if (known && known.split(',').some((value) => value.trim().replace(/^W\//, '') === tag))
      return reply.code(304).send()
  }
  return reply.send(text)
}

async function limitCalls(
  reply: FastifyReply,
  operation: Operation,
  caller: Caller,
  options: ServerOptions,
  now: Date,
): Promise<void> {
  const text = options.rateLimit ?? caller.rateLimit
  const organizationLimit = text && text !== 'off' ? readRateLimit(text) : null
  const ownLimit = operation.ownRateLimit && text !== 'off' ? readRateLimit(operation.ownRateLimit) : null
  if (!organizationLimit && !ownLimit) return
  const organization =
    organizationLimit &&
    (await takeCall(options.db, caller.organizationId, 'organization', organizationLimit, now))
  const own = ownLimit && (await takeCall(options.db, caller.organizationId, operation.id, ownLimit, now))
  reply.headers(rateHeaders(organization, own))
  if ((organization && !organization.allowed) || (own && !own.allowed)) refuse('rate_limited')
}

function idempotentCall(
  request: FastifyRequest,
  operation: Operation,
  caller: Caller,
  input: unknown,
  now: Date,
): IdempotentCall | null {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !['POST', 'PUT'].includes(operation.method)) return null
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    refuse('invalid_input', { field: 'Idempotency-Key', detail: 'must be 1 to 200 printable characters' })
  const owner =
    caller.kind === 'key' ? caller.appId : caller.kind === 'employee' ? caller.employeeId : caller.guestId
  return {
    organizationId: caller.organizationId,
    key: `${owner}:${key}`,
    operation: operation.id,
    requestHash: hashRequest(operation.id, input),
    now,
  }
}

/** Reads path, query and body of a request as the operation's schemas say. */
function inputReader(operation: Operation): (request: FastifyRequest) => unknown {
  const querySchema: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(
      operation.query.filter((q) => q.name !== 'expand').map((q) => [q.name, q.schema] as const),
    ),
  }
  const validateQuery = lazily(() => compileValidator(querySchema))
  const validateBody = lazily(() => compileValidator(operation.body!))
  const isInteger = new Set<string>()
  const isText = new Set<string>()
  for (const parameter of operation.pathParameters) {
    const schema = resolveSchema(parameter.schema)
    if ([schema.type].flat().includes('integer')) isInteger.add(parameter.name)
    else if (schema.format !== 'uuid') isText.add(parameter.name)
  }
  return (request) => {
    const path: Record<string, string> = {}
    for (const [name, value] of Object.entries(request.params as Record<string, string>))
      path[name] = readId(value, name, isInteger, isText)
    const pairs = (request.query as { pairs?: [string, string][] }).pairs ?? []
    const query = readQuery(operation.query, pairs)
    try {
      judge(validateQuery(), query)
    } catch (error) {
      throw pagingRefusal(error, query)
    }
    if (!operation.body) return { path, query, body: null }
    if (request.body === undefined || request.body === null) {
      if (operation.bodyRequired) refuse('missing_input', { field: 'body', detail: 'is required' })
      return { path, query, body: {} }
    }
    const body = readLeniently(operation.body, request.body)
    judge(validateBody(), body)
    return { path, query, body }
  }
}

/** An id that cannot be one reads as an id that does not exist, so both get the same answer. */
function readId(value: string, name: string, integers: Set<string>, texts: Set<string>): string {
  if (integers.has(name)) return /^\d{1,9}$/.test(value) ? value : '-1'
  const guid = asGuid(value)
  if (guid) return guid
  if (!texts.has(name) || value.includes('\0') || !value.isWellFormed()) return NIL_GUID
  return value
}

function pagingRefusal(error: unknown, query: Record<string, unknown>): unknown {
  if (!(error instanceof Refusal) || !['page', 'size'].includes(error.field ?? '')) return error
  const tooLarge = error.field === 'size' && typeof query.size === 'number' && query.size > 100
  return new Refusal(tooLarge ? 'page_size_too_large' : 'invalid_page', { field: error.field })
}
