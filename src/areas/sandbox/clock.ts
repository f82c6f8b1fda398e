/** Moving the installation's one clock: a row that all processes share, and a word to each of them. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { afterCommit } from '#platform/db/transaction.ts'
import { wakeRelay } from '#platform/events/wake.ts'
import { refuse } from '#platform/refusal.ts'
import { parseDay, parseDuration } from '#platform/time.ts'
import { sweepBookings } from '#areas/bookings'
import { CLOCK_CHANNEL } from './clock-follower.ts'
import { wallTime, type Sandbox } from './mode.ts'

const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)

/** The shift all processes have agreed on, in milliseconds; nobody else moves the clock until the commit. */
export async function lockShift(tx: Tx): Promise<number> {
  const { rows } = await sql<{
    milliseconds: number
  }>`select milliseconds from clock_shift for update`.execute(tx)
  return rows[0]!.milliseconds
}

/**
 * Sets the shift for all processes once the transaction commits; for this one at once, so that its next answer
 * has the new time. What has become due is seen to right away. Throws invalid_input for years outside 1970 to 2199.
 */
export async function moveClock(tx: Tx, sandbox: Sandbox, now: Date, shift: number): Promise<void> {
  const target = wallTime(sandbox, now).getTime() + shift
  if (!(target >= EARLIEST && target < LATEST))
    refuse('invalid_input', { field: 'now', detail: 'must lie between the years 1970 and 2199' })
  await sql`update clock_shift set milliseconds = ${shift}`.execute(tx)
  // Delivered at the commit, in the order of commits.
  await sql`select pg_notify(${CLOCK_CHANNEL}, ${String(shift)})`.execute(tx)
  afterCommit(tx, 'clock', () => {
    sandbox.clock.setShift(shift)
    wakeRelay()
    // The sweep comes round by itself; a failure here loses nothing.
    sweepBookings(sandbox.db, sandbox.clock.now()).catch(() => {})
  })
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i

/** An ISO instant with Z or an offset; throws invalid_input. */
export function readInstant(text: string, field: string): Date {
  const isInstant = INSTANT.test(text.trim()) && parseDay(text.trim().slice(0, 10)) !== null
  const instant = isInstant ? Date.parse(text.trim()) : NaN
  if (Number.isNaN(instant))
    refuse('invalid_input', {
      field,
      detail: 'must be an instant with Z or an offset, like 2026-03-02T12:00:00Z',
    })
  return new Date(instant)
}

/** Milliseconds of an ISO 8601 duration that may have a sign; throws invalid_input. */
export function readSignedDuration(text: string, field: string): number {
  const [, sign, duration] = /^([+-]?)(.*)$/.exec(text.trim().toUpperCase())!
  try {
    return parseDuration(duration!) * (sign === '-' ? -1 : 1)
  } catch {
    refuse('invalid_input', { field, detail: 'must be a duration like PT90M, P1DT12H or -PT1H' })
  }
}
