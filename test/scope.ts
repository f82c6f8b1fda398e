/**
 * Holds every statement the app runs to its organisation: for each tenant table it touches it must bind
 * organization_id. Look-ups by credential say so with the mark "any organisation".
 */
const SHARED = new Set(['migrations', 'clock_shift', 'information_schema', 'pg_catalog'])
/** Work that serves all tenants alike (relay, delivery, sweeps) says so in the statement. */
const MARK = '/* any organisation */'

export function checkScope(sql: string): void {
  const text = sql.replace(/\s+/g, ' ')
  if (
    text.includes(MARK) ||
    /^\s*(create|alter|drop|begin|commit|rollback|start|set|listen|unlisten|notify|savepoint|release|--)/i.test(
      text,
    )
  )
    return
  const withNames = new Set(
    [
      ...text.matchAll(
        /(?:with|,)\s+(?:recursive\s+)?"?(\w+)"?(?:\s*\([^)]*\))?\s+as\s+(?:not\s+)?(?:materialized\s+)?\(/gi,
      ),
    ].map((m) => m[1]!.toLowerCase()),
  )
  const tables = [
    ...text.matchAll(/\b(?:from|join|into|update)\s+(?:only\s+)?(?:public\.)?"?([a-z_]+)\b"?(?!\s*[.(])/gi),
  ]
    .map((match) => match[1]!.toLowerCase())
    .filter(
      (name) => !SHARED.has(name) && !withNames.has(name) && !KEYWORDS.has(name) && !name.startsWith('pg_'),
    )
  const bound = text.match(/organization_id/g)?.length ?? 0
  if (bound < new Set(tables).size)
    throw new Error(`Not bound to an organisation (${tables.join(', ')}): ${text.slice(0, 400)}`)
}

const KEYWORDS = new Set([
  'unnest',
  'generate_series',
  'lateral',
  'jsonb_array_elements',
  'jsonb_to_recordset',
  'select',
  'set',
  'skip',
  'values',
  'jsonb_each',
  'json_each',
  'now',
  'of',
])
