/** The one way to declare an operation: route, who may call, refusals, handler. */
import {
  contract,
  type JsonSchema,
  type OperationContract,
  type Operations,
  type QueryParameter,
} from '#contract'
import type { Access, Caller } from '#platform/auth.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import type { RefusalReply } from '#platform/refusal.ts'
import type { ErrorForm } from './error-forms.ts'
import type { Static, TSchema } from 'typebox'

/** What a handler may use. One per call; nothing in it outlives the call. */
export interface ReadScope {
  organizationId: string
  caller: Caller
  db: Db
  /** The clock's reading when the call began; the one time of everything the call writes. */
  now: Date
  requestId: string
  /** 32 bytes: seals secrets at rest. */
  secretKey: Buffer
}
/** Of an operation that changes something: its one transaction is open, `db` is the same thing for readers. */
export interface WriteScope extends ReadScope {
  tx: Tx
}
/** Of an operation that changes nothing here but calls somebody else, so that no transaction may be open. */
export interface OutsideScope extends ReadScope {
  /** Calls may go to this machine and to private networks; see outbound.ts. */
  allowPrivate: boolean
}
/** Of an operation that runs before anybody is known (sign-in). */
export interface OpenScope {
  /** The body before it was read, for what must be echoed as it was sent. */
  sent: unknown
  db: Db
  now: Date
  requestId: string
}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'
export type Route = `${Method} /${string}`
type ScopeOf<R extends Route> = R extends `GET ${string}` ? ReadScope : WriteScope

/** Input of an operation after lenient reading and strict checking. Unreadable ids arrive as the nil guid. */
export interface Input<Path, Query, Body> {
  path: Path
  query: Query
  body: Body
}

interface Rules {
  /** Body of failures; nested_lower unless said. */
  form?: ErrorForm
  /** Named refusals of this operation; the common ones (platform/refusal.ts) need no mention. */
  refusals?: Readonly<Record<string, RefusalReply>>
  /** Sends an ETag and answers 304 to a matching If-None-Match. */
  etag?: boolean
  /** Media type of the answer; application/json unless said. */
  produces?: string
  /** Calls of this operation alone, `N;w=S;b=B`, besides the organisation's limit. */
  ownRateLimit?: string
}

export interface OperationSpec<Scope, In, Reply> extends Rules {
  who: Access
  outsideTransaction?: false
  handler(input: In, scope: Scope): Promise<Reply>
}

/** Runs without a transaction, so a key for idempotency has no effect. */
export interface OutsideSpec<In, Reply> extends Rules {
  who: Access
  outsideTransaction: true
  handler(input: In, scope: OutsideScope): Promise<Reply>
}

/** An operation as the router, the documentation and the tests see it. */
export interface Operation extends Rules {
  id: string
  method: Method
  path: string
  also: readonly string[]
  alsoMethods: readonly string[]
  tags: readonly string[]
  summary: string
  pathParameters: readonly QueryParameter[]
  query: readonly QueryParameter[]
  body: JsonSchema | null
  bodyRequired: boolean
  reply: JsonSchema | null
  /** Null: anybody may call; the handler gets an OpenScope. */
  who: Access | null
  writes: boolean
  outsideTransaction?: boolean
  /** In the contract, or one of our own (management). */
  origin: 'contract' | 'management'
  handler(
    input: Input<Record<string, string>, Record<string, unknown>, unknown>,
    scope: unknown,
  ): Promise<unknown>
}

const splitRoute = (route: Route): [Method, string] => route.split(' ', 2) as [Method, string]

function contractOf(id: string, route: Route): OperationContract {
  const found = contract.operations.get(id)
  if (!found) throw new Error(`${id} is not an operation of the contract`)
  if (`${found.method} ${found.path}` !== route)
    throw new Error(`${id} is ${found.method} ${found.path}, not ${route}`)
  return found
}

function fromContract(
  id: string,
  route: Route,
  spec: Rules & { handler: unknown },
  who: Access | null,
): Operation {
  const facts = contractOf(id, route)
  return {
    ...spec,
    id,
    method: facts.method,
    path: facts.path,
    also: facts.also,
    alsoMethods: facts.alsoMethods,
    tags: facts.tags,
    summary: words(id),
    pathParameters: facts.pathParameters,
    query: facts.query,
    body: facts.body,
    bodyRequired: facts.bodyRequired,
    reply: facts.reply,
    who,
    writes: facts.method !== 'GET',
    origin: 'contract',
    handler: spec.handler as Operation['handler'],
  }
}

/** listCenterRooms → List center rooms */
const words = (id: string): string => {
  const text = id.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return text[0]!.toUpperCase() + text.slice(1)
}

type InputOf<Id extends keyof Operations> = Input<
  Operations[Id]['path'],
  Operations[Id]['query'],
  Operations[Id]['body']
>

/** Declares an operation of the contract. Its schemas come from there, so they cannot drift. */
export function operation<Id extends keyof Operations, R extends Route>(
  id: Id,
  route: R,
  spec: OperationSpec<ScopeOf<R>, InputOf<Id>, Operations[Id]['reply']>,
): Operation {
  return fromContract(id, route, spec, spec.who)
}

/** Declares an operation that runs without a caller, such as signing in. It opens its own transaction. */
export function openOperation<Id extends keyof Operations>(
  id: Id,
  route: Route,
  spec: Rules & { handler(input: InputOf<Id>, scope: OpenScope): Promise<Operations[Id]['reply']> },
): Operation {
  return fromContract(id, route, spec, null)
}

export interface ManagementSchemas<Q extends TSchema, B extends TSchema, P extends TSchema> {
  summary: string
  /** Members of the path whose name ends in id and that are no guids. */
  path?: Readonly<Record<string, JsonSchema>>
  query?: Q
  body?: B
  reply: P
}

/** Declares an operation of our own, outside the contract (`/admin/v1`, tag Management). Shapes are TypeBox schemas. */
export function managementOperation<R extends Route, Q extends TSchema, B extends TSchema, P extends TSchema>(
  id: string,
  route: R,
  schemas: ManagementSchemas<Q, B, P>,
  spec:
    | OperationSpec<ScopeOf<R>, Input<Record<string, string>, Static<Q>, Static<B>>, Static<P>>
    | OutsideSpec<Input<Record<string, string>, Static<Q>, Static<B>>, Static<P>>,
): Operation {
  const [method, path] = splitRoute(route)
  const query = schemas.query as unknown as JsonSchema | undefined
  return {
    ...spec,
    id,
    method,
    path,
    also: [],
    alsoMethods: [],
    tags: ['Management'],
    summary: schemas.summary,
    pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name: name!,
      required: true,
      schema:
        schemas.path?.[name!] ??
        (/(^|_)id$/.test(name!) ? { type: 'string', format: 'uuid' } : { type: 'string' }),
    })),
    query: Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
      name,
      schema,
      required: query?.required?.includes(name) ?? false,
    })),
    body: (schemas.body as unknown as JsonSchema | undefined) ?? null,
    bodyRequired: Boolean(schemas.body),
    reply: schemas.reply as unknown as JsonSchema,
    who: spec.who,
    writes: method !== 'GET',
    origin: 'management',
    handler: spec.handler as unknown as Operation['handler'],
  }
}
