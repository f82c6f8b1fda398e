import type { WebhookEvent } from './events.ts'
import { WebhookVerificationError } from './failure.ts'

const TEXTS = ['id', 'event_id', 'event_schema', 'event_type', 'event_timestamp'] as const

/**
 * Reads a body as an event WITHOUT verifying it: for bodies that were verified before they were stored. Only the
 * envelope is judged, so an event newer than this package passes; keep a `default` branch for it.
 *
 * @throws WebhookVerificationError `malformed_body`
 */
export function readEvent(rawBody: Uint8Array | string): WebhookEvent {
  let value: unknown
  try {
    const text =
      typeof rawBody === 'string'
        ? rawBody
        : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rawBody)
    value = JSON.parse(text, refuseProto)
  } catch (error) {
    throw malformed((error as Error).message)
  }
  if (!isObject(value)) throw malformed('not a JSON object')
  for (const name of TEXTS)
    if (typeof value[name] !== 'string' || value[name] === '') throw malformed(`${name} is not a text`)
  const { event_resource: resource, data } = value
  if (resource !== null && typeof resource !== 'string')
    throw malformed('event_resource is neither text nor null')
  if (!isObject(data)) throw malformed('data is not an object')
  return value as unknown as WebhookEvent
}

/** No event has such a member, and a careless merge of it would change the prototype of all objects. */
function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a member is named __proto__')
  if (key === 'constructor' && isObject(value) && Object.hasOwn(value, 'prototype'))
    throw new SyntaxError('a member named constructor has a prototype')
  return value
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const malformed = (what: string): WebhookVerificationError =>
  new WebhookVerificationError('malformed_body', `The body is not an event: ${what}.`)
