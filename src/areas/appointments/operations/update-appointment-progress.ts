import { personOf } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { checkVisitAccess } from '../access.ts'
import { isOnLaterDay, lockVisit, statusOf } from '../changes.ts'
import { checkInVisit } from '../check-in.ts'
import { announceProgress } from '../events.ts'
import {
  lockAppointment,
  moveProgress,
  PROGRESS,
  progressStateOf,
  readProgress,
  saveProgress,
} from '../progress.ts'
import { outOfReach, text } from '../refusals.ts'
import { findAppointmentPlace } from '../rows.ts'
import { isEnded, STATUS } from '../states.ts'

export const updateAppointmentProgress = operation(
  'updateAppointmentProgress',
  'PUT /v1/appointments/{appointment_id}/progress',
  {
    who: { right: 'appointments:write' },
    refusals: {
      ...outOfReach(438),
      appointment_not_found: [400, 410, text('The appointment was not found')],
      appointment_group_not_found: [400, 410, text('The appointment was not found')],
      segment_not_found: [400, 410, text('The appointment has no such segment')],
      invoice_not_found: [400, 428, text('The visit has no invoice')],
      invoice_center_mismatch: [400, 502, text('The invoice belongs to another center than the visit')],
      visit_closed: [400, 502, text('The visit is closed; progress cannot be changed')],
      visit_ended: [400, 502, text('The visit was cancelled, missed or voided; progress cannot be changed')],
      visit_on_later_day: [400, 502, text('The visit is on a future date; progress cannot be changed')],
      progress_refused: [400, 502, (r) => `The progress change is not allowed (${r.field}): ${r.detail}`],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const field = 'appointment_id'
      const wanted = readProgress(body)
      const place = await findAppointmentPlace(tx, organizationId, path.appointment_id)
      if (!place) refuse('appointment_not_found', { field })
      const visit = await lockVisit(tx, organizationId, place.appointment_group_id)
      checkVisitAccess(caller, visit.group)
      const appointment = await lockAppointment(tx, organizationId, path.appointment_id)
      if (statusOf(visit) === STATUS.closed) refuse('visit_closed', { field })
      if (isEnded(statusOf(visit)) || isEnded(appointment.status)) refuse('visit_ended', { field })
      if (isOnLaterDay(visit, now)) refuse('visit_on_later_day', { field })

      const before = progressStateOf(appointment)
      const after = moveProgress(before, appointment, wanted, body.segment_id ?? null, now)
      if (after !== before) await saveProgress(tx, appointment, after, now)
      // Whoever is being treated has arrived.
      if (wanted === PROGRESS.started) await checkInVisit(tx, visit, { by: personOf(caller) }, now, field)
      if (after.progress !== before.progress && after.progress !== PROGRESS.open)
        await announceProgress(tx, organizationId, visit.group.id, appointment.id, now)
      return { error: null }
    },
  },
)
