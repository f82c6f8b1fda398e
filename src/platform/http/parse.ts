/**
 * Lenient reading, strict judging. `readLeniently` turns what real clients send (booleans as text, "null",
 * odd case, numbers as text, unknown members) into the shape the schema describes; the validator then
 * accepts or names the first member at fault.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { contract, resolveSchema, type JsonSchema, type QueryParameter } from '#contract'
import { asGuid } from '#platform/ids.ts'
import { parseDay, parseLocalDateTime } from '#platform/time.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { mergeAll } from './reply.ts'

/** Longest text taken where the schema names no limit of its own. */
const DEFAULT_MAX_TEXT = 4_000
const MAX_ITEMS = 1_000

const ajv = new Ajv2020({ strict: false, allErrors: false, logger: false, validateFormats: true })
ajv.addFormat('uuid', (text: string) => asGuid(text) !== null)
ajv.addFormat('date', (text: string) => parseDay(text) !== null)
ajv.addFormat('date-time', (text: string) => parseLocalDateTime(text) !== null)
for (const name of [
  'email',
  'uri',
  'int64',
  'int32',
  'double',
  'float',
  'binary',
  'byte',
  'password',
  'time',
  'decimal',
])
  ajv.addFormat(name, true)

let shared = false
/** Compiles a validator; component references resolve against the contract. */
export function compileValidator(schema: JsonSchema): ValidateFunction {
  if (!shared) {
    shared = true
    ajv.addSchema({ $id: 'contract', components: { schemas: contract.schemas } } as object)
  }
  return ajv.compile(withContractRefs(schema))
}

const withContractRefs = (schema: JsonSchema): JsonSchema =>
  JSON.parse(
    JSON.stringify(schema).replaceAll('"$ref":"#/components', '"$ref":"contract#/components'),
  ) as JsonSchema

const branchesOf = (schema: JsonSchema): JsonSchema[] => schema.anyOf ?? schema.oneOf ?? []

function typesOf(schema: JsonSchema): string[] {
  if (schema.type) return Array.isArray(schema.type) ? schema.type : [schema.type]
  if (schema.properties) return ['object']
  if (schema.items) return ['array']
  return []
}

function nullable(schema: JsonSchema): boolean {
  const at = resolveSchema(schema)
  return (
    typesOf(at).includes('null') ||
    branchesOf(at).some(nullable) ||
    Boolean(at.allOf?.length && at.allOf.every(nullable))
  )
}

const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** Reads `value` as `schema` would have it; throws invalid_input for text that no store can hold. */
export function readLeniently(schema: JsonSchema, value: unknown, field = '', depth = 0): unknown {
  if (depth > 30) refuse('invalid_input', { field, detail: 'is nested too deeply' })
  const at = resolveSchema(schema)
  if (at.allOf) return readLeniently(mergeAll(at), value, field, depth + 1)
  const branches = branchesOf(at)
  if (branches.length) {
    if (value === null || (value === 'null' && nullable(at))) return null
    const kind = kindOf(value)
    const usable = branches
      .map(resolveSchema)
      .filter((b) => !(typesOf(b).length === 1 && typesOf(b)[0] === 'null'))
    const fitting = usable.filter((b) => typesOf(b).includes(kind))
    const fit = kind === 'object' ? bestFit(fitting, value as object) : (fitting[0] ?? usable[0])
    return fit ? readLeniently(fit, value, field, depth + 1) : value
  }
  const types = typesOf(at)
  if (typeof value === 'string') {
    const read = readText(at, types, value, field)
    return typeof read === 'number' ? readNumber(at, types, read, field) : read
  }
  if (typeof value === 'number') {
    checkRange(at, types, value, field)
    if (at['x-enum']) return storedCode(at, value)
  }
  if (typeof value === 'number' && !types.includes('number') && !types.includes('integer')) {
    if (types.includes('boolean') && (value === 0 || value === 1)) return value === 1
    if (types.includes('string')) return String(value)
  }
  if (typeof value === 'boolean' && types.includes('string') && !types.includes('boolean'))
    return String(value)
  if (Array.isArray(value)) {
    if (value.length > MAX_ITEMS)
      refuse('invalid_input', { field, detail: `has more than ${MAX_ITEMS} entries` })
    return at.items
      ? value.map((entry, i) => readLeniently(at.items!, entry, `${field}[${i}]`, depth + 1))
      : value
  }
  if (value !== null && typeof value === 'object')
    return readObject(at, value as Record<string, unknown>, field, depth)
  return value
}

