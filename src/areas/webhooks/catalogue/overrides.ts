/**
 * Puts members of one's own into the data of a sample. Overrides are members (`{ "guest": { "email": … } }`),
 * dotted paths (`{ "guest.email": … }`, `{ "appointments[0].room_name": … }`) or both mixed. Values are read by
 * the event's schema, so "4" is the number where a number belongs; what does not fit is refused by its path.
 */
import { contract, resolveSchema, type JsonSchema } from '#contract'
import type { EventData, EventType } from '#platform/events/emit.ts'
import { compileValidator, judge } from '#platform/http/parse.ts'
import { mergeAll } from '#platform/http/reply.ts'
import { refuse } from '#platform/refusal.ts'

export type Overrides = Readonly<Record<string, unknown>>

type Members = Record<string, unknown>

const MOST_LEVELS = 20
const LONGEST_TEXT = 10_000

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// ---------------------------------------------------------------- the schema at a place

function settle(schema: JsonSchema): JsonSchema {
  const at = resolveSchema(schema)
  return at.allOf ? mergeAll(at) : at
}

/** The forms a value may have; one, unless the schema leaves a choice. */
function formsOf(schema: JsonSchema): JsonSchema[] {
  const at = settle(schema)
  const branches = at.anyOf ?? at.oneOf
  return branches ? branches.flatMap(formsOf) : [at]
}

const typesOf = (form: JsonSchema): string[] => {
  if (form.type) return [form.type].flat()
  if (form.properties) return ['object']
  if (form.items) return ['array']
  // Only listed values: their own types.
  const listed = form.enum ?? (form.const === undefined ? null : [form.const])
  return listed ? listed.map((value) => (value === null ? 'null' : typeof value)) : []
}

/** Of several object forms the one the present members belong to. */
const objectForm = (forms: JsonSchema[], value: unknown): JsonSchema | undefined => {
  const objects = forms.filter((form) => typesOf(form).includes('object'))
  const names = isMembers(value) ? Object.keys(value).filter((name) => value[name] !== undefined) : []
  return (
    objects.find((form) => names.every((name) => Object.hasOwn(form.properties ?? {}, name))) ?? objects[0]
  )
}

/** A member's own spelling of a name in any letter case. */
function spelling(properties: Record<string, JsonSchema>, name: string): string | null {
  if (Object.hasOwn(properties, name)) return name
  const same = Object.keys(properties).filter((own) => own.toLowerCase() === name.toLowerCase())
  return same.length === 1 ? same[0]! : null
}

// ---------------------------------------------------------------- reading a value

const NUMBER = /^[+-]?\d+(\.\d+)?$/
const WORDS: Record<string, string> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

function checkText(text: string, path: string): void {
  if (text.includes('\0')) refuse('invalid_input', { field: path, detail: 'contains a NUL character' })
  if (!text.isWellFormed())
    refuse('invalid_input', { field: path, detail: 'is not well-formed Unicode text' })
  if (text.length > LONGEST_TEXT)
    refuse('invalid_input', { field: path, detail: `is longer than ${LONGEST_TEXT} characters` })
}

/** A single value as its place wants it; throws invalid_input for one of another type. */
function readSingle(forms: JsonSchema[], value: unknown, path: string): unknown {
  const types = new Set(forms.flatMap(typesOf))
  if (!types.size) return value
  if (typeof value === 'string') {
    checkText(value, path)
    const text = value.trim()
    if (types.has('null') && text.toLowerCase() === 'null') return null
    if (types.has('string')) return value
    if (types.has('boolean') && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
    if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) return Number(text)
  }
  const kind = kindOf(value)
  if (types.has(kind) || (kind === 'number' && types.has('integer'))) return value
  return refuse('invalid_input', {
    field: path,
    detail: `must be ${[...types].map((type) => WORDS[type]).join(' or ')}`,
  })
}

