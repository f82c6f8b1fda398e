/** Visits (appointment groups) and their appointments: status, progress, feedback, and the claims behind them. */
import type { Operation } from '#platform/http/operation.ts'

export { insertClaims, keepClaims, moveClaims, releaseAppointments, releaseReservation, type ClaimOwner, type NewClaim } from './claims.ts'
export { announceCreated, announceUpdated } from './events.ts'
export {
  createVisits,
  findGroup,
  findGroupOfInvoice,
  listAppointmentsOfGroup,
  moveVisit,
  type NewAppointment,
  type NewVisit,
} from './visits.ts'
export type { AppointmentGroupRow, AppointmentRow, AppointmentSegment } from './tables.ts'

export const appointmentOperations: Operation[] = []
