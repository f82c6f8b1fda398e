/** Which tables and events the code of an operation reaches: follows imported functions through the areas. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const areas = join(import.meta.dirname, '../src/areas')

interface Module {
  /** Text of each top-level declaration, by name. */
  declarations: Map<string, string>
  /** Imported or re-exported name → where it comes from and its name there. */
  imports: Map<string, { file: string; name: string }>
}

const modules = new Map<string, Module>()

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('#areas/')) return join(areas, specifier.slice('#areas/'.length), 'index.ts')
  if (specifier.startsWith('.')) return join(dirname(from), specifier)
  return null
}

function readModule(file: string): Module {
  const known = modules.get(file)
  if (known) return known
  const module: Module = { declarations: new Map(), imports: new Map() }
  modules.set(file, module)
  if (!existsSync(file)) return module
  const text = readFileSync(file, 'utf8')
  for (const [, names, specifier] of text.matchAll(
    /^(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'([^']+)'/gm,
  )) {
    const target = resolve(file, specifier!)
    if (!target) continue
    for (const part of names!.split(',')) {
      const [name, alias] = part
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)
      if (name) module.imports.set(alias ?? name, { file: target, name })
    }
  }
  const starts = [
    ...text.matchAll(
      /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\*?|const|let|interface|type|class)\s+(\w+)/gm,
    ),
  ]
  for (const [i, start] of starts.entries())
    module.declarations.set(start[1]!, text.slice(start.index, starts[i + 1]?.index ?? text.length))
  return module
}

const TABLE =
  /\b(?:from|join|into|update)\s+(?:\/\*.*?\*\/\s*)?([a-z]+(?:_[a-z]+)*)\b|(?:insertInto|updateTable|deleteFrom|selectFrom)\('(\w+)'/g
let tableNames: Set<string> | null = null

function knownTables(): Set<string> {
  if (tableNames) return tableNames
  tableNames = new Set()
  const folder = join(import.meta.dirname, '../src/migrations')
  for (const name of [
    '0001-platform',
    '0002-organizations-centers',
    '0003-catalog-rooms',
    '0004-employees',
    '0005-guests',
    '0006-access-tokens',
    '0007-invoices',
    '0008-appointments-bookings',
    '0009-webhooks',
  ])
    for (const [, table] of readFileSync(join(folder, `${name}.sql`), 'utf8').matchAll(/create table (\w+)/g))
      tableNames.add(table!)
  return tableNames
}

function walk(
  file: string,
  name: string,
  seen: Set<string>,
  out: { tables: Set<string>; events: Set<string> },
): void {
  const key = `${file}#${name}`
  if (seen.has(key)) return
  seen.add(key)
  const module = readModule(file)
  const imported = module.imports.get(name)
  if (imported) return walk(imported.file, imported.name, seen, out)
  const text = module.declarations.get(name)
  if (!text) return
  for (const match of text.matchAll(TABLE)) {
    const table = match[1] ?? match[2]!
    if (knownTables().has(table)) out.tables.add(table)
  }
  for (const [, type] of text
    .replace(/EventData<'[^']*'>/g, '')
    .matchAll(/'((?:AppointmentGroup|Appointment|Guest|Employee|Invoice|Class)\.[A-Z][\w.]*)'/g))
    out.events.add(type!)
  for (const [word] of text.matchAll(/\b[A-Za-z_]\w*\b/g))
    if (word !== name && (module.declarations.has(word) || module.imports.has(word)))
      walk(file, word, seen, out)
}

export const reach = {
  /** Does the file declare the operation? */
  declares: (file: string, id: string): boolean =>
    new RegExp(`(?:peration)\\(\\s*'${id}'`).test(readFileSync(file, 'utf8')),
  /** Tables and events behind the operation's declaration in the file. */
  from(file: string, id: string): { tables: string[]; events: string[] } {
    const out = { tables: new Set<string>(), events: new Set<string>() }
    const declaration = [...readModule(file).declarations].find(([, text]) => text.includes(`'${id}'`))
    if (declaration) walk(file, declaration[0], new Set(), out)
    return { tables: [...out.tables].toSorted(), events: [...out.events].toSorted() }
  },
}
