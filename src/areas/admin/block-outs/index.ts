import type { Operation } from '#platform/http/operation.ts'
import {
  changeBlockOutType,
  createBlockOutType,
  deleteBlockOutType,
  getBlockOutType,
  listBlockOutTypes,
} from './block-out-types.ts'

export const blockOutsManagement: Operation[] = [
  createBlockOutType,
  listBlockOutTypes,
  getBlockOutType,
  changeBlockOutType,
  deleteBlockOutType,
]
