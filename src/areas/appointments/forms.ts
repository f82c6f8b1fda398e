/** Forms of an appointment: whose they are. No form exists yet, so there is nothing more to read. */
import type { Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { checkVisitAccess } from './access.ts'
import { outOfReach, text } from './refusals.ts'
import { findAppointmentPlace } from './rows.ts'

export const formRefusals = {
  ...outOfReach(438),
  appointment_id_invalid: [400, 502, text('The appointment id is invalid')],
  appointment_not_found: [400, 410, text('The appointment was not found')],
} satisfies Record<string, RefusalReply>

/** Throws unless the appointment exists and the caller may read its forms. */
export async function checkFormAccess(
  db: Db,
  organizationId: string,
  caller: Caller,
  appointmentId: string,
): Promise<void> {
  const field = 'appointment_id'
  if (appointmentId === NIL_GUID) refuse('appointment_id_invalid', { field })
  const place = await findAppointmentPlace(db, organizationId, appointmentId)
  if (!place) refuse('appointment_not_found', { field })
  checkVisitAccess(caller, place)
}
