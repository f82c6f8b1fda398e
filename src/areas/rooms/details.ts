/** Members of a room that are kept as given: nothing computes with them. */
export interface RoomDetails {
  room_category_id?: string | null
}
