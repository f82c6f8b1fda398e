/** Rules of the house, held by reading the code and the database. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import pg from 'pg'
import { contract } from '#contract'
import { pathsOf } from '#platform/http/server.ts'
import { AREA_ORDER } from '../scripts/areas.ts'
import { lintConfigText } from '../scripts/lint-config.ts'
import { operations } from '../src/operations.ts'
import { TEMPLATE } from './global-setup.ts'

const root = join(import.meta.dirname, '..')
const areasFolder = join(root, 'src/areas')
const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && entry.name.endsWith('.ts') && !/\.test\.ts$|^test-kit\.ts$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](test|testing)[\\/]/.test(file))
const areaOf = (file: string) => relative(areasFolder, file).split(sep)[0]!
const kebab = (id: string) => id.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()

/** Rows of the contract that are served whole; of the last two, what later releases bring. */
const WHOLE_ROWS = [
  'Access Tokens',
  'Center APIs',
  'Center - Categories',
  'Center - Rooms',
  'Center - Employees',
  'Center - Services',
  'Organization APIs',
  'Employee BlockOut Times',
  'Room BlockOut Times',
  'Security Roles',
  'Service Booking APIs',
  'Appointment APIs',
]
const GUEST_AND_EMPLOYEE = [
  'createGuest',
  'getGuest',
  'updateGuest',
  'searchGuests',
  'listGuestsOfCenter',
  'listGuestAppointments',
  'listGuestRelationships',
  'createGuestRelationship',
  'deleteGuestRelationship',
  'mergeGuests',
  'listGuestMergeHistory',
  'createEmployee',
  'updateEmployee',
  'patchEmployeeEmploymentAndPayroll',
  'getEmployee',
  'updateEmployeeSchedule',
  'checkInEmployee',
  'checkOutEmployee',
  'getEmployeeAttendance',
  'uploadEmployeeCustomFieldImage',
  'listEmployeeCustomFields',
]

