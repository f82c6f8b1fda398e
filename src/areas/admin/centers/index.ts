import type { Operation } from '#platform/http/operation.ts'
import { createCenter, getManagedCenter, listManagedCenters, updateCenter } from './centers.ts'
import { getCenterHours, replaceCenterHours } from './hours.ts'
import {
  createLocationGroup,
  deleteLocationGroup,
  getLocationGroup,
  listManagedLocationGroups,
  updateLocationGroup,
} from './location-groups.ts'
import { getCenterPolicies, replaceCenterPolicies } from './policies.ts'
import { createReason, deleteReason, getReason, listManagedReasons, updateReason } from './reasons.ts'
import { deleteSpecialDay, listSpecialDays, putSpecialDay } from './special-days.ts'

export const centersManagement: Operation[] = [
  createCenter,
  listManagedCenters,
  getManagedCenter,
  updateCenter,
  getCenterHours,
  replaceCenterHours,
  listSpecialDays,
  putSpecialDay,
  deleteSpecialDay,
  getCenterPolicies,
  replaceCenterPolicies,
  createReason,
  listManagedReasons,
  getReason,
  updateReason,
  deleteReason,
  createLocationGroup,
  listManagedLocationGroups,
  getLocationGroup,
  updateLocationGroup,
  deleteLocationGroup,
]