/** Lists and objects without documented members are taken as they come. */
function checkFree(value: unknown, path: string, level: number): void {
  if (level > MOST_LEVELS) refuse('invalid_input', { field: path, detail: 'is nested too deeply' })
  if (typeof value === 'string') checkText(value, path)
  else if (Array.isArray(value)) value.forEach((entry, i) => checkFree(entry, `${path}[${i}]`, level + 1))
  else if (isMembers(value))
    for (const [name, member] of Object.entries(value)) checkFree(member, `${path}.${name}`, level + 1)
}

// ---------------------------------------------------------------- putting it in

/** `appointments[0].room_name` → appointments, 0, room_name */
const stepsOf = (name: string): string[] =>
  name
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '')

const unknown = (path: string): never =>
  refuse('invalid_input', { field: path, detail: 'is not a member of this event' })

/** What stands at a place after the overrides: objects are mixed, everything else is replaced. */
function mix(schema: JsonSchema, present: unknown, given: unknown, path: string, level: number): unknown {
  if (level > MOST_LEVELS) refuse('invalid_input', { field: path, detail: 'is nested too deeply' })
  const forms = formsOf(schema)
  if (isMembers(given)) {
    const form = objectForm(forms, present)
    if (!form) return readSingle(forms, given, path)
    if (!form.properties) {
      checkFree(given, path, level)
      return given
    }
    return Object.entries(given).reduce<unknown>(
      (result, [name, value]) => {
        const steps = stepsOf(name)
        return steps.length
          ? place(schema, result, steps, value, path, name, level)
          : unknown(`${path}.${name}`)
      },
      isMembers(present) ? present : {},
    )
  }
  if (Array.isArray(given)) {
    const list = forms.find((form) => typesOf(form).includes('array'))
    if (!list) return readSingle(forms, given, path)
    return given.map((entry: unknown, i) =>
      mix(list.items ?? {}, undefined, entry, `${path}[${i}]`, level + 1),
    )
  }
  return readSingle(forms, given, path)
}

/** The value with `given` at the end of the steps; `name` is how the caller spelled what is left of them. */
function place(
  schema: JsonSchema,
  present: unknown,
  steps: string[],
  given: unknown,
  path: string,
  name: string,
  level: number,
): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return mix(schema, present, given, path, level + 1)
  const forms = formsOf(schema)
  if (Array.isArray(present)) {
    const list = forms.find((form) => typesOf(form).includes('array'))
    const index = /^\d{1,4}$/.test(step) ? Number(step) : -1
    if (!list || index < 0 || index >= present.length) return unknown(`${path}.${name}`)
    return present.map((entry: unknown, i) =>
      i === index
        ? place(list.items ?? {}, entry, rest, given, `${path}[${i}]`, rest.join('.'), level + 1)
        : entry,
    )
  }
  const properties = objectForm(forms, present)?.properties
  const own = properties && spelling(properties, step)
  if (!properties || !own) return unknown(`${path}.${name}`)
  const members = isMembers(present) ? present : {}
  return {
    ...members,
    [own]: place(properties[own]!, members[own], rest, given, `${path}.${own}`, rest.join('.'), level + 1),
  }
}

const validators = new Map<EventType, ReturnType<typeof compileValidator>>()

const dataSchemaOf = (type: EventType): JsonSchema =>
  mergeAll(contract.events.get(type)!.schema!).properties!.data!

function validatorOf(type: EventType): ReturnType<typeof compileValidator> {
  let validate = validators.get(type)
  if (!validate) {
    // Under the member's name, so that what is at fault is named from the request's body on.
    validate = compileValidator({ type: 'object', properties: { data: dataSchemaOf(type) } })
    validators.set(type, validate)
  }
  return validate
}

/**
 * The data with the overrides in it, valid by the event's schema; the given data stays as it is.
 * @throws invalid_input, missing_input with the path, beginning with `data`
 */
export function applyOverrides<T extends EventType>(
  type: T,
  data: EventData<T>,
  overrides: Overrides,
): EventData<T> {
  const mixed = mix(dataSchemaOf(type), data, overrides, 'data', 0)
  judge(validatorOf(type), { data: mixed })
  return mixed as EventData<T>
}
