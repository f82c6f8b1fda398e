import type { Operation } from '#platform/http/operation.ts'
import { equipmentManagement } from './equipment.ts'
import { roomManagement } from './rooms.ts'

export const roomsManagement: Operation[] = [...roomManagement, ...equipmentManagement]
