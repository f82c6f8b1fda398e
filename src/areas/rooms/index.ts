/** Rooms: where services are done, how many people each takes and what for. */
import type { Operation } from '#platform/http/operation.ts'
import { getCenterRoom } from './operations/get-center-room.ts'
import { listCenterRooms } from './operations/list-center-rooms.ts'

export { changeRoom, createRoom, getRoom, listAllRooms, removeRoom } from './management.ts'
export type { RoomWithServices } from './store.ts'

export const roomOperations: Operation[] = [listCenterRooms, getCenterRoom]