/** Whole numbers are four bytes wide unless the schema says otherwise. */
function checkRange(schema: JsonSchema, types: string[], value: number, field: string): void {
  const limit = schema.format === 'int64' ? Number.MAX_SAFE_INTEGER : 2_147_483_647
  if (types.includes('integer') && Math.abs(value) > limit)
    refuse('invalid_input', { field, detail: 'is out of range' })
}

/** Gender 2 is taken on input and means 3, other (enums of the contract). */
const storedCode = (schema: JsonSchema, value: number): number =>
  schema['x-enum'] === 'gender' && value === 2 ? 3 : value

function readNumber(schema: JsonSchema, types: string[], value: number, field: string): number {
  checkRange(schema, types, value, field)
  return storedCode(schema, value)
}

/** Of several object forms, the one most of whose members are there. */
function bestFit(branches: JsonSchema[], value: object): JsonSchema | undefined {
  const given = new Set(Object.keys(value).map((name) => name.toLowerCase()))
  const score = (branch: JsonSchema) => {
    const missing = (branch.required ?? []).filter((name) => !given.has(name.toLowerCase())).length
    return [...spellings(branch).keys()].filter((name) => given.has(name)).length - 10 * missing
  }
  return branches.toSorted((a, b) => score(b) - score(a))[0]
}

function readText(schema: JsonSchema, types: string[], text: string, field: string): unknown {
  if (text.includes('\0')) refuse('invalid_input', { field, detail: 'contains a NUL character' })
  if (!text.isWellFormed()) refuse('invalid_input', { field, detail: 'is not well-formed Unicode text' })
  const trimmed = text.trim()
  if (types.includes('null') && trimmed.toLowerCase() === 'null') return null
  if (types.includes('boolean')) {
    // One published sample has junk behind the word, so only its beginning counts.
    const word = /^(true|false)\b/i.exec(trimmed)?.[1]?.toLowerCase()
    if (word) return word === 'true'
    if (trimmed === '1' || trimmed === '0') return trimmed === '1'
  }
  if (types.includes('integer') || types.includes('number')) {
    if (
      /^[+-]?\d+(\.\d+)?$/.test(trimmed) &&
      (!types.includes('string') || schema.enum?.includes(Number(trimmed)))
    )
      return Number(trimmed)
  }
  if (trimmed === '' && types.includes('null') && (schema.format || !types.includes('string'))) return null
  if (schema.format === 'uuid') return asGuid(trimmed) ?? text
  if (types.includes('string') && schema.maxLength === undefined && text.length > DEFAULT_MAX_TEXT)
    refuse('invalid_input', { field, detail: `is longer than ${DEFAULT_MAX_TEXT} characters` })
  return text
}

function readObject(
  schema: JsonSchema,
  value: Record<string, unknown>,
  field: string,
  depth: number,
): unknown {
  if (!schema.properties) {
    checkFreeForm(value, field, depth)
    return value
  }
  const out: Record<string, unknown> = {}
  const names = spellings(schema)
  for (const [key, member] of Object.entries(value)) {
    const name = Object.hasOwn(schema.properties, key) ? key : names.get(key.toLowerCase())
    if (name === undefined || (name !== key && Object.hasOwn(value, name))) continue
    const child = schema.properties[name]!
    const read = readLeniently(child, member, field ? `${field}.${name}` : name, depth + 1)
    // null for a member that cannot be null means it was not given.
    if (
      read === null &&
      !nullable(child) &&
      !schema.required?.includes(name) &&
      typesOf(resolveSchema(child)).length
    )
      continue
    out[name] = read
  }
  return out
}

const spellingCache = new WeakMap<object, Map<string, string>>()
function spellings(schema: JsonSchema): Map<string, string> {
  let names = spellingCache.get(schema)
  if (!names) {
    names = new Map(Object.keys(schema.properties ?? {}).map((name) => [name.toLowerCase(), name]))
    spellingCache.set(schema, names)
  }
  return names
}