describe('the registry', () => {
  it('serves every operation of the contract that is promised', () => {
    const promised = [...contract.operations.values()]
      .filter((op) => op.tags.some((tag) => WHOLE_ROWS.includes(tag)))
      .map((op) => op.id)
      .concat(GUEST_AND_EMPLOYEE)
    const served = new Set(operations.map((operation) => operation.id))
    expect(promised.filter((id) => !served.has(id))).toEqual([])
  })

  it('names each operation and each route once', () => {
    const ids = operations.map((operation) => operation.id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    const routes = operations.flatMap((op) =>
      pathsOf(op).map((path) => `${op.method} ${path.toLowerCase().replace(/\{\w+\}/g, '{}')}`),
    )
    expect(routes.filter((route, i) => routes.indexOf(route) !== i)).toEqual([])
  })

  it('keeps each operation of the contract in a file of its own name, once', () => {
    const files = sources(areasFolder)
    for (const operation of operations.filter((op) => op.origin === 'contract')) {
      const named = files.filter((file) => file.endsWith(`${sep}operations${sep}${kebab(operation.id)}.ts`))
      expect(named, operation.id).toHaveLength(1)
      expect(readFileSync(named[0]!, 'utf8')).toContain(`'${operation.id}'`)
    }
  })
})

describe('the database', () => {
  /** Tables of the installation as a whole, which belong to no organisation. */
  const SHARED = new Set(['migrations', 'clock_shift'])
  const ask = async <T extends object>(sql: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: inject('server').replace('/DATABASE', `/${TEMPLATE}`) })
    await client.connect()
    try {
      return (await client.query(sql)).rows as T[]
    } finally {
      await client.end()
    }
  }

  it('puts the organisation first in every key and exclusion constraint', async () => {
    const rows = await ask<{ table: string; constraint: string; first: string }>(`
      select c.conrelid::regclass::text as table, c.conname as constraint, a.attname as first
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype in ('p', 'u', 'x') and c.connamespace = 'public'::regnamespace`)
    expect(rows.filter((row) => !SHARED.has(row.table) && row.first !== 'organization_id')).toEqual([])
    const tables = await ask<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`,
    )
    const keyed = new Set(rows.map((row) => row.table))
    expect(tables.map((t) => t.name).filter((name) => !keyed.has(name))).toEqual([])
  })

  it('begins every unique index with the organisation, but for the name of the account', async () => {
    const rows = await ask<{ index: string; table: string; first: string }>(`
      select i.indexrelid::regclass::text as index, i.indrelid::regclass::text as table, pg_get_indexdef(i.indexrelid, 1, true) as first
      from pg_index i join pg_class c on c.oid = i.indrelid where i.indisunique and c.relnamespace = 'public'::regnamespace`)
    const odd = rows
      .filter((row) => !SHARED.has(row.table) && row.first !== 'organization_id')
      .map((row) => row.index)
    expect(odd).toEqual(['organizations_by_account'])
  })

  it('knows a row type of an area for every table the area owns, and a single owner for each', async () => {
    const tables = await ask<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    )
    const owners = tableOwners()
    const unowned = tables
      .map((t) => t.name)
      .filter((name) => !owners.has(name) && !PLATFORM_TABLES.has(name))
    expect(unowned).toEqual([])
  })
})

const PLATFORM_TABLES = new Set([
  'migrations',
  'clock_shift',
  'events',
  'event_counters',
  'idempotency_keys',
  'mails',
  'rate_buckets',
])

/** Table → area, from the `declare module` blocks of the areas' tables.ts. */
function tableOwners(): Map<string, string> {
  const owners = new Map<string, string>()
  for (const file of sources(areasFolder).filter((name) => name.endsWith('tables.ts'))) {
    const block = /interface Database \{([\s\S]*?)\n {2}\}/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
    for (const [, name] of block.matchAll(/^ {4}(\w+):/gm)) {
      expect(owners.get(name!) ?? areaOf(file), `owner of ${name}`).toBe(areaOf(file))
      owners.set(name!, areaOf(file))
    }
  }
  return owners
}

/** Tables an area's code writes, by file. */
export function writtenTables(text: string): string[] {
  const code = text.replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '')
  const sqlWrites = [
    ...code.matchAll(
      /\b(?:insert\s+(?:\/\*.*?\*\/\s*)?into|update(?!\s+set)|delete\s+(?:\/\*.*?\*\/\s*)?from)\s+(?:\/\*.*?\*\/\s*)?([a-z_]+)/g,
    ),
  ].map((m) => m[1]!)
  const builder = [...code.matchAll(/\.(?:insertInto|updateTable|deleteFrom)\('(\w+)'/g)].map((m) => m[1]!)
  return [...sqlWrites, ...builder]
}

describe('the areas', () => {
  it('write only tables of their own', () => {
    const owners = tableOwners()
    const trespasses: string[] = []
    for (const file of sources(areasFolder)) {
      const area = areaOf(file)
      // The demo data and the reset stand in for everybody.
      if (area === 'sandbox') continue
      for (const table of writtenTables(readFileSync(file, 'utf8'))) {
        const owner = owners.get(table)
        if (owner && owner !== area) trespasses.push(`${relative(root, file)} writes ${table} of ${owner}`)
      }
    }
    expect(trespasses).toEqual([])
  })

  it('sees a trespass when there is one', () => {
    expect(writtenTables('sql`insert into guests (id) values (1)`')).toEqual(['guests'])
    expect(writtenTables("tx.updateTable('claims').set({})")).toEqual(['claims'])
    expect(writtenTables('sql`update /* any organisation */ sessions set x = 1`')).toEqual(['sessions'])
  })

  it('import only what comes before them, through the door', () => {
    const wrong: string[] = []
    for (const file of sources(areasFolder)) {
      const area = areaOf(file)
      for (const [, target] of readFileSync(file, 'utf8').matchAll(/from '#areas\/([\w-]+)'/g))
        if (AREA_ORDER.indexOf(target as never) >= AREA_ORDER.indexOf(area as never))
          wrong.push(`${relative(root, file)} → ${target}`)
    }
    expect(wrong).toEqual([])
  })

  it('never read the wall clock, the environment or randomness of time', () => {
    const wrong: string[] = []
    for (const file of sources(areasFolder)) {
      // How long a send took is measured on the wall, whatever the sandbox clock shows.
      if (file.endsWith(join('webhooks', 'dispatch.ts'))) continue
      for (const [, line] of readFileSync(file, 'utf8').matchAll(
        /^(?!\s*(?:\*|\/\/))(.*(?:Date\.now\(\)|new Date\(\)|process\.env).*)$/gm,
      ))
        wrong.push(`${relative(root, file)}: ${line!.trim()}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('the lint rules', () => {
  it('are the ones the order of areas makes', () => {
    expect(readFileSync(join(root, '.oxlintrc.json'), 'utf8')).toBe(lintConfigText())
  })

  it('fail on an import against the order', () => {
    const folder = mkdtempSync(join(areasFolder, 'guests', 'lint-'))
    try {
      writeFileSync(
        join(folder, 'wrong.ts'),
        "import { sweepBookings } from '#areas/bookings'\nexport const x = sweepBookings\n",
      )
      const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), [folder], {
        cwd: root,
        encoding: 'utf8',
      })
      expect(status).toBe(1)
      expect(stdout).toContain('guests comes before these in the order of areas')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
