/** Who or what is blocked: an employee or a room. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { displayName } from '../names.ts'
import { getEmployee, worksIn } from '../store.ts'
import type { BlockOutSource } from './types.ts'

export interface BlockedResource {
  source: BlockOutSource
  resourceId: string
  /** As refusals call it. */
  name: string
}

/** Finds the employee or room of a call; throws employee_not_found or room_not_found. */
export type FindResource = (
  db: Db,
  organizationId: string,
  id: string,
  centerId: string,
) => Promise<BlockedResource>

/** An active employee who works in the center. */
export const getEmployeeOfCenter: FindResource = async (db, organizationId, employeeId, centerId) => {
  const employee = await getEmployee(db, organizationId, employeeId)
  if (!employee.is_active || !(await worksIn(db, organizationId, employeeId, centerId)))
    refuse('employee_not_found', { field: 'employee_id', detail: 'does not work in the center' })
  return { source: 0, resourceId: employee.id, name: displayName(employee) }
}

/** A room of the center, in use or not. */
export const getRoomOfCenter: FindResource = async (db, organizationId, roomId, centerId) => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from rooms
    where organization_id = ${organizationId} and id = ${roomId} and center_id = ${centerId}`.execute(db)
  const room = rows[0] ?? refuse('room_not_found', { field: 'room_id' })
  return { source: 1, resourceId: room.id, name: room.name }
}
