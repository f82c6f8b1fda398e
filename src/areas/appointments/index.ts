/** Visits (appointment groups) and their appointments: status, progress, feedback, and the claims behind them. */
import type { Operation } from '#platform/http/operation.ts'
import { deleteAppointmentGroup } from './management/delete-group.ts'
import { addAppointmentFeedback } from './operations/add-appointment-feedback.ts'
import { cancelBooking } from './operations/cancel-booking.ts'
import { checkInAppointment } from './operations/check-in-appointment.ts'
import { confirmVisit } from './operations/confirm-visit.ts'
import { getAppointment } from './operations/get-appointment.ts'
import { getAppointmentFormData } from './operations/get-appointment-form-data.ts'
import { listAppointmentForms } from './operations/list-appointment-forms.ts'
import { listCenterAppointments } from './operations/list-center-appointments.ts'
import { markAppointmentNoShow } from './operations/mark-appointment-no-show.ts'
import { undoCheckInAppointment } from './operations/undo-check-in-appointment.ts'
import { updateAppointmentProgress } from './operations/update-appointment-progress.ts'

export {
  insertClaims,
  keepClaims,
  moveClaims,
  releaseAppointments,
  releaseReservation,
  type ClaimOwner,
  type NewClaim,
} from './claims.ts'
export { lockVisit, lockVisitOfInvoice, takeStep, type LockedVisit, type VisitChange } from './changes.ts'
export { announceCreated, announceUpdated, type EventVisit } from './events.ts'
export { STATUS as VISIT_STATUS, type VisitAction, type VisitStatus } from './states.ts'
export {
  createVisits,
  findGroup,
  findGroupOfInvoice,
  listAppointmentsOfGroup,
  moveVisit,
  type NewAppointment,
  type NewVisit,
} from './visits.ts'
export { moveVisitsOfGuest } from './merge.ts'
export type { AppointmentGroupRow, AppointmentRow, AppointmentSegment } from './tables.ts'

export const appointmentOperations: Operation[] = [
  listCenterAppointments,
  getAppointment,
  checkInAppointment,
  undoCheckInAppointment,
  markAppointmentNoShow,
  confirmVisit,
  cancelBooking,
  updateAppointmentProgress,
  getAppointmentFormData,
  listAppointmentForms,
  addAppointmentFeedback,
  deleteAppointmentGroup,
]
