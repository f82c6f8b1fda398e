/** Statements whose text never changes: written once per process, then only their values travel. */
import { sql, type CompiledQuery, type RawBuilder } from 'kysely'
import type { Db } from './database.ts'

/** Stands for a value while the text is written. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Writes the place of a named value; used twice, it is still one parameter. */
export type ValueOf<Values> = (name: keyof Values & string) => RawBuilder<unknown>

/**
 * Makes a function that runs one statement. Putting a long text together costs as much as running it, so reads
 * that are asked for all day use this instead of a bare `sql` template.
 */
export function statement<Values extends object, Row>(
  write: (value: ValueOf<Values>) => RawBuilder<unknown>,
): (db: Db, values: Values) => Promise<Row[]> {
  let ready: { query: CompiledQuery; names: (keyof Values)[] } | undefined
  return async (db, values) => {
    ready ??= numberByName(write((name) => sql`${new Placeholder(name)}`).compile(db))
    const parameters = ready.names.map((name) => values[name])
    const { rows } = await db.executeQuery({ ...ready.query, parameters })
    return rows as Row[]
  }
}

function numberByName<Name>(compiled: CompiledQuery): { query: CompiledQuery; names: Name[] } {
  const names: string[] = []
  const text = compiled.sql.replace(/\$(\d+)/g, (_, number: string) => {
    const value = compiled.parameters[Number(number) - 1]
    if (!(value instanceof Placeholder)) throw new Error('a value was written into a fixed statement')
    const known = names.indexOf(value.name)
    return `$${known >= 0 ? known + 1 : names.push(value.name)}`
  })
  return { query: { ...compiled, sql: text, parameters: [] }, names: names as Name[] }
}
