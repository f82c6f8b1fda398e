import { refuse } from '#platform/refusal.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/i
const YEARS = [1900, 2200] as const

/** An instant from a request, UTC unless it names an offset; null when there is none. Refusal invalid_input. */
export function readTime(text: string | null | undefined, field: string): Date | null {
  if (text === null || text === undefined || text.trim() === '') return null
  const given = text.trim().toUpperCase()
  // A time without an offset would be read as local.
  const at = new Date(given.includes('T') && !/(Z|[+-]\d{2}:\d{2})$/.test(given) ? `${given}Z` : given)
  const year = at.getUTCFullYear()
  if (!INSTANT.test(given) || !(year >= YEARS[0] && year <= YEARS[1]))
    refuse('invalid_input', { field, detail: 'is not a date and time (YYYY-MM-DDTHH:MM:SSZ)' })
  return at
}
