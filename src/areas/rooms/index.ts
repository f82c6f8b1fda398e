/** Rooms: where services are done, how many people each takes and what for. */
import type { Operation } from '#platform/http/operation.ts'

export { readRoomsOfCenter, type RoomWithServices } from './store.ts'
export type { RoomRow } from './tables.ts'

export const roomOperations: Operation[] = []
