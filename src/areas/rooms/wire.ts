/** Room rows → the contract's Room. */
import type { wire } from '#contract'
import type { RoomRow } from './tables.ts'

export const roomOnWire = (room: RoomRow): wire.centers.Room => ({
  id: room.id,
  code: room.code,
  name: room.name,
  room_category_id: room.details.room_category_id ?? null,
  description: room.description ?? '',
  capacity: room.capacity,
  can_exceed_capacity: room.can_exceed_capacity,
  only_one_appointment: room.only_one_appointment,
})
