/** Block-out times: when an employee or a room is not to be booked. */
import type { Operation } from '#platform/http/operation.ts'
import { createEmployeeBlockOutTime } from './operations/create-employee-block-out-time.ts'
import { createRoomBlockOutTime } from './operations/create-room-block-out-time.ts'
import { deleteEmployeeBlockOutTime } from './operations/delete-employee-block-out-time.ts'
import { deleteRoomBlockOutTime } from './operations/delete-room-block-out-time.ts'
import { getBlockOutTime } from './operations/get-block-out-time.ts'
import { listCenterBlockOutTimes } from './operations/list-center-block-out-times.ts'
import { listEmployeeBlockOutTimes } from './operations/list-employee-block-out-times.ts'
import { listRoomBlockOutTimes } from './operations/list-room-block-out-times.ts'
import { updateEmployeeBlockOutTime } from './operations/update-employee-block-out-time.ts'
import { updateRoomBlockOutTime } from './operations/update-room-block-out-time.ts'

export {
  createBlockOutType,
  getBlockOutType,
  listBlockOutTypes,
  removeBlockOutType,
  updateBlockOutType,
} from './types.ts'
export type { BlockOutTypeRow } from '../tables.ts'

export const blockOutOperations: Operation[] = [
  createEmployeeBlockOutTime,
  listEmployeeBlockOutTimes,
  updateEmployeeBlockOutTime,
  deleteEmployeeBlockOutTime,
  getBlockOutTime,
  createRoomBlockOutTime,
  listRoomBlockOutTimes,
  updateRoomBlockOutTime,
  deleteRoomBlockOutTime,
  listCenterBlockOutTimes,
]