function checkFreeForm(value: unknown, field: string, depth: number): void {
  if (depth > 30) refuse('invalid_input', { field, detail: 'is nested too deeply' })
  if (typeof value === 'string') readText({}, ['string'], value, field)
  else if (Array.isArray(value))
    value.forEach((entry, i) => checkFreeForm(entry, `${field}[${i}]`, depth + 1))
  else if (value !== null && typeof value === 'object')
    for (const [key, member] of Object.entries(value)) {
      readText({}, ['string'], key, field)
      checkFreeForm(member, field ? `${field}.${key}` : key, depth + 1)
    }
}

/** Throws missing_input or invalid_input for the first member that does not fit. */
export function judge(validate: ValidateFunction, value: unknown): void {
  if (validate(value)) return
  const errors = validate.errors ?? []
  const error =
    errors.find(
      (e) => e.keyword !== 'anyOf' && e.keyword !== 'oneOf' && !/must be null/.test(e.message ?? ''),
    ) ?? errors[0]
  if (error) throw refusalOf(error)
}

const FORMAT_WORDS: Record<string, string> = {
  uuid: 'is not an id',
  date: 'is not a date (YYYY-MM-DD)',
  'date-time': 'is not a date and time (YYYY-MM-DDTHH:MM:SS)',
}

function refusalOf(error: ErrorObject): Refusal {
  const field = error.instancePath
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path ? `${path}.${part}` : part), '')
  if (error.keyword === 'required') {
    const name = String((error.params as { missingProperty?: string }).missingProperty)
    return new Refusal('missing_input', { field: field ? `${field}.${name}` : name, detail: 'is required' })
  }
  const { format } = error.params as { format?: string }
  const detail =
    error.keyword === 'enum'
      ? `must be ${oneOf((error.params as { allowedValues?: unknown[] }).allowedValues ?? [])}`
      : ((format && FORMAT_WORDS[format]) ?? error.message ?? 'is invalid')
  return new Refusal('invalid_input', { field: field || 'body', detail })
}

const MOST_NAMED = 20

/** The choices there are, in words; a long list by its beginning. */
function oneOf(values: readonly unknown[]): string {
  const named = values.filter((value) => value !== null).map(String)
  if (named.length > MOST_NAMED) return `one of ${named.slice(0, MOST_NAMED).join(', ')} …`
  return named.length > 1 ? `${named.slice(0, -1).join(', ')} or ${named.at(-1)}` : (named[0] ?? 'empty')
}

/** Raw query text → pairs with names freed of array marks: `expand[0]`, `expand[]` and `expand` are one name. */
export function readQueryPairs(raw: string): [name: string, value: string][] {
  const pairs: [string, string][] = []
  for (const [name, value] of new URLSearchParams(raw))
    pairs.push([name.replace(/\[\d*\]$/, '').toLowerCase(), value])
  return pairs
}

/** Picks the documented parameters from a query, whatever their case; unknown ones are ignored. */
export function readQuery(
  parameters: readonly QueryParameter[],
  pairs: readonly [string, string][],
): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const parameter of parameters) {
    const wanted = parameter.name.toLowerCase()
    // The text null in a query means that nothing was given.
    const given = pairs
      .filter(([name, value]) => name === wanted && !/^null$/i.test(value.trim()))
      .map(([, value]) => value)
    const schema = resolveSchema(parameter.schema)
    const isList = typesOf(schema).includes('array')
    const values = isList ? given.filter((v) => v !== '') : given.slice(-1)
    if (
      !values.length ||
      (!isList && values[0]!.trim() === '' && (schema.format || !typesOf(schema).includes('string')))
    ) {
      if (parameter.required)
        throw new Refusal('missing_input', { field: parameter.name, detail: 'is required' })
      if (schema.default !== undefined) out[parameter.name] = schema.default
      continue
    }
    out[parameter.name] = isList
      ? readLeniently(
          schema,
          values.flatMap((v) => (wanted === 'expand' ? v.split(',') : [v])),
          parameter.name,
        )
      : readLeniently(schema, values[0], parameter.name)
  }
  return out
}
