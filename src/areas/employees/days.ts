import { refuse } from '#platform/refusal.ts'
import { addDays, parseDay } from '#platform/time.ts'

/** The most days one call may ask for. */
export const MOST_DAYS = 366

/** The days from start_date to end_date (both included), bounded; throws invalid_input. */
export function readDays(query: { start_date: string; end_date: string }): { from: string; to: string } {
  const from = readDay(query.start_date, 'start_date')
  const to = readDay(query.end_date, 'end_date')
  if (to < from) refuse('invalid_input', { field: 'end_date', detail: 'lies before start_date' })
  if (to >= addDays(from, MOST_DAYS))
    refuse('invalid_input', { field: 'end_date', detail: `is more than ${MOST_DAYS} days after start_date` })
  return { from, to }
}

/** YYYY-MM-DD of a date or date-time; throws invalid_input. */
export const readDay = (text: string, field: string): string =>
  parseDay(text) ?? refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DD)' })
