/**
 * npm run op -- <url | operationId | event>
 *
 * Shows where an operation lives, who may call it, which tables it touches and which events it raises; of an
 * event, who raises it. Tables and events are read from the code the operation reaches.
 */
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { contract } from '#contract'
import { pathsOf } from '#platform/http/server.ts'
import type { Operation } from '#platform/http/operation.ts'
import { operations } from '../src/operations.ts'
import { reach } from './reach.ts'

const root = join(import.meta.dirname, '..')
const areas = join(root, 'src/areas')
const wanted = process.argv.slice(2).join(' ').trim()
if (!wanted) {
  console.error('usage: npm run op -- <url | operationId | event>')
  process.exit(2)
}

const files = readdirSync(areas, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
  .map((entry) => join(entry.parentPath, entry.name))

const fileOf = (operation: Operation): string | null =>
  files.find((file) => reach.declares(file, operation.id)) ?? null

function matches(operation: Operation): boolean {
  if (operation.id.toLowerCase() === wanted.toLowerCase()) return true
  const [method, url] = /^(GET|PUT|POST|DELETE|PATCH)\s+(.*)$/i.test(wanted)
    ? [wanted.split(/\s+/)[0]!.toUpperCase(), wanted.split(/\s+/)[1]!]
    : [null, wanted]
  if (method && method !== operation.method) return false
  const path = url
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
  return pathsOf(operation).some((known) =>
    new RegExp(`^${known.replace(/\{\w+\}/g, '[^/]+')}$`, 'i').test(path),
  )
}

function show(operation: Operation): void {
  const file = fileOf(operation)
  const touched = file ? reach.from(file, operation.id) : { tables: [], events: [] }
  const who = operation.who
    ? [
        operation.who.right ?? 'any credential',
        operation.who.guest ? 'guests' : null,
        operation.who.person ? 'persons only' : null,
      ]
        .filter(Boolean)
        .join(', ')
    : 'anybody'
  console.log(`${operation.id}   ${operation.method} ${operation.path}`)
  console.log(`  row      ${operation.tags.join(', ')}`)
  console.log(`  file     ${file ? relative(root, file) : '?'}`)
  console.log(`  caller   ${who}`)
  console.log(
    `  errors   ${operation.form ?? 'nested_lower'}${
      operation.refusals
        ? `: ${Object.entries(operation.refusals)
            .map(([name, [status, code]]) => `${name} ${status}/${code}`)
            .join(', ')}`
        : ''
    }`,
  )
  console.log(`  tables   ${touched.tables.join(', ') || '-'}`)
  console.log(`  events   ${touched.events.join(', ') || '-'}`)
}

const event = [...contract.events.keys()].find((type) => type.toLowerCase() === wanted.toLowerCase())
if (event) {
  const raisers = operations.filter((operation) => {
    const file = fileOf(operation)
    return file && reach.from(file, operation.id).events.includes(event)
  })
  console.log(`${event}   event_resource ${String(contract.events.get(event)!.resource)}`)
  for (const operation of raisers)
    console.log(`  raised by ${operation.id}   ${operation.method} ${operation.path}`)
  if (!raisers.length) console.log('  raised by nothing that is served so far')
} else {
  const found = operations.filter(matches)
  if (found.length) found.forEach(show)
  else {
    const planned = [...contract.operations.values()].find(
      (op) => op.id.toLowerCase() === wanted.toLowerCase(),
    )
    console.log(
      planned
        ? `${planned.id}   ${planned.method} ${planned.path}\n  in the contract, not served yet: npm run new:operation -- ${planned.id}`
        : `Nothing is known as ${wanted}`,
    )
    process.exitCode = 1
  }
}
process.exit()
