/** Centers: where the organisation works, its hours, booking rules, reasons and location groups. */
import type { Operation } from '#platform/http/operation.ts'
import { deactivateCenter } from './operations/deactivate-center.ts'
import { getCenter as getCenterOperation } from './operations/get-center.ts'
import { getOrganizationSettings } from './operations/get-organization-settings.ts'
import { getPayPeriodSettings } from './operations/get-pay-period-settings.ts'
import { getPaymentProcessorSettings } from './operations/get-payment-processor-settings.ts'
import { listCenters } from './operations/list-centers.ts'
import { listLocationGroups } from './operations/list-location-groups.ts'
import { listReasons } from './operations/list-reasons.ts'

export { reachCenter } from './access.ts'
export { readCenterDays } from './days.ts'
export {
  clockText,
  deleteSpecialDay,
  listSpecialDays,
  putSpecialDay,
  readHours,
  readHoursWithin,
  readWeeklyHours,
  replaceWeeklyHours,
} from './hours.ts'
export {
  deleteLocationGroup,
  getLocationGroup,
  insertLocationGroup,
  listLocationGroups as findLocationGroups,
  updateLocationGroup,
} from './location-groups.ts'
export { changeCenter, createCenter, type CenterWrite, type NewCenter } from './management.ts'
export { findReason, getReason, insertReason, listReasons as findReasons, updateReason } from './reasons.ts'
export { CENTER_DEFAULTS, type CenterSettings, type FeeRule } from './settings.ts'
export { findCenter, getCenter, listCenters as searchCenters, type Center } from './store.ts'
export type { CenterHoursRow, CenterSpecialDayRow, LocationGroupRow, ReasonRow } from './tables.ts'
export { catalogOf } from './wire.ts'

export const centerOperations: Operation[] = [
  listCenters,
  getCenterOperation,
  deactivateCenter,
  listReasons,
  getPaymentProcessorSettings,
  getOrganizationSettings,
  getPayPeriodSettings,
  listLocationGroups,
]
