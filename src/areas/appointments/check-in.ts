/** Checking in and taking it back: the table's steps, bound to the day of the visit. */
import type { Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { isOnLaterDay, statusOf, takeStep, type LockedVisit, type VisitChange } from './changes.ts'
import { hasProgress } from './progress.ts'
import { STATUS, stepOf, type VisitAction } from './states.ts'

/** The table's refusal comes before that of the day: an ended visit is ended, whenever it was to be. */
function checkDay(visit: LockedVisit, action: VisitAction, now: Date, field: string): void {
  const step = stepOf(statusOf(visit), action)
  const isRefused = step !== 'repeat' && 'refusal' in step
  if (!isRefused && isOnLaterDay(visit, now)) refuse('visit_on_later_day', { field })
}

/** Throws visit_on_later_day besides the refusals of the table. Returns whether the status changed. */
export async function checkInVisit(
  tx: Tx,
  visit: LockedVisit,
  change: VisitChange,
  now: Date,
  field: string,
): Promise<boolean> {
  checkDay(visit, 'check_in', now, field)
  return takeStep(tx, visit, 'check_in', change, now, field)
}

/** As above; throws progress_not_open while a service of the visit is started or completed. */
export async function undoCheckIn(
  tx: Tx,
  visit: LockedVisit,
  change: VisitChange,
  now: Date,
  field: string,
): Promise<boolean> {
  checkDay(visit, 'undo_check_in', now, field)
  const { group } = visit
  if (statusOf(visit) === STATUS.checkedIn && (await hasProgress(tx, group.organization_id, group.id)))
    refuse('progress_not_open', { field })
  return takeStep(tx, visit, 'undo_check_in', change, now, field)
}
