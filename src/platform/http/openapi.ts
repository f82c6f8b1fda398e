/** The OpenAPI 3.1 document of what is served: the registry, the shapes behind it, and the events. */
import { contract, type JsonSchema } from '#contract'
import type { Operation } from './operation.ts'

const REF = /"\$ref":"#\/components\/schemas\/([^"]+)"/g

const errorResponse = {
  description: 'The request was refused; the body carries a code and a text',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          success: { type: 'boolean' },
          code: { type: ['integer', 'string'] },
          message: { type: 'string' },
          Message: { type: 'string' },
          error: {
            type: ['object', 'null'],
            properties: { code: { type: ['integer', 'string'] }, message: { type: 'string' } },
          },
          Error: {
            type: ['object', 'null'],
            properties: { StatusCode: { type: 'integer' }, Message: { type: 'string' } },
          },
        },
      },
    },
  },
}

function describe(operation: Operation): object {
  const parameters = [
    ...operation.pathParameters.map((p) => ({ name: p.name, in: 'path', required: true, schema: p.schema })),
    ...operation.query.map((q) => ({ name: q.name, in: 'query', required: q.required, schema: q.schema })),
  ]
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: operation.tags,
    ...(parameters.length ? { parameters } : {}),
    ...(operation.body
      ? {
          requestBody: {
            required: operation.bodyRequired,
            content: { 'application/json': { schema: operation.body } },
          },
        }
      : {}),
    security: operation.who ? [{ apikey: [] }, { bearer: [] }] : [],
    responses: {
      200: {
        description: 'Done',
        ...(operation.reply
          ? { content: { [operation.produces ?? 'application/json']: { schema: operation.reply } } }
          : {}),
      },
      default: errorResponse,
    },
  }
}

/** An event as the document shows it; its schema is the contract's. */
export interface EventPage {
  type: string
  tag: string
  /** When it is sent. */
  description: string
  /** A whole envelope. */
  example: object
}

/** Builds the document once; `version` is the product's. */
export function buildOpenApi(
  operations: readonly Operation[],
  events: readonly EventPage[],
  version: string,
): object {
  const paths: Record<string, Record<string, object>> = {}
  // Further spellings of a path are served too, but would only repeat the page.
  for (const operation of operations)
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operation)
  const webhooks: Record<string, object> = {}
  for (const { type, tag, description, example } of events) {
    const { schema } = contract.events.get(type)!
    webhooks[type] = {
      post: {
        operationId: type,
        description,
        tags: [tag],
        requestBody: { required: true, content: { 'application/json': { schema, example } } },
        responses: { 200: { description: 'Any 2xx: received' } },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chaise',
      version,
      description:
        'An open platform for salons and spas that speaks the Zenoti v1 API. Independent of Zenoti.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(operations.flatMap((operation) => operation.tags))].map((name) => ({ name })),
    paths,
    webhooks,
    components: {
      securitySchemes: {
        apikey: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'apikey KEY' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: usedSchemas({ paths, webhooks }),
    },
  }
}

/** The component schemas a document leads to, directly or through others. */
function usedSchemas(root: unknown): Record<string, JsonSchema> {
  const used: Record<string, JsonSchema> = {}
  const follow = (text: string) => {
    for (const [, name] of text.matchAll(REF)) {
      const schema = contract.schemas[name!]
      if (!schema || used[name!]) continue
      used[name!] = schema
      follow(JSON.stringify(schema))
    }
  }
  follow(JSON.stringify(root))
  return used
}
