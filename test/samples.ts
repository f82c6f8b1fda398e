/** Requests made from an operation's schemas: well-formed ones with ids of the test world, and hostile ones. */
import { resolveSchema, type JsonSchema } from '#contract'
import type { Operation } from '#platform/http/operation.ts'
import { idOf, TODAY, world } from './world.ts'

const { a } = world

/** What a member of this name would hold in organisation A. */
const OWN: Record<string, string> = {
  center_id: a.centers.newYork,
  guest_id: a.guests.ana,
  target_guest_id: a.guests.ana,
  employee_id: a.employees.nora,
  therapist_id: a.employees.nora,
  room_id: a.rooms.one,
  service_id: a.services.massage,
  add_on_id: a.services.hotStones,
  category_id: a.categories.massage,
  organization_id: a.id,
  app_id: a.appId,
  job_id: a.jobs.therapist,
  role_id: a.roles.frontDesk,
  security_role_id: a.roles.frontDesk,
  security_profile_id: a.roles.frontDesk,
  equipment_id: a.equipment.laser,
  block_out_time_type_id: a.blockOutTypes.lunch,
  block_out_type_id: a.blockOutTypes.lunch,
  guest_relationship_id: idOf('a:relationship'),
  host_id: a.guests.ana,
}

export const ownId = (name: string): string =>
  OWN[name.toLowerCase().replace(/(\w)id$/, (m) => m)] ?? idOf(`a:unknown:${name}`)

/** A small value that fits the schema; ids are organisation A's. */
export function sampleOf(schema: JsonSchema, name = '', depth = 0): unknown {
  const at = resolveSchema(schema)
  if (depth > 6) return null
  if (at.const !== undefined) return at.const
  if (at.enum) return at.enum.find((value) => value !== null)
  const branches = at.anyOf ?? at.oneOf
  if (branches) return sampleOf(branches[0]!, name, depth)
  if (at.allOf) return Object.assign({}, ...at.allOf.map((part) => sampleOf(part, name, depth) as object))
  const type =
    [at.type].flat().find((t) => t !== 'null') ?? (at.properties ? 'object' : at.items ? 'array' : 'string')
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(at.properties ?? {}).map(([key, child]) => [
          key,
          sampleOf(child, key === 'id' ? name : key, depth + 1),
        ]),
      )
    case 'array':
      return at.items ? [sampleOf(at.items, name.replace(/s$/, ''), depth + 1)] : []
    case 'integer':
    case 'number':
      return at.minimum ?? 1
    case 'boolean':
      return false
  }
  if (at.format === 'uuid' || /(^|_)id$/i.test(name))
    return OWN[name] ?? OWN[`${name}_id`] ?? idOf(`a:unknown:${name}`)
  if (at.format === 'date' || /date|day$/i.test(name)) return TODAY
  if (at['x-format'] || /time$/i.test(name)) return `${TODAY}T10:00:00`
  if (/email/i.test(name)) return 'sample@example.com'
  return 'sample'
}

/** Path with ids of organisation A, and all query parameters. */
export function urlOf(operation: Operation, values: (name: string, schema: JsonSchema) => string): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = operation.pathParameters.find((p) => p.name === name)?.schema ?? {}
    return encodeURIComponent(values(name, schema))
  })
  const query = new URLSearchParams()
  for (const parameter of operation.query)
    query.append(parameter.name, values(parameter.name, parameter.schema))
  return `${path}?${query.toString()}`
}

export const plainValue = (name: string, schema: JsonSchema): string => {
  const at = resolveSchema(schema)
  const types = [at.type].flat()
  if (types.includes('integer') || types.includes('number')) return name === 'country_id' ? '225' : '1'
  if (types.includes('boolean')) return 'true'
  if (types.includes('array')) return plainValue(name.replace(/s$/, ''), at.items ?? {})
  if (at.enum) return String(at.enum[0])
  return OWN[name] ?? String(sampleOf(at, name))
}

/** Values that have broken servers before. */
export const HOSTILE: readonly unknown[] = [
  null,
  true,
  false,
  -1,
  0,
  1e308,
  -1e308,
  2 ** 53,
  9_999_999_999,
  1.5,
  '',
  ' ',
  'null',
  'NaN',
  '\0',
  'a\0b',
  '\ud800',
  '𝒳'.repeat(50),
  "'; drop table guests; --",
  "' or '1'='1",
  '${7*7}',
  '../../../etc/passwd',
  '%00',
  '<script>alert(1)</script>',
  'x'.repeat(5_000),
  '0001-01-01',
  '9999-12-31',
  '2026-02-30',
  '-271821-04-20',
  '2026-13-01T99:99:99',
  'infinity',
  '1e999',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  [],
  [[]],
  [null],
  {},
  { a: { b: { c: {} } } },
  { __proto__: 1, constructor: 1 },
  Array.from({ length: 50 }, () => 'x'),
]
