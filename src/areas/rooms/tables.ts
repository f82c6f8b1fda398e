import type { RoomDetails } from './details.ts'

export interface RoomRow {
  organization_id: string
  id: string
  center_id: string
  code: string
  name: string
  description: string | null
  capacity: number
  can_exceed_capacity: boolean
  only_one_appointment: boolean
  only_one_group: boolean
  is_active: boolean
  display_order: number
  details: RoomDetails
  created_at: Date
}

declare module '#platform/db/database.ts' {
  interface Database {
    rooms: RoomRow
  }
}
