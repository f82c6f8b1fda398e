/** Which events a caller asks for, and which of them they may see. */
import { Type, type Static } from 'typebox'
import { contract } from '#contract'
import type { Caller } from '#platform/auth.ts'
import type { ReadScope } from '#platform/http/operation.ts'
import { asGuid } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { reachCenter } from '#areas/centers'
import type { EventFilter } from '#areas/webhooks'

export const read = { right: 'webhooks:read' } as const

export const filterQuery = {
  after: Type.Optional(
    Type.Integer({ format: 'int64', minimum: 0, description: 'Only events after this sequence' }),
  ),
  types: Type.Optional(
    Type.Array(Type.String({ maxLength: 4000 }), {
      maxItems: 100,
      description: 'Event types, separated by commas',
    }),
  ),
  entity_id: Type.Optional(
    Type.String({ maxLength: 100, description: 'The record they are about, such as a guest' }),
  ),
  center_id: Type.Optional(Type.String({ format: 'uuid', description: 'The center they happened in' })),
}
const Filter = Type.Object(filterQuery)

/** Throws invalid_input, center_not_found or forbidden. */
export async function readFilter(query: Static<typeof Filter>, scope: ReadScope): Promise<EventFilter> {
  const { center_id: centerId } = query
  if (centerId) await reachCenter(scope.db, scope.organizationId, scope.caller, centerId)
  return {
    types: readTypes(query.types ?? []),
    entityId: query.entity_id ? (asGuid(query.entity_id) ?? query.entity_id.toLowerCase()) : null,
    centerIds: centerId ? [centerId] : null,
  }
}

const spellings = new Map([...contract.events.keys()].map((type) => [type.toLowerCase(), type]))

function readTypes(values: readonly string[]): string[] | null {
  const names = values.flatMap((value) => value.split(',')).map((name) => name.trim())
  if (names.includes('*')) return null
  const types = names
    .filter((name) => name)
    .map(
      (name) =>
        spellings.get(name.toLowerCase()) ??
        refuse('invalid_input', { field: 'types', detail: `"${name.slice(0, 100)}" is not an event type` }),
    )
  return types.length ? [...new Set(types)] : null
}

/** What of it a caller sees: people whose roles reach some centers, the events of those alone. */
export function limitToCaller(filter: EventFilter, caller: Caller): EventFilter {
  if (caller.kind !== 'employee' || !caller.centerIds) return filter
  const reached = caller.centerIds
  return { ...filter, centerIds: (filter.centerIds ?? [...reached]).filter((id) => reached.has(id)) }
}
