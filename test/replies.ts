/**
 * Holds live answers to the served schemas: every 200 that a test gets is validated against the reply schema
 * of its operation. Failures sent with HTTP 200 are exempt, their members are null by rule.
 */
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { compileValidator } from '#platform/http/parse.ts'
import { pathsOf } from '#platform/http/server.ts'
import type { Operation } from '#platform/http/operation.ts'
import { operations } from '../src/operations.ts'

interface Route {
  operation: Operation
  pattern: RegExp
  /** Literal characters of the path: the more, the better it fits. */
  weight: number
}

const routes: Route[] = operations
  .flatMap((operation) =>
    pathsOf(operation).map((path) => ({
      operation,
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
      weight: path.replace(/\{\w+\}/g, '').length,
    })),
  )
  .toSorted((a, b) => b.weight - a.weight)

export function operationOf(method: string, url: string): Operation | null {
  const path = url.split('?')[0]!.replace(/\/{2,}/g, '/')
  return (
    routes.find(
      ({ operation, pattern }) =>
        (operation.method === method || operation.alsoMethods.includes(method)) && pattern.test(path),
    )?.operation ?? null
  )
}

const validators = new Map<string, ValidateFunction>()

/** What is wrong with a 200 answer, or null. */
export function faultOfReply(method: string, url: string, body: unknown): string | null {
  const operation = operationOf(method, url)
  if (!operation?.reply) return null
  const failed = body as { error?: unknown; Error?: unknown; success?: unknown } | null
  if (failed && typeof failed === 'object' && (failed.error || failed.Error || failed.success === false))
    return null
  let validate = validators.get(operation.id)
  if (!validate) {
    validate = compileValidator(operation.reply)
    validators.set(operation.id, validate)
  }
  if (validate(body)) return null
  const errors = (validate.errors ?? []).filter((e) => e.keyword !== 'anyOf').slice(0, 4)
  return `${operation.id} does not answer as its schema says: ${errors.map((e) => `${e.instancePath || '/'} ${e.message ?? ''}`).join('; ')}`
}
